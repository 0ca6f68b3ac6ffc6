"""Which numbers of a telephone log are ours is told by what calls have in common, and not told where it is not sure."""

from __future__ import annotations

from itertools import product

import pytest

from comity.sources.calls.sides import ours_of

NORTH = ["441314960200"]
SOUTH = [f"3133555011{n}" for n in range(8)]  # none of them has many calls by itself
CLIENTS = [f"4479{n}0900{n}11" for n in range(7)]


def often(ours: list[str], theirs: list[str], times: int) -> dict[tuple[str, str], int]:
    """Each of ours with each of theirs, one way and the other."""
    return {pair: times for a, b in product(ours, theirs) for pair in ((a, b), (b, a))}


def test_an_exchange_whose_lines_have_few_calls_each_is_ours_where_all_other_calls_go_through_it() -> None:
    north, south = often(NORTH, CLIENTS[:3], 30), often(SOUTH, CLIENTS[3:], 2)
    assert ours_of(north | south) == ours_of(south | north) == {*NORTH, *SOUTH}
    assert ours_of(south) == set(SOUTH)


@pytest.mark.parametrize("clients", [4, 7])
def test_who_works_by_mobile_telephone_is_not_mistaken_for_a_client_with_an_exchange(clients: int) -> None:
    mobiles = [f"3161{n}77{n}40{n}9" for n in range(8)]
    exchange = [f"3130111220{n}" for n in range(3)]
    others = often(mobiles, CLIENTS[:clients], 1)
    assert ours_of(often(mobiles, exchange, 1) | others).isdisjoint(exchange)


def test_between_two_exchanges_that_only_speak_with_each_other_nothing_is_told() -> None:
    assert ours_of(often(SOUTH, [f"49891234{n:03}" for n in range(8)], 1)) == frozenset()
