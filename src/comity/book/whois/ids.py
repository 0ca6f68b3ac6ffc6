"""What accounts are called by: ids that hang on an account's own domains and names, whatever else was read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b

from comity.book.spelling import LOST, clean, fold
from comity.book.whois.firms import LONGEST_ID, Firm, Firms, slug
from comity.book.whois.traffic import Mailer

_DIGEST = 5  # bytes that tell apart what one slug is made of


@lru_cache(maxsize=65_536)
def name_id(name: str) -> str:
    """The id that a name gives by itself: its slug, with a digest of the name where that leaves letters out."""
    folded = fold(name)
    whole = any(c.isalnum() for c in folded) and all(c.isascii() or not c.isalnum() for c in folded)
    return slug(name) if whole and len(folded) <= LONGEST_ID and LOST not in clean(name) else _marked(slug(name), name)


def ids_of(firms: Firms, mailers: Mapping[str, Mailer]) -> dict[int, str]:
    """Each firm's id: its first CRM domain, or else the domain with most mail, or else the id that its name gives.

    Where two come to one id all the same neither has it, lest what was said of one be taken for the other's; but what
    somebody split off leaves it to what it was part of.
    """
    volume: Counter[str] = Counter()
    for mailer in mailers.values():
        volume[mailer.domain] += mailer.sent + mailer.received
    plain = {id(firm): _plain(firm, volume) for firm in firms.all}
    of_all, of_whole = Counter(plain.values()), Counter(plain[id(f)] for f in firms.all if not f.split_off)
    shared = {id(f) for f in firms.all if (of_all if f.split_off else of_whole)[plain[id(f)]] > 1}
    return {id(f): _marked(plain[id(f)], f.key) if id(f) in shared else plain[id(f)] for f in firms.all}


def by_id(firms: Firms, ids: Mapping[int, str]) -> dict[str, Firm]:
    """The firm that each id means: those of today, those before people decided, and what any name of it alone gives.

    By the last an account is found as it was called before another spelling, or its domain, was known. What would mean
    two firms means neither.
    """
    before = _alone((name, firm) for firm in firms.all for name in firm.called)
    spelt = _alone((name_id(name), firm) for firm in firms.all for name in firm.names)
    given = _alone((name_id(name), firm) for firm in firms.all for name in firm.given)
    return given | spelt | before | {ids[id(firm)]: firm for firm in firms.all}


def _plain(firm: Firm, volume: Mapping[str, int]) -> str:
    domains = sorted(firm.domains, key=lambda d: (not _crm_says(firm, d), -volume[d], firm.domains[d], d))
    if domains:
        return domains[0]
    return name_id(firm.written) if firm.written else _marked(slug(""), firm.key)


def _crm_says(firm: Firm, domain: str) -> bool:
    return firm.whys.get(f"domain {domain}") == "the CRM says so"


def _marked(plain: str, name: str) -> str:
    """An id with a digest of the name, however it is written in capitals, and no longer than an id may be."""
    told = " ".join(name.casefold().split()).encode("utf-8", "surrogatepass")
    return f"{plain[: LONGEST_ID - 1 - 2 * _DIGEST]}-{blake2b(told, digest_size=_DIGEST).hexdigest()}"


def _alone(named: Iterable[tuple[str, Firm]]) -> dict[str, Firm]:
    claims: defaultdict[str, dict[int, Firm]] = defaultdict(dict)
    for name, firm in named:
        claims[name][id(firm)] = firm
    return {name: next(iter(of.values())) for name, of in claims.items() if len(of) == 1}
