"""What the firm says of itself, as a form and as comity.toml has it: both are checked by the same words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import tomli_w
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.book.declared import FIRM, declare, versions
from comity.book.known import latest
from comity.book.store import DeltaBook
from comity.book.whois import firm_row
from comity.sources.firm.told import NoToml, Problem, told
from comity.tables import TABLES
from comity.web.corrections import SOURCE

LISTS = ("domains", "services", "values", "hard_lines")
PLAIN = ("name", "currency", "locale")
NUMBERS = ("hourly_cost", "direct_cost_share")
KEYS = (*PLAIN, *LISTS, *NUMBERS, "rates", "accounts")
FILE = "file"  # as a version: what a comity.toml says, and nothing that was set here


def _lines(label: Any, hint: Any, rows: int = 3) -> forms.CharField:  # noqa: ANN401 - texts that wait for a language
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, widget=area, required=False, max_length=10_000)


class FirmForm(forms.Form):
    """One field a key of comity.toml; lists are written one a line."""

    name = forms.CharField(label=gettext_lazy("Name of the firm"), max_length=200)
    domains = _lines(gettext_lazy("Our own mail domains"), gettext_lazy("One a line; empty: told from the mail."), 2)
    services = _lines(gettext_lazy("What we sell"), gettext_lazy("One a line."), 4)
    values = _lines(gettext_lazy("What we stand for"), gettext_lazy("One a line; shown to us, it decides nothing."))
    hard_lines = _lines(
        gettext_lazy("What we do for no client"),
        gettext_lazy("One a line, such as: “We backdate no certificate.” A client who asks for it, or threatens or "
                     "insults over it, crosses the line: then they may be let go at once."), 4,
    )  # fmt: skip
    currency = forms.CharField(label=gettext_lazy("Our currency"), max_length=40, required=False)
    locale = forms.CharField(
        label=gettext_lazy("Our locale"), max_length=10, required=False,
        help_text=gettext_lazy("Such as nl_NL: decides dates that a file leaves open."),
    )  # fmt: skip
    hourly_cost = forms.DecimalField(
        label=gettext_lazy("What an hour of ours costs"), required=False, min_value=0, max_value=1_000_000,
        help_text=gettext_lazy("Where a time sheet names no rate."),
    )  # fmt: skip
    direct_cost_share = forms.DecimalField(
        label=gettext_lazy("Part of an invoice that goes to labour or goods on no time sheet"), required=False,
        min_value=0, max_value=1, help_text=gettext_lazy("A fraction from 0 to 1."),
    )  # fmt: skip
    rates = _lines(gettext_lazy("Exchange rates"), gettext_lazy("One a line, in our currency: EUR 1.08."), 2)
    accounts = _lines(
        gettext_lazy("The same part, for single clients"), gettext_lazy("One a line: fenboats.example 0.85."), 2
    )

    def told(self) -> dict[str, Any]:
        """What stands in it, by the keys of comity.toml. Adds a problem to the form where that would refuse it."""
        firm: dict[str, Any] = {k: said for k in PLAIN if (said := self.cleaned_data[k].strip())}
        firm |= {k: _split(self.cleaned_data[k]) for k in LISTS}
        firm |= {k: said for k in NUMBERS if (said := self.cleaned_data[k]) is not None}
        accounts = {name: {"direct_cost_share": part} for name, part in self._pairs("accounts").items()}
        try:
            found = told(tomli_w.dumps({"firm": firm, "rates": self._pairs("rates"), "accounts": accounts}))
        except NoToml as error:
            self.add_error(None, str(error))
            return {}
        for problem in found.problems:
            field, says = _said_of(problem)
            self.add_error(field, says)
        return {k: float(str(v)) if k in NUMBERS and v is not None else v for k, v in found.values.items()}

    def _pairs(self, field: str) -> dict[str, float]:
        """The lines of a field, each a name and a number."""
        found = {}
        for line in _split(self.cleaned_data[field]):
            name, _space, value = line.rpartition(" ")
            try:
                number = float(value.replace(",", "."))
            except ValueError:
                name, number = "", 0.0
            if name.strip():
                found[name.strip()] = number
            else:
                self.add_error(field, _("“%(line)s” is no name and number, such as EUR 1.08.") % {"line": line})
        return found


def _said_of(problem: Problem) -> tuple[str | None, str]:
    """The field that holds what is wrong, and what is, in the page's words and not in those of comity.toml."""
    field = next((key for key in problem.path if key in FirmForm.base_fields), None)
    said = {"said": problem.said or problem.path[-1]}
    says = {
        "currency": _("“%(said)s” is no currency’s code, such as EUR."),
        "domains": _("“%(said)s” is no mail domain, such as fenboats.example."),
        "locale": _("“%(said)s” is no language and country, such as nl_NL."),
        "rates": _("“%(said)s” is no currency’s code with a number above 0, such as EUR 1.08."),
        "accounts": _("Each line is a client and a fraction from 0 to 1, such as fenboats.example 0.85."),
    }
    return field, says[field] % said if field in says else f"{problem.reason}."


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def in_force(book: DeltaBook) -> dict[str, Any]:
    """What holds: what was set here, and below it what a comity.toml said."""
    return dict(firm_row({"firm": latest(book, "firm"), "settings": book.facts("settings")}))


