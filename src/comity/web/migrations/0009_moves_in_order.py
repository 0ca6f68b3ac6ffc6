"""The few moves of a week are found without a look at those of all clients."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0008_course_of_a_client"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(
                fields=["refresh", "move", "rank", "due", "-probability", "name"], name="moves_in_order"
            ),
        ),
    ]
