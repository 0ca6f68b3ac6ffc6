"""Each mailbox with its folders: how many messages it counts itself, and what became of those that were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from comity.book.records import DUPLICATE, IGNORED, KEPT
from comity.book.store import DeltaBook
from comity.web import became, mailboxes
from comity.web.models.begin import Mailbox
from comity.web.models.verdicts import Refresh
from comity.web.private import hidden, in_files

SAYS = {KEPT: _("Kept"), DUPLICATE: _("Duplicate"), "rejected": _("Rejected"), IGNORED: _("Ignored")}


def told(home: Path) -> Iterator[tuple[Mailbox, list[dict[str, Any]]]]:
    """For the page. Private messages are counted nowhere, as if they had never lain in their folder."""
    boxes, refs = list(Mailbox.objects.all()), hidden()
    private = in_files(DeltaBook(home / "book"), refs) if boxes and refs else Counter[became.File]()
    known = became.tallies(home, Refresh.current()) if boxes else {}
    for box in boxes:
        files = mailboxes.files_of(box)
        yield box, [_folder(f, files.get(f["folder"], set()), known, private) for f in box.folders]


def _folder(
    counted: dict[str, Any],
    files: set[became.File],
    known: dict[became.File, became.Tally],
    private: Counter[became.File],
) -> dict[str, Any]:
    less, sums = sum(private[f] for f in files), became.together(known, files)
    found = [(what, says, sums.get(what, 0)) for what, says in SAYS.items()] if sums else []
    return {**counted, "there": counted["there"] - less, "held": counted["held"] - less, "became": found}
