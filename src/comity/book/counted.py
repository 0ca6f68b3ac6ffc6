"""Lists whose keys are a mere count from 1: line 3 of one of them is not line 3 of another.

Two files are lists of the same where most of the keys that both tell mean the same in both; a file that does not begin
with the first belongs to the list that it agrees with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import combinations

import pyarrow as pa

from comity.book.sightings import Sightings, Spot
from comity.identity import alike
from comity.tables import Table

_File = tuple[object, str]  # the system whose keys they are, and a file's name
_Told = Mapping[str, Set[object]]  # by key, what it is called


def lists_apart(table: Table, rows: pa.Table, seen: Sightings) -> Sequence[str] | None:
    """Of each row the list that its key counts in, by the first of its files; None where no two lists differ."""
    if table.called is None or not table.key:
        return None
    *system, key = (rows[c].to_pylist() for c in table.key)
    systems = system[0] if system else [None] * rows.num_rows
    keys = list(zip(systems, key, strict=True))
    names = [alike(name) for name in rows[table.called].to_pylist()]
    if not _clash(keys, names):
        return None
    spots = zip(*(rows[c].to_pylist() for c in Spot._fields), strict=True)
    where = [
        sorted({spot.source for spot in seen.spots(record, Spot(*own))})
        for record, own in zip(rows["row_id"].to_pylist(), spots, strict=True)
    ]
    told: defaultdict[_File, defaultdict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
    for (crm, number), name, sources in zip(keys, names, where, strict=True):
        for source in sources:
            told[crm, source][str(number or "")].add(name)
    lists = _lists(told)
    if len(set(lists.values())) < 2:
        return None
    return [lists.get((crm, sources[0]), "") for (crm, _), sources in zip(keys, where, strict=True)]


def _clash(keys: Sequence[object], names: Sequence[object]) -> bool:
    """Whether any key is told with two names: seldom, so nothing more is asked of most books."""
    first: dict[object, object] = {}
    return any(first.setdefault(key, name) != name for key, name in zip(keys, names, strict=True))


def _lists(told: Mapping[_File, _Told]) -> Mapping[_File, str]:
    """By file the list that it belongs to, named by its first file; of a file that is none of a counted list none."""
    counted = sorted((file for file in told if _is_counted(told[file])), key=str)
    lists = {file: file for file in counted}
    for one, other in combinations(counted, 2):
        if one[0] == other[0] and _agree(told[one], told[other]) * 2 >= len(told[one].keys() & told[other].keys()):
            first, second = sorted((lists[one], lists[other]), key=str)
            lists = {file: first if of == second else of for file, of in lists.items()}
    found = {file: of[1] for file, of in lists.items()}
    for file in told.keys() - lists.keys():
        alike_ = {other: _agree(told[file], told[other]) for other in counted if other[0] == file[0]}
        most = max(sorted(alike_, key=str), key=lambda other: alike_[other], default=None)
        if most is not None and alike_[most]:
            found[file] = found[most]
    return found


def _is_counted(told: _Told) -> bool:
    """Whether the keys of a file are numbers from 1 on, none of them left out."""
    return all(key.isdecimal() for key in told) and {int(key) for key in told} == set(range(1, len(told) + 1))


def _agree(one: _Told, other: _Told) -> int:
    """How many keys mean the same in two files."""
    return sum(bool(one[key] & other[key]) for key in one.keys() & other.keys())
