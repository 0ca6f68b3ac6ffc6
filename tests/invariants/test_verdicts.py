"""What may move a verdict and what may not: never size, never silence; and the proof for every word of it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pytest

from comity.book.known import known_on
from comity.reviewed import Review
from comity.signals.own_words.split import own_words
from comity.standing.policy import BAD
from comity.standing.verdict import PROOFS, Verdict
from tests.invariants.books import EXPORTED, Row, Whose, accounts, changed, example, judged

# A median or a share of fewer facts is another number, so that the odds may stir; this much of them turns no verdict.
STIR = 0.1
HAIR = 0.02
EXACT = 1e-9
# What a firm exports of a channel, by table.
CHANNELS = {
    "money": ("invoices", "payments"),
    "hours": ("hours", "timesheets"),
    "mail": ("messages", "filings"),
    "meetings": ("meetings",),
    "calls": ("calls",),
}
SIZES = {
    "invoices": ("net", "total", "goods_cost", "paid_amount", "open_balance"),
    "payments": ("amount",),
    "hours": ("hours",),
    "timesheets": ("regular_hours", "overtime_hours"),
    "placements": ("salary", "fee"),
    "deals": ("amount",),
}
# By which facts of a table stand in the order they happened, for thinning them evenly.
WHEN = {
    "messages": "sent_at", "invoices": "issued_on", "payments": "paid_on", "hours": "worked_on", "calls": "called_at",
    "timesheets": "week_ends_on", "meetings": "starts_at", "deals": "created_on", "placements": "starts_on",
}  # fmt: skip
Change = Callable[[str, list[Row]], list[Row]]


@cache
def plain() -> Review:
    """The bundled firm as it is."""
    return judged(example())


@cache
def whose() -> Whose:
    """Whose the rows of the bundled firm are."""
    return Whose(example())


def after(change: Change) -> dict[str, Verdict]:
    """The bundled firm's verdicts once its facts were changed, on the same day."""
    return {v.id: v for v in judged(changed(example(), change), EXPORTED).accounts}


def scaled(by: dict[str, Decimal]) -> Change:
    """Multiplies amounts and hours of accounts."""

    def change(name: str, rows: list[Row]) -> list[Row]:
        for row in rows:
            [factor, *_] = [by[a] for a in sorted(whose()(name, row)) if a in by] or [None]
            for column in SIZES.get(name, ()):
                if factor is not None and row[column] is not None:
                    value = row[column] * (factor if isinstance(row[column], Decimal) else float(factor))
                    row[column] = round(value, 4) if isinstance(value, Decimal) else value
        return rows

    return change


def check_unmoved(found: dict[str, Verdict]) -> None:
    for verdict in plain().accounts:
        moved = found[verdict.id]
        assert (moved.standing, moved.cause, moved.advice) == (verdict.standing, verdict.cause, verdict.advice)
        assert moved.score.probabilities == pytest.approx(verdict.score.probabilities, abs=1e-6), verdict.id


@pytest.mark.parametrize("seed", range(3))
def test_accounts_of_any_size_are_judged_alike(seed: int) -> None:
    chance = random.Random(seed)
    check_unmoved(after(scaled({v.id: Decimal(chance.choice((2, 5, 10, 100))) for v in plain().accounts})))


def test_one_account_that_grows_tenfold_moves_neither_itself_nor_the_others() -> None:
    largest = max(plain().accounts, key=lambda v: v.measures["turnover_12m"] or 0)
    check_unmoved(after(scaled({largest.id: Decimal(10)})))


def bad(verdict: Verdict) -> float:
    """How much speaks for a standing that is bad."""
    return sum(verdict.score.probabilities[s] for s in BAD)


def check_no_guilt(found: dict[str, Verdict]) -> None:
    """Less is known than in `plain`: nobody may look worse for it, nor better known."""
    guilty = []
    for verdict in plain().accounts:
        if verdict.id in found:
            worse = bad(found[verdict.id]) - bad(verdict)
            unknown = found[verdict.id].score.probabilities["unknown"] - verdict.score.probabilities["unknown"]
            turned = found[verdict.id].standing in BAD and verdict.standing not in BAD
            if turned or worse > STIR or unknown < -HAIR:
                guilty.append(f"{verdict.id} ({verdict.standing}): bad {worse:+.3f}, unknown {unknown:+.3f}")
    assert not guilty, "\n".join(guilty)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_that_was_not_read_is_held_against_nobody(channel: str) -> None:
    def unread(name: str, rows: list[Row]) -> list[Row]:
        return [] if name in CHANNELS[channel] else rows

    check_no_guilt(after(unread))


@pytest.mark.parametrize("channel", ["money", "hours", "mail"])
@pytest.mark.parametrize("half", [0, 1])
def test_a_channel_that_was_not_read_of_some_accounts_is_held_against_none_of_them(channel: str, half: int) -> None:
    gone = {v.id for v in plain().accounts[half::2]}

    def unread(name: str, rows: list[Row]) -> list[Row]:
        return [r for r in rows if not whose()(name, r) & gone] if name in CHANNELS[channel] else rows

    check_no_guilt(after(unread))


def test_a_mailbox_of_one_of_us_that_was_not_read_is_held_against_nobody() -> None:
    people = sorted(plain().own.people)[:4]

    def kept_by(row: Row, person: str) -> bool:
        return person in {row["sender"], *(a["address"] for c in ("recipients", "copied") for a in row[c] or ())}

    for person in people:
        check_no_guilt(
            after(lambda n, rows, p=person: [r for r in rows if not kept_by(r, p)] if n == "messages" else rows)
        )


def thinned(every: int) -> Change:
    """Keeps every second, third ... fact of each account and table, in the order they happened."""

    def change(name: str, rows: list[Row]) -> list[Row]:
        if name not in WHEN:
            return rows
        by_account: defaultdict[frozenset[str], list[Row]] = defaultdict(list)
        for row in sorted(rows, key=lambda r: (str(r[WHEN[name]]), r["row_id"])):
            by_account[whose()(name, row)].append(row)
        return [row for some in by_account.values() for row in some[::every]]

    return change


@pytest.mark.parametrize("every", [2, 3, 5])
def test_an_account_of_which_less_is_known_evenly_is_held_no_worse(every: int) -> None:
    check_no_guilt(after(thinned(every)))


def words(message: Row) -> str:
    """A message's own words, without quoted replies, signature and footer; white space counts once."""
    told = own_words(message["body"], html=message["body_from"] == "html", writer=message["sender_name"] or "")
    return " ".join(" ".join(message["body"][s.start : s.end] for s in told.spans).split())


def keys() -> dict[str, set[str]]:
    """What each kind of evidence may refer to."""
    facts = known_on(example(), EXPORTED)
    columns = {
        "message": ("messages", "ref"), "meeting": ("meetings", "ref"), "invoice": ("invoices", "number"),
        "payment": ("payments", "ref"), "deal": ("deals", "deal_id"), "placement": ("placements", "placement_id"),
        "contract": ("contracts", "source"), "note": ("notes", "note_id"),
    }  # fmt: skip
    found = {kind: set(facts[table][column].to_pylist()) for kind, (table, column) in columns.items()}
    found["contract"] = {source.rpartition("/")[2] for source in found["contract"]}
    rows = facts["hours"].to_pylist()
    found["hours"] = {f"{r['worked_on']}/{r['person']}/{r['row_id'][:8]}" for r in rows}
    return found


def test_every_reason_tells_its_measure_its_value_what_is_typical_and_its_proof() -> None:
    for account in accounts(plain()).values():
        assert account["reasons"], account["id"]
        for reason in account["reasons"]:
            assert account["measures"][reason["measure"]] == reason["value"]
            assert reason["typical"] is not None
            assert reason["sentence"]
            assert reason["evidence"], (account["id"], reason["measure"])


def test_proof_older_than_the_year_stands_behind_what_counts_and_only_in_the_room_that_is_left() -> None:
    older = 0
    for account in accounts(plain()).values():
        for reason in account["reasons"]:
            marks = [bool(p.get("earlier")) for p in reason["evidence"]]
            refs = [p["ref"] for p in reason["evidence"]]
            assert marks == sorted(marks)
            assert len(set(refs)) == len(refs) <= PROOFS
            assert all(p["on"] <= "2025-09-30" for p in reason["evidence"] if p.get("earlier"))
            older += sum(marks)
    assert older


def test_every_proof_opens() -> None:
    known = keys()
    for account in accounts(plain()).values():
        for reason in account["reasons"]:
            for proof in reason["evidence"]:
                assert proof["ref"] in known[proof["kind"]], (account["id"], reason["measure"], proof)
                assert proof["on"] <= EXPORTED.isoformat()


def test_every_quote_is_the_writers_own_words_and_the_writers_side() -> None:
    messages = {r["ref"]: r for r in example().facts("messages").to_pylist()}
    own = plain().own.domains
    for account in accounts(plain()).values():
        proofs = [p for reason in account["reasons"] for p in reason["evidence"]]
        proofs += [possible["evidence"] for possible in account["possible"]]
        for proof in (p for p in proofs if p["kind"] == "message"):
            message = messages[proof["ref"]]
            assert " ".join(proof["quote"].split()) in words(message) or proof["quote"] == message["subject"], proof
            assert proof["by"] == ("us" if message["sender"].rpartition("@")[2] in own else "client"), proof
            assert account["id"] in whose()("messages", message), proof
