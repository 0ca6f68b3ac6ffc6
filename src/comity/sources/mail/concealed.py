"""Text that HTML hides from the reader's eye is taken out of the tree before its text is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from resiliparse.parse.html import TEXT, CSSParserException, DocumentNode, DOMNode, ElementNode, HTMLTree

from comity.sources.mail.styles import BLACK, WHITE, Colour, alike, colour, style

MOST_SELECTORS = 200
LONGEST_SHEET = 100_000  # characters of style sheets that are looked at
# Where none of these stands in the source nothing is hidden by style: most mails need no walk.
_SUSPECT = re.compile(
    r"display\s*:\s*none|visibility\s*:|opacity\s*:\s*0?\.?0|font(?:-size)?\s*:[^;\"'>]{0,20}?(?<![\d.])[0-2](?![\d])"
    r"|mso-hide|content-visibility|(?:height|width)\s*:\s*[01]\D|(?:left|top|indent)\s*:\s*-|clip|scale\(0"
    r"|color\s*[:=]\s*[\"']?\s*(?:#?[ef]|rgba?\(|[a-z]*(?:white|snow|transparent|window|ivory|azure))|bgcolor|background",
    re.I,
)
_NEVER_SEEN = ["template", "[hidden]", "noframes", "noembed", "datalist", "object", "video", "audio", "canvas", "title"]
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_AT_RULE = re.compile(r"@[^{;@]{0,500}[{;]")
_BRACE = re.compile(r"[{}]")
# Hiding everything hides nothing in particular; states such as :hover do not hold when a mail is opened.
_NOT_SELECTED = re.compile(r"[:@]|\A(?:\*|html|body)?\Z|.{200}", re.I | re.S)
_LINK: Colour = (0, 0, 238)


@dataclass(frozen=True, slots=True)
class _Sight:
    """How text within an element is seen; what is set there is passed on to what it holds."""

    tiny: bool = False
    invisible: bool = False
    colour: Colour | tuple[()] = BLACK
    background: Colour | tuple[()] = WHITE

    @property
    def unseen(self) -> bool:
        return self.tiny or self.invisible or self.colour == () or alike(self.colour, self.background)


def conceal(tree: HTMLTree, html: str) -> list[str]:
    """Take out of `tree` (parsed from `html`) what a person does not see: hidden, empty in extent, far off, too small
    or in the colour of its ground. Returns selectors of what else is not seen, by the mail's own style sheet."""
    if not _SUSPECT.search(html):
        return _NEVER_SEEN
    if tree.body is not None:
        for node in _unseen(tree.body):
            node.decompose()
    return [*_NEVER_SEEN, *_hiding(tree)]


def _unseen(body: ElementNode) -> list[DOMNode]:
    """The elements and texts below `body` that are not seen, outermost first."""
    found: list[DOMNode] = []
    waiting: list[tuple[ElementNode, _Sight]] = [(body, _Sight())]
    while waiting:
        node, sight = waiting.pop()
        here = _seen(node, sight)
        if here is None:
            found.append(node)
            continue
        if here.unseen:
            found += [child for child in node.child_nodes.values() if child.type == TEXT]
        waiting += [(child, here) for child in node.children.values()]
    return found


def _seen(node: ElementNode, sight: _Sight) -> _Sight | None:
    """How text directly within an element is seen; None where the whole element is not shown."""
    attributes = node.attrs
    if not attributes:
        return sight
    told = style(node.getattr("style") or "")
    if told.gone:
        return None
    shade = told.colour
    if shade is None and node.tag == "font" and node.hasattr("color"):
        shade = colour(node.getattr("color") or "")
    if shade is None and node.tag == "a" and node.hasattr("href"):
        shade = _LINK
    ground = told.background
    if ground is None and node.hasattr("bgcolor"):
        ground = colour(node.getattr("bgcolor") or "")
    if ground is None and node.hasattr("background"):
        ground = ()
    if shade is None and ground is None and told.tiny is None and told.invisible is None:
        return sight
    return replace(
        sight,
        tiny=sight.tiny if told.tiny is None else told.tiny,
        invisible=sight.invisible if told.invisible is None else told.invisible,
        colour=sight.colour if shade is None else shade,
        background=sight.background if ground is None else ground,
    )


def _hiding(tree: HTMLTree) -> list[str]:
    """Selectors by which the mail's own style sheets hide something on any screen; an inline `display` undoes them."""
    document = tree.document
    if document is None:
        return []
    sheets = document.query_selector_all("style").values()
    sheet = _COMMENT.sub("", "\n".join(node.text or "" for node in sheets)[:LONGEST_SHEET])
    found: list[str] = []
    for rule in _unconditional(sheet).split("}"):
        selectors, _, block = rule.rpartition("{")
        if not style(block).gone:
            continue
        for selector in selectors.split(","):
            wanted = f'{selector.strip()}:not([style*="display"])'
            if not _NOT_SELECTED.search(selector.strip()) and len(found) < MOST_SELECTORS and _parses(document, wanted):
                found.append(wanted)
    return found


def _parses(document: DocumentNode, selector: str) -> bool:
    try:
        document.query_selector(selector)
    except CSSParserException:
        return False
    return True


def _unconditional(sheet: str) -> str:
    """The sheet without @media and other at-rules, whose blocks hold for some screens only."""
    kept: list[str] = []
    at = 0
    while rule := _AT_RULE.search(sheet, at):
        kept.append(sheet[at : rule.start()])
        at = rule.end()
        depth = 1 if rule[0].endswith("{") else 0
        for brace in _BRACE.finditer(sheet, at) if depth else ():
            depth += 1 if brace[0] == "{" else -1
            at = brace.end()
            if not depth:
                break
    return "".join(kept) + sheet[at:]
