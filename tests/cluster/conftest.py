"""An object store on loopback, in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from tests.cluster.machines import BUCKET, free_port, running, wait_for


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
