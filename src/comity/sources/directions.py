"""Which way a telephone call went and whether anybody was spoken to, by the words of logs and CRMs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from comity.later import pattern
from comity.sources.values import NO, Unreadable, plain, quoted

IN, OUT, MISSED = "in", "out", "missed"
OUT_WORDS = re.compile(
    r"\b(?:out|outbound|outgoing|out-?going|dialled|dialed|placed|made|ausgehend\w*|abgehend\w*|gehend|gewählt\w*|aus|"
    r"uitgaand\w*|uit|gebeld|sortant\w*|émis\w*|salient\w*|saliendo|salida|realizad[ao]s?|in uscita|uscit[ae]|"
    r"effettuat[ae]|saída|efe[c]?tuad[ao]s?|ut|utgående|udgående|wychodząc\w*|o)\b",
    re.IGNORECASE,
)
# Said of calls alone; a message or a delivery may be rejected or declined too.
UNANSWERED_WORDS = (
    r"missed|unanswered|not answered|no answer|no reply|abandoned|voicemail|voice mail|busy|engaged|"
    r"verpasst\w*|entgangen\w*|abwesenheit|nicht angenommen|kein\w* antwort|besetzt|mailbox|gemist\w*|onbeantwoord|"
    r"niet opgenomen|geen gehoor|in gesprek|bezet|manqué\w*|sans réponse|messagerie|occupé\w*|perdid[ao]s?|"
    r"sin respuesta|no (?:atendid|contestad|respondid)[ao]s?|desatendid[ao]s?|abandonad[ao]s?|ocupad[ao]|comunicando|"
    r"buzón|pers[ae]|non rispost\w*|segreteria|obesvara\w*|ubesvar\w*|nieodebran\w*"
)
UNANSWERED = re.compile(rf"\b(?:{UNANSWERED_WORDS})\b", re.IGNORECASE)
MISSED_WORDS = re.compile(rf"\b(?:{UNANSWERED_WORDS}|rejected|declined|m)\b", re.IGNORECASE)
# Said of how a call ended, which "ended by hanging up" tells of those that were answered too.
HUNG_UP = pattern(r"(?:caller )?(?:hang[ -]?up|hung[ -]?up)", re.IGNORECASE)
# What runs over the same lines and is no talk; a bill lists data too.
NO_TALK = pattern(r"\b(?:tele)?fax(?:es|e)?\b|\b(?:sms|mms)\b", re.IGNORECASE)
IN_WORDS = re.compile(
    r"\b(?:in|inbound|incoming|in-?coming|received|answered|eingehend\w*|ankommend\w*|kommend|angenommen\w*|ein|"
    r"inkomend\w*|binnenkomend\w*|ontvangen|entrant\w*|reçu\w*|entrada|recibid[ao]s?|in entrata|entrata|ricevut[ae]|"
    r"recebid[ao]s?|inkommande|indgående|inngående|przychodząc\w*|i)\b",
    re.IGNORECASE,
)

# Said of a call that stayed in the house.
INTERNAL = pattern(
    r"\b(?:internal|intern(?:e[rns]?|[oa]s?)?|hausintern|inhouse|in-house|intercom|onderling|"
    r"ext(?:ension)?[ -]to[ -]ext(?:ension)?)\b",
    re.IGNORECASE,
)


def direction_of(words: str | Iterable[str], result: str | None, seconds: int | None) -> str:
    """'in', 'out' or 'missed', by the words of the log and the call's length. Raises Unreadable.

    Where several columns speak of it ("Inbound", "Voicemail"), the first that tells a way counts, and who rang was
    missed where another says so.
    """
    told = [words] if isinstance(words, str) else [*words]
    ways = [way for word in told if (way := way_of(word))]
    if any(INTERNAL.search(word) and not way_of(word) for word in told):
        raise Unreadable("a call among our own people: left out", "Nothing need be done.")
    if not ways:
        raise Unreadable(f"{quoted(told[0])} is neither in nor out nor missed")
    way = next((way for way in ways if way != MISSED), MISSED)
    return MISSED if way == IN and (MISSED in ways or was_missed(result, seconds)) else way


def way_of(word: str) -> str:
    """What one word of a log says of the way, '' for nothing."""
    told = word.replace("_", " ")
    return next(
        (w for w, words in ((OUT, OUT_WORDS), (MISSED, MISSED_WORDS), (IN, IN_WORDS)) if words.search(told)), ""
    )


def was_missed(result: str | None, seconds: int | None) -> bool:
    """Whether a call that came in was not answered: its length is nought, or its result says so ("No answer", "No")."""
    return in_vain(result, seconds) or bool(result and MISSED_WORDS.search(result))


def in_vain(result: str | None, seconds: int | None) -> bool:
    """Whether nobody was spoken to, whoever rang; "declined" may be said of what was offered as well."""
    if seconds == 0:
        return True
    told = plain(result or "")
    return bool(UNANSWERED.search(told)) or told.lower() in NO or bool(HUNG_UP.fullmatch(told))


def is_talk(*words: str | None) -> bool:
    """Whether what the log tells of is no fax and no message."""
    return not any(NO_TALK.search(word) for word in words if word)
