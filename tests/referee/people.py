"""Their people and their messages: who writes, who left, who stands above."""

from __future__ import annotations

from collections import Counter

from tests.referee.known import Known
from tests.referee.register import referee
from tests.referee.rows import Mail


def _written(known: Known, *sides: str) -> list[Mail]:
    return [m for m in known.mail if m.said_by in sides and known.last_year(m.sent_on)]


@referee
def messages_12m(known: Known) -> float | None:
    """Messages both ways."""
    return float(len(_written(known, "client", "us"))) if known.reads_mail else None


@referee
def unread_12m(known: Known) -> float | None:
    """Messages both ways that are not understood."""
    return float(len([m for m in _written(known, "client", "us") if not m.understood])) if known.reads_mail else None


@referee
def their_messages_12m(known: Known) -> float | None:
    """Messages they wrote."""
    return float(len(_written(known, "client"))) if known.reads_mail else None


@referee
def active_contacts_12m(known: Known) -> float | None:
    """People of theirs who wrote."""
    return float(len({m.person for m in _written(known, "client")})) if known.reads_mail else None


@referee
def main_contact_share_12m(known: Known) -> float | None:
    """Share of their messages that one person wrote."""
    wrote = Counter(m.person for m in _written(known, "client"))
    return max(wrote.values()) / wrote.total() if wrote.total() >= 3 else None


@referee
def contacts_left_12m(known: Known) -> float | None:
    """People who had written and left."""
    if not known.reads_mail:
        return None
    writers = {m.person for m in known.mail if m.said_by == "client"}
    return float(len([p for p in known.people if known.last_year(p.left_on) and p.person in writers]))


@referee
def highest_level_12m(known: Known) -> float | None:
    """The highest who was heard with substance."""
    substance = [t for t in known.talk if t.said_by == "client" and t.label not in ("commitment", "status_quo")]
    held = [m for m in known.meetings if not m.cancelled and not m.declined]
    levels = [t.level for t in substance if known.last_year(t.said_on)]
    levels += [m.level for m in held if known.last_year(m.starts_on)]
    heard = [level for level in levels if level is not None]
    return float(max(heard)) if heard else None


@referee
def days_since_above_contact(known: Known) -> float | None:
    """Days since somebody above the main contact was heard."""
    wrote = Counter(m.person for m in _written(known, "client"))
    if not wrote:
        return None
    main = min(wrote, key=lambda person: (-wrote[person], person))
    levels = [m.level for m in _written(known, "client") if m.person == main and m.level is not None]
    standing = max(levels) if levels else 3
    held = [m for m in known.meetings if not m.cancelled and not m.declined]
    heard = [m.sent_on for m in known.mail if m.said_by == "client" and (m.level or 0) > standing]
    heard += [m.starts_on for m in held if (m.level or 0) > standing]
    return float((known.day - max(heard)).days) if heard else None
