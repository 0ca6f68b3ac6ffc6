"""Say what is not so: a sentence, a promise, a standing; see what it would change, list, take back, and export it."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from comity.book.corrections import HOLDS, HOLDS_NOT, NONE, in_force, say
from comity.book.store import DeltaBook
from comity.cli import home_of
from comity.cli.find import find
from comity.cli.portfolio import shortened
from comity.cli.reader import answered
from comity.cli.shared import Console, add_json, today, user, write_json, write_text
from comity.correcting import promised
from comity.correcting.exporting import lines
from comity.correcting.places import standing
from comity.correcting.preview import Frame, cut, foresee, laid, of_firm
from comity.correcting.saying import correction, undoing, value_of
from comity.errors import UserError
from comity.home import heard_cache, locked, open_book
from comity.in_words import counted
from comity.judge import BEFORE, Sight, see
from comity.ledger.mail_facts import in_portions
from comity.review_html import words
from comity.standing.in_force import policy_in_force
from comity.standing.policy import Policy

DEEDS = ("list", "sentence", "promise", "standing", "undo", "export")
_WORDS = {
    "sentence": "sentence ACCOUNT “WORDS IT BEGINS WITH” is|not LABEL",
    "promise": "promise ACCOUNT “WORDS IT BEGINS WITH” kept|broken|withdrawn|none",
    "standing": "standing ACCOUNT STANDING --why REASON",
    "undo": "undo NAME",
    "export": "export FILE",
}
_WOULD = {"kept": "count as kept", "broken": "count as not kept", "withdrawn": "be owed no more",
          "none": "be listed no more"}  # fmt: skip
_COUNTS = {"sentence": 4, "promise": 3, "standing": 2, "undo": 1, "export": 1}


class _Spoken(NamedTuple):
    """A sentence, the message, note or invitation it stands in, and whose it is."""

    ref: str
    text: str
    side: str = ""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument("deed", nargs="?", choices=DEEDS, default="list", help="what to do (default: list)")
    says = "sentence: ACCOUNT WORDS is|not LABEL; promise: ACCOUNT WORDS kept|broken|withdrawn|none; "
    says += "standing: ACCOUNT STANDING; undo: NAME; export: FILE"
    parser.add_argument("words", nargs="*", metavar="WORD", help=says)
    parser.add_argument("--why", default="", help="the reason, kept with it")
    parser.add_argument("--ref", default="", help="the message it stands in, where several begin alike")
    parser.add_argument("--preview", action="store_true", help="tell what it would change, and keep nothing")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """List, or write one correction into the book."""
    home = home_of(args.home)
    book = open_book(home)
    if args.deed == "list":
        return _list(book, args.json)
    if args.deed == "sentence":
        args.words[3:] = [" ".join(args.words[3:])] if args.words[3:] else []  # a label may be told in several words
    if len(args.words) != _COUNTS[args.deed]:
        raise UserError(f"`comity correct {args.deed}` is said so: comity correct {_WORDS[args.deed]}.")
    if args.deed == "export":
        return _export(book, args.words[0])
    if args.deed == "undo":
        row = undoing(_named(book, args.words[0]), by=user(), at=dt.datetime.now(dt.UTC))
    else:
        sight = see(book, None, today=today(), cache=heard_cache(home), second=answered(home, book))
        row, text = _said(args, sight)
        _foretell(sight, row, text, policy_in_force(book))
        if args.preview:
            return 0
    with locked(home):
        say(book, row)
    short = row["row_id"][:8]
    told = (
        "It is taken back." if args.deed == "undo" else f"Kept as {short}. `comity correct undo {short}` takes it back."
    )
    holds = "It stands beside Comity's verdict" if args.deed == "standing" else "It holds"
    Console().print(f"{told} {holds} from the next review on.", markup=False)
    return 0


def _list(book: DeltaBook, where: str | None) -> int:
    rows = in_force(book.facts("corrections").to_pylist())
    there = standing(book, {(r["ref"], r["sentence"]) for r in rows if r["sentence"]})
    quotes = [found.text if (found := there.get((r["ref"], r["sentence"]))) else "" for r in rows]
    told = [
        {"id": r["row_id"], "said_at": r["said_at"].isoformat(), "said_by": r["said_by"], "what": r["what"],
         "account": r["account"], "ref": r["ref"], "sentence": quote, "label": r["label"], "value": r["value"],
         "why": r["why"]}
        for r, quote in zip(rows, quotes, strict=True)
    ]  # fmt: skip
    write_json(where, {"corrections": told})
    if where != "-":
        console = Console()
        for r, quote in zip(rows, quotes, strict=True):
            what = " ".join(filter(None, (r["what"], r["label"].replace("_", " "), words(r["value"]))))
            # Of a sentence that is no longer in the book its message alone can be named.
            about = f"“{shortened(' '.join(quote.split()))}”" if quote else r["ref"]
            parts = (r["row_id"][:8], f"{r['said_at']:%Y-%m-%d}", r["said_by"], r["account"], what, about)
            why = f" ({r['why']})" if r["why"] else ""
            console.print(f"{'   '.join(filter(None, parts))}{why}", markup=False)
        if not rows:
            console.print("Nothing was corrected yet.")
    return 0


def _export(book: DeltaBook, where: str) -> int:
    """Write what holds without anybody's words. Raises UserError where the file cannot be written."""
    told = list(lines(book, in_force(book.facts("corrections").to_pylist())))
    write_text(where, told)
    if where != "-":
        Console().print(
            f"{counted(len(told), 'correction')}: digests, labels and places, no word of any mail.", markup=False
        )
    return 0


