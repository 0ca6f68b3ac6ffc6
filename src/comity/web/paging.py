"""Pages of a table: only the rows of the page that is asked for are taken out of it."""

from __future__ import annotations

from typing import Any, cast

import pyarrow as pa
from django.core.paginator import Page, Paginator


def page_of(found: pa.Table, number: str | None, size: int) -> Page[dict[str, Any]]:
    """A page of rows; a number that is none means the first, one beyond the end the last."""
    pages = Paginator(range(found.num_rows), size)
    chosen = pages.get_page(number)
    rows = found.slice(max(0, chosen.start_index() - 1), size).to_pylist()
    return Page(rows, chosen.number, cast("Paginator[dict[str, Any]]", pages))
