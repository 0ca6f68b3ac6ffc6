"""Who works for a client works for what it is part of after a merge, and for it alone when that is undone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0013_a_first_look"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="written_of",
            field=models.CharField(default="", max_length=255),
        ),
        # Somebody may work for both of the two that are one client now.
        migrations.RemoveConstraint(model_name="grant", name="one_grant_each"),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(fields=("account", "user", "written_of"), name="one_grant_each"),
        ),
    ]
