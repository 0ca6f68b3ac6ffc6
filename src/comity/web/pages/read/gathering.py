"""The files of a reading as its page lists them: one a row, and a folder of single messages as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.web.became import WHAT

MANY = 8  # files of one kind in one folder: from so many on they are one row

File = dict[str, Any]
TOP = "/"  # what stands for the folder of files that lay in none


def gathered(files: Sequence[File]) -> list[File]:
    """Rows in the order of the files, each with what it was taken for.

    `under` is the folder that stands for its files, '' for a file by itself.
    """
    together: defaultdict[tuple[str, str], list[File]] = defaultdict(list)
    for f in filter(_plain, files):
        together[_place(f)].append(f)
    rows: dict[tuple[str, ...], File] = {}
    for f in files:
        some = together[_place(f)] if _plain(f) else ()
        if len(some) < MANY:
            rows[f["file"], f.get("file_id", ""), ""] = {**f, "under": ""}
        elif _place(f) not in rows:
            rows[_place(f)] = _as_one(some)
    return [{**row, "taken_for": taken_for(row["kind"])} for row in rows.values()]


def taken_for(kind: str) -> str:
    """A kind of file in words."""
    says = {
        "calendar": pgettext("kind of file", "calendar"), "calls": pgettext("kind of file", "calls"),
        "contracts": pgettext("kind of file", "contracts"), "crm": _("customers, as the CRM tells them"),
        "firm": pgettext("kind of file", "firm"), "mail": pgettext("kind of file", "mail"),
        "money": pgettext("kind of file", "money"), "placements": pgettext("kind of file", "placements"),
        "time": pgettext("kind of file", "time"), "workbook": pgettext("kind of file", "workbook"),
        "unknown": _("nothing that is known"),
    }  # fmt: skip
    return says.get(kind, kind)


def _plain(f: File) -> bool:
    """Whether nothing need be said of it: what nobody knows stands by itself."""
    return not f.get("waits") and f["kind"] != "unknown"


def _place(f: File) -> tuple[str, str]:
    return folder_of(f["file"]), f["kind"]


def folder_of(file: str) -> str:
    """The folder in which a file lay; empty at the top."""
    return file.rpartition("/")[0]


def _as_one(some: Sequence[File]) -> File:
    folder, kind = _place(some[0])
    counts: File = {k: sum(f[k] or 0 for f in some) for k in ("records", *WHAT)}
    if any(f["ignored"] is None for f in some):
        counts["ignored"] = None
    known = all(f["known"] for f in some)
    return {"file": folder or TOP, "kind": kind, "under": folder or TOP, "number": len(some), "known": known, **counts}
