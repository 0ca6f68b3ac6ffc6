"""Each measure and its file: what its head tells, the sentence it is told with, its proofs, and SQL that is common."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from comity.engine import Engine
from comity.engine.duck import DuckEngine
from comity.ledger.views import view_files
from comity.measures import Measure, measures, parse
from comity.measures.compute import in_turn, values
from comity.standing.telling import sentence
from tests.measures.books import asked_days, random_book
from tests.referee.book import Book

EVERY = sorted(measures())
PROVED = [name for name, measure in measures().items() if measure.proof]
PROOF_COLUMNS = ["day", "account", "kind", "ref", "happened_on", "said_by", "who", "quote", "weight"]
PROOF_KINDS = {"message", "meeting", "invoice", "payment", "hours", "call", "deal", "placement", "contract", "note"}
# What a channel is read from; without it, a measure that says it is from there cannot be known.
TABLES_OF = {
    "mail": ("mail", "talk", "notes", "promises"),
    "calls": ("calls",),
    "meetings": ("meetings",),
    "money": ("invoices",),
    "hours": ("hours",),
    "crm": ("deals",),
    "placements": ("placements", "submissions"),
}
# Shares that are no part of a whole: differences of shares, a margin that can be negative, people whom no list shows.
NO_PART = {"margin_share_12m", "margin_course_12m", "our_promises_slip", "hired_share_12m", "credits_share_12m"}
# Counts of something else than what they show, or that are a difference of two.
NOT_BY_REF = {"exceptions_balance_12m", "issues_12m"}
# All that the measures need of SQL: what DuckDB and Spark answer alike.
COMMON = {
    "AND",
    "OR",
    "CASE",
    "IF",
    "COALESCE",
    "NULLIF",
    "CAST",
    "COUNT",
    "SUM",
    "MIN",
    "MAX",
    "MEDIAN",
    "EXP",
    "LN",
    "LEAST",
    "GREATEST",
    "LOWER",
    "LENGTH",
    "CONTAINS",
    "TRANSLATE",
    "REGEXP_LIKE",
    "DATEDIFF",
    "TIMESTAMP_TRUNC",
    "LAG",
    "ROW_NUMBER",
}
PLACEHOLDERS = {
    "count": {"value", "times"},
    "share": {"share", "left"},
    "money": {"money"},
    "level": {"value", "level"},
    "days": {"value"},
    "hours": {"value"},
    "months": {"value"},
    "weight": {"value", "weight"},
    "rate": {"value"},
}


@dataclass(frozen=True, slots=True)
class Laid:
    """A random book, laid; `found` holds every measure's values."""

    engine: Engine
    book: Book
    days: list[dt.date]
    found: Mapping[str, Mapping[tuple[dt.date, str], float]]


@pytest.fixture(scope="module")
def laid() -> Laid:
    """One book for all tests of this module, large enough that every label is proved somewhere."""
    random = Random(5)
    days = asked_days(random)
    book = random_book(random, days, accounts=120)
    engine = DuckEngine()
    book.lay(engine, days)
    return Laid(engine, book, days, {name: values(measure, engine) for name, measure in measures().items()})


def test_measures_that_are_asked_for_together_are_what_they_are_one_by_one(laid: Laid) -> None:
    assert laid.engine.together > 1
    assert list(in_turn(list(measures().values()), laid.engine)) == list(laid.found.values())


