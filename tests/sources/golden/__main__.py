"""Writes the expected outcome of every golden sample anew, and says which changed."""

from __future__ import annotations

import sys

from tests.sources.golden import samples, stray, told


def main() -> None:
    """Write, delete what has no sample any more, and tell."""
    for sample in samples():
        new = told(sample.source.read(sample.export()))
        old = sample.expected.read_text(encoding="utf-8") if sample.expected.exists() else None
        if new != old:
            sample.expected.write_text(new, encoding="utf-8")
            sys.stdout.write(f"{'changed' if old else 'new'}: {sample.name}\n")
    for path in stray():
        path.unlink()
        sys.stdout.write(f"gone: {path.name}\n")


main()
