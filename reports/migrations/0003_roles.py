"""The roles of the admin as groups: editor, reviewer, administrator. Each person is given one by hand."""

from django.db import migrations

LOOK_UP = {
    "reports": ("domain", "indicator", "problemcategory"),
    "bureaus": ("region", "bureau", "population"),
}
FINDINGS = ("metric", "problem", "plan")


def _codes():
    """For each role its permissions as (application, model, action)."""
    look = {(app, model, "view") for app, models in LOOK_UP.items() for model in models}
    reviewer = look | {("reports", "report", "view")}
    reviewer |= {("reports", model, action) for model in FINDINGS for action in ("view", "change")}
    editor = reviewer | {("reports", "report", action) for action in ("add", "change", "delete")}
    administrator = editor | {("bureaus", "bureau", "change")}
    administrator |= {("bureaus", "bureauname", action) for action in ("view", "add", "change", "delete")}
    administrator |= {("auth", "user", action) for action in ("view", "add", "change")}
    administrator |= {("auth", "group", "view"), ("admin", "logentry", "view")}
    return {"editor": editor, "reviewer": reviewer, "administrator": administrator}


def make(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    using = schema_editor.connection.alias
    for role, codes in _codes().items():
        group, _new = Group.objects.using(using).get_or_create(name=role)
        for app, model, action in sorted(codes):
            # On a fresh database Django writes these rows only after the last migration: ours come first.
            content, _new = ContentType.objects.using(using).get_or_create(app_label=app, model=model)
            permission, _new = Permission.objects.using(using).get_or_create(
                content_type=content, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
            )
            group.permissions.add(permission)


def unmake(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=_codes()).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_upload"),
        ("bureaus", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, unmake)]
