"""Who is an administrator may import populations."""

from django.db import migrations


def allow(apps, schema_editor):
    using = schema_editor.connection.alias
    content, _new = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(using)
        .get_or_create(app_label="bureaus", model="population")
    )
    # On a fresh database Django writes this row only after the last migration: ours comes first.
    permission, _new = (
        apps.get_model("auth", "Permission")
        .objects.using(using)
        .get_or_create(
            content_type=content, codename="add_population", defaults={"name": "Can add population"}
        )
    )
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name="administrator"):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("reports", "0009_word_index"), ("reports", "0003_roles")]

    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
