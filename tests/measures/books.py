"""Random small books, whose days lie on the borders of every window of the days that are asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from comity.ledger.clock import work_minutes
from comity.signals.labels import GRAVE
from comity.tables.notes import ON_CALL
from tests.measures.drawing import DAYS, NAMES_OF_DEALS, PALETTES, REASONS, SAYS, SPANS, STRANGER, Drawing
from tests.referee import rows
from tests.referee.book import Book
from tests.referee.calendar import days_after, months_after


def asked_days(random: Random, count: int = 4) -> list[dt.date]:
    """Days to ask about: borders of the calendar, and others."""
    some = random.sample(DAYS, count - 1)
    return sorted({*some, dt.date(2024, 1, 1) + dt.timedelta(days=random.randrange(500))})


def random_book(random: Random, days: Sequence[dt.date], accounts: int = 40) -> Book:
    """A book of so many accounts, and of one stranger who is no account."""
    book = Book()
    for number in range(accounts):
        account = f"firm{number}.example"
        book.accounts.append(rows.Account(account, f"Firm {number}"))
        Client(random, book, account, days).fill()
    Client(random, book, STRANGER, days).fill()
    random.shuffle(book.mail)
    random.shuffle(book.talk)
    if random.random() < 0.5:  # our time sheets begin in the middle
        since = random.choice(days) - dt.timedelta(random.choice((0, 170, 330, 340, 370)))
        book.hours = [h for h in book.hours if h.worked_on >= since]
    return book


class Client(Drawing):
    """Fills a book with facts of one account; which channels it has, and how full, is drawn first."""

    def __init__(self, random: Random, book: Book, account: str, days: Sequence[dt.date]) -> None:
        super().__init__(random, account, days)
        self.book = book
        self.palette = random.choice(PALETTES)
        self.understood = random.choice((1, 1, 0.8, 0.2, 0))
        self.levels = {f"p{n}@{account}": random.choice((None, 1, 2, 3, 4, 5, 6)) for n in range(4)}
        self.invoice_numbers: list[str] = []

    def fill(self) -> None:
        """Draw every channel, or leave it empty."""
        for channel in (
            self.money,
            self.mail,
            self.volume,
            self.notes,
            self.people,
            self.calls,
            self.meetings,
            self.hours,
            self.labour,
            self.deals,
            self.placements,
            self.submissions,
            self.contracts,
            self.crossings,
            self.promises,
        ):
            if self.random.random() < 0.85:
                channel()

    def money(self) -> None:
        """Invoices of all fates, credits, payments."""
        for _ in self.many(14):
            issued = self.some_day()
            kind = self.random.choice(("invoice", "invoice", "invoice", "credit"))
            due = self.random.choice((None, issued, days_after(issued, 14), days_after(issued, 30), self.some_day()))
            settled = self.later(issued)
            number = self.random.choice(
                (f"{self.random.randrange(9999)}", f"INV-{self.random.randrange(999)}", "7", "12", "R/12.4")
            )
            if number in self.invoice_numbers:
                continue
            self.invoice_numbers.append(number)
            amount = self.random.choice((0.0, -20.0)) if self.random.random() < 0.05 else self.amount()
            states = [self.some_day() if self.random.random() < 0.15 else None for _ in range(3)]
            self.book.invoices.append(
                rows.Invoice(
                    self.account,
                    number,
                    kind,
                    issued,
                    due,
                    amount,
                    settled,
                    states[0] if settled is None else None,
                    states[1],
                    states[2],
                    credited=self.random.choice((None, 0.0, 0.0, amount and amount / 2, amount)),
                )
            )
            for _ in range(self.random.choice((0, 0, 1, 2))):
                laid = rows.Laid(
                    self.account, number, issued, self.later(issued) or issued, self.random.choice((0.25, 0.6))
                )
                self.book.laid.append(laid)
            self.book.payments.append(rows.Payment(self.account, number, issued, amount))

    def volume(self) -> None:
        """Invoices on the borders of the half years before and after what we conceded."""
        for t in [t for t in self.book.talk if t.account == self.account and t.label == "concession"][:3]:
            for months, days in ((-6, 0), (-6, 1), (0, 0), (0, 1), (6, 0), (6, 1)):
                issued = days_after(months_after(t.said_on, months), days)
                if self.random.random() < 0.4:
                    self.book.invoices.append(rows.Invoice(self.account, self.ref(), "invoice", issued, None, 1000.0))

    def mail(self) -> None:
        """Messages in a few conversations, with what they say."""
        threads: list[str | None] = [f"t{n}-{self.account}" for n in range(self.random.choice((1, 3, 6)))]
        said_before: list[dt.date] = []
        for _ in range(150) if self.steady else self.many(36):
            close = said_before and self.random.random() < 0.5
            day = days_after(self.random.choice(said_before), self.random.choice(SPANS)) if close else self.some_day()
            said_before.append(day)
            said_by = self.random.choice(("client", "us"))
            person = self.random.choice(list(self.levels)) if said_by == "client" else f"us{self.random.randrange(2)}"
            # The sender's own clock may show another day than ours.
            at = dt.datetime.combine(day, dt.time(12), dt.UTC) + dt.timedelta(
                hours=self.random.choice((-20, -2, 0, 0, 3, 14))
            )
            mail = rows.Mail(
                self.account,
                self.ref(),
                self.random.choice(threads),
                at,
                day,
                said_by,
                person,
                person,
                self.levels.get(person),
                "",
                work_minutes(at, 0),
                self.random.random() < 0.4,
                5,
                self.random.random() < 0.5,
                self.random.random() < 0.3,
                self.random.random() < 0.05,
                "words",
                understood=self.random.random() < self.understood,
            )
            self.book.mail.append(mail)
            if not mail.automatic:
                self.talk("message", mail.ref, mail.thread, day, said_by, person)

    def talk(self, kind: str, ref: str, thread: str | None, day: dt.date, said_by: str, person: str) -> None:
        """Some labels on some sentences of a message."""
        drawn = set()
        for _ in range(self.random.choice((0, 1, 2, 4))):
            drawn.add((self.random.randrange(3), self.random.choice(self.palette)))
        for sentence, label in sorted(drawn):
            sure = label not in GRAVE or self.random.random() < 0.6
            number = self.random.choice(self.invoice_numbers or ["1001"])
            self.book.talk.append(
                rows.Talk(
                    self.account,
                    kind,
                    ref,
                    thread,
                    sentence,
                    day,
                    said_by,
                    person,
                    person,
                    self.levels.get(person),
                    label,
                    self.random.choice((1.0, 0.9, 0.5)),
                    sure,
                    kind == "note",
                    self.random.choice(SAYS).format(number),
                )
            )

    def notes(self) -> None:
        """Notes of ours, some of which quote a client."""
        for _ in self.many(4):
            kind = self.random.choice(("note", ON_CALL))
            note = rows.Note(self.account, self.ref(), self.some_day(), kind)
            self.book.notes.append(note)
            self.talk("note", note.ref, None, note.written_on, "client", self.random.choice(list(self.levels)))

    def people(self) -> None:
        """Their people, some of whom left."""
        for person, level in self.levels.items():
            left = self.some_day() if self.random.random() < 0.4 else None
            self.book.people.append(rows.Person(self.account, person, person, None, level, left_on=left))

    def calls(self) -> None:
        """Telephone calls."""
        for _ in self.many(6):
            self.book.calls.append(
                rows.Call(self.account, self.ref(), self.some_day(), "out", self.random.choice((0, 60)))
            )

    def meetings(self) -> None:
        """Meetings held, called off and declined."""
        for _ in self.many(8):
            day, off = self.some_day(), self.random.random() < 0.4
            self.book.meetings.append(
                rows.Meeting(
                    self.account,
                    self.ref(),
                    day,
                    "",
                    "",
                    self.random.choice((None, 2, 4, 6)),
                    self.random.choice(("us", "client", None)),
                    off,
                    self.random.choice((None, day, self.some_day())) if off else None,
                    self.random.choice(("us", "client", None)),
                    self.random.random() < 0.2,
                )
            )

    def hours(self) -> None:
        """Hours of ours, some at a cost that is not known."""
        for _ in self.many(16):
            hours = self.random.choice((0.25, 4.0, 8.0, 7.7))
            unknown = self.unknowns and self.random.random() < 0.1
            self.book.hours.append(
                rows.Hours(
                    self.account,
                    self.ref(),
                    self.some_day(),
                    "Ann",
                    hours,
                    None if unknown else hours * 55.5,
                    True,
                    False,
                    self.random.choice((None, "", "North", "South", "East")),
                )
            )

    def labour(self) -> None:
        """Wages and goods."""
        for _ in self.many(8):
            self.book.labour.append(rows.Labour(self.account, self.ref(), self.some_day(), self.amount()))

    def deals(self) -> None:
        """Deals with and without days of their own."""
        for _ in self.many(8):
            made = self.some_day()
            won, lost = (self.some_day() if self.random.random() < 0.3 else None for _ in range(2))
            # The export that tells a state is younger than all that it tells.
            told = self.random.choice((None, *3 * [max(self.some_day(), made, won or made, lost or made)]))
            self.book.deals.append(
                rows.Deal(
                    self.account,
                    self.ref(),
                    self.random.choice((None, *NAMES_OF_DEALS)),
                    5.0,
                    self.random.choice((None, made, made)),
                    self.later(made),
                    won,
                    lost,
                    self.random.choice(("won", "lost", "open")),
                    self.random.choice((None, *REASONS)),
                    told,
                )
            )

    def placements(self) -> None:
        """People placed."""
        for _ in self.many(6):
            day = self.some_day()
            self.book.placements.append(
                rows.Placement(
                    self.account,
                    self.ref(),
                    self.random.choice((None, "Bo", "Cy", "Di")),
                    "clerk",
                    self.random.choice(("hire", "hire", "contract")),
                    day,
                    self.later(day),
                    "left",
                    guarantee_days=self.random.choice((None, 0, 30, 90)),
                )
            )

    def submissions(self) -> None:
        """Candidates put forward."""
        for _ in self.many(6):
            day = self.some_day()
            self.book.submissions.append(
                rows.Submission(self.account, self.ref(), "Bo", day, self.later(day), self.later(day))
            )

    def crossings(self) -> None:
        """Sentences that cross a declared line, some of them on one day."""
        day = self.some_day()
        for _ in self.many(5):
            day = self.random.choice((day, self.some_day()))
            self.book.crossings.append(rows.Crossing(self.account, "message", self.ref(), day, quote="No.", line="x"))

    def contracts(self) -> None:
        """Contracts, some of which tell hours."""
        for _ in self.many(2):
            self.book.contracts.append(
                rows.Contract(
                    self.account,
                    self.ref(),
                    self.random.choice((None, self.some_day())),
                    self.random.choice((None, 0.0, 10.0, 40.0)),
                )
            )

    def promises(self) -> None:
        """Promises of both sides, what came of them, and other days that were given for some of them."""
        for _ in self.many(12):
            day = self.some_day()
            made = rows.Promise(
                self.account,
                self.random.choice(("message", "message", "note")),
                self.ref(),
                self.random.choice(("us", "client")),
                "",
                "",
                day,
                self.random.choice((None, day, self.later(day))),
                self.later(day),
                self.later(day),
                self.random.choice((None, None, None, self.later(day))),
            )
            self.book.promises.append(made)
            for moved in {self.later(day), self.later(day)} - {None} if self.random.random() < 0.3 else ():
                due = days_after(moved or day, self.random.choice((0, 1, 14, 30)))
                self.book.promise_days.append(
                    rows.PromiseDay(self.account, made.ref, made.said_by, "", moved or day, due)
                )
