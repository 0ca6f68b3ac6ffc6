"""HTML to the text a person sees: lines and quotes kept; scripts, comments and hidden text are no text."""

from __future__ import annotations

import re
import secrets

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import CSSParserException, HTMLParserException, HTMLTree, Node

from comity.sources.mail import characters
from comity.sources.mail.concealed import conceal

LONGEST = 1_000_000  # characters of HTML that are read
DEEPEST_QUOTE = 20  # marks in front of a line
MOST_QUOTES = 1_000
# Lines that stand where a quote opens and closes while the text is taken; no mail can hold them, nobody knows them.
_OPEN, _CLOSE = (f"\ue000{secrets.token_hex(8)}\ue001" for _ in "oc")
_SPACES = re.compile(r"[ \t]{2,}|\t")


def from_html(html: str) -> tuple[str, bool]:
    """The visible text of an HTML mail, each line of a blockquote behind "> ", and whether the HTML was cut.

    Never raises; takes time in proportion to the length, however deep the elements nest.
    """
    cut = len(html) > LONGEST
    html = html[:LONGEST]
    try:
        tree = HTMLTree.parse(html)
        unseen = conceal(tree, html)
        quoted = _mark_quotes(tree)
        text = extract_plain_text(
            tree, preserve_formatting=True, main_content=False, alt_texts=False, skip_elements=unseen
        )
    except (HTMLParserException, CSSParserException):
        return "", cut
    text = characters.clean(text.replace("\xa0", " "))
    return _told(text, quoted), cut


def _mark_quotes(tree: HTMLTree) -> bool:
    """Lines of our own where quotes open and close; whether there are any."""
    quotes = tree.document.query_selector_all("blockquote").values() if tree.document else []
    for quote in quotes[:MOST_QUOTES]:
        opens, closes = _line(tree, _OPEN), _line(tree, _CLOSE)
        if opens and closes and (inner := quote.first_child):
            quote.insert_before(opens, inner)
            quote.append_child(closes)
    return bool(quotes)


def _line(tree: HTMLTree, text: str) -> Node | None:
    line, told = tree.create_element("div"), tree.create_text_node(text)
    if line and told:
        line.append_child(told)
    return line


def _told(text: str, quoted: bool) -> str:
    """The text with quotes marked at the front of their lines, and no more than one empty line together."""
    lines: list[str] = []
    depth = gap = outside = 0
    for line in text.split("\n"):
        if quoted and _OPEN in line:
            depth += 1
            continue
        if quoted and _CLOSE in line:
            depth -= 1
            gap = 1
            continue
        shown = _SPACES.sub(" ", line).strip()
        if not shown:
            gap = 1
            continue
        if gap and lines:
            lines.append(("> " * min(depth, outside, DEEPEST_QUOTE)).rstrip())
        lines.append("> " * min(depth, DEEPEST_QUOTE) + shown)
        gap, outside = 0, depth
    return "\n".join(lines)
