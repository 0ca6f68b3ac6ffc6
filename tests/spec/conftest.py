"""Every example is tried on the engines that the measures are tried on."""

from tests.measures.conftest import engine, fresh

__all__ = ["engine", "fresh"]
