"""The end of a text as its writer closes it: sign-off, name, post, firm, numbers."""

from __future__ import annotations

from comity.signals.own_words.closings import Closing, closing
from comity.signals.own_words.lines import Line, previous_visible
from comity.signals.own_words.names import (
    is_detail,
    is_firm,
    is_full_name,
    is_name,
    is_name_and_post,
    is_post,
    same_person,
    tells_post,
)

_MOST_TAIL = 12
# Beside the name of somebody who has signed off, and in a block that a sure name heads, any line so short may stand.
_BESIDE = 45
_LOOSE = 70
# A line of so many characters that ends like a sentence is prose, whatever it looks like otherwise.
_PROSE = 60
# "In friendship," above a name is a formula; a name is believed below it, and the formula is left where it stands.
_MOST_FORMULA_WORDS = 5


def is_prose(line: Line) -> bool:
    """Whether a line is too long, and ends too much like a sentence, for a signature."""
    return len(line.text) > _PROSE and line.text[-1] in ".!?:,;" and not is_detail(line.text)


def closed_at(lines: list[Line], start: int, end: int, writer: str) -> int:
    """Where sign-off, name and details begin at the end of the lines; `end` when the text runs to the end."""
    signed = _signed_off(lines, start, end)
    if signed is None:
        signed = _thanked(lines, start, end)
    if signed is not None:
        return _unless_empty(lines, start, end, signed)
    block = _name_block(lines, start, end, writer)
    if block is not None:
        return _with_names_above(lines, start, block, writer)
    return _bare_name(lines, start, end, writer)


def _signed_off(lines: list[Line], start: int, end: int) -> int | None:
    """The sign-off that everything below it goes with."""
    found: int | None = None
    below: list[int] = []
    for at in range(end - 1, start - 1, -1):
        text = lines[at].text
        if not text:
            continue
        if closing(text) is Closing.SIGNOFF and _belongs(lines, below[::-1]):
            found = at
        below.append(at)
        if len(below) > _MOST_TAIL or is_prose(lines[at]):
            break
    return found


def _belongs(lines: list[Line], below: list[int]) -> bool:
    """Whether all lines below a sign-off are of a signature; beside the name anything short may stand."""
    beside = True
    for n, at in enumerate(below):
        text = lines[at].text
        beside = beside and (n < 2 or bool(lines[at - 1].text))
        if beside and len(text) <= _BESIDE and text[-1] != "?":
            continue
        if not _is_fragment(text):
            return False
    return True


def _unless_empty(lines: list[Line], start: int, end: int, at: int) -> int:
    """A mail of one or two lines is not emptied for looking like a closing."""
    if previous_visible(lines, at) >= start:
        return at
    below = [line.text for line in lines[at + 1 : end] if line.text]
    return at if any(is_detail(text) or tells_post(text) for text in below) else end


def _last_visible(lines: list[Line], start: int, end: int) -> list[int]:
    """The last lines of a stretch that are not blank, from the top."""
    found = [at for at in range(max(start, end - 3 * _MOST_TAIL), end) if lines[at].text]
    return found[-_MOST_TAIL:]


def _thanked(lines: list[Line], start: int, end: int) -> int | None:
    """Thanks with nothing but the name and its details below them."""
    visible = _last_visible(lines, start, end)
    for n in range(len(visible) - 1, -1, -1):
        text = lines[visible[n]].text
        if closing(text) is Closing.THANKS and _is_signed(lines, visible[n:]):
            return visible[n]
        if not _is_fragment(text):
            break
    return None


def _is_fragment(text: str) -> bool:
    return is_name(text) or is_detail(text) or is_post(text) or _is_lower_name(text) or closing(text) is not None


def _is_signed(lines: list[Line], rest: list[int]) -> bool:
    """Whether thanks are followed by a name, on their own line or the next, so that they close the mail."""
    text = lines[rest[0]].text
    if len(rest) == 1:
        return "," in text.rstrip(",") or text.endswith((",", "-", "–", "—"))
    return is_name(lines[rest[1]].text) or _is_lower_name(lines[rest[1]].text)


def _is_lower_name(text: str) -> bool:
    return text.isalpha() and text.islower() and 2 <= len(text) <= 12


