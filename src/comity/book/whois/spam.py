"""Which messages a mailbox kept as spam: by the names that mail programs give such a folder, in five languages."""

from __future__ import annotations

import re
from functools import lru_cache

from comity.book.known import Facts
from comity.fetch.names import plain, steps

# Whole names of one step of a path: "Junkers GmbH" and "Anti-spam filter" are folders that people made.
_SPAM = frozenset(
    ("spam", "junk", "junk mail", "junk e-mail", "junk email", "bulk", "bulk mail", "spambox", "deleted as spam",
     "spamverdacht", "spam-verdacht", "unerwünscht", "unerwünschte werbung", "junk-e-mail", "werbung und spam",
     "indésirable", "indésirables", "courrier indésirable", "pourriel", "ongewenst", "ongewenste e-mail",
     "ongewenste mail", "ongewenste berichten", "no deseado", "correo no deseado", "correo basura")
)  # fmt: skip
# What Gmail says beside of a message and not of where it lies.
_STATE = re.compile(
    r"unread|opened|starred|important|archived|category .*|ungelesen|nicht gelesen|geöffnet|markiert|wichtig|archiviert"
    r"|kategorie.*|ongelezen|geopend|met ster|belangrijk|gearchiveerd|categorie.*|non lus?|ouverts?|suivis?|archivés?"
    r"|catégorie.*|no leídos?|abiertos?|destacados?|importantes?|archivados?|categoría.*"
)


def spam_refs(facts: Facts) -> frozenset[str]:
    """Refs of messages that every mailbox which holds them kept as spam: one colleague's filter is not always right."""
    refs, labels = (facts["filings"][c].to_pylist() for c in ("message", "label"))
    places = [_place(label or "") for label in labels]
    spam = {ref for ref, place in zip(refs, places, strict=True) if place == "spam"}
    # Of very many messages few are any: only of these it is asked where else they lie.
    return frozenset(spam - {ref for ref, place in zip(refs, places, strict=True) if place == "kept" and ref in spam})


@lru_cache(16_384)
def _place(label: str) -> str:
    """'spam' for a folder of it, '' for no place at all, else 'kept'."""
    if not _SPAM.isdisjoint(steps(label)):
        return "spam"
    return "" if _STATE.fullmatch(plain(label)) or not label else "kept"
