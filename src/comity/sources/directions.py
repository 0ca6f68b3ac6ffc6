"""Which way a telephone call went, by the words of logs and CRMs."""

from __future__ import annotations

import re

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
IN_WORDS = re.compile(
    r"\b(?:in|inbound|incoming|in-?coming|received|answered|eingehend\w*|ankommend\w*|kommend|angenommen\w*|ein|"
    r"inkomend\w*|binnenkomend\w*|ontvangen|entrant\w*|reçu\w*|entrada|recibid[ao]s?|in entrata|entrata|ricevut[ae]|"
    r"recebid[ao]s?|inkommande|indgående|inngående|przychodząc\w*|i)\b",
    re.IGNORECASE,
)


def direction_of(word: str, result: str | None, seconds: int | None) -> str:
    """'in', 'out' or 'missed', by the words of the log and the call's length. Raises Unreadable."""
    told = word.replace("_", " ")
    if OUT_WORDS.search(told):
        return OUT
    if MISSED_WORDS.search(told):
        return MISSED
    if not IN_WORDS.search(told):
        raise Unreadable(f"{quoted(word)} is neither in nor out nor missed")
    return MISSED if was_missed(result, seconds) else IN


def was_missed(result: str | None, seconds: int | None) -> bool:
    """Whether a call that came in was not answered: its length is nought, or its result says so ("No answer", "No")."""
    if seconds == 0:
        return True
    return bool(result) and (bool(MISSED_WORDS.search(result)) or plain(result).lower() in NO)
