"""From a dropped file to what became of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.errors import UserError
from comity.signals import larger
from comity.sources.mended import TO_MEND
from comity.web import became
from comity.web.intake import harmless, lay_down, same_uploads
from comity.web.models.jobs import Job
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh
from comity.web.pages.read.gathering import gathered
from comity.web.pages.read.held import held
from comity.web.pages.read.listing import LISTED, Asked, listed
from comity.web.pages.read.mending import may_be_mended, mendable
from comity.web.pages.read.rejected import rejected
from comity.web.paging import page_of
from comity.web.rights import Request, may

PAGE = 100  # rows


@may("read")
def drop(request: Request) -> HttpResponse:
    """Take what was dropped, or the folder that was named, and begin to read it."""
    problem = ""
    if request.method == "POST":
        try:
            folder = _folder(request)
        except UserError as error:
            problem = str(error)
        else:
            return redirect("reading", pk=_asked(request.user, folder, dropped=bool(request.FILES)).pk)
    past = Job.objects.filter(kind="read")[:10]
    typed = request.POST.get("folder", "")
    shown = {"problem": problem, "past": past, "typed": typed, "missing": bool(larger.missing())}
    return render(request, "read/drop.html", shown)


def _asked(user: User, folder: Path, *, dropped: bool) -> Job:
    """The reading of a folder; what a second click dropped once more is put away. A folder that was named is nobody's
    but its owner's, and may hold more by now than when it was asked for.
    """
    if not dropped:
        return Job.ask_reading(user, lambda words: words.get("folder") == str(folder), folder=str(folder))
    home = Path(settings.HOME)
    job = Job.ask_reading(user, lambda words: same_uploads(home, Path(words.get("folder", "")), folder),
                          begun=True, folder=str(folder))  # fmt: skip
    if Path(job.words["folder"]) != folder:
        shutil.rmtree(folder, ignore_errors=True)
    return job


def _folder(request: Request) -> Path:
    """Where the exports lie. Raises UserError where nothing was given or the folder is none."""
    named = request.POST.get("folder", "").strip()
    files = request.FILES.getlist("files")
    if files:
        paths = request.POST.getlist("paths")
        names = paths if len(paths) == len(files) else [f.name or "file" for f in files]
        return lay_down(Path(settings.HOME), zip(names, files, strict=True))
    if not named:
        raise UserError(_("Nothing was dropped. Choose files, or name a folder on this machine."))
    folder = _there(named)
    if folder is None:
        raise UserError(_("%(folder)s: there is no such folder on this machine.") % {"folder": named})
    return folder


def _there(named: str) -> Path | None:
    try:
        folder = Path(named).expanduser()
        return folder.resolve() if folder.exists() else None
    except (OSError, RuntimeError):  # a name too long for any disk, or the home of somebody unknown
        return None


def _shown(job: Job) -> dict[str, Any]:
    """What the page of a reading shows: the files with what was left out, once that is known."""
    refresh = Refresh.current() if job.result.get("refresh") else None
    files = became.of_reading(Path(settings.HOME), refresh, job.result.get("files", []))
    totals = {k: sum(f[k] or 0 for f in files) for k in ("new", "records", *became.WHAT)}
    older = any(f["known"] and f["new"] < f["kept"] + f["ignored"] for f in files)
    waiting = [f for f in files if f.get("waits")]
    unknown = [f["file"] for f in files if f["kind"] == "unknown" and f not in waiting]
    return {"job": job, "files": files, "rows": gathered(files), "totals": totals, "unknown": unknown,
            "waiting": waiting, "refresh": refresh, "older": older}  # fmt: skip


@may("read")
def reading(request: Request, pk: int) -> HttpResponse:
    """One reading: how far it is, then what became of every file."""
    return render(request, "read/reading.html", _shown(get_object_or_404(Job, pk=pk, kind="read")))


@may("read")
def progress(request: Request, pk: int) -> HttpResponse:
    """The part of the page that changes, asked for once a second while it runs."""
    return render(request, "read/_progress.html", _shown(get_object_or_404(Job, pk=pk, kind="read")))


@may("read")
@require_POST
def cancel(_request: Request, pk: int) -> HttpResponse:
    """Stop a reading; what it has read so far is kept."""
    Job.objects.filter(pk=pk, kind="read").update(cancel=True)
    return redirect("reading", pk=pk)


@may("read")
def files_read(request: Request) -> HttpResponse:
    """Every file that the book was read from."""
    found = held(Path(settings.HOME), Refresh.current())
    return render(request, "read/held.html", {"page": Paginator(found, PAGE).get_page(request.GET.get("page"))})


@may("read")
def rejects(request: Request) -> HttpResponse:
    """The rows of one file that could not be read: where, why, and as they stood."""
    asked = Asked.of(request)
    if asked is None:
        return redirect("files-read")
    rows = rejected(Path(settings.HOME), request.user, asked.files)
    shown = {"asked_for": asked, "page": Paginator(rows, PAGE).get_page(request.GET.get("page")), "what": "rejected",
             "tally": became.of_files(Path(settings.HOME), Refresh.current(), asked.files),
             "mendable": may_be_mended(asked.name)}  # fmt: skip
    return render(request, "read/rejects.html", shown)


@may("read")
def records(request: Request, what: str) -> HttpResponse:
    """The rows of a file, or of a mailbox's folder, of which one thing became; only those of a page are taken out."""
    asked, refresh, home = Asked.of(request), Refresh.current(), Path(settings.HOME)
    if asked is None or refresh is None or what not in LISTED:
        return redirect("read")
    found = became.rows(home, refresh, what, asked.files)
    page = page_of(found, request.GET.get("page"), PAGE)
    tally = became.of_files(home, refresh, asked.files)
    count = max(tally.get(what, 0), found.num_rows)
    shown = {"asked_for": asked, "page": page, "what": what, "tally": tally, "rows": listed(home, request.user, page),
             "count": count, "unlisted": count - found.num_rows}  # fmt: skip
    return render(request, "read/records.html", shown)


@may("read")
def mend(request: Request) -> HttpResponse:
    """The rejected rows of one file as a table of their own, to be mended in a spreadsheet and dropped again."""
    file, of = request.GET.get("file", ""), request.GET.get("of", "")
    answer = HttpResponse(mendable(Path(settings.HOME), file, of), content_type="text/csv; charset=utf-8")
    name = f"{TO_MEND}{harmless(file).name.rpartition('.')[0] or 'rows'}.csv"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
