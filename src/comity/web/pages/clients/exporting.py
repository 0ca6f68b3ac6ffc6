"""The list of clients as a file: CSV or XLSX, with the same filters and the same rights as the page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from comity.sources.mended import harmless
from comity.web import log, pending
from comity.web.languages import translated
from comity.web.models.verdicts import Cause, Standing, Verdict, Whose
from comity.web.pages.clients.asking import Asked
from comity.web.pages.clients.views import owned
from comity.web.rights import Request, signed_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = list[Any]


@signed_in
def export(request: Request, form: str) -> HttpResponse:
    """The clients that the address asks for, as a file."""
    asked = Asked.of(request)
    if asked is None or form not in ("csv", "xlsx"):
        raise Http404(_("There is no such page."))
    log.told(request, "exported the list of clients", says=form)
    rows = _rows(request, asked)
    if form == "csv":
        answer = HttpResponse("".join(_csv(rows)), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(_xlsx(rows), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="clients.{form}"'
    return answer


def _rows(request: Request, asked: Asked) -> Iterator[Row]:
    """The head and a row a client."""
    yield [_("Client"), _("Domain"), _("Standing"), _("Confidence"), _("Course"), _("Cause"), _("Move"), _("Due"),
           _("Strongest reason"), _("Owner"), _("Last contact"), _("We gave, less what we took"),
           _("They gave, less what they took"), _("As of"), _("A client no longer since")]  # fmt: skip
    found = asked.found.defer(None) if asked.hides else asked.found
    courses = {"up": _("rising"), "down": _("falling"), "flat": _("steady")}
    verdicts: list[Verdict] = []
    for verdict in found.iterator(chunk_size=500):
        verdicts.append(verdict)
        if len(verdicts) == 500:
            yield from _told(request, asked, verdicts, courses)
            verdicts = []
    yield from _told(request, asked, verdicts, courses)


def _told(request: Request, asked: Asked, verdicts: list[Verdict], courses: dict[str, str]) -> Iterator[Row]:
    owners = owned(verdicts, [v.account for v in verdicts])
    for v in verdicts:
        yield [v.name, v.account, str(Standing(v.standing).label), round(v.probability, 2), courses.get(v.trend, ""),
               str(Cause(v.cause).label), str(Whose(v.move).label), v.due,
               translated(pending.reason(request.user, v, hides=asked.hides)),
               owners[v.account], v.last_contact, v.we, v.they, asked.refresh.as_of,
               v.former_on]  # fmt: skip


def _csv(rows: Iterator[Row]) -> Iterator[str]:
    yield "\ufeff"  # so that Excel reads it as UTF-8
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([harmless(cell) for cell in row])
        yield line.getvalue()


def _xlsx(rows: Iterator[Row]) -> bytes:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "default_date_format": "yyyy-mm-dd"}  # fmt: skip
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(_("Clients")[:31])
        head = book.add_format({"bold": True})
        for n, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(n, column, harmless(cell), *([head] if n == 0 else []))
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 1, 28)
        sheet.set_column(8, 8, 70)
    return file.getvalue()
