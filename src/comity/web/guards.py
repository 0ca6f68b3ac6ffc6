"""Append-only tables: triggers that refuse to change, remove or empty what was written, on SQLite and PostgreSQL.

On SQLite a later migration that alters such a table makes it anew, without its triggers: call `guard` again there.
"""

from __future__ import annotations

from collections.abc import Callable

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]
_SAYS = "the log is only ever added to"


def guard(table: str) -> Step:
    """A step that sets the triggers."""

    def step(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for line in _sqlite(table) if editor.connection.vendor == "sqlite" else _postgresql(table):
            editor.execute(line)

    return step


def unguard(table: str) -> Step:
    """The way back."""

    def step(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        on = "" if editor.connection.vendor == "sqlite" else f" on {table}"
        for event in ("update", "delete", *(("truncate",) if on else ())):
            editor.execute(f"drop trigger if exists {table}_no_{event}{on}")

    return step


def _sqlite(table: str) -> list[str]:
    return [
        f"create trigger if not exists {table}_no_{event} before {event} on {table} "
        f"begin select raise(abort, '{_SAYS}'); end"
        for event in ("update", "delete")
    ]


def _postgresql(table: str) -> list[str]:
    body = f"begin raise exception '{_SAYS}'; end"
    function = f"create or replace function {table}_refuse() returns trigger language plpgsql as $${body}$$"
    return [
        function,
        *(
            f"create or replace trigger {table}_no_{event} before {event} on {table} "
            f"for each {'statement' if event == 'truncate' else 'row'} execute function {table}_refuse()"
            for event in ("update", "delete", "truncate")
        ),
    ]
