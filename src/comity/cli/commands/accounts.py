"""List accounts and why things were laid to them; merge, split, rename, strike or let them go, and take that back."""

from __future__ import annotations

import argparse
import datetime as dt

import pyarrow as pa

from comity.book.known import known_on, newest_day
from comity.book.store import DeltaBook
from comity.book.whois import WhoIsWho, who_is_who
from comity.cli import home_of
from comity.cli.find import find
from comity.cli.shared import Console, add_json, today, user, write_json
from comity.errors import UserError
from comity.home import locked, open_book
from comity.identity import row_id
from comity.tables import TABLES

DEEDS = ("list", "why", "merge", "split", "rename", "no-client", "former", "undo")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument("deed", nargs="?", choices=DEEDS, default="list", help="what to do (default: list)")
    parser.add_argument("account", nargs="?", metavar="ACCOUNT", help="its id, a domain, or its name")
    others = "merge: accounts or domains; split: a domain, spelling or address; rename: the new name"
    parser.add_argument("others", nargs="*", metavar="WHAT", help=others)
    parser.add_argument("--why", default="", help="the reason, kept with the decision")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """List, or write one decision into the book."""
    home = home_of(args.home)
    book = open_book(home)
    day = newest_day(book, today())
    if day is None:
        raise UserError(f"{home}: the book holds nothing dated yet. Run `comity read FOLDER` first.")
    whois = who_is_who(known_on(book, day))
    if args.deed == "list":
        return _list(whois, args.json)
    if args.account is None:
        raise UserError(f"`comity accounts {args.deed}` needs an ACCOUNT. `comity accounts` lists them all.")
    if args.deed == "why":
        return _why(whois, book, find(whois.accounts, args.account).id)
    with locked(home):
        _decide(book, args, whois)
    return 0


def _list(whois: WhoIsWho, where: str | None) -> int:
    told = [
        {"id": a.id, "name": a.name, "domains": list(a.domains), "spellings": list(a.spellings), "client": a.client}
        for a in whois.accounts.values()
    ]  # fmt: skip
    write_json(where, {"accounts": told, "questions": list(whois.questions)})
    if where != "-":
        console = Console()
        for account in whois.accounts.values():
            note = "   (no client)" if not account.client else "   (a client no longer)" if account.former_on else ""
            others = [n for n in (*account.domains[1:], *account.spellings) if n != account.name]
            also = f"   also {', '.join(others)}" if others else ""
            console.print(f"{account.id}   {account.name}{note}{also}", markup=False)
        for question in whois.questions:
            console.print(f"? {question}", markup=False)
    return 0


def _why(whois: WhoIsWho, book: DeltaBook, account: str) -> int:
    console = Console()
    for merge in whois.merges:
        if merge.account == account:
            console.print(f"{merge.what}: {merge.why}", markup=False)
    for row in sorted(book.facts("decisions").to_pylist(), key=lambda r: r["decided_at"]):
        if account in (row["account"], *(row["others"] or ())):
            said = f"{row['what']} {', '.join(row['others'] or [row['name']])}".rstrip()
            console.print(f"decision {row['row_id'][:8]}: {said}", markup=False)
    return 0


def _decide(book: DeltaBook, args: argparse.Namespace, whois: WhoIsWho) -> None:
    """Append one decision: a fact like any other, never a change to facts."""
    undoes = _decision(book, args.account) if args.deed == "undo" else ""
    account = args.account if args.deed == "undo" else find(whois.accounts, args.account).id
    if args.deed not in ("undo", "no-client", "former") and not args.others:
        raise UserError(f"`comity accounts {args.deed} {args.account}` needs to be told what with.")
    others = [_other(whois, args.deed, account, other) for other in args.others]
    values = {
        "decided_at": dt.datetime.now(dt.UTC), "decided_by": user(), "what": args.deed.replace("-", " "),
        "account": account,
        "others": [] if args.deed == "rename" else others,
        "name": " ".join(args.others) if args.deed == "rename" else "",
        "undoes": undoes, "why": args.why,
    }  # fmt: skip
    table = TABLES["decisions"]
    digest = row_id(table, values, "")
    provenance = {"row_id": digest, "source": "comity accounts", "file_id": "", "place": "", "ref": digest[:8]}
    row = {**values, **provenance, "read_on": today()}
    book.append("decisions", pa.Table.from_pylist([row], schema=table.schema))
    Console().print(f"Kept as decision {digest[:8]}. `comity accounts undo {digest[:8]}` takes it back.", markup=False)


def _other(whois: WhoIsWho, deed: str, account: str, other: str) -> str:
    """What is merged or split off. Raises UserError where it is nobody's, or not the account's."""
    if deed == "merge" and "@" not in other and other not in whois.passed_over:
        other = find(whois.accounts, other).id
        if other == account:
            raise UserError(f"{other} is that account already. Name another one to merge into it.")
    known = whois.accounts.get(account)
    if deed == "split" and known:
        parts = (*known.domains, *known.spellings, *(a for a, of in whois.by_address.items() if of == account))
        if other not in parts:
            raise UserError(f"“{other}” is no part of {account}. `comity accounts why {account}` lists what is.")
    return other


def _decision(book: DeltaBook, short: str) -> str:
    """The whole name of a decision that may be taken back. Raises UserError where there is none."""
    rows = book.facts("decisions", ["row_id", "what", "undoes"]).to_pylist()
    found = [r for r in rows if r["row_id"].startswith(short) and r["what"] != "undo"]
    if len(found) != 1:
        raise UserError(f"no decision is called {short}. `comity accounts why ACCOUNT` lists an account's decisions.")
    if found[0]["row_id"] in {r["undoes"] for r in rows}:
        raise UserError(f"{short} was taken back already. Decide anew if it shall hold again.")
    return found[0]["row_id"]
