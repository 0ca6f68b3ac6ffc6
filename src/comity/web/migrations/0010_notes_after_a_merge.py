"""A note follows its client into a merge, and home again when that is undone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0009_moves_in_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="ownnote",
            name="written_of",
            field=models.CharField(default="", max_length=255),
        ),
    ]
