"""The policy that a book's firm set, or the one that comes with the program."""

from __future__ import annotations

from comity.book.declared import POLICY, versions
from comity.book.store import Book
from comity.standing.policy import Policy, default_policy, parse


def policy_in_force(book: Book) -> Policy:
    """The newest policy that somebody set, else the default one. Raises UserError where it cannot be used."""
    newest = versions(book.facts("settings"), POLICY)
    return parse(newest[0]["value"], "the policy in force") if newest and newest[0]["value"] else default_policy()
