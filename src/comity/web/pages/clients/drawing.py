"""Where things stand on the map, in the drawing's own units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Avg, Count, F, Max, Min
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from comity.web import pending
from comity.web.languages import translated
from comity.web.models.verdicts import Standing, Verdict
from comity.web.pages.clients.asking import Asked
from comity.web.rights import Request
from comity.web.templatetags.comity import HALF_SURE, SURE

WIDE, HIGH = 960, 620
LEFT, RIGHT, TOP, BOTTOM = 34, 24, 20, 96  # below stands who has the focus
MARK = 17
CELLS = 14  # of a gathered map, in each direction
LETTER, CAPITAL = 7.0, 8.8  # about how wide one is
NAME_LINE = 19  # how high a name is with the light about it
SIDES = ("start", "end")
APART = MARK + 2  # that marks of clients who stand at one place lie from one another
# On a phone marks are so large, and numbers stand for names, at one of these places about the mark.
PHONE_MARK, PHONE_FIGURE, PHONE_LINE = 38, 17, 28
CALLED, PHONE_CALLED = (90, 16), (170, 30)  # the room of the comity line's name
ABOUT = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
MOST_NAMED = 200  # with more clients than these, a name stands only with the focus
LONGEST = 26  # letters of a name that stands beside its mark
SAID = 150  # letters of a reason
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark: one client, or several of one standing that stand near one another (`many`)."""

    url: str
    name: str
    standing: str
    label: str
    fill: str
    reason: str
    we: float
    they: float
    x: float
    y: float
    size: float
    course: str
    told: dict[str, int] | None = None
    many: int = 0
    named: str = ""  # 'start' or 'end': the name stands right or left of the mark; '': only with the focus
    number: int = 0  # in the list below the map, which tells names where the window is narrow
    figure: tuple[float, float] | None = None  # the middle of its number's line

    @property
    def edge(self) -> float:
        """Where the mark begins, seen from its middle: about that it grows where the window is narrow."""
        return round(-self.size / 2, 1)

    @property
    def beside(self) -> float:
        """Where the name stands."""
        return round(self.x + (self.size / 2 + 5) * (-1 if self.named == "end" else 1), 1)

    @property
    def line(self) -> float:
        """The name's line."""
        return round(self.y + 4, 1)

    @property
    def short(self) -> str:
        """The name as it stands beside the mark."""
        return str(Truncator(self.name).chars(LONGEST)) if not self.many else str(self.many)


