"""The policy that our own files carry: opened as pages (a mark is an SVG) they may load and run nothing."""

from __future__ import annotations

from collections.abc import MutableMapping


def shut_static(headers: MutableMapping[str, str], _path: str, _url: str) -> None:
    """Add it to the headers of a file."""
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
