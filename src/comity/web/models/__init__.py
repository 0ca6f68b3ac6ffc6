"""What people decide and what was published: one module a subject; the folder listing is the list."""

from __future__ import annotations

import importlib
import pkgutil

for _subject in sorted(m.name for m in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_subject}")
