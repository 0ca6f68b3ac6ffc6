"""What a style declaration does to the sight of a text: gone, too small, invisible, in which colours."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
LONGEST = 2_000  # characters of one declaration block that are looked at
_NAMED: dict[str, Colour] = {
    "white": WHITE, "black": BLACK, "red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0),
    "yellow": (255, 255, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192),
    "navy": (0, 0, 128), "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245),
    "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240), "mintcream": (245, 255, 250),
    "azure": (240, 255, 255), "aliceblue": (240, 248, 255), "seashell": (255, 245, 238), "linen": (250, 240, 230),
    "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211), "window": WHITE, "windowtext": BLACK,
}  # fmt: skip
_NUMBER = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|%|vw|vh|cm|mm|in|pc)?")
_SHORTHAND = re.compile(r"(?:^|\s)(0|\d{0,4}\.?\d{1,4}(?:px|pt|em|rem|%))(?=[\s/]|$)")
_CHANNELS = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+)(%?))?\s*\)")
_HEX = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\Z")
_PIXELS = {"pt": 4 / 3, "em": 16, "rem": 16, "ex": 8, "%": 0.16, "vw": 8, "vh": 8, "cm": 38, "mm": 4, "in": 96}
_TINY = 2.5  # pixels; no one reads letters of that size
_CLIPPED = re.compile(r"rect\(\s*[01](?:px)?\b|inset\((?:50|100)%|scale\(0\)|circle\(0")
_FAR = -300  # pixels; farther to the left or above than any window shows
_ALIKE = 16  # two colours whose channels differ by no more cannot be told apart


class Style(NamedTuple):
    """What one declaration block says; None where it says nothing of it.

    `colour` and `background` are channels, () where they are not plain (a picture, transparent for a background).
    """

    gone: bool | None = None
    tiny: bool | None = None
    invisible: bool | None = None
    colour: Colour | tuple[()] | None = None
    background: Colour | tuple[()] | None = None


@lru_cache(4_096)
def style(block: str) -> Style:
    """What an inline style or the block of a rule says."""
    told: dict[str, str] = {}
    for declaration in block[:LONGEST].lower().split(";"):
        name, _, value = declaration.partition(":")
        told[name.strip()] = value.replace("!important", "").strip()
    if not told:
        return Style()
    size = _pixels(told.get("font-size") or _size_in(told.get("font", "")))
    seen = told.get("visibility")
    background = told.get("background-color") or told.get("background")
    return Style(
        gone=_gone(told),
        tiny=None if size is None else 0 <= size < _TINY,
        invisible=None if not seen or seen == "inherit" else seen in ("hidden", "collapse"),
        colour=colour(told["color"]) if "color" in told else None,
        background=_background(background) if background else None,
    )


def alike(one: Colour | tuple[()], other: Colour | tuple[()]) -> bool:
    """Whether text of one colour cannot be seen on the other; what is not known is taken for visible."""
    return bool(one and other) and all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))


def colour(value: str) -> Colour | tuple[()] | None:
    """The channels of a colour as CSS or HTML writes it; () for a wholly transparent one, None for none of them."""
    value = value.strip().lower()
    if value in _NAMED:
        return _NAMED[value]
    if value == "transparent":
        return ()
    if match := _HEX.match(value):
        digits = match[1]
        if len(digits) <= 4:
            digits = "".join(d * 2 for d in digits)
        return () if digits[6:] == "00" else (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))
    if match := _CHANNELS.match(value):
        if match[4] and float(match[4].strip(".") or 0) == 0:
            return ()
        return int(match[1]), int(match[2]), int(match[3])
    return None


def _background(value: str) -> Colour | tuple[()] | None:
    if "url(" in value or "gradient(" in value:
        return ()
    plain = colour(value) if "(" in value else next((c for c in map(colour, value.split()) if c), None)
    return plain or None


def _size_in(font: str) -> str:
    """The size within the shorthand: "0/0 a", "italic 12px/14px serif"."""
    match = _SHORTHAND.search(font)
    return match[1] if match else ""


def _pixels(value: str) -> float | None:
    match = _NUMBER.match(value)
    return float(match[1]) * _PIXELS.get(match[2], 1) if match else None


def _gone(told: dict[str, str]) -> bool | None:
    """True where nothing of an element is shown, False where the block says that it is, None where it does not say."""
    if told.get("display") == "none" or told.get("mso-hide") == "all" or told.get("content-visibility") == "hidden":
        return True
    if _shut(told) or _elsewhere(told):
        return True
    return False if "display" in told else None


def _shut(told: dict[str, str]) -> bool:
    """Wholly transparent, or a box without extent."""
    sizes = {n: _pixels(told[n]) for n in ("opacity", "max-height", "max-width", "height", "width") if n in told}
    if not sizes:
        return False
    none = [name for name, size in sizes.items() if size is not None and 0 <= size <= (0 if name == "opacity" else 1)]
    clipped = told.get("overflow", told.get("overflow-y", "")) in ("hidden", "clip")
    return "opacity" in none or bool(none and clipped) or ("height" in none and "width" in none)


def _elsewhere(told: dict[str, str]) -> bool:
    """Moved out of the window, or clipped away."""
    away = [_pixels(told[n]) for n in ("left", "top", "margin-left", "margin-top", "text-indent") if n in told]
    if any(far is not None and far <= _FAR for far in away):
        return True
    clip = f"{told.get('clip', '')} {told.get('clip-path', '')} {told.get('transform', '')}"
    return bool(_CLIPPED.search(clip))
