"""What both sides said: messages that carry a label, and the shares of what was said."""

from __future__ import annotations

from collections.abc import Collection

from tests.referee.known import Known
from tests.referee.register import Referee, named, referee

# measure: (whose, label)
COUNTED = {
    "challenge_12m": ("client", "challenge"),
    "check_ins_12m": ("us", "check_in"),
    "competitor_12m": ("client", "competitor"),
    "concessions_12m": ("us", "concession"),
    "discovery_12m": ("us", "discovery"),
    "doors_opened_12m": ("client", "access"),
    "feedback_12m": ("client", "feedback"),
    "feedback_asked_12m": ("us", "feedback_asked"),
    "free_work_12m": ("client", "free_work"),
    "ground_given_12m": ("client", "flexibility"),
    "insight_12m": ("us", "insight"),
    "joint_work_12m": ("client", "joint_work"),
    "loyalty_12m": ("client", "loyalty"),
    "our_apologies_12m": ("us", "apology"),
    "pay_disputes_12m": ("client", "pay_dispute"),
    "pay_notices_12m": ("client", "pay_notice"),
    "pitches_12m": ("us", "pitch"),
    "plans_shared_12m": ("client", "direction"),
    "praise_12m": ("client", "appreciation"),
    "price_pressure_12m": ("client", "price_pressure"),
    "status_quo_12m": ("client", "status_quo"),
    "their_apologies_12m": ("client", "apology"),
    "value_shown_12m": ("us", "value_shown"),
}


def messages_saying(known: Known, said_by: str, labels: Collection[str]) -> set[str]:
    """The messages of one side in the last year that carry one of the labels."""
    found = set()
    for t in known.talk:
        if t.said_by == said_by and t.label in labels and known.last_year(t.said_on):
            found.add(t.ref)
    return found


def _counting(said_by: str, label: str) -> Referee:
    def count(known: Known) -> float | None:
        if not (known.reads_words if said_by == "us" else known.reads_talk):
            return None
        return float(len(messages_saying(known, said_by, [label])))

    return count


for _name, (_side, _label) in COUNTED.items():
    named(_name, _counting(_side, _label))


def _share_of_sentences(known: Known, wanted: Collection[str], least: int = 4) -> float | None:
    """Of their sentences with content, the share that carries one of the labels; None under so many."""
    labels_of: dict[tuple[str, int], set[str]] = {}
    for t in known.talk:
        if t.said_by == "client" and known.last_year(t.said_on) and t.label not in ("commitment", "apology"):
            labels_of.setdefault((t.ref, t.sentence), set()).add(t.label)
    if len(labels_of) < least:
        return None
    return sum(1 for labels in labels_of.values() if labels & set(wanted)) / len(labels_of)


@referee
def price_talk_share_12m(known: Known) -> float | None:
    """Sentences about our price, of those with content."""
    return _share_of_sentences(known, ["price_pressure", "competitor"], 3)


@referee
def status_quo_share_12m(known: Known) -> float | None:
    """Sentences that want no change, of those with content."""
    return _share_of_sentences(known, ["status_quo"])


@referee
def free_work_share_12m(known: Known) -> float | None:
    """Sentences that ask for effort beyond what is paid, of those with content."""
    return _share_of_sentences(known, ["free_work"])


@referee
def exceptions_balance_12m(known: Known) -> float | None:
    """Our exceptions less their ground."""
    if not known.reads_talk:
        return None
    ours = messages_saying(known, "us", ["concession"])
    theirs = messages_saying(known, "client", ["flexibility"])
    return float(len(ours) - len(theirs))


@referee
def give_against_ask_12m(known: Known) -> float | None:
    """Messages that give, of those that give or sell."""
    giving = messages_saying(known, "us", ["value_shown", "insight", "check_in", "discovery", "feedback_asked"])
    selling = messages_saying(known, "us", ["pitch"])
    either = giving | selling
    return None if len(either) < 3 else len(giving) / len(either)


@referee
def substance_share_12m(known: Known) -> float | None:
    """Their messages with substance, of all of theirs that are understood."""
    written = {m.ref for m in known.mail if m.said_by == "client" and m.understood and known.last_year(m.sent_on)}
    if len(written) < 3:
        return None
    labels = ["direction", "feedback", "challenge", "joint_work", "access", "flexibility", "loyalty"]
    telling = messages_saying(known, "client", labels)
    return len(written & telling) / len(written)


@referee
def concessions_traded_share_12m(known: Known) -> float | None:
    """Conversations with a concession in which they gave something too."""
    conceded = set()
    for t in known.talk:
        if t.said_by == "us" and t.label == "concession" and t.thread is not None and known.last_year(t.said_on):
            conceded.add(t.thread)
    if not conceded:
        return None
    asks = {"challenge", "price_pressure", "competitor", "free_work", "threat", "bypass", "contempt", "improper_ask"}
    asking = {
        (t.kind, t.ref, t.sentence, t.thread)
        for t in known.talk
        if t.said_by == "client" and t.label in {*asks, "pay_refusal"}
    }
    traded = set()
    for t in known.talk:
        gives = t.said_by == "client" and t.label in ("flexibility", "joint_work", "access", "direction", "loyalty")
        if gives and t.thread in conceded and (t.kind, t.ref, t.sentence, t.thread) not in asking:
            traded.add(t.thread)
    return len(traded) / len(conceded)


@referee
def out_of_hours_asks_12m(known: Known) -> float | None:
    """Messages sent at night or on a weekend that ask for effort."""
    if not known.reads_mail:
        return None
    asking = messages_saying(known, "client", ["free_work"])
    found = set()
    for m in known.mail:
        if m.said_by == "client" and m.outside_hours and m.ref in asking and known.last_year(m.sent_on):
            found.add(m.ref)
    return float(len(found))


@referee
def rush_asks_12m(known: Known) -> float | None:
    """Messages that want something at once."""
    if not known.reads_mail:
        return None
    return float(sum(1 for m in known.mail if m.said_by == "client" and m.rush and known.last_year(m.sent_on)))
