"""What a refresh published: a verdict for each account, whole and never changed afterwards."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.web.models.people import User


class Refresh(models.Model):
    """One pass over the book: as of a day, by a policy and a model; `statements` names its file in the home.

    `opened_at` is just before it read what is private: what became so later it may tell of, until the next one.
    """

    as_of = models.DateField()
    policy = models.CharField(max_length=100)
    model = models.CharField(max_length=100)
    currency = models.CharField(max_length=3)
    made_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)
    statements = models.CharField(max_length=64)
    own_domains = models.JSONField(default=list)
    read = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    # What the reader learnt from corrections: the labels that moved, and those for which nothing could be learnt.
    lesson = models.JSONField(default=dict)
    # A first look: mail from before this day is still to be heard.
    mail_from = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.as_of} ({self.policy})"

    @classmethod
    def current(cls) -> Refresh | None:
        """The newest one: what all pages show; its long lists are fetched where they are asked for."""
        return cls.objects.defer("read", "questions", "own_domains", "lesson").order_by("-pk").first()

    @classmethod
    def current_lesson(cls) -> dict[str, list[str]]:
        """What the newest one learnt from corrections: label names by `learnt` and `dropped`; empty without any."""
        return cls.objects.order_by("-pk").values_list("lesson", flat=True).first() or {}


class Standing(models.TextChoices):
    """The vocabulary; the order is that of lists: what needs somebody first."""

    COERCIVE = "coercive", _("coercive")
    ONE_SIDED = "one_sided", _("one-sided")
    PRICE = "price", _("price")
    EASY = "easy", _("easy")
    UNKNOWN = "unknown", _("unknown")
    GOOD = "good", _("good")
    PARTNER = "partner", _("partner")


class Cause(models.TextChoices):
    """Where a standing comes from."""

    US = "us", _("our part")
    THEM = "them", _("their part")
    BOTH = "both", _("both")
    UNCLEAR = "unclear", _("unclear")
    NONE = "none", _("none")


class Whose(models.TextChoices):
    """Whose move it is."""

    US = "us", _("ours")
    THEM = "them", _("theirs")
    NONE = "none", _("nobody's")


class Verdict(models.Model):
    """One account as one refresh saw it. What lists ask for stands in columns; `told` is the account of review/1.

    `changed_in` is the key of the refresh in which standing, cause or move last changed. `we` and `they` are what each
    side gave less what it took in a year, counted in acts; `balance` tells them apart, and the course of the year.
    `former_on` is since when they are a client no longer, as somebody said.
    `told` stands last in its row: whoever reads lists need not read past it.
    """

    refresh = models.ForeignKey(Refresh, models.CASCADE, related_name="verdicts")
    account = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    standing = models.CharField(max_length=10, choices=Standing)
    rank = models.PositiveSmallIntegerField()
    probability = models.FloatField()
    cause = models.CharField(max_length=10, choices=Cause)
    advice = models.CharField(max_length=20)
    move = models.CharField(max_length=5, choices=Whose)
    due = models.DateField(null=True)
    trend = models.CharField(max_length=5)
    reason = models.TextField()
    reason_money = models.TextField()
    owner = models.CharField(max_length=200)
    last_contact = models.DateField(null=True)
    former_on = models.DateField(null=True)
    changed_in = models.BigIntegerField(default=0)
    we = models.IntegerField(default=0)
    they = models.IntegerField(default=0)
    balance = models.JSONField(default=dict)
    told = models.JSONField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["refresh", "account"], name="one_verdict_each")]
        indexes: ClassVar = [
            models.Index(fields=["refresh", "rank", "-probability", "name", "account"], name="clients_in_order"),
            *(models.Index(fields=["refresh", f, "rank", "-probability", "name"], name=f"clients_by_{f}")
              for f in ("owner", "cause", "move", "changed_in")),
            models.Index(fields=["refresh", "standing", "we", "they"], name="clients_on_the_map"),
            models.Index(fields=["account", "-refresh"], name="course_of_a_client"),
            models.Index(fields=["refresh", "move", "rank", "due", "-probability", "name"], name="moves_in_order"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}: {self.standing}"
