"""What became of one file's records."""

from __future__ import annotations

import msgspec

UNKNOWN = "unknown"  # the kind of a file that no source reads


class FileTally(msgspec.Struct, frozen=True):
    """One file's records; records = kept + duplicate + rejected + ignored, whatever was read before or twice."""

    file: str
    kind: str
    records: int
    kept: int
    duplicate: int
    rejected: int
    ignored: int
    said: str = ""
    file_id: str = ""
