"""What a comity.toml tells, each key looked at by itself: one wrong key costs nothing but itself."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, get_args

import msgspec

from comity.later import pattern
from comity.sources.amounts import CODES
from comity.sources.firm.keys import Account, Firm, Header, Rate, Reader
from comity.sources.firm.lines import line_of
from comity.sources.firm.places import locale_of
from comity.sources.outcome import Settings
from comity.sources.values import quoted
from comity.tables import Values

TABLES = ("firm", "accounts", "columns", "rates", "reader")
DOMAIN = pattern(r"[a-z0-9äöüß_-]+(?:\.[a-z0-9äöüß_-]+)+")
PLACE = pattern(r"\(at line (\d+), column \d+\)|\(at end of document\)")
# The parser's memory grows with the square of a key's parts.
DEEP = pattern(r"(?<![\w-])(?:[\w-]++[\"']?+[ \t]*+\.[ \t]*+[\"']?+){20}")
HINT = 'Texts stand in quotes, lists in brackets: name = "Firm", domains = ["firm.example"].'


class NoToml(Exception):  # noqa: N818 - said to the user as it is
    """A text that is no TOML; the message says what is wrong, `line` where (0: the whole file)."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Problem:
    """One key that holds what it should not: its line (0: not found), the line itself, what is wrong, the key's path;
    `said` is the one text of several that is wrong.
    """

    line: int
    raw: str
    reason: str
    path: tuple[str, ...] = ()
    said: str = ""


@dataclass(slots=True)
class Told:
    """What a comity.toml tells: a row of the table `firm`, what reading depends on, and what is wrong in it."""

    values: Values = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    has_firm: bool = False


def told(text: str) -> Told:
    """Look at every key. Raises NoToml when the text is none."""
    text = text.lstrip("\ufeff")
    deep = DEEP.search(text)
    if deep:
        raise NoToml(text.count("\n", 0, deep.start()) + 1, f"a key of more parts than any has. {HINT}")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(text, str(error)) from None
    except RecursionError:
        raise NoToml(0, f"lists within lists without end. {HINT}") from None
    return _Look(text).at(document)


def _no_toml(text: str, message: str) -> NoToml:
    place = PLACE.search(message)
    lines = text.splitlines()
    number = int(place[1]) if place and place[1] else len(lines)
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    what = PLACE.sub("", message).strip().rstrip(".")
    what = f" ({what[:1].lower()}{what[1:]})" if what else ""
    return NoToml(number, f"{quoted(line)} cannot be read{what}. {HINT}")


