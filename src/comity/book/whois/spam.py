"""Which messages a mailbox kept as spam: by the names that mail programs give such a folder, in five languages."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from unicodedata import normalize

from comity.book.known import Facts
from comity.fetch.names import decoded

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
_STEP = re.compile(r"[/.\\]+")


def spam_refs(facts: Facts) -> frozenset[str]:
    """Refs of messages that every mailbox which holds them kept as spam: one colleague's filter is not always right."""
    labels: defaultdict[str, set[str]] = defaultdict(set)
    for ref, label in zip(facts["filings"]["message"].to_pylist(), facts["filings"]["label"].to_pylist(), strict=True):
        labels[ref].add(_place(label or ""))
    return frozenset(ref for ref, places in labels.items() if places - {""} == {"spam"})


@lru_cache(16_384)
def _place(label: str) -> str:
    """'spam' for a folder of it, '' for no place at all, else 'kept'."""
    plain = normalize("NFC", decoded(label)).strip().casefold()
    if any(step.strip() in _SPAM for step in _STEP.split(plain)):
        return "spam"
    return "" if _STATE.fullmatch(plain) or not plain else "kept"
