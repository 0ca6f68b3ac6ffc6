"""Notes of our own, and what became of moves."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0002_doors_and_privacy"),
    ]

    operations = [
        migrations.CreateModel(
            name="MoveAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("account", models.CharField(max_length=255)),
                ("what", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=300)),
                (
                    "outcome",
                    models.CharField(choices=[("done", "done"), ("later", "later")], max_length=5),
                ),
                ("reason", models.CharField(default="", max_length=500, verbose_name="reason")),
                ("until", models.DateField(null=True)),
                ("facts", models.JSONField(default=dict)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "said_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-said_at", "-pk"],
                "indexes": [models.Index(fields=["account", "what"], name="web_moveans_account_c946eb_idx")],
            },
        ),
        migrations.CreateModel(
            name="OwnNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("account", models.CharField(max_length=255)),
                ("text", models.TextField(max_length=5000, verbose_name="note")),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(null=True)),
                ("deleted_at", models.DateTimeField(null=True)),
                (
                    "writer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at", "-pk"],
                "indexes": [models.Index(fields=["account", "-written_at"], name="web_ownnote_account_fcc036_idx")],
            },
        ),
    ]
