"""The ground that views and measures stand on: facts of a day, laid to accounts, as tables of an engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from comity.book.corrections import corrections_of
from comity.book.correspondence import Letter, letters
from comity.book.known import Facts
from comity.book.whois import WhoIsWho, who_is_who
from comity.engine import Engine, spread_of
from comity.keeping import Cache
from comity.ledger.columns import table
from comity.ledger.contract_facts import contracts_table
from comity.ledger.corrected import corrected, taught
from comity.ledger.crm_facts import crm_tables
from comity.ledger.home import Home, home_of
from comity.ledger.lines import crossings
from comity.ledger.mail_facts import (
    Mail,
    correspondence,
    excerpts,
    in_turn,
    mail_table,
    mail_talk,
    titles_signed,
)
from comity.ledger.meeting_facts import calls_table, invitations, letters_of_invitations, meetings_table
from comity.ledger.money_facts import money_tables
from comity.ledger.names import names_of
from comity.ledger.note_facts import letters_of_notes, note_talk, notes_of, quoted_in_notes
from comity.ledger.promises import Told, promises_tables
from comity.ledger.promising.books import books_of
from comity.ledger.time_facts import hours_table
from comity.ledger.views import make_views
from comity.signals.hearing import Hearing, Reader, Step
from comity.signals.lessons import Lesson
from comity.signals.spreading import hear_spread
from comity.signals.thresholds import Marks, Thresholds

if TYPE_CHECKING:
    from comity.signals.asking.second import Second


@dataclass(frozen=True, slots=True)
class Ground:
    """What was found out about a book before anything is measured.

    `left_out` tells by row_id why a mail is left out.
    """

    whois: WhoIsWho
    home: Home
    mails: Sequence[Mail]
    heard: Mapping[str, Hearing]
    left_out: Mapping[str, str]
    second: str = ""  # version of who looked a second time at what was heard
    lesson: Lesson | None = None  # what the reader learnt from corrections


def lay_ground(
    facts: Facts, days: Sequence[dt.date], engine: Engine, reader: Reader, thresholds: Thresholds, cache: Cache | None,
    step: Step | None = None, second: Second | None = None,
) -> Ground:  # fmt: skip
    """Lay facts to accounts, hear the mail, and register tables and as-of views for these days with the engine."""
    whois = who_is_who(facts, cache)
    home = home_of(facts, whois)
    kinds = letters(facts, whois)
    mails = correspondence(facts, kinds)
    notes, invited = notes_of(facts, whois), invitations(facts, whois)
    quoted = quoted_in_notes(notes)
    said = corrections_of(facts["corrections"])
    spoken = [*mails, *letters_of_notes(quoted), *letters_of_invitations(invited)]
    heard: Mapping[str, Hearing] = hear_spread(spoken, reader, cache, step, spread_of(engine), in_turn)
    if second:
        heard = second.look(spoken, heard, lambda: names_of(facts, whois), thresholds, step, in_turn)
    places = [(x.key, x.ref) for x in (*mails, *quoted, *invited)]
    facts.texts["messages"].together([key for key, ref in places if ref in said.refs])
    heard, lesson = taught(heard, places, said, thresholds)
    heard = corrected(heard, places, said)
    marks = Marks(thresholds).of_each({x.key: heard[x.key].spoken(x.by) for x in spoken})
    told = excerpts(mails, heard, marks, whois, cache)
    titles = titles_signed(mails, told, whois)
    talk = [*mail_talk(mails, told, whois, marks, titles), *note_talk(quoted, heard, marks)]
    tables = {
        "days": table("days", [(day,) for day in days]),
        "mail": mail_table(mails, heard, told, whois, titles),
        "talk": table("talk", talk),
        "crossings": table("crossings", crossings(talk, home.hard_lines)),
        "meetings": meetings_table(facts, whois, titles),
        "calls": calls_table(facts, whois, titles),
        "hours": hours_table(facts, whois, home),
        "contracts": contracts_table(facts, whois),
        **money_tables(facts, whois, home),
        **crm_tables(facts, whois, home, titles),
    }
    words = Told(mails, notes, quoted, invited, heard, marks, books_of(tables), home.country, cache)
    tables |= promises_tables(words, whois, thresholds, said)
    _lay(engine, tables)
    return Ground(whois, home, mails, heard, _left_out(facts, kinds), second.version if second else "", lesson)


def _lay(engine: Engine, tables: Mapping[str, pa.Table]) -> None:
    for name, rows in tables.items():
        engine.register(name, rows)
    make_views(engine)


def _left_out(facts: Facts, kinds: Sequence[Letter]) -> dict[str, str]:
    """Why each mail is left out that is no correspondence."""
    names = facts["messages"]["row_id"].to_pylist()
    return {name: kind.why for name, kind in zip(names, kinds, strict=True) if not kind.counts}
