"""What can go wrong by the user's doing: one line that says what, where, and what to do."""

from __future__ import annotations


class UserError(Exception):
    """The words of a call are off, or its input cannot be used at all; ends a command with exit code 2.

    The message is one line: what is wrong, where, and what to do about it.
    """
