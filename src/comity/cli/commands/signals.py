"""Label sentences, explain labels, and allow a language model to be asked about what is in doubt, or stop it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from comity.cli import home_of
from comity.cli.allowing import allow, stop
from comity.cli.explaining import of_book, show, told, typed
from comity.cli.shared import add_json, write_json
from comity.errors import UserError
from comity.home import open_book
from comity.signals.ears import shipped_reader
from comity.signals.explaining import AROUND
from comity.signals.hearing import Utterance
from comity.signals.labels import NAMES
from comity.signals.languages import language_said, read_of
from comity.signals.thresholds import Marks, Spoken
from comity.signals.tongues import READ

_SAID = {
    "label": ("label IN.jsonl OUT.jsonl", 2, 2),
    "explain": ("explain SENTENCE, or comity signals explain --ref REF", 1, 1),
    "allow": ("allow", 0, 0),
    "stop": ("stop", 0, 0),
}
SPOKEN = ("text", "before", "answers")  # what tells the language where the text alone is too short


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument("what", choices=list(_SAID), help="allow, stop: the language model of comity.toml")
    lines = 'label: IN.jsonl, lines such as {"text": ..., "by": "client"|"us"}, and OUT.jsonl, the same with labels; '
    words = "explain: a SENTENCE, or with --ref what it begins with (default: each one)"
    parser.add_argument("words", nargs="*", metavar="WORD", help=lines + words)
    parser.add_argument("--ref", default="", help="explain: the message or note of the book in which it stands")
    parser.add_argument("--by", choices=["client", "us"], default="client", help="explain: who says it")
    for name in AROUND:
        parser.add_argument(f"--{name}", default="", help="explain: what stands around it, as with label")
    parser.add_argument("--yes", action="store_true", help="allow it without being asked")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Do what was asked for."""
    said, least, most = _SAID[args.what]
    named = bool(args.ref) and args.what == "explain"  # then all of its sentences may be meant
    if not least - named <= len(args.words) <= most:
        raise UserError(f"it is said so: comity signals {said}. `comity signals --help` tells the words.")
    if args.what == "label":
        return _label(*map(Path, args.words))
    home = home_of(args.home)
    if args.what == "explain":
        return _explain(args, home)
    return allow(home, open_book(home), yes=args.yes) if args.what == "allow" else stop(home)


def _explain(args: argparse.Namespace, home: Path) -> int:
    """Explain a sentence that is typed, or those of a message or note of the book."""
    text = " ".join(args.words)
    asked = (
        of_book(home, args.ref, text)
        if args.ref
        else [typed(Utterance(text, args.by, *(getattr(args, n) for n in AROUND)))]
    )
    rows = list(told(asked))
    write_json(args.json, {"comity": "explain/1", "sentences": rows})
    if args.json != "-":
        show(rows)
    return 0


def _label(given: Path, to: Path) -> int:
    """Label every line. Raises UserError naming the line that is none."""
    rows = list(_lines(given))
    reader = shipped_reader()
    found = reader.read([Utterance(r["text"], r["by"], *(r.get(name) or "" for name in AROUND)) for r in rows])
    languages = [language_said(*(r.get(name) or "" for name in SPOKEN)) for r in rows]
    spoken = zip(found[:, None], (r["by"] for r in rows), read_of(languages)[:, None], strict=True)
    marks = Marks(reader.thresholds).of_all([Spoken(*one) for one in spoken])
    try:
        with to.open("w", encoding="utf-8") as out:
            for row, probabilities, language, marked in zip(rows, found, languages, marks, strict=True):
                every = {name: round(float(p), 4) for name, p in zip(NAMES, probabilities, strict=True)}
                labelled = {
                    **row,
                    "predicted": {label: every[label] for _, label, _, holds in marked if holds},
                    "possible": {label: every[label] for _, label, _, holds in marked if not holds},
                    "all": every,
                    "language": language,
                    "read": language in READ,
                }
                out.write(_line(labelled))
    except OSError as error:
        raise UserError(f"{to}: cannot be written ({error.strerror}). Name a file in a folder of yours.") from None
    return 0


def _line(labelled: dict[str, object]) -> str:
    """One line of JSON; half a character, which UTF-8 cannot hold, is written as its escape, and so is what some take
    for the end of a line.
    """
    text = json.dumps(labelled, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(labelled) + "\n"
    return (text if len(text.splitlines()) == 1 else json.dumps(labelled)) + "\n"


def _lines(path: Path) -> Iterator[dict[str, str]]:
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
        raise UserError(f"{path}: cannot be read ({why}). Name a file of JSON lines in UTF-8.") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or row.get("by") not in ("client", "us"):
            raise UserError(f'{path}, line {number}: needs "text" and "by" ("client" or "us"). Mend that line.')
        for name in AROUND:
            if not isinstance(row.get(name), str | None):
                raise UserError(f'{path}, line {number}: "{name}" is no text. Mend that line.')
        yield row
