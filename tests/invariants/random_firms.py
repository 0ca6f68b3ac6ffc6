"""Firms that chance draws, and their exports: mail both ways, invoices with their payments, hours and meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from tests.web.small_firm import letter, mbox

FIRST, DAYS = dt.date(2025, 9, 1), 400
NAMES = ("Osprey Mills", "Tarn Freight", "Alder Legal", "Quarry Foods")
THEY_SAY = (
    "Your people finished two days early and we are delighted.", "Could you lower the rate by five percent?",
    "We will leave if this goes on.", "Next year we plan to open a second plant and want your advice on it.",
    "The delivery came without certificates; please send them by Friday.", "This is unacceptable and you know it.",
    "Thank you for telling us the truth about the delay.", "We will send you the signed order on Monday.",
)  # fmt: skip
WE_SAY = (
    "We will send the certificates by Friday.", "What matters most to you in the coming year?",
    "I am sorry, that was our fault.", "Here is what it cost and what it saved you.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happened with a client so many days after the first: what, and with which figure."""

    day: int
    kind: str
    figure: int

    @property
    def on(self) -> dt.date:
        """The day it happened."""
        return FIRST + dt.timedelta(days=self.day)


@dataclass(frozen=True, slots=True)
class RandomFirm:
    """The acts of each client."""

    clients: tuple[tuple[Act, ...], ...]

    def write(self, folder: Path, factors: tuple[int, ...] = ()) -> Path:
        """Its exports; `factors` multiply the amounts and hours of each client."""
        folder.mkdir(parents=True)
        sizes = dict(enumerate(factors))
        invoices, payments, hours, events, letters = [], [], [], [], []
        for number, client, act in self._acts():
            name, size, address = NAMES[client], sizes.get(client, 1), f"cleo@{_domain(client)}"
            if act.kind == "they":
                letters.append(
                    letter(number, address, "ida@reed.example", act.on, THEY_SAY[act.figure % len(THEY_SAY)])
                )
            elif act.kind == "we":
                letters.append(letter(number, "ida@reed.example", address, act.on, WE_SAY[act.figure % len(WE_SAY)]))
            elif act.kind == "invoice":
                due, amount = act.on + dt.timedelta(days=30), 500 * size
                invoices.append(f"{number},{name},{act.on},{due},{amount}")
                if act.figure % 4:
                    payments.append(f"P{number},{name},{due + dt.timedelta(days=act.figure)},{amount},{number}")
            elif act.kind == "hours":
                hours.append(f"{act.on},{name},Oars,{(act.figure % 8 + 1) / 2 * size},Ida,Reed")
            else:
                events.append(_event(number, act.on, address))
        files = {
            "comity.toml": '[firm]\nname = "Reed Rowing"\ndomains = ["reed.example"]\nhourly_cost = 40\n',
            "companies.csv": "\n".join(["Record ID,Company name,Company Domain Name", *_companies(), ""]),
            "invoices.csv": "\n".join(["Invoice Number,Contact,Date,Due Date,Total", *invoices, ""]),
            "payments.csv": "\n".join(["Payment Number,Customer,Payment Date,Amount,Invoice Number", *payments, ""]),
            "hours.csv": "\n".join(["Date,Client,Task,Hours,First Name,Last Name", *hours, ""]),
            "meetings.ics": "\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR", ""]),
        }  # fmt: skip
        for file, content in files.items():
            (folder / file).write_text(content, "utf-8")
        (folder / "all.mbox").write_bytes(mbox(letters))
        return folder

    def _acts(self) -> Iterator[tuple[int, int, Act]]:
        """Every act with a number of its own and its client."""
        for client, acts in enumerate(self.clients):
            for n, act in enumerate(acts):
                yield 1_000 * (client + 1) + n, client, act


def _event(number: int, day: dt.date, guest: str) -> str:
    return f"BEGIN:VEVENT\nUID:{number}\nDTSTART:{day:%Y%m%d}T100000Z\nATTENDEE:mailto:{guest}\nEND:VEVENT"


def _domain(client: int) -> str:
    return f"{NAMES[client].replace(' ', '').lower()}.example"


def _companies() -> Iterator[str]:
    return (f"{n},{name},{_domain(n)}" for n, name in enumerate(NAMES))


_KINDS = st.sampled_from(("they", "they", "we", "we", "invoice", "hours", "meeting"))
_ACTS = st.lists(st.builds(Act, st.integers(0, DAYS), _KINDS, st.integers(0, 60)), min_size=8, max_size=40).map(tuple)
FIRMS = st.builds(RandomFirm, st.lists(_ACTS, min_size=1, max_size=len(NAMES)).map(tuple))
