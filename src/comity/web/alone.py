"""One at a time: two requests that say something of one client at the same moment, and must know of each other."""

from __future__ import annotations

from comity.web.models.verdicts import Verdict


def alone_with(account: str) -> None:
    """Within a transaction: hold a client until it ends. On SQLite, where one writes at a time, nothing is to be done;
    the database leaves this out by itself.
    """
    Verdict.objects.select_for_update().filter(account=account).order_by("-pk").values_list("pk").first()
