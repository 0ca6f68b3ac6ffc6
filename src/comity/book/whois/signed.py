"""The firms that people write below their own names: "Dana Orr / VP Operations / Orr Foods" tells "Orr Foods".

What several people of a domain tell is its name, where it goes with the domain or most of them tell it. Whoever is only
quoted tells nothing: the name above must be the sender's own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

import pyarrow as pa

from comity.book.company_names import CompanyName, company_key
from comity.book.domains import is_freemail, registrable
from comity.book.known import Facts
from comity.book.person_names import is_role_address, person_name
from comity.book.spelling import fold
from comity.book.texts import Texts
from comity.book.titles import read_title
from comity.keeping import Kept, Sealed
from comity.later import pattern

SAMPLE = 12  # mails of one sender that are looked at
SEVERAL = 2  # people from whom on a name is a firm's
_BELOW = 5  # lines below a name that may tell the firm
_LONGEST = 60
_LINE = 140
_HEAD = 16  # characters that may stand before the name on its line: titles, dashes
_CHARS = 20_000
_AT_ONCE = 10_000  # mails whose heads are held as Python's objects
_APART = pattern(r"\s[|/·•~–—-]+\s|[|·•;()]|,\s|\t")
_SHOWN = pattern(r"\s(?:[|/·•–—-]|from|at|bei|van|von|chez|via)\s+|[(|]", re.IGNORECASE)
_WORDS = 7
_SHORT = pattern(r"\b(?:\w\.)+\w\.$|\b(?:co|inc|ltd|corp|bros|ass[no]c?)\.$", re.IGNORECASE)
_AND = ("and", "und", "en", "et", "y", "e", "")
# By domain texts, each with who wrote it.
Names = dict[str, dict[str, set[str]]]


def told_names(facts: Facts, wanted: Callable[[str], bool], kept: Kept, words: Sealed) -> Names:
    """By domain, what the people there write below their names and beside them: each text with who wrote it.

    Of each sender the first mails are looked at. `wanted` tells which addresses are of interest, `kept` what was found
    in a mail before, `words` what was told at a domain before.
    """
    sample = _sample(facts["messages"], wanted)
    domain_of = lru_cache(maxsize=None)(registrable)
    begun: defaultdict[str, blake2b] = defaultdict(lambda: blake2b(digest_size=16))
    for row, sender, shown in _told_in(sample):
        begun[domain_of(sender)].update(f"{row}\0{sender}\0{shown}\0".encode("utf-8", "surrogatepass"))
    made_from = {domain: digest.digest() for domain, digest in sorted(begun.items())}

    def look(domains: Collection[str]) -> dict[str, list[str]]:
        of = {row: (sender, shown) for row, sender, shown in _told_in(sample) if domain_of(sender) in domains}
        found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for sender, text in _texts(of, facts.texts["messages"], kept):
            found[domain_of(sender)][text].add(sender)
        return {domain: [x for t, who in found[domain].items() for x in (t, *sorted(who), "")] for domain in domains}

    return {domain: names for domain, told in words.lists(made_from, look).items() if (names := _names(told))}


def _names(told: Iterable[str]) -> dict[str, set[str]]:
    """Texts with who wrote them, out of one list: the text, its writers, and behind them an empty one."""
    found: dict[str, set[str]] = {}
    text = ""
    for one in told:
        if not text:
            text = one
            found[text] = set()
        elif one:
            found[text].add(one)
        else:
            text = ""
    return found


def _sample(mail: pa.Table, wanted: Callable[[str], bool]) -> pa.Table:
    """Of each sender who is wanted the heads of the first mails."""
    alike: dict[str, str] = {}  # of many equal texts one is held
    senders = [s and alike.setdefault(s, s) for s in mail["sender"].to_pylist()]
    asked = {s for s in set(senders) if s and "@" in s and wanted(s)}
    seen: Counter[str] = Counter()
    looked_at = []
    for row in _in_order(mail) if asked else ():
        if senders[row] in asked and seen[senders[row]] < SAMPLE:
            seen[senders[row]] += 1
            looked_at.append(row)
    return mail.select(["row_id", "sender", "sender_name"]).take(pa.array(looked_at, pa.int64()))


def _told_in(sample: pa.Table) -> Iterator[tuple[str, str, str]]:
    """Of each mail its name, its sender, and how they are shown; few are held at a time."""
    for some in sample.to_batches(_AT_ONCE):
        for row, sender, shown in zip(*(c.to_pylist() for c in some.columns), strict=True):
            yield row, sender, shown or ""


def _texts(of: Mapping[str, tuple[str, str]], bodies: Texts, kept: Kept) -> Iterator[tuple[str, str]]:
    """Senders of mails with what may be a firm's name in each."""
    kept.expect(list(of))
    for row in bodies.each(of):
        sender, name = of[row]
        said = bodies[row]
        for text in kept.texts(
            row, f"{name}\n{said}", sender, lambda n=name, s=sender, b=said: [*_beside(n, s), *_below(n, s, b)]
        ):
            yield sender, text
    kept.expect(())


def _in_order(mail: pa.Table) -> Sequence[int]:
    """The rows' places, as they were sent."""
    table = mail.select(["sent_at", "row_id"]).append_column("row", pa.array(range(mail.num_rows), pa.int64()))
    return table.sort_by([("sent_at", "ascending"), ("row_id", "ascending")])["row"].to_pylist()


