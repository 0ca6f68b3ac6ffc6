"""The key that signs sessions: made once, kept in the home, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret(home: Path) -> str:
    """The home's key. Two processes that start at once agree on one: the first to make the file wins."""
    file = home / "secret"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = home / f"secret.{os.getpid()}"
    if not file.exists():
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(64), "ascii")
        try:
            os.link(aside, file)
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    return file.read_text("ascii")
