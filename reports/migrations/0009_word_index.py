"""The index of words: a row a report, its pairs of characters in what each database has for it; filled from what is held."""

import re
import zlib

import django.db.models.deletion
from django.db import migrations, models

# As the index was when this migration was written: whoever changes what the project puts into it later (reports.grams,
# reports.gram_index) fills it anew by a migration of that time, and this one goes on to do what it did.
KINDS = ("text", "figures", "problems", "plans")
RUN = re.compile(r"[^\W_]{2,}")
HALF, PLANE = 2**31, 2**16
INTO_POSTGRESQL = (
    "UPDATE reports_searchrow SET text = %s::int[], figures = %s::int[], problems = %s::int[], plans = %s::int[]"
    " WHERE id = %s"
)
INTO_SQLITE = (
    "INSERT INTO reports_searchgrams (text, figures, problems, plans, rowid) VALUES (%s, %s, %s, %s, %s)"
)
SQLITE = (
    "CREATE VIRTUAL TABLE reports_searchgrams USING fts5"
    "(text, figures, problems, plans, content='', columnsize=0, detail=column, tokenize='ascii')"
)
COLUMN = "ALTER TABLE reports_searchrow ADD COLUMN {kind} integer[] NOT NULL DEFAULT '{{}}'"
INDEX = "CREATE INDEX reports_searchrow_{kind} ON reports_searchrow USING gin ({kind})"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for kind in KINDS:
            schema_editor.execute(COLUMN.format(kind=kind))
    else:
        schema_editor.execute(SQLITE)
    fill(apps, schema_editor.connection)
    if schema_editor.connection.vendor == "postgresql":
        # What was just filled is checked at once: an index is not made over rows whose checks are still due.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for kind in KINDS:
            schema_editor.execute(INDEX.format(kind=kind))


def fill(apps, database):
    held = {
        name: apps.get_model("reports", name).objects.using(database.alias)
        for name in ("Report", "SearchRow", "Metric", "Problem", "Plan")
    }
    reports = held["Report"].order_by("pk").values_list("pk", "text")
    for pk, text in reports.iterator(chunk_size=200):
        said = {
            name: "\n".join(held[model].filter(report=pk).order_by().values_list("text", flat=True))
            for name, model in (("problems", "Problem"), ("plans", "Plan"))
        }
        figures = held["Metric"].filter(report=pk).order_by().values_list("label", "quote")
        said["figures"] = "\n".join(f"{label}\n{quote}" for label, quote in figures)
        write(database, held["SearchRow"].create(report_id=pk).pk, {"text": text, **said})


def write(database, row, documents):
    found = [sorted(grams(documents[kind])) for kind in KINDS]
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(INTO_POSTGRESQL, [*found, row])
        else:
            told = (" ".join(f"{gram + HALF:08x}" for gram in one) for one in found)
            cursor.execute(INTO_SQLITE, [*told, row])


def grams(text):
    pairs = set()
    for run in RUN.findall(text.lower()):
        pairs.update(run[at : at + 2] for at in range(len(run) - 1))
    return {number(*map(ord, pair), pair) - HALF for pair in pairs}


def number(one, other, pair):
    return one * PLANE + other if max(one, other) < PLANE else zlib.crc32(pair.encode())


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TABLE reports_searchgrams")


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0008_relation_kinds'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_row', to='reports.report', verbose_name='report')),
            ],
            options={
                'verbose_name': 'row of the index',
                'verbose_name_plural': 'index of words',
            },
        ),
        migrations.RunPython(make, unmake),
    ]
