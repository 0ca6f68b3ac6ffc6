"""Every engine answers alike where engines are known to differ, and tells in one line where it cannot be had."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from comity.engine import ENGINES, Engine, engine_called
from comity.errors import UserError


@pytest.fixture(params=[pytest.param(n, marks=pytest.mark.slow) if n == "spark" else n for n in sorted(ENGINES)])
def engine(request: pytest.FixtureRequest) -> Engine:
    found = engine_called(request.param)
    found.register("facts", pa.table({"who": ["b", None, "a"], "amount": [2.0, None, 0.0]}))
    return found


def told(engine: Engine, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in engine.query(sql).to_pylist()]


def test_what_is_not_known_comes_last_whichever_way_the_order_goes(engine: Engine) -> None:
    assert told(engine, "select who from facts order by who") == [("a",), ("b",), (None,)]
    assert told(engine, "select who from facts order by who desc") == [("b",), ("a",), (None,)]


def test_a_share_of_nothing_that_is_left_out_troubles_nobody(engine: Engine) -> None:
    sql = "select who, sum(amount) / sum(amount) as one from facts group by who having sum(amount) > 0"
    assert told(engine, sql) == [("b", 1.0)]


def test_what_was_derived_stays_as_it_was_when_its_table_is_replaced(engine: Engine) -> None:
    engine.derive("named", "select who from facts where who is not null")
    engine.register("facts", pa.table({"who": ["c"], "amount": [1.0]}))
    assert sorted(told(engine, "select who from named")) == [("a",), ("b",)]
    assert told(engine, "select who from facts") == [("c",)]


def test_questions_asked_together_are_answered_in_their_order_each_as_if_asked_alone(engine: Engine) -> None:
    asked = [f"select {n} as n, who, amount from facts where amount >= {n % 3} order by who" for n in range(9)]
    assert [*engine.answers(asked)] == [engine.rows(sql) for sql in asked]


def test_a_question_that_cannot_be_answered_is_told_and_those_before_it_are_answered(engine: Engine) -> None:
    answers = engine.answers(["select who from facts where amount > 1", "select height from facts"])
    assert next(answers) == [("b",)]
    with pytest.raises(Exception, match="height"):
        next(answers)


def test_whoever_leaves_off_reading_answers_may_ask_on(engine: Engine) -> None:
    assert next(engine.answers(f"select {n}" for n in range(20))) == [(0,)]
    assert engine.rows("select count(*) from facts") == [(3,)]


def test_two_engines_know_nothing_of_each_other(engine: Engine) -> None:
    other = type(engine)()
    other.register("facts", pa.table({"who": ["z"], "amount": [1.0]}))
    assert told(other, "select who from facts") == [("z",)]
    assert len(told(engine, "select who from facts")) == 3


def test_an_engine_that_is_not_installed_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.startswith("comity.engine.spark")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UserError, match=r"Install comity\[spark\]"):
        engine_called("spark")


@pytest.mark.slow
def test_a_spark_that_cannot_be_begun_is_told_in_one_line(tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    java.chmod(0o755)
    call = [sys.executable, "-m", "comity", "review", str(tmp_path), "--engine", "spark"]
    done = subprocess.run(call, env={**os.environ, "JAVA_HOME": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode == 2
    # Spark's own script may say something before.
    assert done.stderr.splitlines()[-1].startswith("comity: local[*]: Spark cannot be begun")
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_spark_answers_and_says_nothing_else() -> None:
    asked = (
        "from comity.engine import engine_called; print(engine_called('spark').query('select 1 as one').to_pylist())"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[{'one': 1}]\n", "")


@pytest.mark.slow
def test_a_spark_that_ends_in_the_middle_is_told_in_one_line() -> None:
    code = (
        "from comity.engine import engine_called; engine = engine_called('spark'); engine.query('select 1 as one')\n"
        "from comity.errors import UserError; from pyspark import SparkContext\n"
        "java = SparkContext._gateway.proc; java.kill(); java.wait()\n"
        "try: engine.query('select 1 as one')\n"
        "except UserError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.startswith("Spark could not do its work (")
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


@pytest.mark.slow
def test_what_py4j_logs_of_a_java_that_is_gone_is_not_told_and_what_others_log_is() -> None:
    # It does so with the root logger, and not each time.
    code = (
        "from comity.engine import engine_called; engine_called('spark').query('select 1 as one')\n"
        "import logging, py4j.java_gateway\n"
        "theirs = compile('import logging; logging.error(1)', py4j.java_gateway.__file__, 'exec')\n"
        "exec(theirs); logging.error('ours')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "ERROR:root:ours\n"


def test_rows_are_what_the_answer_is_as_a_table(engine: Engine) -> None:
    sql = (
        "select who, amount, date '2026-03-01' as day, who is null as nobody, count(*) over () as all_of_them "
        "from facts order by who"
    )
    assert engine.rows(sql) == told(engine, sql)
    assert engine.rows(sql)[0] == ("a", 0.0, dt.date(2026, 3, 1), False, 3)
    assert engine.rows("select who from facts where who = 'nobody'") == []


@pytest.mark.slow
def test_how_much_memory_spark_may_take_here_can_be_told() -> None:
    asked = (
        "from comity.engine.spark.session import begun; "
        "print(begun().sparkContext._jvm.java.lang.Runtime.getRuntime().maxMemory() >> 20)"
    )
    for told, most in (("600m", 600), ("800m", 800)):
        env = {**os.environ, "SPARK_DRIVER_MEMORY": told}
        done = subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, text=True, check=True)
        assert most - 25 <= int(done.stdout) <= most
