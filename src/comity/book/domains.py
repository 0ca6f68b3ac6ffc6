"""What a mail domain is: the part that somebody registered, and whether anyone can have an address there."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from publicsuffixlist import PSLFILE, PublicSuffixList

# What a place for one's own mail is called in the languages of our users.
_MAILBOX = ("mail", "mails", "email", "webmail", "inbox", "mailbox", "postfach", "postvak", "postbus", "correo")
# Hosts that give each firm a domain of its own below theirs, and are on no list of endings.
_HOSTS = ("onmicrosoft.com",)
LONGEST = 253  # characters of a domain name, by the rules of DNS


@lru_cache(maxsize=65_536)
def registrable(domain: str) -> str:
    """The part of a domain that somebody registered, in lower case: "mail.firm.co.uk" gives "firm.co.uk".

    Takes an address too. Under unknown endings the last two labels; what is no domain comes back as it is, trimmed.
    """
    name = domain.rpartition("@")[2].strip().strip(".<>\"' ").lower()[:LONGEST]
    name = name.removeprefix("https://").removeprefix("http://").partition("/")[0].partition(":")[0]
    if _is_address(name):
        return name
    readable = _readable(name)
    if host := next((host for host in _HOSTS if readable.endswith(f".{host}")), ""):
        return f"{readable.removesuffix(f'.{host}').rpartition('.')[2]}.{host}"
    top = readable.rpartition(".")[2]
    # All that nobody listed share what is told of none: mail may come from as many of them as somebody likes to invent.
    return _suffixes(top if top in _listed() else "").privatesuffix(readable) or name


@lru_cache(maxsize=65_536)
def is_freemail(domain: str) -> bool:
    """Whether anyone can have an address at this domain (Gmail, GMX, a telephone company's mail)."""
    name = registrable(domain)
    labels, domains = _providers()
    return name in domains or name.partition(".")[0] in labels


def sounds_like_freemail(domain: str) -> bool:
    """Whether an unlisted domain is called as providers of private mail are ("...mail", "inbox..."): a guess only."""
    label = registrable(domain).partition(".")[0]
    return "-" not in label and label.startswith(_MAILBOX) | label.endswith(_MAILBOX)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _readable(name: str) -> str:
    """A name in punycode as it is read: "xn--mller-kva.test" gives "müller.test"."""
    if "xn--" not in name:
        return name
    try:
        return name.encode("ascii").decode("idna")
    except UnicodeError:
        return name


@cache
def _suffixes(top: str) -> PublicSuffixList:
    """The endings under a top domain: to have all of them parsed takes a tenth of a review."""
    return PublicSuffixList(_listed().get(top, ()))


@cache
def _listed() -> Mapping[str, Sequence[str]]:
    """The listed endings by their top domains."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in re.findall(r"^(?!//)\S+", Path(PSLFILE).read_text("utf-8"), re.MULTILINE):
        found[line.rpartition(".")[2].lstrip("!")].append(line)
    return dict(found)


@cache
def _providers() -> tuple[frozenset[str], frozenset[str]]:
    lists = tomllib.loads(files("comity.book").joinpath("freemail.toml").read_text("utf-8"))
    labels = frozenset(label for line in lists["labels"].values() for label in line.split())
    return labels, frozenset(domain for line in lists["domains"].values() for domain in line.split())
