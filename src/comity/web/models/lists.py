"""How somebody looks at the list of clients: views that they keep, and what they had seen when they last looked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.web.models.people import User
from comity.web.models.verdicts import Refresh


class SavedView(models.Model):
    """A question to the list of clients that somebody asks again: the filters as they stand in its address."""

    user = models.ForeignKey(User, models.CASCADE, related_name="views")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "name"], name="one_view_each_name")]

    def __str__(self) -> str:
        return self.name


class Looked(models.Model):
    """The refresh whose list somebody sees now, and the one they had seen before: what changed is told from there."""

    user = models.OneToOneField(User, models.CASCADE, related_name="looked")
    now = models.ForeignKey(Refresh, models.CASCADE, related_name="+")
    before = models.ForeignKey(Refresh, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.user} looked"

    @classmethod
    def at(cls, user: User, refresh: Refresh) -> Looked:
        """Somebody looks at the list of a refresh: from the first look at a newer one on, the older one is `before`."""
        looked = cls.objects.filter(user=user).first()
        if looked is None:
            return cls.objects.get_or_create(user=user, defaults={"now": refresh})[0]
        if looked.now_id != refresh.pk:  # pyright: ignore[reportAttributeAccessIssue]
            looked.before_id, looked.now = looked.now_id, refresh  # pyright: ignore[reportAttributeAccessIssue]
            looked.save()
        return looked
