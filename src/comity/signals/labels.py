"""The 28 labels a sentence can carry, as the vocabulary defines them (standings.md)."""

from __future__ import annotations

from typing import Literal

import msgspec

Side = Literal["client", "us"]


class Label(msgspec.Struct, frozen=True):
    """One label: who can say it, whether it is grave (must be right when said of a client), and what it means."""

    name: str
    by: tuple[Side, ...]
    means: str
    grave: bool = False


_CLIENT: tuple[Side, ...] = ("client",)
_US: tuple[Side, ...] = ("us",)
_BOTH: tuple[Side, ...] = ("client", "us")

LABELS: tuple[Label, ...] = (
    Label("appreciation", _CLIENT, "credits our work or people for something"),
    Label("direction", _CLIENT, "tells plans, goals, budgets, reorganisations or coming needs"),
    Label("access", _CLIENT, "opens a door: an introduction, someone senior, their customers, a referral"),
    Label("flexibility", _CLIENT, "gives ground in our favour, or proposes a settlement fair to both"),
    Label("joint_work", _CLIENT, "puts in people, data or work of their own to build something with us"),
    Label("loyalty", _CLIENT, "prefers our record to something cheaper or easier, or says why they stay"),
    Label("feedback", _CLIENT, "names a problem or a wish about our work with specifics, civilly"),
    Label("challenge", _CLIENT, "asks for better: new ideas, benchmarks, higher standards"),
    Label("status_quo", _CLIENT, "wants no change: keep doing the same, no waves, nobody else involved"),
    Label("price_pressure", _CLIENT, "pushes our price down, or is about whether we cost too much"),
    Label("competitor", _CLIENT, "sets us against another supplier or a cheaper quote"),
    Label("free_work", _CLIENT, "asks for effort beyond what is paid"),
    Label("threat", _BOTH, "an ultimatum or a threat", grave=True),
    Label("bypass", _CLIENT, "goes, or wants to go, round what was agreed", grave=True),
    Label("contempt", _BOTH, "insults, belittles, shouts", grave=True),
    Label("improper_ask", _CLIENT, "asks for something against law, ethics or a firm's values", grave=True),
    Label("pay_notice", _CLIENT, "says that a payment will be late and why, or when it comes"),
    Label("pay_dispute", _CLIENT, "disputes an invoice or a part of it with a reason"),
    Label("pay_refusal", _CLIENT, "puts a payment off without reason, refuses it, or ties it to something", grave=True),
    Label("commitment", _BOTH, "promises to do something definite"),
    Label("apology", _BOTH, "owns a fault of their own"),
    Label("discovery", _US, "asks about their needs, goals, concerns or people"),
    Label("feedback_asked", _US, "asks how we are doing, or what we should do better"),
    Label("value_shown", _US, "tells what we did for them and how, or what it brought"),
    Label("insight", _US, "brings news, benchmarks, best practice, an idea for their business"),
    Label("concession", _US, "grants a discount, exception, extra or longer guarantee"),
    Label("pitch", _US, "tries to sell"),
    Label("check_in", _US, "keeps contact with nothing to sell"),
)

NAMES: tuple[str, ...] = tuple(label.name for label in LABELS)
GRAVE: frozenset[str] = frozenset(label.name for label in LABELS if label.grave)
