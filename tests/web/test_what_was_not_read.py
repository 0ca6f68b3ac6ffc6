"""Why clients are unknown is said in the words of what was not read of most of them."""

from __future__ import annotations

from typing import Any

from comity.web.lacking import unread

ALL = dict.fromkeys(("mail", "calls", "money", "hours", "meetings"), True)


def client(messages: int, unread_mail: int = 0, **channels: bool) -> dict[str, Any]:
    """What is told of a client with so many mails of the last year, some of them in Dutch."""
    told = {"nl": unread_mail} if unread_mail else {}
    return {"channels": {**ALL, **channels}, "measures": {"messages_12m": messages}, "unread": told}


def test_it_is_the_language_where_most_of_their_mail_is_in_one_that_is_not_read() -> None:
    foreign = [client(11, 9, calls=False), client(8, 5, calls=False)]
    assert "language" in unread([*foreign, client(5, 1, calls=False)])
    assert unread([foreign[0], *(client(5, calls=False) for _ in range(2))]) == "no calls with them were read"


def test_it_is_a_channel_that_is_missing_and_nothing_where_all_were_read() -> None:
    assert unread([client(40, money=False)]) == "no invoices of theirs were read"
    assert unread([client(0)]) == ""
    assert unread([client(3, meetings=False)]) == ""  # a calendar decides nothing
    assert unread([]) == ""