def firm_names(told: Mapping[str, set[str]], domain: str, several: int = SEVERAL) -> list[str]:
    """Which of the texts are names of the firm behind a domain, the most told first.

    A text that several people tell and that goes with the domain or has a legal form, or that most of them tell.
    """
    label = label_of(domain)
    named: defaultdict[str, Counter[str]] = defaultdict(Counter)
    who: defaultdict[str, set[str]] = defaultdict(set)
    others: set[str] = set()
    for text, senders in told.items():
        key = company_key(text)
        if not key.compact or (read_title(text).level is not None and not key.legal):
            continue
        names_it = any(w.kind.names for w in key.telling)
        if not goes_with(key, label) and not (key.legal and names_it):
            if not (names_it and len(key.telling) > 1):
                continue
            others.add(key.compact)
        named[key.compact][text] += len(senders)
        who[key.compact] |= senders
    most = len(set[str]().union(*told.values())) / 2
    sure = [c for c in named if len(who[c]) >= several and (c not in others or len(who[c]) >= max(SEVERAL, most))]
    sure.sort(key=lambda core: (core in others, -len(who[core]), -len(core), core))
    if sure and sure[0] not in others:  # towns and mottos are told by several people too
        sure = [core for core in sure if core not in others]
    return [max(sorted(named[core]), key=lambda t: (named[core][t], len(t))) for core in sure]


def label_of(domain: str) -> str:
    """The label of a domain as one word; '' for an address and for a provider of mail."""
    return "" if "@" in domain or is_freemail(domain) else fold(domain.partition(".")[0])


def spells(name: str, label: str) -> bool:
    """Whether a name, but for its legal form, is a domain's label to the letter: "Orr & Sons Ltd", "orrandsons"."""
    plain = label.replace("-", "")
    return len(plain) > 2 and plain in spelt(name)


def spelt(name: str) -> set[str]:
    """The labels that a name is to the letter."""
    key = company_key(name)
    core = [w for w in key.words if not w.aside]
    found = {"".join(word if w.text in "&+" else w.text for w in core) for word in _AND}
    return (found | {key.compact + "".join(sorted(key.legal))}) - {""}


def goes_with(key: CompanyName, label: str) -> bool:
    """Whether a name may be that of a domain's owner: the label begins with its words, or is made of its letters."""
    core = [w for w in key.words if not w.aside]
    parts = [part for part in (label.replace("-", ""), *label.split("-")) if len(part) > 1]
    if not parts or not (len(core) > 1 or any(w.kind.names for w in core)):
        return False
    words = ["".join(c for c in w.text if c.isalnum()) for w in core]
    initials = {"".join(w[:1] for w in words), "".join(w.text[:1] for w in key.telling)}
    if len(core) > 1 and initials & set(parts):
        return True
    joined = {"".join(words), key.compact}
    return any(
        (len(part) > 3 and any(j.startswith(part) or part.startswith(j) for j in joined if len(j) > 3))
        or any(w.kind.names and len(w.text) > 3 and w.text in part for w in core)
        for part in parts
    )


@lru_cache(maxsize=65_536)
def _beside(shown: str, address: str) -> list[str]:
    """What a display name tells besides the person: "Dana (Orr Foods)"; all of it where the address is a post's."""
    whole = [shown] if is_role_address(address) or person_name(shown, address).kind == "role" else []
    return _firms([*whole, *_SHOWN.split(shown)[1:]])


def _below(shown: str, address: str, body: str) -> list[str]:
    """What stands behind and below the sender's whole name at the beginning of a line."""
    name = person_name(shown, address)
    first, last = name.first.lower(), name.last.lower()
    text = body[:_CHARS]
    lowered = text.lower()
    if not (first and last) or len(lowered) != len(text):
        return []
    texts: list[str] = []
    at = lowered.find(last)
    while at >= 0:
        start, end = lowered.rfind("\n", 0, at) + 1, at + len(last)
        at = lowered.find(last, end)
        before = lowered[start : end - len(last)].strip()
        if first not in before or len(before) > len(first) + _HEAD or before[0] == ">" or "@" in before:
            continue
        behind, *below = text[end : end + (_BELOW + 1) * _LINE].splitlines() or [""]
        if "@" in behind or ":" in before or behind.rstrip().endswith(":") or len(behind) > _LINE:
            continue
        texts += _APART.split(behind)[1:]
        for line in below[:_BELOW]:
            if not line.strip() or line.startswith(">") or len(line) > _LINE:
                break
            texts += _APART.split(line)
    return _firms(texts)


def _firms(texts: list[str]) -> list[str]:
    """Those of the texts that may be a name of a firm: short, in capitals, no number and no address."""
    bare = (" ".join(text.split()).strip(" \"'“”„,:;-–—*_").lstrip(".") for text in texts)
    ended = (text if _SHORT.search(text) else text.rstrip(".") for text in bare)
    return [t for t in dict.fromkeys(ended) if 1 < len(t) <= _LONGEST and len(t.split()) <= _WORDS and _may_name(t)]


def _may_name(text: str) -> bool:
    return text[:1].isupper() and "@" not in text and not re.search(r"\d{2}|[!?:]|\.\w{2,}", text)
