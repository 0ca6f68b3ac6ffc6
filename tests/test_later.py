"""What is compiled and loaded later does what it would have done at once."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from comity.later import module, pattern


def test_a_pattern_is_compiled_when_it_is_used_and_then_is_what_re_makes_of_it() -> None:
    later = pattern("(a)|b", re.IGNORECASE)
    assert later.pattern == "(a)|b"
    found = later.search("xA")
    assert found is not None
    assert (found.span(), later.sub("-", "aXb"), later.split("1a2"), later.groups) == (
        (1, 2),
        "-X-",
        ["1", "a", "2"],
        1,
    )
    assert later.flags == re.compile("(a)|b", re.IGNORECASE).flags
    with pytest.raises(AttributeError):
        _ = later.nothing  # pyright: ignore[reportAttributeAccessIssue]


def test_one_that_is_wrong_is_told_where_it_is_used() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_a_module_is_loaded_when_something_in_it_is_asked_for() -> None:
    told = """
import sys
from comity.later import module
later = module("colorsys")
assert "colorsys" not in sys.modules
assert later.rgb_to_hls(0, 0, 0) == (0.0, 0.0, 0.0)
assert "colorsys" in sys.modules
"""
    subprocess.run([sys.executable, "-c", told], check=True)
    with pytest.raises(AttributeError):
        _ = module("colorsys").nothing
