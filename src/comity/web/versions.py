"""Whether the database fits this version of the program."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.loader import MigrationLoader


def newer() -> list[str]:
    """Steps that a newer version took with this database and that this one does not know."""
    loader = MigrationLoader(connection)
    return sorted(
        name for app, name in loader.applied_migrations if app == "web" and ("web", name) not in loader.graph.nodes
    )


def behind() -> list[str]:
    """Steps that this version still has to take with this database."""
    loader = MigrationLoader(connection)
    return sorted(f"{app}.{name}" for app, name in loader.graph.nodes if (app, name) not in loader.applied_migrations)
