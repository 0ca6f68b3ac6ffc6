"""Which sentences want an answer: a question of business, and a request without a mark of question.

Whoever asks how Easter was, or says "Isn't it lovely?", waits for nothing; whoever writes "please send me the report"
does. Only what is plain is told here: any other question is one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from comity.later import pattern

_QUESTION = pattern(r"\?[?!]*(?:[\"”»)\s]|$)")


def wants_answer(sentence: str) -> bool:
    """Whether a sentence asks for something that somebody should answer."""
    text = sentence.replace("’", "'")
    if _QUESTION.search(text):
        return not _idle(text)
    return _cue("request").search(text) is not None and _cue("courtesy").search(text) is None


def _idle(question: str) -> bool:
    """Whether a question is company, or tells what somebody thinks."""
    if _cue("sociable").fullmatch(question) or _cue("opinion").search(question):
        return True
    tag = _cue("tag").search(question)
    if tag is None:
        return False
    statement = question[: tag.start()]
    return _cue("thinks").search(statement) is not None and _cue("dealings").search(statement) is None


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(_spelt_out(_told()[name]), re.I | re.X)


def _spelt_out(text: str) -> str:
    """An expression with its parts where it names them in braces; braces that are doubled stand for one."""
    parts = {name: _spelt_out(_told()[name]) for name in re.findall(r"(?<!\{)\{([a-z_]+)\}", text)}
    return text.format_map(parts) if parts else text


@cache
def _told() -> Mapping[str, str]:
    return tomllib.loads((resources.files("comity.signals") / "answerable.toml").read_text("utf-8"))