class _Look:
    """One look over a document; gathers what is right, wrong and unknown."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.told = Told()

    def at(self, document: Mapping[str, Any]) -> Told:
        firm = document.get("firm")
        self.told.has_firm = isinstance(firm, dict)
        self.told.unknown += [key for key in document if key not in TABLES]
        values = self.table(("firm",), firm, Firm)
        domains = [self.domain(d) for d in values.get("domains", [])]
        cost = values.get("hourly_cost")
        locale = self.locale(values["locale"]) if "locale" in values else None
        self.told.values = {
            "name": values.get("name"),
            "domains": [d for d in domains if d],
            "currency": self.currency(values["currency"]) if "currency" in values else None,
            "locale": locale,
            "hourly_cost": Decimal(str(cost)).quantize(Decimal("0.0001")) if cost is not None else None,
            "services": values.get("services", []),
            "values": values.get("values", []),
            "hard_lines": values.get("hard_lines", []),
            "direct_cost_share": values.get("direct_cost_share"),
            "accounts": _json(dict(self.accounts(document.get("accounts", {})))),
            "rates": _json(dict(self.rates(document.get("rates", {})))),
            "reader": _json(self.reader(document.get("reader"))),
        }
        columns = dict(self.columns(document.get("columns", {})))
        currency = self.told.values["currency"]
        self.told.settings = Settings(locale, columns, str(currency) if currency else None)
        return self.told

    def table(self, path: tuple[str, ...], table: object, struct: type[msgspec.Struct]) -> dict[str, Any]:
        """The right values of a table by key."""
        if not isinstance(table, dict):
            if table is not None:
                self.wrong(path, "a table of keys and values below its name in brackets")
            return {}
        fields = {f.name: f.type for f in msgspec.structs.fields(struct)}
        self.told.unknown += [".".join((*path, key)) for key in table if key not in fields]
        found = {}
        for key, kind in fields.items():
            if key in table and self.right((*path, key), table[key], kind):
                found[key] = table[key]
        return found

    def right(self, path: tuple[str, ...], value: object, kind: object) -> bool:
        """Whether a value is of a kind; tells what is expected where it is not."""
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            self.wrong(path, str(get_args(kind)[1].description), value if isinstance(value, str) else "")
            return False
        return True

    def wrong(self, path: tuple[str, ...], expected: str, said: str = "") -> None:
        line = line_of(self.lines, path)
        raw = self.lines[line - 1].strip() if line else ""
        shown = " ".join(".".join(path).split())[:120]
        self.told.problems.append(Problem(line, raw, f"{shown} must be {expected}", path, said))

    def domain(self, text: str) -> str | None:
        """A mail domain as it is compared; people also write addresses and web sites."""
        name = re.sub(r"^\w+://", "", text.strip().lower()).rsplit("@", 1)[-1].split("/")[0].removeprefix("www.")
        if DOMAIN.fullmatch(name):
            return name
        self.wrong(("firm", "domains"), f'names such as "fenboats.example"; {quoted(text)} is none', text)
        return None

    def currency(self, code: str) -> str | None:
        """A currency by its code, of those that there are."""
        if code.upper() in CODES:
            return code.upper()
        self.wrong(("firm", "currency"), f'a currency\'s code, such as "EUR"; {quoted(code)} is none', code)
        return None

    def locale(self, text: str) -> str | None:
        """A locale, of the languages and countries that there are."""
        found = locale_of(text)
        if found is None:
            self.wrong(("firm", "locale"), f'a language and a country, such as "nl_NL"; {quoted(text)} is none', text)
        return found

    def accounts(self, table: object) -> Iterator[tuple[str, dict[str, Any]]]:
        for name, account in self.inner("accounts", table):
            yield name.strip().lower(), self.table(("accounts", name), account, Account)

    def rates(self, table: object) -> Iterator[tuple[str, float]]:
        for name, rate in self.inner("rates", table):
            if name.upper() not in CODES:
                self.wrong(("rates", name), "named by a currency's code, such as EUR = 1.08", name)
            elif self.right(("rates", name), rate, Rate):
                yield name.upper(), float(rate)

    def reader(self, table: object) -> dict[str, Any]:
        """What [reader] says; nothing where it does not name a server and a model."""
        found = self.table(("reader",), table, Reader)
        if isinstance(table, dict):
            for key in ("url", "model"):
                if key not in table:
                    self.wrong(("reader",), f"a table with url and model; {key} is missing")
        return found if {"url", "model"} <= found.keys() else {}

    def columns(self, table: object) -> Iterator[tuple[str, dict[str, str]]]:
        for name, mapping in self.inner("columns", table):
            path = ("columns", name)
            found = {h: c for h, c in self.inner_of(path, mapping) if self.right((*path, h), c, Header)}
            yield name, found

    def inner(self, name: str, table: object) -> Iterator[tuple[str, Any]]:
        return self.inner_of((name,), table)

    def inner_of(self, path: tuple[str, ...], table: object) -> Iterator[tuple[str, Any]]:
        if isinstance(table, dict):
            yield from table.items()
        else:
            self.wrong(path, "a table of keys and values below its name in brackets")


def _json(found: Mapping[str, object]) -> str | None:
    return json.dumps(found, sort_keys=True, ensure_ascii=False) if found else None