def test_many_rows_are_planned_otherwise_and_answered_alike(laid: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.engine.duck.SMALL", 1)
    engine = DuckEngine()
    laid.book.lay(engine, laid.days)
    assert engine.together == 1
    for name, found in zip(measures(), in_turn(list(measures().values()), engine), strict=True):
        assert found == pytest.approx(laid.found[name], rel=1e-9), name


def _queries() -> Iterator[tuple[str, str]]:
    """Every query of a measure and every view, by a name to tell it with."""
    for name, measure in measures().items():
        yield name, measure.sql
        if measure.proof:
            yield f"{name}, its proof", measure.proof
    yield from view_files().items()


QUERIES = dict(_queries())


@pytest.mark.parametrize("name", EVERY)
def test_the_head_says_what_the_name_says(name: str) -> None:
    measure = measures()[name]
    assert len(measure.means) > 20
    assert measure.means.endswith(".")
    months = re.search(r"_(\d+m)$", name)
    if months and name != "understandings_unmet_12m":
        assert measure.window == months[1]


@pytest.mark.parametrize("name", EVERY)
def test_the_sentence_can_be_told(name: str) -> None:
    measure = measures()[name]
    asked = set(re.findall(r"\{(\w+)\}", measure.says))
    assert {a for a in asked if not a.startswith("typical")} <= PLACEHOLDERS[measure.unit]
    for value, typical in ((0.0, None), (2.0, 1.0), (1234.5, 7.25)):
        words = sentence(measure, value, typical, "EUR")
        assert "{" not in words
        assert "unknown" not in words
        assert words.endswith(".")


def test_a_file_whose_head_lacks_something_is_told_by_name() -> None:
    with pytest.raises(ValueError, match=r"measures/odd\.sql"):
        parse("odd", "select 1\n")
    with pytest.raises(ValueError, match=r"measures/odd\.sql"):
        parse("odd", "-- odd | furlongs | window 12m | side we | from mail\n-- Odd.\n-- says: Odd.\nselect 1\n")


@pytest.mark.parametrize("name", EVERY)
def test_values_are_of_the_unit_that_the_head_names(name: str, laid: Laid) -> None:
    unit, found = measures()[name].unit, list(laid.found[name].values())
    assert found
    if unit in ("count", "level"):
        assert all(value == int(value) for value in found)
    if unit == "level":
        assert all(1 <= value <= 6 for value in found)
    if unit == "share" and name not in NO_PART:
        assert all(0 <= value <= 1 for value in found)
    if unit in ("hours", "months", "weight"):
        assert all(value >= 0 for value in found)


@pytest.mark.parametrize("channel", sorted(TABLES_OF))
def test_a_measure_of_a_channel_that_was_not_read_cannot_be_known(channel: str, laid: Laid) -> None:
    unread = Book(**{f: getattr(laid.book, f) for f in Book.__slots__ if f not in TABLES_OF[channel]})
    engine = DuckEngine()
    unread.lay(engine, laid.days)
    of_it = [measure for measure in measures().values() if measure.channel == channel]
    assert of_it
    for measure in of_it:
        assert values(measure, engine) == {}, measure.name


@pytest.mark.parametrize("name", PROVED)
def test_proofs_are_things_of_known_accounts_that_had_happened(name: str, laid: Laid) -> None:
    proofs = laid.engine.query(measures()[name].proof)
    assert proofs.column_names == PROOF_COLUMNS
    accounts = {a.account for a in laid.book.accounts}
    told = proofs.to_pylist()
    assert told
    for proof in told:
        assert proof["account"] in accounts
        assert proof["happened_on"] <= proof["day"]
        assert proof["kind"] in PROOF_KINDS
        assert proof["said_by"] in ("client", "us")
        assert proof["ref"]
        assert proof["weight"] is not None


def _by_ref(measure: Measure) -> bool:
    return bool(measure.proof) and measure.unit == "count" and measure.name not in NOT_BY_REF


@pytest.mark.parametrize("name", [name for name, measure in measures().items() if _by_ref(measure)])
def test_a_count_is_the_number_of_its_proofs(name: str, laid: Laid) -> None:
    refs: dict[tuple[dt.date, str], set[str]] = {}
    for proof in laid.engine.query(measures()[name].proof).to_pylist():
        refs.setdefault((proof["day"], proof["account"]), set()).add(proof["ref"])
    assert {key: float(len(refs.get(key, ()))) for key in laid.found[name]} == laid.found[name]


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_nothing_but_common_sql(name: str) -> None:
    sql = QUERIES[name]
    spark = sqlglot.transpile(
        sql, read="duckdb", write="spark", error_level=ErrorLevel.RAISE, unsupported_level=ErrorLevel.RAISE
    )
    assert len(spark) == 1
    functions = {
        f.name.upper() if isinstance(f, exp.Anonymous) else f.sql_name()
        for f in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Func)
    }
    assert functions <= COMMON
