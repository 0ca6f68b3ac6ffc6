"""Corrections as pages ask for them, and what waits to be confirmed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0006_tokens"),
    ]

    operations = [
        migrations.CreateModel(
            name="Doubt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=255)),
                ("of", models.CharField(max_length=32)),
                ("ref", models.CharField(max_length=1000)),
                ("sentence", models.CharField(max_length=64)),
                ("label", models.CharField(max_length=30)),
                ("probability", models.FloatField()),
            ],
            options={
                "ordering": ["-probability", "pk"],
                "indexes": [models.Index(fields=["account"], name="web_doubt_account_888620_idx")],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("what", models.CharField(max_length=20)),
                ("account", models.CharField(max_length=255)),
                ("ref", models.CharField(default="", max_length=1000)),
                ("sentence", models.CharField(default="", max_length=64)),
                ("label", models.CharField(default="", max_length=30)),
                ("value", models.CharField(default="", max_length=500)),
                ("why", models.CharField(default="", max_length=1000)),
                ("said_by", models.CharField(default="", max_length=254)),
                ("said_at", models.DateTimeField()),
                ("changed", models.JSONField(default=dict)),
                ("undone_by", models.CharField(default="", max_length=254)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "user",
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
                "indexes": [
                    models.Index(fields=["account", "what"], name="web_correct_account_10e733_idx"),
                    models.Index(fields=["sentence", "label"], name="web_correct_sentenc_43692d_idx"),
                ],
            },
        ),
    ]
