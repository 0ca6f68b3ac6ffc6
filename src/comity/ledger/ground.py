"""The ground that views and measures stand on: facts of a day, laid to accounts, as tables of an engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
from msgspec.structs import replace

from comity.book.corrections import Corrections, corrections_of
from comity.book.whois import WhoIsWho
from comity.engine import Engine, spread_of
from comity.keeping import Cache
from comity.ledger.columns import SCHEMAS, table
from comity.ledger.contract_facts import contracts_table
from comity.ledger.corrected import corrected, lesson_of, taught
from comity.ledger.crm_facts import crm_tables
from comity.ledger.home import Home
from comity.ledger.lines import crossings
from comity.ledger.mail_facts import (
    Mail,
    excerpts,
    in_turn,
    mail_table,
    mail_talk,
    titles_signed,
)
from comity.ledger.meeting_facts import Invitation, calls_table, invitations, letters_of_invitations, meetings_table
from comity.ledger.money_facts import money_tables
from comity.ledger.names import names_of
from comity.ledger.note_facts import Noted, Quoted, letters_of_notes, note_talk, notes_of, quoted_in_notes
from comity.ledger.promises import Told, promises_tables
from comity.ledger.promising.books import books_of, money_until
from comity.ledger.survey import Accounts, Survey
from comity.ledger.time_facts import hours_table
from comity.ledger.titles import Titles
from comity.ledger.views import make_views
from comity.signals.hearing import Hearable, Hearing, Reader, Step
from comity.signals.lessons import Lesson
from comity.signals.spreading import hear_spread
from comity.signals.thresholds import Marks, Thresholds

if TYPE_CHECKING:
    from comity.signals.asking.second import Second


class Ground(msgspec.Struct, frozen=True):
    """What was found out about a book, or about some of its accounts, before anything is measured.

    `left_out` tells by row_id why a mail is left out.
    """

    whois: WhoIsWho
    home: Home
    mails: Sequence[Mail]
    heard: Mapping[str, Hearing]
    left_out: Mapping[str, str]
    second: str = ""  # version of who looked a second time at what was heard
    lesson: Lesson | None = None  # what the reader learnt from corrections


class Ears(msgspec.Struct, frozen=True):
    """Who reads sentences, from which probability a label holds, who looks a second time, and what keeps all that."""

    reader: Reader
    thresholds: Thresholds
    cache: Cache | None = None
    step: Step | None = None
    second: Second | None = None


class _Spoken(msgspec.Struct, frozen=True):
    """Everything that is heard."""

    mails: Sequence[Mail]
    notes: Sequence[Noted]
    quoted: Sequence[Quoted]
    invited: Sequence[Invitation]

    @property
    def letters(self) -> list[Hearable]:
        return [*self.mails, *letters_of_notes(self.quoted), *letters_of_invitations(self.invited)]

    @property
    def places(self) -> list[tuple[str, str]]:
        return [(x.key, x.ref) for x in (*self.mails, *self.quoted, *self.invited)]


class Grounds:
    """The ground of a whole book, or of some accounts at a time: of very much mail all of it would fill the memory."""

    def __init__(self, survey: Survey, days: Sequence[dt.date], ears: Ears, engine: Engine) -> None:
        self._survey, self._ears, self._engine = survey, ears, engine
        self._days = {"days": table("days", [(day,) for day in days])}
        facts, whois = survey.facts, survey.whois
        self.left_out = survey.left_out()
        self._said = corrections_of(facts["corrections"])
        self._notes, self._invited = notes_of(facts, whois), invitations(facts, whois)
        self._quoted = quoted_in_notes(self._notes)
        self._of_books = {
            "hours": hours_table(facts, whois, survey.home),
            "contracts": contracts_table(facts, whois),
            **money_tables(facts, whois, survey.home),
        }
        self._until = money_until(self._of_books)

    def whole(self) -> Ground:
        """Lay the facts of all accounts, and register tables and as-of views with the engine."""
        spoken = self._spoken(None)
        heard = self._heard(spoken)
        if self._ears.second:
            names = partial(names_of, self._survey.facts, self._survey.whois)
            heard = self._ears.second.look(
                spoken.letters, heard, names, self._ears.thresholds, self._ears.step, in_turn
            )
        return self._lay(spoken, heard, self._lesson(spoken, heard), None)

    def lesson(self) -> Lesson | None:
        """What all corrections teach, for those who lay some accounts at a time."""
        refs = self._said.refs
        spoken = _Spoken(
            self._survey.mails(refs=refs), (), [q for q in self._quoted if q.ref in refs],
            [x for x in self._invited if x.ref in refs],
        ) if refs else _Spoken((), (), (), ())  # fmt: skip
        return self._lesson(spoken, self._heard(spoken))

    def usual(self) -> pa.Table:
        """What the books tell of all accounts together (the view `usual_burden`), for the same."""
        facts, whois, home = self._survey.facts, self._survey.whois, self._survey.home
        empty = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
        self._register({**empty, **self._days, **self._of_books, **crm_tables(facts, whois, home, Titles({}))})
        return self._engine.query("select * from usual_burden")

    def part(self, accounts: Accounts, lesson: Lesson | None, usual: pa.Table) -> Ground:
        """The ground of some accounts alone."""
        spoken = self._spoken(accounts)
        found = self._lay(spoken, self._heard(spoken), lesson, accounts)
        self._engine.register("usual_burden", usual)
        return found

    def _spoken(self, accounts: Accounts | None) -> _Spoken:
        mails = self._survey.mails(accounts)
        if accounts is None:
            return _Spoken(mails, self._notes, self._quoted, self._invited)
        invited = (replace(x, accounts=tuple(a for a in x.accounts if a in accounts)) for x in self._invited)
        notes = [n for n in self._notes if n.account in accounts]
        quoted = [q for q in self._quoted if q.account in accounts]
        return _Spoken(mails, notes, quoted, [x for x in invited if x.accounts])

    def _heard(self, spoken: _Spoken) -> Mapping[str, Hearing]:
        ears = self._ears
        return hear_spread(spoken.letters, ears.reader, ears.cache, ears.step, spread_of(self._engine), in_turn)

    def _lesson(self, spoken: _Spoken, heard: Mapping[str, Hearing]) -> Lesson | None:
        self._together(spoken, self._said)
        return lesson_of(heard, spoken.places, self._said, self._ears.thresholds)

    def _together(self, spoken: _Spoken, said: Corrections) -> None:
        texts = self._survey.facts.texts["messages"]
        texts.together([key for key, ref in spoken.places if ref in said.refs])

    def _lay(
        self, spoken: _Spoken, heard: Mapping[str, Hearing], lesson: Lesson | None, accounts: Accounts | None
    ) -> Ground:
        facts, whois, home = self._survey.facts, self._survey.whois, self._survey.home
        ears, said, mails = self._ears, self._said, spoken.mails
        self._together(spoken, said)
        heard = corrected(taught(heard, lesson), spoken.places, said)
        marks = Marks(ears.thresholds).of_each({x.key: heard[x.key].spoken(x.by) for x in spoken.letters})
        told = excerpts(mails, heard, marks, whois, ears.cache)
        titles = titles_signed(mails, told, whois)
        talk = [*mail_talk(mails, told, whois, marks, titles), *note_talk(spoken.quoted, heard, marks)]
        of_accounts = partial(_of, accounts=accounts)
        tables = {
            **self._days,
            "mail": mail_table(mails, heard, told, whois, titles, self._survey.clock),
            "talk": table("talk", talk),
            "crossings": table("crossings", crossings(talk, home.hard_lines)),
            "meetings": of_accounts(meetings_table(facts, whois, titles)),
            "calls": of_accounts(calls_table(facts, whois, titles)),
            **{name: of_accounts(rows) for name, rows in self._of_books.items()},
            **{name: of_accounts(rows) for name, rows in crm_tables(facts, whois, home, titles, accounts).items()},
        }
        words = Told(mails, spoken.notes, spoken.quoted, spoken.invited, heard, marks, books_of(tables, self._until),
                     home.country, ears.cache)  # fmt: skip
        tables |= promises_tables(words, whois, ears.thresholds, said)
        self._register(tables)
        return Ground(whois, home, mails, heard, self.left_out, ears.second.version if ears.second else "", lesson)

    def _register(self, tables: Mapping[str, pa.Table]) -> None:
        for name, rows in tables.items():
            self._engine.register(name, rows)
        make_views(self._engine)


def _of(rows: pa.Table, accounts: Accounts | None) -> pa.Table:
    return rows if accounts is None else rows.filter(pc.field("account").isin(sorted(accounts)))
