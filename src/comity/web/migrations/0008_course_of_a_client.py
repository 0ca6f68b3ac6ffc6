"""A client's verdicts of all refreshes are found without a look at those of others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0007_corrections"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(fields=["account", "-refresh"], name="course_of_a_client"),
        ),
    ]
