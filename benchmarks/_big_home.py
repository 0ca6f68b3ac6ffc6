"""Fills a home with ten thousand clients: the bundled firm read and judged by a real job, then published many times.

`python -m benchmarks._big_home` works in the home and the database that the environment names (COMITY_HOME,
COMITY_DATABASE_URL) and prints the cookie of a session of its owner.
"""

from __future__ import annotations

import datetime as dt
import io
import os
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.forms import model_to_dict

from comity.web.boot import migrate, ready

HOME = Path(os.environ["COMITY_HOME"]).resolve()
ready(HOME)

from comity.web import searching, sheets  # noqa: E402 - models can be imported once Django is ready
from comity.web.jobs.worker import work_once  # noqa: E402
from comity.web.models.corrections import Doubt  # noqa: E402
from comity.web.models.people import Role, User  # noqa: E402
from comity.web.models.verdicts import Refresh, Verdict, Whose  # noqa: E402

CLIENTS = 10_000
ENTRIES = 20_000  # in each sheet of one client
LONG = "client-00007.example"
MOST = 60  # rows that each other client has of a sheet
REFRESHES = 2
MOVES = {3: Whose.THEM, 5: Whose.NONE}  # every seventh client


def fill() -> None:
    """Fill the home."""
    migrate()
    call_command("demo", stdout=io.StringIO())
    work_once("the benchmark")
    first = Refresh.objects.get()
    names = [f"client-{n:05}.example" for n in range(CLIENTS)]
    for n in range(REFRESHES):
        _publish(first, names, f"big{n}")


def _publish(first: Refresh, names: list[str], called: str) -> None:
    seeds = list(Verdict.objects.filter(refresh=first).order_by("account"))
    for file in sorted((HOME / "published").glob(f"{first.statements}.*.parquet")):
        sheet = file.name.split(".")[1]
        sheets.put(sheets.file(HOME, called, sheet), _spread(pq.read_table(file), [v.account for v in seeds], names))
    promises = pq.read_table(sheets.file(HOME, called, "promises"))
    sheets.put(sheets.file(HOME, called, "due"), _due(promises, first.as_of))
    refresh = Refresh.objects.create(**{**model_to_dict(first, exclude=["id", "made_by"]), "statements": called})
    made = [_copy(seeds[n % len(seeds)], name, n, refresh) for n, name in enumerate(names)]
    searching.write(HOME, called, made)
    Verdict.objects.bulk_create(made, batch_size=500)
    _doubt(seeds, names)


def _due(promises: pa.Table, day: dt.date) -> pa.Table:
    """Every tenth promise is due on the day."""
    rows = promises.take(list(range(0, promises.num_rows, 10)))
    place = rows.column_names.index("due_on")
    return rows.set_column(place, rows.schema.field("due_on"), pa.array([day] * rows.num_rows, pa.date32()))


def _doubt(seeds: list[Verdict], names: list[str]) -> None:
    """What waits to be confirmed, as each client's pattern has it."""
    found = {v.account: list(Doubt.objects.filter(account=v.account)) for v in seeds} if seeds else {}
    Doubt.objects.filter(account__in=names).delete()
    made = (
        Doubt(**{**model_to_dict(d, exclude=["id"]), "account": name, "ref": f"{n}-{d.ref}"})
        for n, name in enumerate(names) for d in found[seeds[n % len(seeds)].account]
    )  # fmt: skip
    Doubt.objects.bulk_create(made, batch_size=500)


def _copy(seed: Verdict, name: str, n: int, refresh: Refresh) -> Verdict:
    said = {"account": name, "name": f"{seed.name} {n}", "we": seed.we + n % 23 - 11, "they": seed.they + n % 17 - 8,
            "probability": round(max(0.2, min(0.99, seed.probability - n % 97 / 400)), 4), "refresh": refresh,
            "told": {**seed.told, "id": name}, "move": MOVES.get(n % 7, seed.move)}  # fmt: skip
    return Verdict(**{**model_to_dict(seed, exclude=["id"]), **said})


def _spread(rows: pa.Table, seeds: list[str], names: list[str]) -> pa.Table:
    """The sheet of all clients: each has the first rows of the client that it is a copy of, one has very many."""
    if "account" not in rows.column_names or not rows.num_rows:
        return rows
    place, by_seed = rows.column_names.index("account"), [rows.filter(pc.field("account") == seed) for seed in seeds]
    parts = []
    for n, name in enumerate(names):
        some = by_seed[n % len(seeds)]
        many = name == LONG and some.num_rows
        some = some.take([k % len(some) for k in range(ENTRIES)]) if many else some.slice(0, MOST)
        parts.append(some.set_column(place, rows.schema.field("account"), pa.array([name] * len(some), pa.string())))
    return pa.concat_tables(parts).combine_chunks()


def cookie() -> str:
    """A session of the owner's, as a browser would hold it."""
    owner = User.objects.get(role=Role.OWNER)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(owner.pk), owner.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    fill()
    print(cookie())
