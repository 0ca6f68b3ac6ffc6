"""A small invented firm's exports: Reed Rowing, who build and mend boats, with three clients."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

OURS = "Ann Reed <ann@reed.example>"
FEN = "Tom Fen <tom@fenboats.example>"
KILN = "Ida Kiln <ida@kilnclay.example>"
TOML = '[firm]\nname = "Reed Rowing"\ndomains = ["reed.example"]\ncurrency = "GBP"\nhourly_cost = 30\n'
COMPANIES = (
    "Record ID,Company name,Company Domain Name,Lifecycle Stage,Create Date\n"
    "1,Fen Boats Ltd,fenboats.example,customer,2023-01-05 10:00\n"
    "2,Kiln & Clay,kilnclay.example,customer,2023-01-06 10:00\n"
)
HOURS = "Date,Client,Project,Task,Notes,Hours,First Name,Last Name\n"
INVOICES = "Date,Transaction type,Num,Customer,Due date,Amount,Open balance,Status\n"
TALK = (
    (FEN, OURS, "Spring plans", "We plan to double the fleet next season and want you in the talks from March on."),
    (OURS, FEN, "Re: Spring plans", "Good to hear. Which of the boats matter most to you next year?"),
    (FEN, OURS, "Re: Spring plans", "Your crew did the varnish on the eights very well, our coach said so on Sunday."),
    (KILN, OURS, "The quote", "Your price is too high, another yard offers the same for twenty percent less."),
    (OURS, KILN, "Re: The quote", "We can take off five percent if you order both boats."),
    (KILN, OURS, "Re: The quote", "Still too expensive. What discount do you give on the second one?"),
)  # fmt: skip


def letter(number: int, sender: str, to: str, subject: str, text: str) -> str:
    """One message of the mailbox, with its separator; one every five days from 8 January 2024 on."""
    at = dt.datetime(2024, 1, 8, 9, tzinfo=dt.UTC) + dt.timedelta(days=5 * number)
    return (
        f"From {number}@xxx {at:%a %b %d %H:%M:%S} +0000 {at:%Y}\nFrom: {sender}\nTo: {to}\nSubject: {subject}\n"
        f"Date: {at:%a, %d %b %Y %H:%M:%S} +0000\nMessage-ID: <{number}@mail.example>\n\n{text}\n\n"
    )


def write(folder: Path) -> Path:
    """Write the exports: mail, a CRM list, invoices and hours, each of the last two with a damaged line."""
    talk = [letter(number, *said) for number, said in enumerate(TALK * 3)]
    dated = [(m, d, client) for m in (1, 2, 3) for d, client in enumerate(("Fen Boats", "Kiln & Clay", "Marsh Hotel"))]
    hours = [f"2024-0{m}-1{d},{client},Hire,Oars,sanding,{2 + d}.00,Ann,Reed\n" for m, d, client in dated]
    invoices = [
        f"0{m}/2{d}/2024,Invoice,{m}{d},{client},0{m + 1}/2{d}/2024,900.00,0.00,Paid\n" for m, d, client in dated
    ]
    damaged = "04/01/2024,Invoice,41,Fen Boats,05/01/2024,1e400,0.00,Paid\n"
    files = {
        "comity.toml": TOML,
        "mail/all.mbox": "".join(talk),
        "companies.csv": COMPANIES,
        "hours.csv": HOURS + "".join(hours) + "2024-02-31,Fen Boats,Hire,Oars,sanding,2.00,Ann,Reed\n",
        "invoices.csv": INVOICES + "".join(invoices) + damaged,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder
