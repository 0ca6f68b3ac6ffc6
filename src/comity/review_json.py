"""A review as the JSON that other programs hold on to: `review/1` of the contracts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from comity.ledger.proof import Proof
from comity.reviewed import Review
from comity.standing.verdict import Reason, Verdict

FORMAT = "review/1"


def as_json(result: Review) -> dict[str, Any]:
    """The review as plain values, ready for `json.dumps`."""
    return {
        "comity": FORMAT,
        "as_of": result.as_of.isoformat(),
        "policy": result.policy,
        "firm": {
            "name": result.own.name,
            "domains": sorted(result.own.domains),
            "currency": result.currency,
            "domains_inferred": result.own.inferred,
        },
        "read": [
            {"file": f.file, "kind": f.kind, "records": f.records, "kept": f.kept, "duplicate": f.duplicate,
             "rejected": f.rejected, "ignored": f.ignored}
            for f in result.read
        ],
        "accounts": [account(v) for v in result.accounts],
    }  # fmt: skip


def in_pieces(result: Review, *, plain: bool = False) -> Iterator[str]:
    """The review as the text of its JSON, indented, account by account: of many but one is held as plain values.

    `plain` writes ASCII alone.
    """

    def text(told: object) -> str:
        return json.dumps(told, ensure_ascii=plain, indent=1)

    head = text(as_json(replace(result, accounts=())))
    nothing = "[]\n}"
    yield head.removesuffix(nothing)
    between = "[\n"
    for verdict in result.accounts:
        yield between + "  " + text(account(verdict)).replace("\n", "\n  ")
        between = ",\n"
    yield "\n ]\n}" if result.accounts else nothing


def account(v: Verdict) -> dict[str, Any]:
    """One account of a review."""
    return {
        "id": v.id,
        "name": v.name,
        "domains": list(v.domains),
        "standing": v.standing,
        "probability": _rounded(v.score.probability),
        "probabilities": {s: _rounded(p) for s, p in v.score.probabilities.items()},
        "ground": list(v.ground),
        "cause": v.cause,
        "move": {"whose": v.whose, "due": v.due.isoformat() if v.due else None},
        "advice": v.advice,
        "trend": v.trend,
        "channels": dict(v.channels),
        "unread": dict(v.unread),
        "measures": _measures(v.measures),
        "reasons": [
            {"measure": r.measure, "value": _rounded(r.value), "typical": _rounded(r.typical), "toward": r.toward,
             "points": r.points, "sentence": r.sentence, "evidence": _borne(r), **({"more": r.more} if r.more else {})}
            for r in v.reasons
        ],
        "possible": [
            {"label": p.label, "probability": _rounded(p.probability), "evidence": evidence(p.evidence)}
            for p in v.possible
        ],
        "plays": [{"play": p.play, "title": p.title, "why": p.why, "due": p.due.isoformat()} for p in v.plays],
        **({"former_on": v.former_on.isoformat()} if v.former_on else {}),
    }  # fmt: skip


def _borne(reason: Reason) -> list[dict[str, Any]]:
    """What counts in a reason, then what is older than what counts, marked as earlier."""
    return [*map(evidence, reason.evidence), *({**evidence(p), "earlier": True} for p in reason.earlier)]


def evidence(proof: Proof) -> dict[str, Any]:
    """One piece of evidence."""
    return {
        "kind": proof.kind, "ref": proof.ref, "on": proof.on.isoformat(), "by": proof.by, "who": proof.who,
        "quote": proof.quote,
    }  # fmt: skip


def _measures(found: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: _rounded(value) for name, value in sorted(found.items())}


def _rounded(value: float | None) -> float | None:
    """Six digits are told: what lies beyond is noise of the order in which things were added up."""
    return None if value is None else round(value, 6)
