"""What stands in for a cluster's machines: an object store on loopback, and Spark's own master and workers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

BUCKET = "s3://firm-books"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(*words: str, env: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with us."""
    process = subprocess.Popen(words, env={**os.environ, **(env or {})}, stdout=-3, stderr=-3, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_for(port: int, seconds: float = 120) -> None:
    """Until somebody listens there."""
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


@pytest.fixture(scope="session")
def s3() -> Iterator[dict[str, str]]:
    """The environment in which an empty bucket of an object store can be reached."""
    port = free_port()
    told = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ALLOW_HTTP": "true", "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing",
    }  # fmt: skip
    with running(sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)):
        wait_for(port)
        try:
            urlopen(Request(f"{told['AWS_ENDPOINT_URL']}/firm-books", method="PUT"), timeout=30).close()
        except URLError as error:
            pytest.fail(f"no bucket: {error}")
        yield told


@pytest.fixture
def bucket(s3: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """An object store that this process reaches too."""
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    return BUCKET
