"""A review written account by account is the text of its JSON as a whole."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from comity.review_json import as_json, in_pieces
from tests.invariants.books import example, judged


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("accounts", [0, 1, 40])
def test_the_pieces_are_the_json_of_the_whole(accounts: int, plain: bool) -> None:
    review = judged(example())
    some = replace(review, accounts=review.accounts[:accounts])
    pieces = list(in_pieces(some, plain=plain))
    assert "".join(pieces) == json.dumps(as_json(some), ensure_ascii=plain, indent=1)
    assert len(pieces) == len(some.accounts) + 2
