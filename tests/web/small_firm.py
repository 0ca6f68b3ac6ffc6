"""A small firm that no test of reading knows: its exports, with one doubtful name and one quiet client."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

OURS = "ida@petrelworks.example"
MILLS, FREIGHT, QUIET = "goldfieldmills.example", "goldfieldfreight.example", "quillbridge.example"
CLIENTS = {MILLS: "Goldfield Mills", FREIGHT: "Goldfield Freight", QUIET: "Quillbridge Partners"}
LAST = dt.date(2026, 9, 30)
THEY_SAY = (
    "Your crew finished the north hall two days early and the inspector praised the welds by name.",
    "Next year we plan to open a second plant, and I would like your advice on the budget before the board meets.",
    "Could you lower the rate for the next order by five percent?",
    "The second delivery came without the certificates; please send them by Friday.",
)
WE_SAY = ("We will send the certificates by Friday.", "What matters most to you in the coming year?")


def letter(number: int, by: str, to: str, day: dt.date, text: str, answers: int | None = None) -> bytes:
    """One mail, dated by its day."""
    mail = EmailMessage()
    mail["Message-ID"] = f"<{number}@petrelworks.example>"
    mail["From"], mail["To"] = by, to
    mail["Date"] = format_datetime(dt.datetime.combine(day, dt.time(9, number % 60), dt.UTC))
    mail["Subject"] = f"{'Re: ' if answers is not None else ''}North hall"
    if answers is not None:
        mail["In-Reply-To"] = f"<{answers}@petrelworks.example>"
    mail.set_content(f"Hello,\n\n{text}\n\nKind regards\n")
    return mail.as_bytes()


def talk(domain: str, days: Iterable[dt.date], first: int) -> list[bytes]:
    """Their mail and our answer on each of the days."""
    found = []
    for n, day in enumerate(days):
        number = first + 2 * n
        found.append(letter(number, f"cleo@{domain}", OURS, day, THEY_SAY[n % len(THEY_SAY)]))
        found.append(letter(number + 1, OURS, f"cleo@{domain}", day, WE_SAY[n % len(WE_SAY)], number))
    return found


def mbox(letters: Iterable[bytes]) -> bytes:
    """Letters as one file."""
    return b"".join(b"From - Thu Jan  1 00:00:00 1970\n" + one + b"\n" for one in letters)


def exports(folder: Path) -> Path:
    """Everything that the firm has: mail, a list of companies, and invoices with headings that nobody knows."""
    folder.mkdir(parents=True, exist_ok=True)
    often = [LAST - dt.timedelta(days=9 * n) for n in range(40)]
    seldom = [LAST - dt.timedelta(days=70 * n + 5) for n in range(5)]
    letters = [*talk(MILLS, often, 0), *talk(FREIGHT, often[::3], 1000)]
    letters += [letter(2000 + n, f"cleo@{QUIET}", OURS, day, THEY_SAY[3]) for n, day in enumerate(seldom[:3])]
    letters += [letter(2010 + n, OURS, f"cleo@{QUIET}", day, WE_SAY[0]) for n, day in enumerate(seldom[3:])]
    (folder / "sent and received.mbox").write_bytes(mbox(letters))
    companies = [f"{n},{name},{domain},Ida" for n, (domain, name) in enumerate(CLIENTS.items(), 1)]
    heads = "Record ID,Company name,Company Domain Name,Company owner"
    (folder / "companies.csv").write_text("\n".join([heads, *companies, ""]))
    (folder / "papers.csv").write_text(papers("Goldfield"))
    return folder


def papers(customer: str) -> str:
    """Invoices under headings of the firm's own."""
    rows = [
        f"P-{n},{customer},{LAST - dt.timedelta(days=30 * n + 60)},{LAST - dt.timedelta(days=30 * n + 30)},{900 + n}.00"
        for n in range(8)
    ]
    return "\n".join(["Papier,Wer,Wann,Bis,Wieviel", *rows, ""])
