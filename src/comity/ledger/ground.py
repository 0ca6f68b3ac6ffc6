"""The ground that views and measures stand on: facts of a day, laid to accounts, as tables of an engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
from msgspec.structs import replace

from comity.book.corrections import corrections_of
from comity.book.whois import WhoIsWho
from comity.engine import Engine, spread_of
from comity.keeping import Cache
from comity.ledger.began import began
from comity.ledger.call_facts import calls_table
from comity.ledger.columns import SCHEMAS, table
from comity.ledger.contract_facts import contracts_table
from comity.ledger.corrected import corrected, lesson_of, taught
from comity.ledger.crm_facts import crm_tables
from comity.ledger.home import Home
from comity.ledger.laid import PROMISES, WORDS, LaidRows
from comity.ledger.lines import crossings
from comity.ledger.made_from import promises_made_from, words_made_from
from comity.ledger.mail_facts import (
    Mail,
    excerpts,
    in_turn,
    mail_table,
    mail_talk,
    titles_signed,
)
from comity.ledger.meeting_facts import Invitation, invitations, letters_of_invitations, meetings_table
from comity.ledger.money_facts import money_tables
from comity.ledger.names import names_of
from comity.ledger.note_facts import Noted, Quoted, letters_of_notes, note_talk, notes_of, quoted_in_notes
from comity.ledger.promises import Told, promises_tables
from comity.ledger.promising.books import Books, books_of, money_until
from comity.ledger.promising.workdays import Workdays
from comity.ledger.survey import Accounts, Survey
from comity.ledger.time_facts import hours_table
from comity.ledger.titles import Titles
from comity.ledger.views import make_views
from comity.signals.hearing import Hearable, Hearing, Reader, Step
from comity.signals.lessons import Lesson
from comity.signals.spreading import hear_spread
from comity.signals.thresholds import Mark, Marks, Thresholds

if TYPE_CHECKING:
    from comity.signals.asking.second import Second

AT_ONCE = 4_000  # messages of a part that are laid at a time: what was heard of more would fill the memory


class Ground(msgspec.Struct, frozen=True):
    """What was found out about a book, or about some of its accounts, before anything is measured.

    `left_out` tells by row_id why a mail is left out.
    """

    whois: WhoIsWho
    home: Home
    mails: Sequence[Mail]
    heard: Mapping[str, Hearing]
    left_out: Mapping[str, str]
    workdays: Workdays
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


class _Said(msgspec.Struct, frozen=True):
    """What was heard of something spoken, and the labels that hold of it."""

    spoken: _Spoken
    heard: Mapping[str, Hearing]
    marks: Mapping[str, Sequence[Mark]]


class Grounds:
    """The ground of a whole book, or of some accounts at a time: of very much mail all of it would fill the memory."""

    def __init__(self, survey: Survey, days: Sequence[dt.date], ears: Ears, engine: Engine) -> None:
        self._survey, self._ears, self._engine = survey, ears, engine
        facts, whois = survey.facts, survey.whois
        self.left_out = survey.left_out()
        self._corrections = corrections_of(facts["corrections"])
        self._notes, self._invited = notes_of(facts, whois), invitations(facts, whois)
        self._quoted = quoted_in_notes(self._notes, whois)
        self._of_books = {
            "hours": hours_table(facts, whois, survey.home),
            "contracts": contracts_table(facts, whois),
            **money_tables(facts, whois, survey.home),
        }
        self._workdays = Workdays(survey.home.country, ears.cache)
        self._until = money_until(self._of_books)
        self._of_firm = {"days": table("days", [(day,) for day in days]), "began": began(self._of_books, facts)}
        self._cache = facts.kept_words() if ears.cache else None

    def whole(self) -> Ground:
        """Lay the facts of all accounts, and register tables and as-of views with the engine."""
        spoken = self._spoken(None)
        heard = self._heard(spoken)
        if self._ears.second:
            names = partial(names_of, self._survey.facts, self._survey.whois)
            heard = self._ears.second.look(
                spoken.letters, heard, names, self._ears.thresholds, self._ears.step, in_turn
            )
        lesson = self._lesson(spoken, heard)
        said = self._said(spoken, heard, lesson)
        tables = self._tables(self._of_words(said), None)
        self._register({**tables, **self._of_promises(said, books_of(tables, self._until))})
        second = self._ears.second.version if self._ears.second else ""
        return self._ground(said.spoken.mails, said.heard, lesson, second)

    def in_parts(self, parts: Sequence[Accounts]) -> Iterator[Ground]:
        """The ground of some accounts after the other, without mail and what was heard of it.

        What was laid of an account before, and was made from the same, is taken as it is kept with the book.
        """
        lesson = self._lesson_for_parts()
        usual = self._usual() if len(parts) > 1 else None
        self._survey.lighten()
        words, promises = (LaidRows(self._cache, *of) for of in (("said", WORDS), ("promised", PROMISES)))
        made_from = self._made_from(lesson)
        if len(self._survey.kinds) > AT_ONCE:
            self._survey.lay_out(words.missing(made_from) | self._with_deeds())

        def said(accounts: Accounts) -> _Said:
            nonlocal last
            if last is None or last[0] != accounts:
                last = None  # what was heard of others goes first
                spoken = self._spoken(accounts)
                last = accounts, self._said(spoken, self._heard(spoken), lesson)
            return last[1]

        last: tuple[Accounts, _Said] | None = None
        for part in parts:
            some = {a: made_from[a] for a in sorted(part)}
            laid = words.of(some, lambda accounts: self._of_words(said(accounts)), self._in_turn)
            tables = self._tables(laid, part)
            books = books_of(tables, self._until)
            told = promises.of(
                promises_made_from(some, books, self._survey.home.country),
                lambda accounts, books=books: self._of_promises(said(accounts), books),
                self._in_turn,
            )
            last = None
            self._register({**tables, **told})
            if usual is not None:
                self._engine.register("usual_burden", usual)
            yield self._ground((), {}, lesson)

    @property
    def keeps(self) -> bool:
        """Whether what is laid in parts is kept."""
        return self._cache is not None

    def _made_from(self, lesson: Lesson | None) -> Mapping[str, bytes]:
        """By account, what its words are laid from."""
        survey, ears = self._survey, self._ears
        if not self.keeps:
            return dict.fromkeys(survey.whois.accounts, b"")
        alike = (
            ears.reader.version, ears.thresholds, lesson.version if lesson else "", survey.home.hard_lines,
            survey.facts["corrections"].to_pylist(),
        )  # fmt: skip
        return words_made_from(survey, alike, (*self._quoted, *self._notes, *self._invited))

    def _with_deeds(self) -> Accounts:
        """Accounts of which something may have been done that promises are told by, whatever is kept of their words."""
        facts, whois = self._survey.facts, self._survey.whois
        if facts["meetings"].num_rows or facts["calls"].num_rows:
            return frozenset(whois.accounts)
        return frozenset(a for t in ("invoices", "payments") for a in self._of_books[t]["account"].unique().to_pylist())

    def _in_turn(self, accounts: Accounts) -> Sequence[Accounts]:
        return self._survey.parts(AT_ONCE, accounts)

    def _ground(
        self, mails: Sequence[Mail], heard: Mapping[str, Hearing], lesson: Lesson | None, second: str = ""
    ) -> Ground:
        return Ground(
            self._survey.whois, self._survey.home, mails, heard, self.left_out, self._workdays, second, lesson
        )

    def _lesson_for_parts(self) -> Lesson | None:
        """What all corrections teach, for those who lay some accounts at a time."""
        refs = self._corrections.refs
        spoken = _Spoken(
            self._survey.mails(refs=refs), (), [q for q in self._quoted if q.ref in refs],
            [x for x in self._invited if x.ref in refs],
        ) if refs else _Spoken((), (), (), ())  # fmt: skip
        return self._lesson(spoken, self._heard(spoken))

    def _usual(self) -> pa.Table:
        """What the books tell of all accounts together (the view `usual_burden`), for the same."""
        facts, whois, home = self._survey.facts, self._survey.whois, self._survey.home
        empty = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
        self._register({**empty, **self._of_firm, **self._of_books, **crm_tables(facts, whois, home, Titles({}))})
        return self._engine.query("select * from usual_burden")

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
        self._together(spoken)
        return lesson_of(heard, spoken.places, self._corrections, self._ears.thresholds)

    def _together(self, spoken: _Spoken) -> None:
        texts = self._survey.facts.texts["messages"]
        texts.together([key for key, ref in spoken.places if ref in self._corrections.refs])

    def _said(self, spoken: _Spoken, heard: Mapping[str, Hearing], lesson: Lesson | None) -> _Said:
        """What was heard after what people corrected, with the labels that hold."""
        self._together(spoken)
        heard = corrected(taught(heard, lesson), spoken.places, self._corrections)
        marks = Marks(self._ears.thresholds).of_each({x.key: heard[x.key].spoken(x.by) for x in spoken.letters})
        return _Said(spoken, heard, marks)

    def _of_words(self, said: _Said) -> dict[str, pa.Table]:
        """The tables that words alone tell."""
        whois, mails, heard, marks = self._survey.whois, said.spoken.mails, said.heard, said.marks
        told = excerpts(mails, heard, marks, whois, self._ears.cache)
        titles = titles_signed(mails, told, whois)
        talk = [*mail_talk(mails, told, whois, marks, titles), *note_talk(said.spoken.quoted, heard, marks)]
        return {
            "mail": mail_table(mails, heard, told, whois, titles, self._survey.clock),
            "talk": table("talk", talk),
            "crossings": table("crossings", crossings(talk, self._survey.home.hard_lines)),
            "titles": titles.rows(whois),
        }

    def _of_promises(self, said: _Said, books: Books) -> dict[str, pa.Table]:
        """The tables that tell what was promised, and what came of it."""
        spoken = said.spoken
        words = Told(spoken.mails, spoken.notes, spoken.quoted, spoken.invited, said.heard, said.marks, books,
                     self._survey.home.country, self._ears.cache)  # fmt: skip
        return promises_tables(words, self._survey.whois, self._ears.thresholds, self._corrections)

    def _tables(self, words: Mapping[str, pa.Table], accounts: Accounts | None) -> dict[str, pa.Table]:
        """All tables but those of promises."""
        facts, whois, home = self._survey.facts, self._survey.whois, self._survey.home
        titles = Titles.of(words["titles"])
        of_accounts = partial(_of, accounts=accounts)
        return {
            **self._of_firm,
            **{name: rows for name, rows in words.items() if name in SCHEMAS},
            "meetings": of_accounts(meetings_table(facts, whois, titles)),
            "calls": of_accounts(calls_table(facts, whois, titles)),
            **{name: of_accounts(rows) for name, rows in self._of_books.items()},
            **{name: of_accounts(rows) for name, rows in crm_tables(facts, whois, home, titles, accounts).items()},
        }

    def _register(self, tables: Mapping[str, pa.Table]) -> None:
        for name, rows in tables.items():
            self._engine.register(name, rows)
        make_views(self._engine)


def _of(rows: pa.Table, accounts: Accounts | None) -> pa.Table:
    if accounts is None:
        return rows
    # By a mask: an expression loads all of Arrow's engine and datasets.
    wanted = pc.SetLookupOptions(pa.array(sorted(accounts), pa.string()))
    return rows.filter(pc.call_function("is_in", [rows["account"]], wanted))
