"""What a mail address and the name shown with it tell: a person, a post that several people hold, or a machine."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from comity.book.spelling import clean, fold
from comity.later import pattern

_LETTERS = pattern(r"[^\W\d_]+")
_SEPARATED = pattern(r"[\W\d_]+")
RUN_TOGETHER = 4  # letters that a word has at least to be found within a run-together one


class _Lists(msgspec.Struct, frozen=True):
    begins: tuple[str, ...]
    machines: frozenset[str]
    machine_domains: frozenset[str]
    machine_shown: re.Pattern[str]
    roles: frozenset[str]
    run_together: re.Pattern[str]
    beside: frozenset[str]
    tails: frozenset[str]


def split_address(address: str) -> tuple[str, str]:
    """Local part and domain of an address, lower case; the local part without what follows "+"."""
    local, _, domain = clean(address).strip("<>\"' ").lower().rpartition("@")
    return local.partition("+")[0], domain


@lru_cache(maxsize=65_536)
def is_automatic_address(address: str) -> bool:
    """Whether a machine writes from this address and nobody reads answers to it."""
    local, domain = split_address(address)
    lists = _lists()
    plain = _SEPARATED.sub("", fold(local))
    words = set(_LETTERS.findall(fold(local)))
    return (
        plain.startswith(lists.begins)
        or plain in lists.machines
        or bool(words & {"noreply", "bounce", "bounces"})
        or bool(set(domain.split(".")[:-2]) & lists.machine_domains)
    )


@lru_cache(maxsize=65_536)
def is_role_address(address: str) -> bool:
    """Whether an address belongs to a post and not to one person: info@, ap@, accounts.payable@, einkauf-nord@."""
    local, domain = split_address(address)
    words = _LETTERS.findall(fold(local))
    own = {fold(label) for label in domain.split(".")}
    return _is_role([w for w in words if w not in own] or words)


@lru_cache(maxsize=65_536)
def is_role_name(display: str) -> bool:
    """Whether the name shown is a post's or a team's: "Accounts Payable", "Sales Team", "Goldfield Billing"."""
    words = _LETTERS.findall(fold(clean(display)))
    return _is_role(words) or (len(words) > 1 and words[-1] in _lists().tails)


@lru_cache(maxsize=65_536)
def is_automatic_name(display: str) -> bool:
    """Whether the name shown is a machine's: "Mail Delivery System", "Do Not Reply"."""
    return bool(_lists().machine_shown.search(fold(clean(display))))


def _is_role(words: list[str]) -> bool:
    lists = _lists()
    telling = [w for w in words if w in lists.roles or w not in lists.beside]
    return bool(telling) and all(w in lists.roles or lists.run_together.fullmatch(w) for w in telling)


@cache
def _lists() -> _Lists:
    lists = tomllib.loads(files("comity.book").joinpath("addresses.toml").read_text("utf-8"))
    machine, role = lists["machine"], lists["role"]
    roles = frozenset(role["words"].split())
    long = "|".join(sorted((w for w in roles if len(w) >= RUN_TOGETHER), key=len, reverse=True))
    return _Lists(
        begins=tuple(machine["begins"].split()),
        machines=frozenset(machine["whole"].split()),
        machine_domains=frozenset(machine["domains"].split()),
        machine_shown=re.compile(machine["shown"]),
        roles=roles,
        run_together=re.compile(rf"(?:{long}){{2,}}"),
        beside=frozenset(role["beside"].split()),
        tails=frozenset(role["tails"].split()),
    )
