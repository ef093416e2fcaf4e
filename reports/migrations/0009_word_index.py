"""The index of words: a row a report, its pairs of characters in what each database has for it; filled from what is held."""

import django.db.models.deletion
from django.db import migrations, models

from reports.gram_index import KINDS, write

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
