"""Which three clients somebody likes best and which three they dread: asked by name, before any verdict is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from comity.web.models.begin import Favourite
from comity.web.models.people import User
from comity.web.rights import verdicts

EACH = 3
SIDES = (Favourite.Side.LIKED, Favourite.Side.DREADED)


class FavouritesForm(forms.Form):
    """Three names of either side, each the name of a client; fewer will do."""

    def __init__(self, user: User, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.user = user
        self.clients = list(verdicts(user).order_by("name").values_list("account", "name"))
        self.by_name = {name.strip().lower(): account for account, name in self.clients}
        names = dict(self.clients)
        mine = {f.account: f for f in reversed(Favourite.objects.filter(user=user))}  # two may be one client by now
        told = {(f.side, f.place): names.get(f.account, "") for f in mine.values()}
        for side in SIDES:
            for place in range(1, EACH + 1):
                widget = forms.TextInput(attrs={"list": "clients", "autocomplete": "off"})
                label = {1: _("First"), 2: _("Second"), 3: _("Third")}[place]
                self.fields[f"{side}{place}"] = forms.CharField(
                    label=label, required=False, widget=widget, initial=told.get((side, place), "")
                )

    def of(self, side: str) -> list[forms.BoundField]:
        """The fields of one side."""
        return [self[f"{side}{place}"] for place in range(1, EACH + 1)]

    def liked(self) -> list[forms.BoundField]:
        """The fields of those that are liked best."""
        return self.of(Favourite.Side.LIKED)

    def dreaded(self) -> list[forms.BoundField]:
        """The fields of those that are dreaded."""
        return self.of(Favourite.Side.DREADED)

    def clean(self) -> dict[str, Any]:
        """Every name must be that of a client, and stand only once."""
        seen: set[str] = set()
        for name, value in list(self.cleaned_data.items()):
            account = self._account(value.strip().lower())
            if value and not account:
                self.add_error(name, _("There is no client of this name. Choose one of the list."))
            elif account in seen:
                self.add_error(name, _("It stands here twice."))
            seen.add(account or name)
            self.cleaned_data[name] = account
        return self.cleaned_data

    def _account(self, typed: str) -> str:
        """The client of a name, or the only one with a name that holds what was typed; '' for none."""
        if not typed or typed in self.by_name:
            return self.by_name.get(typed, "")
        holding = [account for name, account in self.by_name.items() if typed in name]
        return holding[0] if len(holding) == 1 else ""

    @transaction.atomic
    def keep(self) -> None:
        """Keep what was said in each place in which it is not what was said before."""
        for side in SIDES:
            for place in range(1, EACH + 1):
                if (name := f"{side}{place}") in self.changed_data:
                    Favourite.objects.filter(user=self.user, side=side, place=place).delete()
                    if account := self.cleaned_data[name]:
                        Favourite.objects.create(user=self.user, side=side, place=place, account=account)
