"""The house's own rules, without exemptions: how large a part may grow, and how it may ask for others."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LARGEST_MODULE = 400  # lines
LARGEST_FUNCTION = 40  # lines, from its name to its end
PACKAGES = ("src", "tests", "benchmarks", "training", "tools")
Function = ast.FunctionDef | ast.AsyncFunctionDef

MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
OURS = [path for path in MODULES if path.is_relative_to(ROOT / "src")]

each = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def own_lines(function: Function) -> int:
    """Lines of a function without its decorators and its docstring, which are for reading."""
    first = function.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and type(first.value.value) is str
    )
    text = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - text


@each
def test_no_module_grows_past_what_one_can_keep_in_mind(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LARGEST_MODULE


@each
def test_no_function_grows_past_a_page(path: Path) -> None:
    assert [(f.name, own_lines(f)) for f in functions(path) if own_lines(f) > LARGEST_FUNCTION] == []


@each
def test_imports_stand_at_the_top_and_name_what_they_take(path: Path) -> None:
    inside = [
        f"line {node.lineno}, in {function.name}"
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    wild = [
        f"line {node.lineno}: everything of {node.module}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    assert inside + wild == []


@each
def test_nothing_is_left_for_later(path: Path) -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")
    lines = path.read_text("utf-8").splitlines()
    assert [n for n, line in enumerate(lines, 1) if any(f" {m}" in line or f"#{m}" in line for m in marks)] == []


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_begins_with_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path)), "begin it with a line that says what it is for"


def test_the_median_module_is_small() -> None:
    sizes = sorted(len(path.read_text("utf-8").splitlines()) for path in OURS)
    assert sizes[len(sizes) // 2] < 120
