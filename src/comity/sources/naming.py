"""What the names of files and sheets, and titles above a table, say of what it lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.sources.fitting import Fit, Mapped, field_of, fits
from comity.sources.forms import ABOVE
from comity.sources.headings import heading_of
from comity.sources.reports import labelled_above, lines_below
from comity.sources.sheets import Line, shown
from comity.sources.values import quoted

NAMED = "{0} says that it lists something else than {1}: left out. If that is wrong, rename it and read again."


def titles_above(lines: Sequence[Line]) -> Iterator[str]:
    """For each line the titles above it, which stand alone in their lines."""
    titles: list[str] = []
    for line in lines:
        yield ABOVE.join(titles)
        filled = [shown(cell) for cell in line.cells if shown(cell)]
        titles += filled if len(filled) == 1 else []


def strange(fit: Fit, above: Sequence[Line], names: Sequence[str], mapped: Mapped) -> str:
    """The title above the headings, or the sheet's or file's name, that says that the table is another side's
    ("Payables"), or lists something else ("Quotes") where no line of it tells what it is; '' where none does.

    Whose lines these are is no title, and what comity.toml says of a table's headings goes before its name.
    """
    if any(mapped.get(head.key, ("",))[0] == fit.form.table for _, _, head in fit.columns):
        return ""
    told = any(fld.name == "type" for _, fld, _ in fit.columns)
    titles = [*names, *(title for line in above for title in _titles(fit, line))]
    return next((t for t in titles if fit.form.strange_to(t) or (not told and fit.form.no_list_in(t))), "")


def _titles(fit: Fit, line: Line) -> Iterator[str]:
    """The texts of a line but for what stands behind the label of a name: "Project: Town planning"."""
    named = False
    for cell in line.cells:
        if not isinstance(cell, str) or not cell.strip():
            continue
        label, colon, _ = cell.partition(":")
        labels = _labels_name(fit, label)
        if not named and not (colon and labels):
            yield cell
        named = labels


def _labels_name(fit: Fit, label: str) -> bool:
    fld = field_of(fit.form, heading_of(label)) if label.strip() else None
    return fld is not None and fld.name in fit.form.held


def named_otherwise(head: list[Line], names: Sequence[str], mapped: Mapped) -> str:
    """What is said of the table among these lines whose name says that it is none of ours; '' where there is none."""
    above = (f"{names[0]}{ABOVE}{told}" for told in titles_above(head))
    for i, (line, titled, before, below) in enumerate(
        zip(head, above, labelled_above(head), lines_below(head), strict=True)
    ):
        for fit in fits(line.cells, mapped, titled, before, below, head[:i]):
            if name := strange(fit, head[:i], names, mapped):
                return NAMED.format(quoted(name), fit.form.means)
    return ""
