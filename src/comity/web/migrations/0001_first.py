"""The first tables: people, the firm, grants, what was published, and jobs."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="mail address")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "owner"),
                            ("lead", "lead of a team"),
                            ("member", "member, own accounts"),
                            ("finance", "finance: money, no mail"),
                            ("reader", "reader"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Firm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name of the firm")),
                ("invented", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("words", models.JSONField(default=dict)),
                ("once", models.CharField(max_length=60, null=True, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        db_index=True,
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("taken_by", models.CharField(default="", max_length=100)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("heartbeat", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("cancel", models.BooleanField(default=False)),
                ("doing", models.CharField(default="", max_length=300)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("log", models.TextField(default="")),
                ("result", models.JSONField(default=dict)),
                ("error", models.TextField(default="")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Refresh",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField()),
                ("policy", models.CharField(max_length=100)),
                ("model", models.CharField(max_length=100)),
                ("currency", models.CharField(max_length=3)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("statements", models.CharField(max_length=64)),
                ("own_domains", models.JSONField(default=list)),
                ("read", models.JSONField(default=list)),
                ("questions", models.JSONField(default=list)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="people",
                to="web.team",
            ),
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(db_index=True, max_length=255)),
                ("source", models.CharField(default="person", max_length=10)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "user"), name="one_grant_each")],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=255)),
                ("name", models.CharField(max_length=255)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("coercive", "coercive"),
                            ("one_sided", "one-sided"),
                            ("price", "price"),
                            ("easy", "easy"),
                            ("unknown", "unknown"),
                            ("good", "good"),
                            ("partner", "partner"),
                        ],
                        max_length=10,
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("probability", models.FloatField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("us", "our part"),
                            ("them", "their part"),
                            ("both", "both"),
                            ("unclear", "unclear"),
                            ("none", "none"),
                        ],
                        max_length=10,
                    ),
                ),
                ("advice", models.CharField(max_length=20)),
                (
                    "move",
                    models.CharField(choices=[("us", "ours"), ("them", "theirs"), ("none", "nobody's")], max_length=5),
                ),
                ("due", models.DateField(null=True)),
                ("trend", models.CharField(max_length=5)),
                ("reason", models.TextField()),
                ("reason_money", models.TextField()),
                ("owner", models.CharField(max_length=200)),
                ("last_contact", models.DateField(null=True)),
                ("told", models.JSONField()),
                (
                    "refresh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verdicts", to="web.refresh"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["refresh", "rank", "-probability"], name="web_verdict_refresh_905aec_idx")
                ],
                "constraints": [models.UniqueConstraint(fields=("refresh", "account"), name="one_verdict_each")],
            },
        ),
    ]
