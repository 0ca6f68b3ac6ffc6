"""Since when a client is one no longer, as somebody said."""

from django.db import migrations, models


def carry(apps, schema_editor):  # noqa: ANN001, ANN201, ARG001
    """The long text moves into its new column, in the database itself."""
    schema_editor.execute("update web_verdict set told_last = told")


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0014_grants_after_a_merge"),
    ]

    operations = [
        migrations.AddField("verdict", "former_on", models.DateField(null=True)),
        # The long text goes to the end of its row again, or lists would have to read past it for the new column.
        migrations.AddField("verdict", "told_last", models.JSONField(null=True)),
        migrations.RunPython(carry, migrations.RunPython.noop),
        migrations.RemoveField("verdict", "told"),
        migrations.RenameField("verdict", "told_last", "told"),
        migrations.AlterField("verdict", "told", models.JSONField()),
    ]
