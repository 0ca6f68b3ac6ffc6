"""What somebody chose for a table's columns so far, and how its rows would be read by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from comity.sources import Export, Row
from comity.sources.forms import Form
from comity.sources.peek import Peek, as_read, guessed, lacking, mapping, peek, usual_forms
from comity.tables import TABLES


def said(field: str) -> str:
    """A field's name as people say it."""
    return field.replace("_", " ")


@dataclass
class Choice:
    """A table, the kind that was chosen for it, and the field of each of its headings."""

    export: Export
    look: Peek
    form: Form
    named: dict[str, str]

    @classmethod
    def of(cls, export: Export, asked: Mapping[str, str]) -> Choice | None:
        """From what a form says; what it does not say is guessed from the headings. None for what is no table."""
        look = peek(export)
        if look is None:
            return None
        kinds = {form.name: form for form in usual_forms()}
        form = kinds.get(asked.get("form", "")) or max(kinds.values(), key=lambda f: _explains(f, look))
        guess = guessed(form, look.headings)
        # Another kind was chosen: what was said of the columns was said of the kind before.
        told = asked.get("of") == form.name
        fields = {f.name for f in form.fields}
        chosen = {
            h: asked.get(f"c{i}", guess[h]) if told else guess[h] for i, h in enumerate(look.headings) if h
        }  # fmt: skip
        return cls(export, look, form, {h: f for h, f in chosen.items() if f in fields})

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Every kind there is, by name, in words."""
        return [(form.name, form.means) for form in usual_forms()]

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The fields of the chosen kind, by name, in words."""
        return [(f.name, said(f.name)) for f in self.form.fields]

    @property
    def columns(self) -> list[dict[str, Any]]:
        """Each column: its place, heading, chosen field, and what stands in it."""
        rows = self.look.rows
        return [
            {"place": i, "heading": h, "field": self.named.get(h, ""),
             "samples": [row[i] for row in rows if i < len(row) and row[i]][:3]}
            for i, h in enumerate(self.look.headings) if h
        ]  # fmt: skip

    @property
    def lacks(self) -> list[str]:
        """What no column holds yet and the kind cannot do without, in words."""
        return [" / ".join(map(said, need)) for need in lacking(self.form, set(self.named.values()))]

    @cached_property
    def preview(self) -> list[dict[str, Any]]:
        """The first rows as they would be read: the values by their meaning, or why not."""
        if self.lacks:
            return []
        outcomes = as_read(self.export, mapping(self.export.name, self.form, self.named))
        return [{"place": o.place, "values": _values(o)} if isinstance(o, Row) else {"place": o.place, "why": o.reason}
                for o in outcomes]  # fmt: skip


def _values(row: Row) -> list[tuple[str, str]]:
    known = {c.name for c in TABLES[row.table].columns}
    return [(said(n), str(v)) for n, v in row.values.items() if n in known and v not in (None, "", [], False)]


def _explains(form: Form, look: Peek) -> int:
    """How well a kind fits by itself: headings that it knows, less what it lacks."""
    named = {f for f in guessed(form, look.headings).values() if f}
    return len(named) - 2 * len(lacking(form, named))