@dataclass(frozen=True)
class Scale:
    """From acts to the drawing. Both ranges hold 0, so that the origin and the comity line are always in it."""

    we: tuple[int, int]
    they: tuple[int, int]

    def x(self, we: float) -> float:
        """What we give, from left to right."""
        low, high = self.we
        return round(LEFT + (we - low) / (high - low) * (WIDE - LEFT - RIGHT), 1)

    def y(self, they: float) -> float:
        """What they give, from bottom to top."""
        low, high = self.they
        return round(HIGH - BOTTOM - (they - low) / (high - low) * (HIGH - TOP - BOTTOM), 1)

    @cached_property
    def line(self) -> tuple[float, float, float, float]:
        """The comity line: from one end to the other of what both ranges hold."""
        low, high = max(self.we[0], self.they[0]), min(self.we[1], self.they[1])
        return self.x(low), self.y(low), self.x(high), self.y(high)

    @cached_property
    def below(self) -> float | None:
        """Where below the origin it can be said what that means; None where there is no room."""
        return self.y(0) + 18 if self.y(self.they[0]) - self.y(0) > 60 else None

    @cached_property
    def across(self) -> list[tuple[float, int]]:
        """Figures under the map."""
        return [(self.x(n), n) for n in _steps(*self.we)]

    @cached_property
    def along(self) -> list[tuple[float, int]]:
        """Figures beside the map."""
        return [(self.y(n), n) for n in _steps(*self.they)]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map."""

    scale: Scale
    spots: Sequence[Spot]
    says: tuple[float, float]  # where the words end that name the comity line
    grown: tuple[float, float]  # where they end on a phone, on which they are as large as marks and numbers
    gathered: bool = False
    wide: int = WIDE
    high: int = HIGH
    left: int = LEFT
    right: int = WIDE - RIGHT
    top: int = TOP
    bottom: int = HIGH - BOTTOM

    @property
    def listed(self) -> list[Spot]:
        """The clients as the list below the map names them, by their numbers."""
        return sorted((s for s in self.spots if s.number), key=lambda s: s.number)


def spread(request: Request, asked: Asked) -> Drawing:
    """Each client a mark, with the course of its last year as a tail; names where there is room."""
    rows = list(asked.found.defer(None) if asked.hides else asked.found)
    courses = [v.balance.get("course") or [(v.we, v.they)] for v in rows]
    points = [p for course in courses for p in course]
    scale = _scale([p[0] for p in points], [p[1] for p in points])
    spots = [_spot(request, asked, v, course, scale) for v, course in zip(rows, courses, strict=True)]
    if len(spots) <= MOST_NAMED:
        spots = _numbered(_apart(spots))
    # What needs somebody first stands on top.
    says = _says(scale, [_about(s) for s in spots], CALLED)
    grown = _says(scale, [box for s in spots for box in _grown(s)], PHONE_CALLED)
    return Drawing(scale, list(reversed(_named(spots, _said(scale, says)))), says, grown)


def gathered(request: Request, asked: Asked) -> Drawing:  # noqa: ARG001 - as `spread`
    """Clients of one standing that stand near one another as one mark, which opens their list."""
    ends = asked.found.order_by().aggregate(a=Min("we"), b=Max("we"), c=Min("they"), d=Max("they"))
    scale = _scale([ends["a"], ends["b"]], [ends["c"], ends["d"]])
    (we, we_to), (they, they_to) = scale.we, scale.they
    across, along = max(1, -(-(we_to - we) // CELLS)), max(1, -(-(they_to - they) // CELLS))
    groups = (
        asked.found.order_by()
        .annotate(column=(F("we") - we) / across, row=(F("they") - they) / along)
        .values("column", "row", "standing")
        .annotate(n=Count("pk"), x=Avg("we"), y=Avg("they"))
        .order_by("-n")
    )
    spots = []
    for g in groups:
        part = {"standing": g["standing"], "we": _range(we, across, g["column"]), "they": _range(they, along, g["row"])}
        url = f"{reverse('clients')}?{urlencode({**asked.chosen, **part})}"
        label = str(Standing(g["standing"]).label)
        size = round(min(44.0, 11 + 2.4 * g["n"] ** 0.5), 1)
        spots.append(
            Spot(url, label, g["standing"], label, "half", "", round(g["x"], 1), round(g["y"], 1), scale.x(g["x"]),
                 scale.y(g["y"]), size, "", many=g["n"], named="start")
        )  # fmt: skip
    says = _says(scale, [_about(s) for s in spots], CALLED)
    return Drawing(scale, spots, says, says, gathered=True)


def _spot(request: Request, asked: Asked, v: Verdict, course: Sequence[Sequence[int]], scale: Scale) -> Spot:
    tail = " ".join(f"{scale.x(we)},{scale.y(they)}" for we, they in course) if len(course) > 1 else ""
    fill = "solid" if v.probability >= SURE else "half" if v.probability >= HALF_SURE else "hollow"
    reason = str(Truncator(translated(pending.reason(request.user, v, hides=asked.hides))).chars(SAID))
    told = {k: v.balance.get(k, 0) for k in ("we_gave", "we_took", "they_gave", "they_took")}
    name = _("%(name)s (a client no longer)") % {"name": v.name} if v.former_on else v.name
    return Spot(
        reverse("client", args=[v.account]), name, v.standing, str(Standing(v.standing).label), fill,
        reason, v.we, v.they, scale.x(v.we), scale.y(v.they), MARK, tail, told,
    )  # fmt: skip


def _scale(we: Sequence[int], they: Sequence[int]) -> Scale:
    return Scale(_ends(we), _ends(they))


def _ends(values: Sequence[int]) -> tuple[int, int]:
    """A range that holds all values and 0, with some air at its ends."""
    low, high = min(0, *values, 0), max(0, *values, 4)
    air = max(1, round((high - low) * 0.06))
    return low - air, high + air


def _range(low: int, step: int, cell: int) -> str:
    return f"{low + step * cell}..{low + step * (cell + 1) - 1}"


def _steps(low: int, high: int) -> list[int]:
    """Some five round figures between two ends."""
    step = next((s for s in STEPS if (high - low) / s <= 7), STEPS[-1])
    return [n * step for n in range(-(-low // step), high // step + 1)]


def _says(scale: Scale, marks: Sequence[Box], room: tuple[float, float]) -> tuple[float, float]:
    """The place nearest to the comity line's end at which its name lies on no mark; its end where there is none."""
    x, y, end_x, end_y = scale.line
    places = [(end_x - n * (end_x - x) / 20, end_y - n * (end_y - y) / 20) for n in range(18)]
    free = (place for place in places if _free(_called(place, room), marks))
    found = next(free, (end_x, end_y))
    return round(found[0], 1), round(found[1], 1)


