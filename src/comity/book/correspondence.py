"""What each message is: correspondence with an account, or rightly left out, and then as what."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from comity.book.domains import registrable
from comity.book.known import Facts
from comity.book.person_names import is_automatic_address
from comity.book.whois.ends import heads
from comity.book.whois.model import WhoIsWho
from comity.book.whois.own import is_ours
from comity.book.whois.spam import spam_refs
from comity.book.whois.traffic import machine_marks

# What a message can be. The first two are correspondence; the others are understood and left out ("ignored").
CLIENT, US = "client", "us"
INTERNAL, NEWSLETTER, AUTOMATIC, SPAM, STRANGER, NO_CLIENT = (
    "internal", "newsletter", "automatic", "spam", "stranger", "no client",
)  # fmt: skip


class Letter(msgspec.Struct, frozen=True):
    """One message as correspondence: who said it ('client' or 'us', or why it is left out), and to which accounts.

    `known` says more of why, where that is known of whom it is from or to.
    """

    said_by: str
    accounts: tuple[str, ...] = ()
    known: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is correspondence with an account."""
        return bool(self.accounts)

    @property
    def why(self) -> str:
        """Why it is left out, as nearly as that is known."""
        return self.known or self.said_by


def letters(facts: Facts, whois: WhoIsWho) -> list[Letter]:
    """For each row of `messages`, what it is. A sender is who the address says, never who the display name says."""
    spam = spam_refs(facts)
    columns = ("ref", "sender", "marks")
    alike: dict[Letter, Letter] = {}  # of many that are the same one is held
    found = []
    for ref, sender, marks, named in heads(facts["messages"], columns):
        letter = _letter(whois, sender or "", [a for a, _ in named if a], marks or (), spam=ref in spam)
        found.append(alike.setdefault(letter, letter))
    return found


def _letter(whois: WhoIsWho, sender: str, others: Sequence[str], marks: Sequence[str], *, spam: bool) -> Letter:
    ours = is_ours(sender, whois.own.domains)
    account = whois.by_address.get(sender)
    if spam and not ours:
        return Letter(SPAM)
    machine = machine_marks(marks, whois.own.domains, ours=ours)
    if machine or (is_automatic_address(sender) and not ours):
        return Letter(NEWSLETTER if "list" in machine or "bulk" in machine else AUTOMATIC)
    if ours:
        outside = [a for a in others if not is_ours(a, whois.own.domains)]
        if not outside:
            return Letter(INTERNAL)
        clients = {whois.by_address[a] for a in outside if a in whois.by_address}
        clients = {c for c in clients if whois.accounts[c].client}
        return Letter(US, tuple(sorted(clients))) if clients else Letter(NO_CLIENT, known=_known(whois, outside))
    if account is None:
        return Letter(STRANGER, known=_known(whois, [sender]))
    if not whois.accounts[account].client:
        return Letter(NO_CLIENT)
    return Letter(CLIENT, (account,))


def _known(whois: WhoIsWho, outside: Sequence[str]) -> str:
    """Why the first of these whose domain was passed over is nobody's client."""
    return next((why for a in outside if (why := whois.passed_over.get(registrable(a)))), "")
