"""Show the two-sided ledger of one account: what each side gave and took, with the dates between."""

from __future__ import annotations

import argparse

from comity.cli import home_of
from comity.cli.columns import print_statement
from comity.cli.find import find_seen
from comity.cli.reader import answered
from comity.cli.shared import add_as_of, add_json, today, write_json
from comity.home import heard_cache, open_book
from comity.judge import Sight, see
from comity.ledger.statement import statement
from comity.review_json import evidence

CHANNELS = ("mail", "calls", "meetings", "money", "hours", "placements")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument("account", metavar="ACCOUNT", help="its id, a domain, or its name")
    add_as_of(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Find the account, lay the ground, print its entries."""
    home = home_of(args.home)
    book = open_book(home)
    sight = see(book, args.as_of, today=today(), cache=heard_cache(home), second=answered(home, book))
    account = find_seen(sight, args.account, today())
    entries = statement(sight.engine, account.id, sight.as_of)
    told = [
        {"on": e.on.isoformat(), "side": e.side, "flow": e.flow, "kind": e.kind,
         "amount": None if e.amount is None else round(e.amount, 4), "unit": e.unit, "sentence": e.sentence,
         "evidence": [evidence(e.evidence)]}
        for e in entries
    ]  # fmt: skip
    head = {
        "comity": "statement/1",
        "as_of": sight.as_of.isoformat(),
        "account": {"id": account.id, "name": account.name},
    }
    write_json(args.json, {**head, "entries": told})
    if args.json != "-":
        print_statement(account, entries, sight.as_of, sight.ground.home.currency, _read(sight, account.id))
    return 0


def _read(sight: Sight, account: str) -> list[str]:
    """The kinds of facts that are known of an account."""
    named = account.replace("'", "''")
    asked = f"select * from channels_as_of where day = date '{sight.as_of}' and account = '{named}'"
    return [kind for row in sight.engine.query(asked).to_pylist() for kind in CHANNELS if row[kind]]
