"""A refresh tells what the reader learnt from corrections."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0010_notes_after_a_merge"),
    ]

    operations = [
        migrations.AddField(
            model_name="refresh",
            name="lesson",
            field=models.JSONField(default=dict),
        ),
    ]
