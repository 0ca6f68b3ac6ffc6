"""A refresh tells from which day on mail was heard, where older mail is still to be heard."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0012_answers_after_a_merge"),
    ]

    operations = [
        migrations.AddField(
            model_name="refresh",
            name="mail_from",
            field=models.DateField(null=True),
        ),
    ]
