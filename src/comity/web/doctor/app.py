"""The app's own tables: jobs, the worker, refreshes and their files, mailboxes, uploads, the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import Max, QuerySet
from django.utils import timezone

from comity.book.store import DeltaBook
from comity.errors import UserError
from comity.web import searching, sheets
from comity.web.at_work import anybody
from comity.web.intake import inbox
from comity.web.models.begin import Mailbox
from comity.web.models.firm import Firm
from comity.web.models.jobs import DEAD, OPEN, Job, State
from comity.web.models.verdicts import Refresh

STALE = 3  # days without a refresh
WAITS = dt.timedelta(minutes=10)  # for so long a job may wait for a worker that is at work
LONG = dt.timedelta(hours=12)  # a job that runs longer stands still
AHEAD = dt.timedelta(minutes=5)
FEW = 20  # messages, below which it tells nothing that none of them is ours


def look(home: Path) -> Iterator[str]:
    """Everything, in the order in which it is mended."""
    yield from _clock()
    yield from _worker(home)
    yield from _jobs()
    yield from _refreshes(home)
    yield from _sheets(home)
    yield from _mailboxes(home)
    yield from _unread(home)
    yield from _never_ours(home)


def _day(when: dt.datetime) -> str:
    return f"{when.astimezone():%d %B %Y, %H:%M}"


def _clock() -> Iterator[str]:
    told = [Job.objects.aggregate(a=Max("made_at"), b=Max("heartbeat"), c=Max("ended_at")),
            Refresh.objects.aggregate(a=Max("made_at"))]  # fmt: skip
    newest = max((when for row in told for when in row.values() if when), default=None)
    if newest and newest > timezone.now() + AHEAD:
        yield (
            f"something was written down {_day(newest)}, which is still to come. The clock of this machine is behind "
            "now, or was ahead then: set it right."
        )


def _worker(home: Path) -> Iterator[str]:
    if Firm.ours() and not anybody(home) and not _beating().exists():
        yield "no worker is at work, so nothing is read or judged. Run `comity serve`, or `comity worker` beside it."


def _beating() -> QuerySet[Job]:
    return Job.objects.filter(state=State.RUNNING, heartbeat__gte=timezone.now() - DEAD)


def _jobs() -> Iterator[str]:
    now = timezone.now()
    for job in Job.objects.filter(state=State.RUNNING, heartbeat__lt=now - DEAD):
        last = _day(job.heartbeat) if job.heartbeat else "its beginning"
        yield (
            f"job {job.pk} ({job.kind}) died at {last}, begun {job.tries} times so far. A worker that is at work takes "
            "it again; where that goes on, its page shows the log."
        )
    for job in _beating().filter(made_at__lt=now - LONG):
        yield (
            f"job {job.pk} ({job.kind}) was asked for {_day(job.made_at)} and still runs "
            f"({job.doing or 'it says nothing'}). Cancel it on its page, or end its worker: another begins it anew."
        )
    waiting = Job.objects.filter(state=State.WAITING, made_at__lt=now - WAITS)
    if waiting.exists() and not _beating().exists():
        first = waiting.earliest("made_at")
        yield f"job {first.pk} ({first.kind}) waits since {_day(first.made_at)}, and no worker takes it. Begin one."
    for kind in sorted(set(Job.objects.order_by().values_list("kind", flat=True))):
        newest = Job.objects.filter(kind=kind).exclude(state__in=OPEN).first()
        if newest and newest.state == State.FAILED and "mailbox" not in newest.words:
            yield f"the newest job of its kind ({kind}, number {newest.pk}) failed: {newest.error or 'it says nothing'}"


def _refreshes(home: Path) -> Iterator[str]:
    newest = Refresh.current()
    if newest is None:
        if DeltaBook(home / "book").facts("readings", ["row_id"]).num_rows:
            yield "the book was read and never judged. Ask for a refresh in Settings."
        return
    days = (timezone.now() - newest.made_at).days
    if days >= STALE:
        yield (
            f"the newest verdicts are of {newest.made_at.astimezone():%d %B %Y}, {days} days ago; a refresh is due "
            "each night. Leave `comity serve` or `comity worker` running, or ask for one in Settings."
        )


def _sheets(home: Path) -> Iterator[str]:
    """Each file that the refresh of now laid out, read to its end: pages read it group by group."""
    newest = Refresh.current()
    if newest is None:
        return
    advice = "Ask for a refresh in Settings: it lays them out anew."
    missing = [s for s in ("statement", *sheets.SHEETS) if not sheets.file(home, newest.statements, s).exists()]
    if not searching.file(home, newest.statements).exists():
        missing.append("search")
    if missing:
        yield f"{home / 'published'}: what pages read there is missing ({', '.join(missing)}). {advice}"
    for place in sorted((home / "published").glob(f"{newest.statements}.*.parquet")):
        try:
            with pq.ParquetFile(place) as sheet:
                for _piece in sheet.iter_batches():
                    pass
        except (pa.ArrowException, OSError) as error:
            yield f"{place} is damaged ({(str(error).splitlines() or ['unreadable'])[0][:120]}). {advice}"


def _mailboxes(home: Path) -> Iterator[str]:
    for box in Mailbox.objects.all():
        read = Job.objects.filter(kind="read", words__mailbox=box.pk)
        newest = read.exclude(state__in=OPEN).first()
        if not (home / "mailboxes" / f"{box.pk}.password").is_file():
            yield f"the mailbox {box}: its password is gone. Connect it again in Settings."
        elif newest and newest.state == State.FAILED:
            yield f"the mailbox {box} fails: {newest.error}"
        elif not read.exists():
            yield f"the mailbox {box} was connected and never read. Read it in Settings."
        elif box.missing:
            yield f"the mailbox {box}: {box.missing:,} messages that it counts are not here yet. Read it again."


def _unread(home: Path) -> Iterator[str]:
    """Uploads that lie there and no job will read, and jobs whose uploads are gone."""
    coming = Job.objects.filter(kind="read", state__in=OPEN)
    folders = {Path(job.words["folder"]).resolve() for job in coming if job.words.get("folder")}
    boxes = {f"mailbox-{box.pk}" for box in Mailbox.objects.all()}
    left = [p for p in inbox(home).glob("*") if p.resolve() not in folders and p.name not in boxes]
    if left:
        yield (
            f"{inbox(home)}: {len(left)} uploads were never read ({left[0].name} the first). Their reading failed or "
            "was cancelled: drop them again, then remove them there."
        )
    for folder in sorted(folders):
        if not folder.exists():
            yield f"{folder}: a job waits to read it, and it is gone. Cancel the job, and drop the files again."


def _never_ours(home: Path) -> Iterator[str]:
    """Whether a book holds mail to us alone: a firm that is never heard looks as if it gave nothing."""
    newest = Refresh.current()
    try:
        senders = DeltaBook(home / "book").facts("messages", ["sender"])["sender"].to_pylist()
    except UserError:
        return  # told with the book
    ours = tuple(f"@{domain}" for domain in newest.own_domains) if newest else ()
    if ours and len(senders) >= FEW and not any((sender or "").endswith(ours) for sender in senders):
        yield (
            f"none of the {len(senders):,} messages in the book is from us ({ours[0]}): what we gave cannot be seen. "
            "Read the folder of sent mail as well."
        )
