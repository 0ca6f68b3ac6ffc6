"""What a later word tells beside a promise: whether it is about it, came, or is still waited for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from comity.later import pattern
from comity.ledger.promising import deeds
from comity.ledger.promising.cues import words
from comity.ledger.promising.topics import mentions, names_weekday, stems

if TYPE_CHECKING:
    from comity.ledger.promising.cues import Cue
    from comity.ledger.promising.story import Promise, Word

_LATELY = dt.timedelta(days=14)  # until when a day of the week is the one that was named
_WORDS = pattern(r"[\w’']+")
# How many words behind a word that denies the promised thing stands at most, and before one that says it is as it was.
_BEFORE = {word: far for name, far in (("no", 3), ("never", 4), ("nothing", 6)) for word in words("denied", name)}
_STILL = words("denied", "still")
_BEHIND = 4
_NEAR = 8  # words from one of the promise's within which a denial is of it
_FEW = 3  # telling words that a mail has at most which only takes note


def beside(promise: Promise, sentence: str) -> bool:
    """Whether a sentence shares a telling word with a promise."""
    return not promise.about.isdisjoint(stems(sentence))


def about(promise: Promise, word: Word, least: int) -> bool:
    """Whether a mail is of the promise's conversation, or shares at least so many telling words with it."""
    return promise.thread == word.thread or len(promise.topics & stems(f"{word.subject} {word.said.whole}")) >= least


def telling(sentences: Sequence[str], promise: Promise) -> str:
    """The sentence that shares most with a promise."""
    return max(sentences, key=lambda s: len(stems(s) & promise.topics), default="")


def first(word: Word, cue: Cue) -> str:
    """The first sentence that tells this."""
    return next(iter(word.said.telling(cue)), "")


def over(gone: Sequence[str], promise: Promise, due: dt.date, word: Word) -> str:
    """The sentence of a promise's conversation, or about it, that tells that its day is over: by its date, or by its
    day of the week where that is not long ago; '' for none.
    """
    lately = word.said_on <= due + _LATELY
    here = lately and promise.thread == word.thread
    named = (
        s for s in gone
        if mentions(s, due) or (lately and names_weekday(s, due)) or (here and deeds.THE_DATE.search(s))
    )  # fmt: skip
    return next(named, "") if about(promise, word, least=1) else ""


def tardy(promise: Promise, word: Word, until: dt.date) -> str:
    """The sentence beside a promise that tells that it came late, or that others did it in the end; '' for none. What
    came on a day that is named, and lies behind `until`, did so where anything is amiss with it.
    """
    late = word.said.telling(deeds.TARDY)
    own = [s for s in word.sentences if not s.endswith("?") and promise.own & stems(s)]
    return next((s for s in own if s in late or (_on_a_later_day(s, word, until) and deeds.AMISS.search(s))), "")


def came_later(came: str, word: Word, until: dt.date) -> bool:
    """Whether what came did so on a day that is named, and lies behind `until`, and nobody is pleased with it."""
    return "appreciation" not in word.labels and _on_a_later_day(came, word, until)


def _on_a_later_day(sentence: str, word: Word, until: dt.date) -> bool:
    """Whether something came, by a sentence, on a day of the last week that lies behind another."""
    if not deeds.RECEIVED.search(sentence):
        return False
    back = (word.said_on - dt.timedelta(days=n) for n in range(7))
    return any(mentions(sentence, day) or names_weekday(sentence, day) for day in back if day > until)


def names_its_day(word: Word, promise: Promise) -> bool:
    """Whether a mail names the day of a promise: by its date, or by its day of the week where that is not long ago."""
    if promise.due is None:
        return False
    lately = promise.due < word.said_on <= promise.due + _LATELY
    return mentions(word.said.whole, promise.due) or (lately and names_weekday(word.said.whole, promise.due))


def came(word: Word) -> str:
    """The first sentence that tells that something came, as it should."""
    return next((s for s in word.said.telling(deeds.RECEIVED) if _as_it_should(s)), "")


def thanked(promise: Promise, word: Word) -> str:
    """The sentence, soon after its day, that gives thanks for the visit or the call that was promised; '' for none."""
    if promise.due is None or not promise.due <= word.said_on <= promise.due + _LATELY:
        return ""
    kinds = ((deeds.CALLS, deeds.RUNG), (deeds.MEETS, deeds.MET))
    thanks = next((told for kind, told in kinds if kind.search(promise.quote)), None)
    said = word.said.sentences if thanks else ()
    return next((s for s in said if thanks and thanks.search(s) and _took_place(s)), "")


def _took_place(sentence: str) -> bool:
    return not any(told.search(sentence) for told in (deeds.LACK, deeds.AWAITS, deeds.PUT_OFF))


def amiss(word: Word) -> bool:
    """Whether anything in a mail tells that something is not as it should be, or that a day is over."""
    cues = (deeds.AMISS, deeds.GONE, deeds.TARDY)
    found = (any(cue.search(s) for cue in cues) for s in word.sentences)
    return bool(word.said.keep("amiss", lambda: [int(any(found))])[0])


def awaited(promise: Promise, word: Word) -> bool:
    """Whether a sentence beside a promise tells that it is still waited for, or has not come: what is looked forward
    to is not here yet.
    """
    return any(_yet_to_come(s) or none_of(promise, s) for s in word.sentences if beside(promise, s))


def none_of(promise: Promise, sentence: str) -> bool:
    """Whether a word that denies stands close before a word of the promise, or one like "still" close behind it."""
    said = _WORDS.findall(sentence.lower())
    own = [n for n, word in enumerate(said) if beside(promise, word)]
    return any(
        0 < place - n <= _BEFORE.get(word, 0) or (word in _STILL and 0 < n - place <= _BEHIND)
        for n, word in enumerate(said) for place in own
    )  # fmt: skip


def near(promise: Promise, sentence: str) -> Iterator[str]:
    """What of a sentence stands near the words of a promise; all of it where it has none of them: what is denied
    further away is of something else.
    """
    said = list(_WORDS.finditer(sentence))
    own = [n for n, word in enumerate(said) if beside(promise, word[0])]
    if not own:
        yield sentence
    for n in own:
        yield sentence[said[max(0, n - _NEAR)].start() : said[min(len(said) - 1, n + _NEAR)].end()]


def undone(promise: Promise, sentence: str) -> bool:
    """Whether a sentence of who promised announces what is yet to come, or denies near the promise that it was done."""
    return deeds.ANNOUNCED.search(sentence) is not None or any(
        deeds.UNDONE.search(part) for part in near(promise, sentence)
    )


def takes_note(word: Word) -> bool:
    """Whether a mail gives thanks or praise and says next to nothing beside: "Perfect, thank you"."""
    return deeds.NOTED.search(word.said.whole) is not None and says_little(word)


def says_little(word: Word) -> bool:
    """Whether a mail has hardly a word that tells what it is about."""
    return len(stems(word.said.whole)) <= _FEW


def _as_it_should(sentence: str) -> bool:
    return not any(cue.search(sentence) for cue in (deeds.AMISS, deeds.AWAITS, deeds.TARDY))


def _yet_to_come(sentence: str) -> bool:
    if deeds.AWAITS.search(sentence):
        return True
    came_now = deeds.RECEIVED.search(sentence) and not deeds.AMISS.search(sentence)
    return deeds.LACK.search(sentence) is not None and not came_now
