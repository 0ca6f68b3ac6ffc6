"""Answers to moves and favourites follow their client into a merge, and home again when that is undone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0011_lessons_learnt"),
    ]

    operations = [
        migrations.AddField(
            model_name="moveanswer",
            name="written_of",
            field=models.CharField(default="", max_length=255),
        ),
        migrations.AddField(
            model_name="favourite",
            name="written_of",
            field=models.CharField(default="", max_length=255),
        ),
        # Two that were told apart may be one client now.
        migrations.RemoveConstraint(model_name="favourite", name="one_feeling_each"),
        migrations.AddConstraint(
            model_name="favourite",
            constraint=models.UniqueConstraint(fields=("user", "side", "place"), name="one_client_each_place"),
        ),
    ]