def as_form(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A row of the firm as the form shows it."""
    shown: dict[str, Any] = {k: row.get(k) or "" for k in PLAIN} | {k: row.get(k) for k in NUMBERS}
    shown |= {k: "\n".join(row.get(k) or ()) for k in LISTS}
    rates, accounts = (json.loads(str(row.get(k) or "{}")) for k in ("rates", "accounts"))
    shown["rates"] = "\n".join(f"{k} {v}" for k, v in rates.items())
    shown["accounts"] = "\n".join(f"{k} {v['direct_cost_share']}" for k, v in accounts.items() if v)
    shown["hourly_cost"] = float(row["hourly_cost"]) if row.get("hourly_cost") is not None else None
    return shown | {"name": shown["name"] or name}


def keep(book: DeltaBook, by: str, now: Mapping[str, Any]) -> list[str]:
    """Set what differs from what a comity.toml says; gives the keys that changed. Nothing is written where none did."""
    before, file = in_force(book), dict(firm_row({"firm": latest(book, "firm")}))
    changed = sorted(k for k, v in now.items() if _plain(v) != _plain(before.get(k)))
    if changed:
        held = {k: v for k, v in now.items() if _plain(v) != _plain(file.get(k))}
        declare(book, FIRM, json.dumps(held, ensure_ascii=False, sort_keys=True), by=by, at=dt.datetime.now(dt.UTC),
                why=", ".join(changed), source=SOURCE)  # fmt: skip
    return changed


def past(book: DeltaBook) -> list[dict[str, Any]]:
    """Who changed what, the newest first; `says` calls the keys as the form does."""
    labels = {key: str(field.label) for key, field in FirmForm.base_fields.items()}
    rows = versions(book.facts("settings"), FIRM)
    return [{**r, "says": [labels.get(key, key) for key in r["why"].split(", ")]} for r in rows]


def earlier(book: DeltaBook, version: str) -> dict[str, Any] | None:
    """All that held with a version, by its key; None where there is none of it."""
    chosen = [r for r in versions(book.facts("settings"), FIRM) if r["row_id"] == version]
    if version != FILE and not chosen:
        return None
    settings = pa.Table.from_pylist(chosen, schema=TABLES["settings"].schema)
    row = firm_row({"firm": latest(book, "firm"), "settings": settings})
    return {key: row.get(key) for key in KEYS}


def differences(now: Mapping[str, Any], then: Mapping[str, Any]) -> list[tuple[Any, str, str]]:
    """What a version would change: each key as the form calls it, as it is and as it was."""
    one, other = (as_form(row, "") for row in (now, then))
    return [
        (FirmForm.base_fields[key].label, _said(one[key]), _said(other[key]))
        for key in FirmForm.base_fields if _plain(now.get(key)) != _plain(then.get(key))
    ]  # fmt: skip


def _said(value: Any) -> str:  # noqa: ANN401 - whatever a field holds
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a key holds
    """Nothing said is nothing said, however it is written down."""
    if value in (None, "", [], ()):
        return None
    return value if isinstance(value, str | list) else float(value)
