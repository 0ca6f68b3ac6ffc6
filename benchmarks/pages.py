"""Pages of ten thousand clients asked for by eight at once, against a bare page of the same server; and weights."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools.postgres import Missing, running

BARE = "/bare/"
LONG = "/clients/client-00007.example/"  # the client with very many entries
PAGES = {
    "portfolio": "/clients/", "filtered": "/clients/?standing=coercive&move=us", "deep": "/clients/?page=150",
    "map": "/map/", "week": "/", "client": LONG, "timeline": f"{LONG}timeline/",
    "statement": f"{LONG}statement/", "search": "/clients/?q=advice", "found": "/clients/?q=invoice",
}  # fmt: skip
HEAVY = {"csv": "/clients.csv", "xlsx": "/clients.xlsx"}
WEIGHED = ("portfolio", "map", "client")
ROUNDS, TIMES, AT_ONCE = 3, 200, 8


def run(shared: Path) -> dict[str, object]:
    """On SQLite and on PostgreSQL: p95 of each page in times the bare page's, and what the first pages weigh."""
    found: dict[str, object] = {"sqlite": _measured(shared, "")}
    try:
        with running() as url:
            found["postgresql"] = _measured(shared, url)
    except Missing as error:
        print(error, file=sys.stderr)
    return found


def _measured(shared: Path, database: str) -> dict[str, object]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="comity-pages-")))
        told = {"COMITY_HOME": str(folder / "home"), "DJANGO_SETTINGS_MODULE": "comity.web.settings"}
        env = {**os.environ, **told, **({"COMITY_DATABASE_URL": database} if database else {})}
        filled = subprocess.run(
            [sys.executable, "-m", "benchmarks._big_home"], env=env, check=True, capture_output=True
        )
        (folder / "owner").write_bytes(filled.stdout.splitlines()[-1])
        (folder / "nobody").write_text("nobody=nobody")
        port = stack.enter_context(_served(env))
        found = {name: _ratio(shared, port, path, folder) for name, path in PAGES.items()}
        cookie = (folder / "owner").read_text()
        found |= {name: {"seconds": round(_seconds(port, path, cookie), 2)} for name, path in HEAVY.items()}
        for name in WEIGHED:
            found[name]["weight_kb"] = round(_weight(port, PAGES[name], cookie) / 1000, 1)
    print("pages,", "PostgreSQL:" if database else "SQLite:",
          ", ".join(f"{name} {next(iter(f.values()))}" for name, f in found.items()), flush=True)  # fmt: skip
    return {**found}


def _ratio(shared: Path, port: int, path: str, folder: Path) -> dict[str, float]:
    """The bare page and another in turns, so that neither has a quieter machine; the middle one of all rounds."""
    told = [
        (_latency(shared, port, BARE, folder / "nobody"), _latency(shared, port, path, folder / "owner"))
        for _round in range(ROUNDS)
    ]
    bare, page = (statistics.median(side) for side in zip(*told, strict=True))
    times = statistics.median(page / bare for bare, page in told)
    return {"times_bare": round(times, 1), "p95_ms": page, "bare_p95_ms": bare}


def _latency(shared: Path, port: int, path: str, cookie: Path) -> float:
    words = [f"http://127.0.0.1:{port}{path}", str(cookie), str(TIMES), str(AT_ONCE)]
    ran = subprocess.run(
        [sys.executable, str(shared / "bench" / "latency.py"), *words], check=True, capture_output=True
    )
    told = json.loads(ran.stdout)
    assert not told["errors"], told
    return told["p95_ms"]


@contextmanager
def _served(env: dict[str, str]) -> Iterator[int]:
    """The app as `comity serve` runs it, with the bare page beside it; gives the port."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    words = ["--interface", "wsgi", "--port", str(port), "--no-ws", "--no-log", "--blocking-threads", "8"]
    server = subprocess.Popen([sys.executable, "-m", "granian", *words, "benchmarks._served:application"], env=env)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                _get(port, BARE, "")
                break
            except OSError:
                time.sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait()


def _get(port: int, path: str, cookie: str) -> tuple[bytes, str]:
    """What came over the wire, and the same as text."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    asking.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = asking.getresponse()
    sent = answer.read()
    plain = gzip.decompress(sent) if answer.getheader("Content-Encoding") == "gzip" else sent
    return sent, plain.decode("utf-8", "replace")


def _seconds(port: int, path: str, cookie: str) -> float:
    began = time.perf_counter()
    _get(port, path, cookie)
    return time.perf_counter() - began


def _weight(port: int, path: str, cookie: str) -> int:
    """Bytes of a page with everything that it loads, as a browser gets them."""
    sent, text = _get(port, path, cookie)
    loaded = {m.partition("#")[0] for m in re.findall(r'(?:src|href)="(/static/[^"]+)"', text)}
    return len(sent) + sum(len(_get(port, p.replace("&amp;", "&"), "")[0]) for p in loaded)
