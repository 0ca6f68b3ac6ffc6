"""What a person reads of a message: its own text, else its HTML as text; what else came with it is only listed."""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.sources.mail.markup import from_html
from comity.sources.mail.parts import Leaf

LONGEST = 200_000  # characters of a body that are kept
MOST_ATTACHMENTS = 200
LONGEST_STUB = 600  # a text part shorter than this may say no more than that the mail is HTML


@dataclass(slots=True)
class Body:
    """The visible text, which part it came from ('text' or 'html'), whether it was cut, what was attached."""

    text: str
    came_from: str
    cut: bool
    attachments: list[dict[str, object]] = field(default_factory=list)


def body_of(leaves: list[Leaf]) -> Body:
    """What is shown of a message's leaves, and the list of the others."""
    inline = [leaf for leaf in leaves if leaf.inline and not leaf.name] or [leaf for leaf in leaves if leaf.inline][:1]
    shown = _Shown()
    for group in _groups(inline):
        shown.add(group)
    rest = [leaf for leaf in leaves if leaf not in inline] if len(inline) < len(leaves) else []
    found = shape("\n\n".join(shown.texts), "html" if shown.html else "text", shown.cut)
    found.attachments = [attachment(leaf.name, leaf.type, leaf.size()) for leaf in rest[:MOST_ATTACHMENTS]]
    return found


def shape(text: str, came_from: str, cut: bool) -> Body:
    """A body without the empty lines around it, no longer than what is kept."""
    text = text.lstrip("\n").rstrip()
    return Body(text[:LONGEST], came_from, cut or len(text) > LONGEST)


def attachment(name: str, kind: str, size: int) -> dict[str, object]:
    """One attachment as the table tells it."""
    return {"name": name, "type": kind, "size": size}


def better(text: str, html: str) -> bool:
    """Whether a mail's HTML (as text) says what its text part does not: that is empty, or a note that this is HTML."""
    return not text.strip() or (len(text) < LONGEST_STUB and "html" in text.lower() and len(html) > 2 * len(text))


@dataclass(slots=True)
class _Shown:
    """The texts chosen so far."""

    texts: list[str] = field(default_factory=list)
    html: bool = False
    cut: bool = False

    def add(self, group: list[Leaf]) -> None:
        """Choose between the leaves of one alternative."""
        if sum(map(len, self.texts)) > LONGEST:
            self.cut = True
            return
        plain = self._joined([leaf.text() for leaf in group if leaf.type == "text/plain"])
        html = [leaf for leaf in group if leaf.type == "text/html"]
        if html and (len(plain) < LONGEST_STUB and (not plain.strip() or "html" in plain.lower())):
            marked = self._joined([_shown(leaf) for leaf in html])
            if better(plain, marked) and not self._told(marked):
                self.html = True
                plain = marked
        if plain.strip():
            self.texts.append(plain)

    def _joined(self, found: list[tuple[str, bool]]) -> str:
        self.cut = self.cut or any(cut for _, cut in found)
        return found[0][0] if len(found) == 1 else "\n\n".join(text for text, _ in found)

    def _told(self, text: str) -> bool:
        """Whether a text was shown already: some programs send both forms side by side."""
        return any("".join(text.split()) in "".join(shown.split()) for shown in self.texts)


def _shown(leaf: Leaf) -> tuple[str, bool]:
    html, cut = leaf.text()
    text, cut_here = from_html(html)
    return text, cut or cut_here


def _groups(leaves: list[Leaf]) -> list[list[Leaf]]:
    """The leaves by alternative, in the order of the first of each; a leaf of none stands alone."""
    groups: dict[int, list[Leaf]] = {}
    for at, leaf in enumerate(leaves):
        groups.setdefault(leaf.group or -1 - at, []).append(leaf)
    return list(groups.values())
