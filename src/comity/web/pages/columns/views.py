"""The page on which columns are mapped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.sources import Export
from comity.web.asked import number
from comity.web.models.begin import ColumnMapping
from comity.web.models.jobs import Job
from comity.web.pages.columns.choosing import Choice
from comity.web.rights import Request, may
from comity.web.unmapped import export_of


@may("read")
def columns(request: Request, pk: int) -> HttpResponse:
    """Choose the kind of the table and the field of each column; the samples show how it would be read."""
    job = get_object_or_404(Job, pk=pk, kind="read")
    name = request.GET.get("file", "")
    export = _waiting(job, name)
    asked = request.POST if request.method == "POST" else request.GET
    choice = Choice.of(export, asked) if export else None
    if choice and request.method == "POST" and not choice.lacks:
        return redirect("reading", pk=_kept(request, choice).pk)
    shown: dict[str, Any] = {"job": job, "file": name, "choice": choice, "tried": request.method == "POST"}
    return render(request, "columns/_choice.html" if request.htmx else "columns/columns.html", shown)


def _waiting(job: Job, name: str) -> Export | None:
    """The file if it waits for its columns; None where it was read or is gone."""
    if not name:
        return None
    told = next((f for f in job.result.get("files", []) if f["file"] == name and f.get("waits")), None)
    if told is None:
        raise Http404(_("No such file waits."))
    return export_of(Path(told["waits"]))


def _kept(request: Request, choice: Choice) -> Job:
    """Remember what was said, and begin to read the file."""
    told = {"file": choice.export.name, "table": choice.form.table, "columns": choice.named, "set_by": request.user}
    ColumnMapping.objects.update_or_create(headings=choice.look.fingerprint, defaults=told)
    return Job.objects.create(kind="read", words={"folder": str(choice.export.path)}, made_by=request.user)


@may("read")
@require_POST
def forget(request: Request) -> HttpResponse:
    """Forget what was said of a table's columns; what was read by it stays read."""
    ColumnMapping.objects.filter(pk=number(request.POST.get("mapping", ""))).delete()
    messages.info(request, _("Forgotten. The next file with such headings is asked about again."))
    return redirect("read")
