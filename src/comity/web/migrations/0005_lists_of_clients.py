"""What lists of clients ask for: where each stands on the map, since when, and in which order."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def carry(apps, schema_editor):  # noqa: ANN001, ANN201, ARG001
    """The long text moves into its new column, in the database itself."""
    schema_editor.execute("update web_verdict set told_last = told")


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0004_first_minutes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Looked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(max_length=1000)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.RemoveIndex(
            model_name="verdict",
            name="web_verdict_refresh_905aec_idx",
        ),
        migrations.AddField(
            model_name="verdict",
            name="balance",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="verdict",
            name="changed_in",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="verdict",
            name="they",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="verdict",
            name="we",
            field=models.IntegerField(default=0),
        ),
        # The long text goes to the end of its row again, or lists would have to read past it for every new column.
        migrations.AddField("verdict", "told_last", models.JSONField(null=True)),
        migrations.RunPython(carry, migrations.RunPython.noop),
        migrations.RemoveField("verdict", "told"),
        migrations.RenameField("verdict", "told_last", "told"),
        migrations.AlterField("verdict", "told", models.JSONField()),
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(fields=["refresh", "rank", "-probability", "name", "account"], name="clients_in_order"),
        ),
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(fields=["refresh", "owner", "rank", "-probability", "name"], name="clients_by_owner"),
        ),
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(fields=["refresh", "cause", "rank", "-probability", "name"], name="clients_by_cause"),
        ),
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(fields=["refresh", "move", "rank", "-probability", "name"], name="clients_by_move"),
        ),
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(
                fields=["refresh", "changed_in", "rank", "-probability", "name"], name="clients_by_changed_in"
            ),
        ),
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(fields=["refresh", "standing", "we", "they"], name="clients_on_the_map"),
        ),
        migrations.AddField(
            model_name="looked",
            name="before",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="web.refresh"
            ),
        ),
        migrations.AddField(
            model_name="looked",
            name="now",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="web.refresh"),
        ),
        migrations.AddField(
            model_name="looked",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="looked", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="views", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(fields=("user", "name"), name="one_view_each_name"),
        ),
    ]
