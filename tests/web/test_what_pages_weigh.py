"""What the first visit to a page carries over the wire, with everything that the page asks for."""

from __future__ import annotations

import re

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from tests.web.conftest import SignIn

MOST = 150_000  # bytes, compressed


def _weight(client: Client, url: str) -> tuple[int, str]:
    """Bytes of the answer's body as it is sent, and its text where it was not compressed."""
    answer: HttpResponseBase = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, url
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined, call-overload]
    assert answer.get("Content-Encoding") == "gzip" or len(body) < 1_000, f"{url} is sent as it is"
    return len(body), client.get(url).content.decode() if not answer.streaming else ""


@pytest.mark.parametrize("url", ["/", "/clients/", "/clients/ferrandauto.example/", "/map/"])
def test_a_first_visit_weighs_little_with_everything(url: str, sign_in: SignIn) -> None:
    client = sign_in("ann")
    page, text = _weight(client, url)
    head = text.partition("</head>")[0]
    parts = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', text))
    assert len(re.findall(r"<script|<link", head)) <= len(parts)
    assert page + sum(_weight(client, part)[0] for part in parts) < MOST
