"""What the log's lines say, in the language of the app: the log itself keeps words that no language changes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What views put down in their own words, and then the names of addresses that a request which changed something is
# put down by itself with.
WORDS: Mapping[str, str | Promise] = {
    "allowed a language model": _("allowed a language model"),
    "changed a person": _("changed a person"),
    "changed the firm": _("changed the firm"),
    "changed the password": _("changed the password"),
    "ended a key for programs": _("ended a key for programs"),
    "ended sessions": _("ended sessions"),
    "erased a person's data": _("erased a person's data"),
    "exported a person's data": _("exported a person's data"),
    "exported the corrections": _("exported the corrections"),
    "exported the list of clients": _("exported the list of clients"),
    "granted": _("granted a client"),
    "invited": _("invited somebody, or took up an invitation"),
    "let mail in again": _("let mail in again"),
    "made a backup": _("made a backup"),
    "made a key for programs": _("made a key for programs"),
    "made a link to a new password": _("made a link to a new password"),
    "made a thread private": _("made a thread private"),
    "made new recovery codes": _("made new recovery codes"),
    "opened a message": _("opened a message"),
    "opened a private thread": _("opened a private thread to all again"),
    "removed a team": _("removed a team"),
    "set privacy": _("set privacy"),
    "set the policy": _("set the policy"),
    "shut out mail": _("shut out mail"),
    "signed in": _("signed in"),
    "signed out": _("signed out"),
    "stopped the language model": _("stopped the language model"),
    "took back a grant": _("took back a grant"),
    "turned the second factor off": _("turned the second factor off"),
    "turned the second factor on": _("turned the second factor on"),
    "answer": _("answered a question"),
    "answer-undo": _("took an answer back"),
    "columns": _("said what a table’s columns are"),
    "columns-forget": _("forgot what a table’s columns are"),
    "correct": _("corrected what was read out of a sentence"),
    "correct-client": _("corrected what is said of a client"),
    "favourites": _("named favourite clients"),
    "firm": _("looked at a change of the firm"),
    "firm-use": _("changed the firm"),
    "forget-view": _("removed a view"),
    "keep-view": _("kept a view"),
    "mailbox-again": _("fetched a mailbox again"),
    "mailboxes": _("fetched a mailbox"),
    "move-answer": _("answered a move"),
    "move-undo": _("took the answer to a move back"),
    "note-change": _("wrote, changed or removed a note"),
    "own": _("began with exports of their own"),
    "owners-grant": _("granted a client"),
    "owners-ungrant": _("took back a grant"),
    "people-invite": _("tried to invite somebody"),
    "people-link": _("made a link to a new password"),
    "people-out": _("ended sessions"),
    "people-person": _("tried to change a person"),
    "people-team": _("made a team"),
    "people-team-off": _("removed a team"),
    "people-withdraw": _("took an invitation back"),
    "policy": _("looked at another policy"),
    "policy-use": _("tried to set the policy"),
    "privacy-erase": _("tried to erase a person’s data"),
    "privacy-export": _("tried to export a person’s data"),
    "privacy-keep": _("tried to set privacy"),
    "privacy-shut": _("tried to shut out mail"),
    "privacy-unshut": _("let mail in again"),
    "private-make": _("made a thread private"),
    "private-open": _("opened a private thread to all again"),
    "private-thread": _("opened a private thread"),
    "read": _("began to read exports"),
    "reader-allow": _("tried to allow a language model"),
    "reader-stop": _("stopped the language model"),
    "reading-cancel": _("stopped a reading"),
    "refresh": _("asked for a refresh"),
    "second-factor": _("signed in"),
    "setup": _("set Comity up"),
    "sign-in": _("tried to sign in"),
    "sign-out": _("signed out"),
    "token-revoke": _("ended a key for programs"),
    "tokens": _("tried to make a key for programs"),
    "undo": _("took a correction back"),
    "you": _("tried to change the password"),
    "you-codes": _("made new recovery codes"),
    "you-end-others": _("ended their other sessions"),
    "you-end-session": _("ended a session of theirs"),
    "you-factor": _("tried to turn the second factor on"),
    "you-factor-off": _("tried to turn the second factor off"),
}


def said(what: str) -> str:
    """A line's words; what has none, a name of an address of long ago, stays as it is."""
    return str(WORDS.get(what, what))


def meant(word: str) -> list[str]:
    """What the log keeps where a line's words, as they are shown, hold this one."""
    return [what for what, words in WORDS.items() if word.casefold() in str(words).casefold()]
