"""What came of each promise: the facts of one account told in their order, each settling what it can and no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from comity.ledger.promising import beside, deeds, outcomes
from comity.ledger.promising.cues import words_of
from comity.ledger.promising.days import due_day
from comity.ledger.promising.heard import Heard, Remark
from comity.ledger.promising.naming import names_a_day
from comity.ledger.promising.outcomes import Outcomes
from comity.ledger.promising.topics import amounts, contradict, falls_short, stems
from comity.ledger.promising.workdays import Workdays
from comity.ledger.proof import Proof

KEPT, BROKEN, WITHDRAWN = "kept", "broken", "withdrawn"
# How long after its day a promise is listened for, and how long one without a day.
_HEARD = dt.timedelta(days=90)
_UNDATED = dt.timedelta(days=60)
_DELIVERY = dt.timedelta(days=21)
# Working days after the named day in which what comes is in time: mail is read late.
_GRACE = 1
_PATIENCE = dt.timedelta(days=5)  # before asking again means that something did not come
_EVE = dt.timedelta(days=1)
# Who hears this in a mail that it holds of takes nothing as come.
_CROSS = frozenset({"feedback", "challenge", "contempt", "threat", "pay_refusal"})


class Promise(msgspec.Struct):
    """One promise, and what became of it as its account's story goes on.

    `around` is what one to pay stands in: the rest of its mail, and the mail of the other side that it answers;
    `whole` the sentence, where the quote is the part of it that promises this.
    """

    account: str
    kind: str
    ref: str
    side: str
    who: str
    quote: str
    made_on: dt.date
    due_on: dt.date | None
    thread: str
    subject: str = ""
    moved: list[tuple[dt.date, dt.date, Proof]] = msgspec.field(default_factory=list)
    outcome: str = ""
    settled_on: dt.date | None = None
    proof: Proof | None = None
    topics: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    money: bool = False
    counts: frozenset[int] = frozenset()
    around: Sequence[str] = ()
    whole: str = ""
    since: set[str] = msgspec.field(default_factory=set)  # whose words were heard since

    @property
    def about(self) -> frozenset[str]:
        """Its own telling words, or those of the subject where it has none."""
        return self.own or self.topics

    @property
    def due(self) -> dt.date | None:
        """The day it is due by now."""
        return self.moved[-1][1] if self.moved else self.due_on

    def due_at(self, day: dt.date) -> dt.date | None:
        """The day it was due as known on a day."""
        return next((due for on, due, _ in reversed(self.moved) if on <= day), self.due_on)

    def settle(self, outcome: str, day: dt.date, proof: Proof) -> None:
        """What came of it; the first proof stands. No words of another invoice or order are any."""
        if not self.outcome and not contradict(self.quote, proof.quote):
            self.outcome, self.settled_on, self.proof = outcome, day, proof


class Word(msgspec.Struct, frozen=True):
    """One mail as the story hears it: whose, in which conversation, what it says, and how many files came with it; or
    one note of ours, a conversation of its own.
    """

    ref: str
    said_on: dt.date
    side: str
    who: str
    thread: str
    subject: str
    said: Heard | Remark
    files: int
    kind: str = "message"

    @property
    def sentences(self) -> Sequence[str]:
        """Its sentences, in order."""
        return self.said.sentences

    @property
    def labels(self) -> frozenset[str]:
        """The labels that hold of any of its sentences."""
        return self.said.labels

    def proof(self, quote: str) -> Proof:
        """This mail as a proof."""
        return Proof(self.kind, self.ref, self.said_on, self.side, self.who, quote, 1.0)


class Story:
    """The promises of one account that are not settled yet, and what each next word does to them: by rules, and where
    they tell nothing by what it likely tells.
    """

    def __init__(self, workdays: Workdays, likely: Outcomes | None = None) -> None:
        self._workdays, self._outcomes = workdays, likely
        self.open: list[Promise] = []

    def hear(self, word: Word) -> None:
        """Settle what this mail settles."""
        self.open = [p for p in self.open if not p.outcome and word.said_on <= self._last(p)]
        if not self.open:
            return
        if word.kind == "message":
            mine = [p for p in self.open if p.side == word.side and p.ref != word.ref]
            theirs = [p for p in self.open if p.side != word.side]
            if theirs:
                self._thanked(word, theirs)
                self._missed(word, theirs)
                self._received(word, theirs)
            if mine:
                self._told(word, mine)
        else:
            self._noted(word)
        if self._outcomes:
            self._likely(word, self._outcomes)

    def _noted(self, note: Word) -> None:
        """A note of ours, once the day is over, that it did not come: said beside what was promised."""
        for promise in self.open:
            if promise.due is None or not promise.due < note.said_on <= promise.due + outcomes.FAR:
                continue
            if said := next((s for s in note.sentences if outcomes.denied(promise, s)), ""):
                promise.settle(BROKEN, note.said_on, note.proof(said))

    def _likely(self, word: Word, likely: Outcomes) -> None:
        """Settle what no rule settles, and of which this word likely tells what came of it: that one promise was
        broken says nothing of another that is not named there.
        """
        missed = {p.proof.quote for p in self.open if p.outcome == BROKEN and p.proof and p.proof.ref == word.ref}
        for promise in self.open:
            if promise.outcome or promise.ref == word.ref:
                continue
            by = outcomes.whose(promise, word)
            if outcomes.counts(promise, word):
                over = promise.due is not None and word.said_on > self._limit(promise)
                outcome, said = likely.tell(promise, word, first=by not in promise.since, over=over)
                of_another = outcome == BROKEN and said in missed and not beside.beside(promise, said)
                if outcome and not of_another:
                    promise.settle(outcome, word.said_on, word.proof(said))
            promise.since.add(by)

    def again(self, new: Promise) -> Promise | None:
        """The promise that this one repeats or moves, if any; one that is overdue is not repeated but given anew.

        What stands twice in one message, or in two copies of it, is one promise.
        """
        for old in reversed(self.open):
            if (old.ref, old.side, old.quote) == (new.ref, new.side, new.quote):
                return old
            if old.outcome or old.side != new.side or old.ref == new.ref or self._overdue(old, new.made_on):
                continue
            shared, least = len(old.own & new.own), min(len(old.own), len(new.own))
            same = old.thread == new.thread
            if (same and (shared >= max(1, least / 2) or not new.own)) or (shared > 1 and shared >= 0.6 * least):
                return old
        return None

    def _overdue(self, promise: Promise, day: dt.date) -> bool:
        return promise.due is not None and day > self._limit(promise)

    def _limit(self, promise: Promise, grace: int = _GRACE) -> dt.date:
        assert promise.due
        return self._workdays.after(promise.due, grace)

    def _near(self, promise: Promise, day: dt.date) -> bool:
        """Whether a day is about the one that was named: what comes then needs less to be known by."""
        return promise.due is not None and promise.due - _PATIENCE <= day <= self._limit(promise)

    def _headed(self, promise: Promise, word: Word) -> bool:
        """Whether a mail of about the named day begins a conversation that is headed by what was promised, and neither
        asks nor puts it off.
        """
        begins = word.thread == word.ref and self._near(promise, word.said_on)
        if not (begins and stems(word.subject) & promise.own):
            return False
        return self._brings(promise, word)

    def _on_its_day(self, promise: Promise, word: Word) -> bool:
        """Whether a mail of ours answers there, or names it, on the very day that we named, and neither asks nor puts
        it off. A client's own mail is of many things: what clients promised needs more.
        """
        if promise.side != "us" or promise.due is None:
            return False
        if not promise.due - _EVE <= word.said_on <= self._limit(promise):
            return False
        about = promise.thread == word.thread or promise.own & stems(word.said.whole)
        return bool(about) and self._brings(promise, word)

    def _brings(self, promise: Promise, word: Word) -> bool:
        """Whether a mail may be what was promised: it asks nothing, puts nothing off and owns no fault."""
        if "apology" in word.labels or beside.undone(promise, beside.telling(word.sentences, promise)):
            return False
        return not any(self._ahead(word)) and not any(s.endswith("?") for s in (word.subject, *word.sentences))

    def _ahead(self, word: Word) -> Sequence[int]:
        """Of a mail's subject, and then of each sentence, whether it tells of what is yet to come."""
        said = (word.subject, *word.sentences)
        return word.said.keep("ahead", lambda: [int(self._yet_to_come(s, word)) for s in said])

    def _yet_to_come(self, sentence: str, word: Word) -> bool:
        """Whether a sentence puts off, or names a day ahead of the mail's own."""
        if deeds.PUT_OFF.search(sentence):
            return True
        named = names_a_day(sentence, words_of(sentence))
        due = due_day(sentence, word.said_on, self._workdays) if named else None
        return due is not None and due > word.said_on

    def _last(self, promise: Promise) -> dt.date:
        return promise.due + _HEARD if promise.due else promise.made_on + _UNDATED

    def _thanked(self, word: Word, theirs: Iterable[Promise]) -> None:
        """The other side gives thanks for the very visit or call: what else they miss is another matter."""
        for promise in theirs:
            if thanks := beside.thanked(promise, word):
                promise.settle(KEPT, word.said_on, word.proof(thanks))

    def _missed(self, word: Word, theirs: Iterable[Promise]) -> None:
        """The other side misses it, asks again, or counts less than was promised."""
        lacks = word.said.telling(deeds.LACK)
        came = bool(beside.came(word))
        cross = bool(word.labels & {"feedback", "contempt"}) and not (came or word.labels & {"appreciation", "threat"})
        gone = () if came else word.said.telling(deeds.GONE)
        wonders = () if came or "appreciation" in word.labels else word.said.telling(deeds.WONDERS)
        scored = []
        for promise in theirs:
            same, due = promise.thread == word.thread, promise.due
            if off := self._called_off(promise, word):
                promise.settle(WITHDRAWN, word.said_on, word.proof(off))
            elif due and word.said_on >= due and promise.counts and falls_short(word.said.whole, promise.counts):
                promise.settle(BROKEN, word.said_on, word.proof(beside.telling(word.sentences, promise)))
            elif (
                due
                and word.said_on > due
                and (late := beside.over(gone, promise, due, word) or beside.tardy(promise, word, self._limit(promise)))
            ):
                promise.settle(BROKEN, word.said_on, word.proof(late))
            elif word.said_on > (due or promise.made_on + _PATIENCE):
                recent = due is not None and word.said_on <= due + 2 * _PATIENCE
                cross_here = cross and same and recent
                missing = [*lacks, *(s for s in wonders if stems(s) & promise.own)]
                if missing or (cross_here and stems(beside.telling(word.sentences, promise)) & promise.own):
                    scored.append((self._score(word, missing, promise, recent=recent), promise))
        best = max((score for score, _ in scored), default=0)
        for score, promise in scored:
            if score == best and score >= 2:
                said = beside.telling([*lacks, *wonders] or word.sentences, promise)
                promise.settle(BROKEN, word.said_on, word.proof(said))

    def _called_off(self, promise: Promise, word: Word) -> str:
        """The sentence, before its day is over, by which it is given back or taken back, '' for none: in its
        conversation, of what was promised where several things were; elsewhere by more of its own words, or by one
        where the day is near.
        """
        if promise.due is None or word.said_on > promise.due:
            return ""
        said = [s for s in word.said.telling(deeds.RELEASED) if not s.endswith("?")]
        least = 1 if promise.thread == word.thread or word.said_on >= promise.due - _DELIVERY else 2
        own = [s for s in said if len(stems(s) & promise.own) >= least]
        pending = (
            p for p in self.open if p.thread == word.thread and not p.outcome and p.due and p.due >= word.said_on
        )
        alone = [s for s in said if not deeds.FORGIVES.search(s)] if list(pending) == [promise] else ()
        return next(iter(own or alone), "")

    def _score(self, word: Word, lacks: Sequence[str], promise: Promise, *, recent: bool) -> int:
        """How likely this promise is the one that is missed."""
        about = stems(f"{word.subject} {' '.join(lacks)}")
        score = 2 * (promise.thread == word.thread) + min(3, len(about & promise.topics)) + recent
        return score + 2 * beside.names_its_day(word, promise) + word.said.tells(deeds.MISSING)

    def _received(self, word: Word, theirs: Iterable[Promise]) -> None:
        """The other side tells that it came."""
        came = beside.came(word)
        pleased = "appreciation" in word.labels and not word.said.telling(deeds.GONE)
        if not (came or pleased):
            self._content(word, [promise for promise in theirs if promise.side == "us"])
            return
        fits = [p for p in theirs if self._may_tell(p, word, told=bool(came))]
        if beside.says_little(word) and len(fits) > 1:  # and can be of either
            fits = [p for p in fits if p.own & stems(word.said.whole)]
        for promise in fits:
            here = came and beside.beside(promise, came)
            if promise.due and beside.came_later(came, word, self._limit(promise)):
                continue
            if here or not beside.awaited(promise, word):
                said = came or beside.telling(word.sentences, promise)
                promise.settle(KEPT, word.said_on, word.proof(said))

    def _may_tell(self, promise: Promise, word: Word, *, told: bool) -> bool:
        """Whether a mail of the other side is near enough to a promise to tell that it came: who is pleased before the
        day may be so with what was promised, it came where that is `told`.
        """
        due = promise.due or promise.made_on
        since = max(promise.made_on, due - (_PATIENCE if told else _EVE))
        near = since < word.said_on <= due + _DELIVERY
        return near and beside.about(promise, word, least=2 if len(promise.topics) > 3 else 1)

    def _content(self, word: Word, ours: Sequence[Promise]) -> None:
        """A client who writes of what we promised once its day has come, and finds nothing amiss, has it."""
        due = [p for p in ours if p.due and p.due <= word.said_on <= p.due + _DELIVERY]
        if not due or word.labels & _CROSS or beside.amiss(word):
            return
        said, counted, headed = stems(word.said.whole), amounts(word.said.whole), stems(word.subject)
        named = [p for p in due if p.own & said or p.counts & counted]
        elsewhere = [p for p in due if p.own & headed and p.thread != word.thread]
        answered = [p for p in due if p.thread == word.thread and word.said_on <= (p.due or p.made_on) + _PATIENCE]
        ahead = [s for s, told in zip(word.sentences, self._ahead(word)[1:], strict=True) if told]
        notes = beside.takes_note(word) and not ahead
        for promise in named or elsewhere or (answered if notes else ()):
            if not (beside.awaited(promise, word) or any(beside.beside(promise, s) for s in ahead)):
                promise.settle(KEPT, word.said_on, word.proof(beside.telling(word.sentences, promise)))

    def _told(self, word: Word, mine: Sequence[Promise]) -> None:
        """Who promised it delivers it, or owns that it was not done."""
        late = word.said.tells(deeds.LATE)
        done = [s for s in word.said.telling(deeds.DONE) if not all(beside.undone(p, s) for p in mine)]
        if done:
            ahead = dict(zip(word.sentences, self._ahead(word)[1:], strict=True))
            done = [s for s in done if not ahead[s]]
        # "The benchmark is attached" is of who starts on Monday only where no benchmark was promised.
        said = stems(" ".join([*done, *(word.said.telling(deeds.LATE) if late else ())]))
        named_here = any(promise.own & said for promise in mine)
        for promise in mine:
            if off := self._called_off(promise, word):
                promise.settle(WITHDRAWN, word.said_on, word.proof(off))
                continue
            if named_here and not promise.own & said:
                continue
            own = [s for s in done if not (contradict(promise.quote, s) or beside.undone(promise, s))]
            if promise.money:  # a file pays nothing
                brought = [s for s in own if deeds.PAYS.search(s)]
            else:
                brought = own or word.files or self._headed(promise, word) or self._on_its_day(promise, word)
            if not (late or brought or "apology" in word.labels):
                continue
            named = late and beside.names_its_day(word, promise)
            comes = brought and not late and self._near(promise, word.said_on)
            if not (named or beside.about(promise, word, least=1 if comes else 2)):
                continue
            over = promise.due is not None and word.said_on > promise.due
            beyond = over and (promise.thread == word.thread or self._overdue(promise, word.said_on))
            if over and (late or ("apology" in word.labels and beyond)):
                owned = beside.first(word, deeds.LATE) or beside.telling(word.sentences, promise)
                promise.settle(BROKEN, word.said_on, word.proof(owned))
            elif brought and word.said_on <= (promise.due or promise.made_on) + _DELIVERY:
                said_so = own[0] if own else beside.telling(word.sentences, promise)
                promise.settle(KEPT, word.said_on, word.proof(said_so))