def _called(place: tuple[float, float], room: tuple[float, float]) -> Box:
    """The room of the comity line's name that ends at a place."""
    x, y = place
    return x - room[0], y - 2 - room[1], x, y - 2


def _grown(spot: Spot) -> Iterator[Box]:
    """The room of a mark and of its number on a phone."""
    half = PHONE_MARK / 2
    yield spot.x - half, spot.y - half, spot.x + half, spot.y + half
    if spot.figure:
        (x, line), wide = spot.figure, PHONE_FIGURE * len(str(spot.number))
        y = line - PHONE_LINE / 3
        yield x - wide / 2, y - PHONE_LINE / 2, x + wide / 2, y + PHONE_LINE / 2


def _about(spot: Spot) -> Box:
    """The room of a mark."""
    return spot.x - spot.size / 2, spot.y - spot.size / 2, spot.x + spot.size / 2, spot.y + spot.size / 2


def _said(scale: Scale, says: tuple[float, float]) -> list[Box]:
    """The room of what is written beside the comity line and below the origin."""
    said: list[Box] = [_called(says, CALLED)]
    return [*said, (LEFT, scale.below - 14, LEFT + 240, scale.below + 4)] if scale.below else said


def _apart(spots: Sequence[Spot]) -> list[Spot]:
    """The spots so that no mark lies under another: who would stand on one already there stands as near as there is
    room.
    """
    found: list[Spot] = []
    ways = [(0, 0), *((dx * ring, dy * ring) for ring in range(1, len(spots) + 1) for dx, dy in ABOUT)]
    for spot in spots:
        tried = ((spot.x + dx * APART, spot.y + dy * APART) for dx, dy in ways)
        x, y = next((place for place in tried if all(_far(place, s) for s in found)), (spot.x, spot.y))
        found.append(replace(spot, x=round(x, 1), y=round(y, 1)))
    return found


def _far(place: tuple[float, float], spot: Spot) -> bool:
    inside = 0 <= place[0] <= WIDE and 0 <= place[1] <= HIGH - BOTTOM
    return inside and max(abs(place[0] - spot.x), abs(place[1] - spot.y)) >= MARK


def _numbered(spots: Sequence[Spot]) -> list[Spot]:
    """The spots with their numbers, which stand beside their marks where there is room on a phone."""
    half = PHONE_MARK / 2
    taken: list[Box] = [box for s in spots for box in _grown(s)]
    found = []
    for number, spot in enumerate(spots, 1):
        wide = PHONE_FIGURE * len(str(number))
        middles = ((spot.x + dx * (half + wide / 2 + 2), spot.y + dy * (half + PHONE_LINE / 2)) for dx, dy in ABOUT)
        boxes = {m: (m[0] - wide / 2, m[1] - PHONE_LINE / 2, m[0] + wide / 2, m[1] + PHONE_LINE / 2) for m in middles}
        place = next((m for m, box in boxes.items() if _free(box, taken)), None)
        if place:
            taken.append(boxes[place])
        figure = (round(place[0], 1), round(place[1] + PHONE_LINE / 3, 1)) if place else None
        found.append(replace(spot, number=number, figure=figure))
    return found


def _named(spots: Sequence[Spot], said: Sequence[Box]) -> list[Spot]:
    """The spots, those first whose name finds room named: none lies on another one, on a mark or on what is `said`."""
    taken: list[Box] = [*said]
    taken += [_about(s) for s in spots]
    found = []
    for spot in spots:
        sides = SIDES if len(spots) <= MOST_NAMED else ()
        side = next((side for side in sides if _free(_box(spot, side), taken)), "")
        if side:
            taken.append(_box(spot, side))
        found.append(replace(spot, named=side))
    return found


def _box(spot: Spot, side: str) -> Box:
    """The room that a name takes."""
    wide = sum(CAPITAL if letter.isupper() else LETTER for letter in spot.short) + 4
    left = spot.x + spot.size / 2 + 3 if side == "start" else spot.x - spot.size / 2 - 3 - wide
    return left, spot.y - NAME_LINE / 2, left + wide, spot.y + NAME_LINE / 2


def _free(box: Box, taken: Iterable[Box]) -> bool:
    left, top, right, bottom = box
    if left < 0 or right > WIDE:
        return False
    return not any(left < r and right > le and top < b and bottom > t for le, t, r, b in taken)
