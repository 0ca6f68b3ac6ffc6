"""Who is meant where a name stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from comity.book.person_names import person_name, same_person
from comity.book.whois import Person, WhoIsWho
from comity.book.whois.mailers import SAME


class ByName:
    """Finds people and firms by what they are called; what was looked for once is not looked for again."""

    def __init__(self, whois: WhoIsWho) -> None:
        self._whois = whois
        self._found: dict[str, Person | None] = {}

    def asked(self, name: str, address: str) -> tuple[str | None, Person | None]:
        """The account of whoever was asked to a meeting, by the address or else by the name, and the person."""
        if address:
            account = self._whois.by_address.get(address)
            # Whoever is known by the domain alone is somebody of theirs of whom nothing more is known.
            unknown = Person(address, account, name) if account and name else None
            return account, self._whois.people.get(address, unknown)
        person = self.person(name) if name else None
        return (person.account, person) if person else (None, None)

    def person(self, name: str) -> Person | None:
        """The one person of such a name, or the firm that is called so."""
        if name not in self._found:
            self._found[name] = self._look(name)
        return self._found[name]

    @cached_property
    def _people(self) -> Sequence[Person]:
        return sorted({p.key: p for p in self._whois.people.values()}.values(), key=lambda p: p.key)

    def _look(self, name: str) -> Person | None:
        found = [p for p in self._people if same_person(person_name(p.name), person_name(name)) >= SAME]
        if len(found) == 1:
            return found[0]
        account = self._whois.by_name.get(name)
        return Person(f"{account}/", account, name) if account else None
