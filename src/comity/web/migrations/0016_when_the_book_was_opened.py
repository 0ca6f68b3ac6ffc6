"""A refresh tells when it opened the book: what was made private since, it may have read."""

from django.db import migrations, models
from django.utils import timezone


def as_told_so_far(apps, schema_editor):  # noqa: ANN001, ANN201, ARG001
    """Of older ones only the end is known."""
    apps.get_model("web", "Refresh").objects.update(opened_at=models.F("made_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0015_former_clients"),
    ]

    operations = [
        migrations.AddField("refresh", "opened_at", models.DateTimeField(default=timezone.now)),
        migrations.RunPython(as_told_so_far, migrations.RunPython.noop),
    ]
