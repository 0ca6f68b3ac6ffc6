"""The book: whether every table of it can be read to its end, and whether this version knows them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError, DeltaProtocolError

from comity.book import derived
from comity.book.store import DeltaBook
from comity.ledger.home import of_nobody, unpriced
from comity.ledger.written_at import unplaced
from comity.tables import TABLES

NEWER = "A newer Comity wrote it: install that version."
NAMED = 3  # things that notes are written at which are named
DAMAGED = "Bring a backup back, or read the exports again into a new home."


def look(home: Path) -> Iterator[str]:
    """Read every table, piece by piece; a home without a book has nothing wrong here."""
    folders = sorted(p for p in (home / "book").glob("*") if p.is_dir() and p.name != derived.FOLDER)
    sound = bool(folders)
    for folder in folders:
        if folder.name not in TABLES:
            yield f"{folder}: this version knows no such table. {NEWER}"
        elif wrong := _wrong(folder):
            sound = False
            yield f"{folder}: {wrong}"
    if sound:
        yield from _unpriced(DeltaBook(home / "book"))
        yield from _unplaced(DeltaBook(home / "book"))
        yield from _of_nobody(DeltaBook(home / "book"))


def _unpriced(book: DeltaBook) -> Iterator[str]:
    """What no rate is known of."""
    for currency, number in unpriced(book).items():
        some = "One invoice in {0} counts" if number == 1 else "{1:,} invoices in {0} count"
        yield (
            f"{some.format(currency, number)} for nothing: no rate is known. Set one in the app under Settings, The "
            f"firm, or in comity.toml under [rates]: {currency} = what one is worth."
        )


def _unplaced(book: DeltaBook) -> Iterator[str]:
    """Which notes are about nobody that is known."""
    found = unplaced(book)
    if number := sum(found.values()):
        some = "One note counts" if number == 1 else f"{number:,} notes count"
        named = ", ".join(f"“{name}”" for name in list(found)[:NAMED])
        more = ", …" if len(found) > NAMED else ""
        yield (
            f"{some} for no client: nobody knows whose {named}{more} {'is' if len(found) == 1 else 'are'}. Read the "
            "list of companies or deals that has it."
        )


def _of_nobody(book: DeltaBook) -> Iterator[str]:
    """Whose share of direct cost nobody has."""
    for name in of_nobody(book):
        yield (
            f"“{name}” has a direct_cost_share of its own and is no client of the book: it counts for nothing. Name "
            "the client by a domain or name that `comity accounts` lists, in the app under Settings, The firm, or in "
            "comity.toml under [accounts]."
        )


def _wrong(folder: Path) -> str:
    """What is wrong with a table; '' where nothing is."""
    if not DeltaTable.is_deltatable(str(folder)):
        return f"its list of files is gone. {DAMAGED}" if any(folder.iterdir()) else ""
    known = set(TABLES[folder.name].schema.names)
    try:
        rows = DeltaBook(folder.parent).dataset(folder.name)
        unknown = sorted(set(rows.schema.names) - known)
        if unknown:
            return f"this version knows no column “{unknown[0]}”. {NEWER}"
        for _piece in rows.to_batches():
            pass
    except DeltaProtocolError:
        return f"it is of a form that this version cannot read. {NEWER}"
    except (DeltaError, pa.ArrowException, OSError) as error:
        why = (str(error).splitlines() or [type(error).__name__])[0][:120]
        return f"damaged ({why}). {DAMAGED}"
    return ""
