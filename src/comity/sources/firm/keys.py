"""The keys of comity.toml and what each may hold; a description is told to who writes something else."""

from __future__ import annotations

from typing import Annotated

import msgspec

Texts = Annotated[list[str], msgspec.Meta(description='a list of texts, such as ["first", "second"]')]
Share = Annotated[float, msgspec.Meta(ge=0, le=1, description="a fraction from 0 to 1, such as 0.85")]
Rate = Annotated[float, msgspec.Meta(gt=0, le=1e9, description="a number above 0, such as 1.08")]
Header = Annotated[str, msgspec.Meta(min_length=1, description='a column, such as "invoices.number" or "number"')]


class Firm(msgspec.Struct):
    """The keys of [firm]."""

    name: Annotated[str, msgspec.Meta(min_length=1, description='the firm\'s name in quotes, such as "Fen Boats"')]
    domains: Annotated[list[str], msgspec.Meta(description='mail domains, such as ["fenboats.example"]')]
    currency: Annotated[str, msgspec.Meta(pattern="^[A-Za-z]{3}$", description='a currency\'s code, such as "EUR"')]
    locale: Annotated[
        str,
        msgspec.Meta(
            pattern="^[A-Za-z]{2,3}([_-][A-Za-z]{2})?$", description='a language and a country, such as "nl_NL"'
        ),
    ]
    hourly_cost: Annotated[float, msgspec.Meta(ge=0, le=1e6, description="a number, such as 48.50")]
    services: Texts
    values: Texts
    hard_lines: Texts
    direct_cost_share: Share


class Account(msgspec.Struct):
    """The keys of [accounts."domain"]."""

    direct_cost_share: Share


class Reader(msgspec.Struct):
    """The keys of [reader]: a server that speaks the common chat protocol, for sentences in doubt."""

    url: Annotated[
        str,
        msgspec.Meta(
            # No name and password in it, no query; unencrypted to this machine alone.
            pattern=r"^(https://[^\s/?#@]+|http://(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?)(/[^\s?#@]*)?$",
            max_length=300,
            description="an address that begins with https:// (http:// on this machine), such as "
            '"http://127.0.0.1:11434/v1"',
        ),
    ]
    model: Annotated[
        str,
        msgspec.Meta(
            pattern=r"^[\w.:/@+-]+$", max_length=200, description='the model\'s name there, such as "llama3.1"'
        ),
    ]
    key_env: Annotated[
        str,
        msgspec.Meta(
            pattern=r"^[A-Z][A-Z0-9_]*_(KEY|TOKEN)$", max_length=100,
            description="the name of an environment variable that holds the key, such as READER_KEY (never the key)",
        ),
    ]  # fmt: skip
    sentences: Annotated[
        int, msgspec.Meta(ge=1, le=100_000, description="how many are asked about in one go, such as 2000")
    ]
    minutes: Annotated[float, msgspec.Meta(gt=0, le=600, description="how long one go may take, such as 15")]
    timeout: Annotated[float, msgspec.Meta(gt=0, le=600, description="seconds that one answer may take, such as 60")]