def _said(args: argparse.Namespace, sight: Sight) -> tuple[dict[str, Any], str]:
    """The correction that the words of the call say, and the words of the sentence that it is about."""
    account = find(sight.ground.whois.accounts, args.words[0]).id
    common = {"by": user(), "at": dt.datetime.now(dt.UTC), "account": account, "why": args.why}
    if args.deed == "standing":
        return correction("standing", args.words[1], **common), ""
    if args.deed == "promise":
        value = value_of("promise", args.words[2])
        found = _promise(sight, account, args.words[1], args.ref)
        return correction("promise", value, ref=found.ref, sentence=found.text, **common), found.text
    found = _sentence(sight, account, args.words[1], args.ref)
    if args.words[2] not in ("is", "not"):
        raise UserError(f"“{args.words[2]}” says neither: `is` where the sentence is a threat, `not` where it is none.")
    told = {"ref": found.ref, "sentence": found.text, "side": found.side, "label": args.words[3]}
    return correction("sentence", HOLDS if args.words[2] == "is" else HOLDS_NOT, **told, **common), found.text


def _sentence(sight: Sight, account: str, begins: str, message: str) -> _Spoken:
    """The sentence that begins with these words. Raises UserError where none does, or several."""
    found = _beginning(_sentences(sight, account), begins, message, "sentence")
    if found is None:
        where = message or account
        raise UserError(f"no sentence begins with “{begins}” in what was read of {where}. Copy it as it was written.")
    return found


def _promise(sight: Sight, account: str, begins: str, message: str) -> _Spoken:
    """The same of what promises, or moves the day of a promise, wherever it stands."""
    tables = {name: sight.engine.query(f"select * from {name}") for name in ("promises", "promise_days")}
    some = (_Spoken(ref, text) for ref, text in promised.sentences(cut(tables, account)))
    found = _beginning(some, begins, message, "promise")
    if found is None:
        listed = "`comity promises` lists them, and `comity correct` what somebody said to be none"
        raise UserError(f"no promise begins with “{begins}” in what was read of {message or account}. {listed}.")
    return found


def _beginning(some: Iterable[_Spoken], begins: str, message: str, what: str) -> _Spoken | None:
    """The one that is these words, else the one that begins with them; None where there is none.

    Raises UserError where there are several.
    """
    wanted = " ".join(begins.split())
    there = sorted({s._replace(text=" ".join(s.text.split())) for s in some if not message or s.ref == message})
    found = [s for s in there if s.text == wanted] or [s for s in there if wanted and s.text.startswith(wanted)]
    if len(found) > 1:
        refs = ", ".join(dict.fromkeys(s.ref for s in found))
        raise UserError(f"{len(found)} {what}s begin with “{wanted}”. Name the message with --ref: {refs}.")
    return found[0] if found else None


def _sentences(sight: Sight, account: str) -> Iterator[_Spoken]:
    heard = sight.ground.heard
    for mail in in_portions([m for m in sight.ground.mails if account in m.accounts], heard):
        yield from (_Spoken(mail.ref, s.text, mail.said_by) for s in heard[mail.key].sentences)
    rows = sight.engine.query("select distinct account, ref, quote, said_by from talk where kind = 'note'").to_pylist()
    yield from (_Spoken(r["ref"], r["quote"], r["said_by"]) for r in rows if r["account"] == account)


def _foretell(sight: Sight, row: dict[str, Any], text: str, policy: Policy) -> None:
    """Tell what this correction alone would change."""
    frame = Frame(sight.as_of, sight.as_of - BEFORE, policy, sight.ground.home.hard_lines, of_firm(sight.engine))
    tables = cut(laid(sight.engine), row["account"])
    if row["what"] == "standing":
        seen = foresee(tables, row["account"], frame).verdict
        stays = f"{row['account']} stays {words(seen.standing)} ({seen.score.probability:.0%})"
        beside = f"that you see it as {words(row['value'])} stands beside it, and changes no verdict"
        Console().print(f"{stays}; {beside}.", markup=False)
        return
    now, then = (foresee(tables, row["account"], frame, r, text) for r in (None, row))
    told = [f"{v.standing} ({v.score.probability:.0%})" for v in (now.verdict, then.verdict)]
    says = (
        f"{row['account']} would be {told[1]} instead of {told[0]}."
        if told[0] != told[1]
        else f"{row['account']} stays {told[0]}."
    )
    console = Console()
    console.print(says, markup=False)
    if row["what"] == "promise":
        moves = row["value"] == NONE and not promised.makes(tables, (row["ref"], row["sentence"]))
        told = "be due as before these words" if moves else _WOULD[row["value"]]
        console.print(f"The promise would {told}.", markup=False)
    for word, entries in (("no more", then.goes), ("new", then.comes)):
        for e in entries:
            console.print(f"In the statement, {word}: {e.on:%d %b %Y}, {e.side} {e.sentence}.", markup=False)


def _named(book: DeltaBook, short: str) -> dict[str, Any]:
    """The correction of this name that holds. Raises UserError where there is none."""
    found = [r for r in in_force(book.facts("corrections").to_pylist()) if r["row_id"].startswith(short)]
    if len(found) != 1:
        raise UserError(f"no correction that holds is called {short}. `comity correct` lists them.")
    return dict(found[0])
