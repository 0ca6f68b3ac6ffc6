"""Quoted headers made of fields: Outlook's block, Yahoo's, Apple's, BlackBerry's, and the table of Lotus Notes."""

from __future__ import annotations

from comity.later import pattern
from comity.signals.own_words.labels import ROLE_OF_LABEL, Role, role_of, role_without_colon, roles_within
from comity.signals.own_words.lines import Line, next_visible, previous_visible

# Lists of recipients run over many lines; nothing longer is a header.
MOST_HEADER_LINES = 80
_MOST_TABLE_LINES = 40
_MOST_BLANKS = 2

_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[AaPp]\.?[Mm]\.?)?(?:\s?(?:[A-Z]{2,4}|Uhr|uur))?"
# Notes sets the day and time of the quoted mail at the end of a line, behind the name or alone.
_WHEN_AT_END = pattern(rf"\b{_DATE},?\s+(?:at\s|um\s|om\s|à\s)?{_TIME}\s*$")
_WHEN_ALONE = pattern(rf"^{_DATE},?\s+{_TIME}\s*$")
_CONTINUES = pattern(r"[@<>;,]|/[A-Z]")


def field_block(lines: list[Line], at: int) -> tuple[int, bool] | None:
    """Where the run of fields that begins at line `at` ends, and whether it heads a quoted mail; None without a field.

    A run that heads nothing has no part that does, so that it need not be looked at again.
    """
    if role_of(lines[at].text) is None:
        return None
    roles: set[Role] = set()
    role: Role
    address = False
    end = at
    while (here := _next_field(lines, end, at)) is not None:
        role, _value = role_of(lines[here].text) or ("more", "")
        if role == "from" and role in roles:
            break
        stop = _field_end(lines, here)
        text = " ".join(line.text for line in lines[here:stop])
        roles.add(role)
        roles |= roles_within(text)
        address = address or "@" in text or "mailto:" in text
        end = stop
    return end, _is_header(roles, address) and not _is_memo(lines[at:end], address)


def _is_header(roles: set[Role], address: bool) -> bool:
    """ "From: Chicago, To: Dallas" is a trip: a mail's header also has a subject, or an address."""
    if "from" in roles:
        others = roles - {"from", "more"}
        return (len(others) >= 2 and "subject" in roles) or (bool(others) and address)
    # Notes leaves the name out where a deputy answers; then the copies show that it is no memo.
    return {"to", "subject"} <= roles and ("more" in roles or (address and "date" in roles))


def _is_memo(lines: list[Line], address: bool) -> bool:
    """A letter that people set out as TO, FROM, DATE in capitals; mail programs write no labels in capitals."""
    labels = [line.text.split(":", 1)[0] for line in lines if role_of(line.text)]
    return not address and all(label.isupper() and len(label) > 1 for label in labels)


def _next_field(lines: list[Line], at: int, start: int) -> int | None:
    here = next_visible(lines, at)
    if here >= len(lines) or here - at > _MOST_BLANKS or here - start > MOST_HEADER_LINES or lines[here].quoted:
        return None
    return here if role_of(lines[here].text) else None


def _field_end(lines: list[Line], at: int) -> int:
    """Behind the field at line `at` and the lines that it runs on to."""
    found = role_of(lines[at].text)
    role, value = found if found else ("more", "")
    end = at + 1
    while end < len(lines) and end - at < MOST_HEADER_LINES:
        text = lines[end].text
        if not text or lines[end].quoted or role_of(text):
            break
        before = lines[end - 1].text
        wrapped_subject = role == "subject" and end == at + 1 and (not value or len(before) > 65)
        wrapped_list = role != "subject" and (
            _CONTINUES.search(text) is not None or before.endswith((",", ";", "<")) or not value
        )
        if not (wrapped_subject or wrapped_list) or (len(text) > 100 and "@" not in text):
            break
        end += 1
    return end


def notes_table(lines: list[Line], at: int) -> tuple[int, int] | None:
    """First line and end of a Lotus Notes header whose line with day and time is line `at`; None when it is none."""
    text = lines[at].text
    if not text[-1].isalnum() or len(text) > 160 or not _WHEN_AT_END.search(text):
        return None
    roles: set[Role] = set()
    end = at + 1
    plain = 0
    while end < len(lines) and end - at < _MOST_TABLE_LINES and not lines[end].quoted:
        line = lines[end].text
        role = _table_role(line) if line else None
        if role:
            roles.add(role)
            roles |= roles_within(line)
            plain = 0
        elif not line or plain:
            # Behind the subject one line more may stand, its value; before the first label, a name or two.
            if "subject" in roles or (line and not roles and plain > 2):
                break
            plain += bool(line)
        elif "subject" in roles and _has_value(lines[end - 1].text):
            break
        else:
            plain = 1
        end += 1
    if not ("to" in roles and ("subject" in roles or "more" in roles)):
        return None
    return _table_start(lines, at), end


def _has_value(text: str) -> bool:
    """Whether a line of the table holds more than its label."""
    found = role_of(text)
    return bool(found[1]) if found else ROLE_OF_LABEL.get(text.strip().lower()) is None


def _table_role(text: str) -> Role | None:
    found = role_of(text)
    return found[0] if found else role_without_colon(text)


def _table_start(lines: list[Line], at: int) -> int:
    """The name stands on the line above where day and time have one of their own; a deputy's line may follow it."""
    start = at
    for _ in range(3):
        above = previous_visible(lines, start)
        if above < 0 or start - above > 2 or lines[above].quoted:
            break
        text = lines[above].text
        is_name = start - above == 1 and len(text) <= 80 and text[-1] not in ".!?:,"
        if not (_table_role(text) or (is_name and (start < at or _WHEN_ALONE.match(lines[at].text)))):
            break
        start = above
        if is_name and not _table_role(text):
            break
    return start
