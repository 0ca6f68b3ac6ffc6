"""Finding the account that somebody means on the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from comity.book.known import known_on, newest_day
from comity.book.names import Directory, Firm
from comity.book.whois import Account, who_is_who
from comity.errors import UserError

if TYPE_CHECKING:
    from comity.judge import Sight  # which takes long to load, and is not needed to find one


def find(accounts: Mapping[str, Account], what: str) -> Account:
    """The account with this id, domain or name. Raises UserError naming what comes near where none is meant."""
    for account in accounts.values():
        if what.lower() in (account.id, *account.domains) or what in (account.name, *account.spellings):
            return account
    directory = Directory([Firm(a.id, (a.name, *a.spellings), a.domains) for a in accounts.values()])
    finding = directory.look(what)
    if finding.match:
        return accounts[finding.match.firm]
    begin = (a.id for a in accounts.values() if _begins(a, what))
    near = ", ".join([*dict.fromkeys((*begin, *(accounts[c.firm].id for c in finding.candidates)))][:3])
    hint = f"Perhaps one of {near}." if near else "`comity accounts` lists them all."
    raise UserError(f"no account is called “{what}”. {hint}")


def find_seen(sight: Sight, what: str, today: dt.date) -> Account:
    """The account that is meant, also one of which nothing was known yet on the day of the sight. Raises UserError."""
    try:
        return find(sight.ground.whois.accounts, what)
    except UserError:
        newest = newest_day(sight.book, today)
        if newest is None or newest <= sight.as_of:
            raise
        return find(who_is_who(known_on(sight.book, newest)).accounts, what)


def _begins(account: Account, what: str) -> bool:
    """Whether an account's id or any name of it begins so."""
    names = (account.id, account.name, *account.spellings)
    return bool(what.strip()) and any(name.lower().startswith(what.strip().lower()) for name in names)