def _name_block(lines: list[Line], start: int, end: int, writer: str) -> int | None:
    """The first line of a name with a post, a firm or numbers below it or behind it."""
    visible = _last_visible(lines, start, end)
    for n, at in enumerate(visible):
        text = lines[at].text
        # A name before a comma is spoken to, and signs nothing.
        heads = (
            len(text) <= _LOOSE * 2
            and text[-1] not in ",:"
            and (is_name(text) or is_name_and_post(text) or is_post(text))
        )
        if not heads and writer:
            heads = is_full_name(text, writer)
        if heads and _opens_block(lines, start, at) and _is_block(lines, visible[n:], writer):
            return at
    return None


def _opens_block(lines: list[Line], start: int, at: int) -> bool:
    """A block begins a paragraph or follows prose; behind a colon the lines are what was announced."""
    above = previous_visible(lines, at)
    if above < start:
        return True
    text = lines[above].text
    return text[-1] not in ":;," and (at - above > 1 or not is_name(text))


def _is_block(lines: list[Line], block: list[int], writer: str) -> bool:
    """Whether lines are a name with what belongs to it, to the end of the text."""
    head = lines[block[0]].text
    below = [lines[at].text for at in block[1:]]
    together = 0
    while together < len(below) and block[together + 1] == block[together] + 1:
        together += 1
    beside, apart = below[:together], below[together:]
    if not all(_is_fragment(text) or _is_motto(text) for text in apart):
        return False
    if len(head.split()) > 1 and _is_sure_head(head, beside, writer):
        return all(len(text) <= _LOOSE and text[-1] != "?" for text in beside)
    if not below or not all(map(_is_fragment, beside)) or (len(below) > 1 and all(map(is_name, [head, *below]))):
        return False
    if is_name(head):
        return any(map(is_detail, below)) or (bool(beside) and _tells(beside[0], len(head.split()) > 1))
    return is_post(head) and any(map(is_detail, beside))


def _is_sure_head(head: str, beside: list[str], writer: str) -> bool:
    """A name with its post, above one, or the writer's whole name."""
    if is_name_and_post(head) or (bool(writer) and is_full_name(head, writer)):
        return True
    return is_name(head) and bool(beside) and (tells_post(beside[0]) or is_detail(beside[0]))


def _tells(text: str, of_full_name: bool) -> bool:
    """Whether a line tells more about the name above it: below a whole name, anything that looks like a firm."""
    return is_post(text) and (of_full_name or tells_post(text))


def _is_motto(text: str) -> bool:
    return len(text) <= _LOOSE and text[0] in "\"“„«'‘*_"


def _with_names_above(lines: list[Line], start: int, block: int, writer: str) -> int:
    """People also sign by hand above the block that their program adds: a short name, or name and post again."""
    above = previous_visible(lines, block)
    if above < start:
        return block
    head, text = lines[block].text, lines[above].text
    alone = above == start or not lines[above - 1].text
    if (same_person(text, head) and len(text.split()) <= 3) or (is_name(text) and alone):
        return above
    again = _name_block(lines, start, block, writer)
    return again if again is not None and same_person(lines[again].text, head) else block


def _bare_name(lines: list[Line], start: int, end: int, writer: str) -> int:
    """A name, or the name of a firm, and nothing else under the text."""
    last = previous_visible(lines, end)
    above = previous_visible(lines, last)
    if above < start or not _may_be_followed(lines[above].text):
        return end
    text = lines[last].text
    gap = last - above > 1
    if writer and is_theirs(text, writer):
        return last
    if gap and is_firm(text):
        return last
    dashed = text[0] in "-–—~" and text[1:2].isalpha() and len(text.split()) <= 3
    if not (is_name(text) or (dashed and _is_lower_name(text[1:]))) or (writer and not dashed):
        return end
    return last if gap or dashed or _reads_as_text(lines[above].text) else end


def _may_be_followed(text: str) -> bool:
    """Whether a name below this line may be a signature; behind a colon, or amid a list, it is what was announced."""
    return text[-1] not in ":;," or (text[-1] == "," and len(text.split()) <= _MOST_FORMULA_WORDS)


def is_theirs(text: str, writer: str) -> bool:
    """Whether a short line says nothing but the writer's name, in any capitals, or their name and post."""
    if len(text) > _LOOSE or text[-1] in "!?" or not same_person(text, writer):
        return False
    words = text.strip("-–—~,. ").split()
    return len(words) == 1 or is_full_name(text, writer) or is_name(text.title()) or is_name_and_post(text)


def _reads_as_text(text: str) -> bool:
    """Whether a line is more than an entry of a list of names and places."""
    return text[-1] in ".!?…)," or not _is_fragment(text)
