"""What holds for every body."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.signals.own_words.spans import OwnWords, Span
from comity.signals.own_words.split import own_words
from comity.signals.sentences import sentences
from tests.signals.own_words.cases import ATTRIBUTIONS, BLOCKS, MARKED, QUOTED

PIECES = [
    "On Mon, May 4, 2026",
    "wrote:",
    "> ",
    ">>",
    "From: ",
    "Sent: ",
    "To: ",
    "Subject: ",
    "a@b.example",
    "<",
    ">:",
]
PIECES += [
    "\n",
    "\n\n",
    "\r\n",
    "-- ",
    "--\n",
    "____\n",
    "10:00 AM",
    "Regards,\n",
    "Ann Lee",
    "Director",
    ". ",
    ", ",
    "?",
]
PIECES += [
    "This e-mail is confidential",
    "Sent from my iPhone",
    "555-010-2233",
    "PS ",
    "Hi Ann,",
    "the crane is late",
    "\t",
]
BODIES = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))

WORDS = st.lists(
    st.sampled_from(["the", "crane", "yard", "late", "we", "need", "two", "drivers", "on", "friday", "before"]),
    min_size=3,
)
SENTENCES = WORDS.map(lambda words: " ".join(words).capitalize() + ".")
TEXTS = st.lists(SENTENCES, min_size=1, max_size=6).map("\n\n".join)
CLOSINGS = st.sampled_from(
    ["", "\n\nJon", "\n\nRegards,\nJon Ried", "\n\n-- \nJon Ried\nRied Cranes Ltd", "\n\nSent from my phone"]
)
HEADERS = st.sampled_from(sorted({**BLOCKS, **ATTRIBUTIONS}.values()))


def _every(found: OwnWords) -> list[Span]:
    return sorted((*found.spans, *found.quoted, *found.signature), key=lambda span: span.start)


@given(BODIES, st.booleans())
def test_spans_are_within_the_body_in_order_and_apart(body: str, html: bool) -> None:
    found = own_words(body, html=html)
    at = 0
    for span in _every(found):
        assert at <= span.start < span.end <= len(body)
        assert body[span.start : span.end] == body[span.start : span.end].strip()
        at = span.end


@given(BODIES)
def test_every_visible_character_is_somebodys(body: str) -> None:
    told = set().union(*(range(span.start, span.end) for span in _every(own_words(body))))
    missed = [c for at, c in enumerate(body) if at not in told and c.isalnum()]
    assert not missed


@given(BODIES)
def test_sentences_lie_in_the_spans_in_order_and_apart(body: str) -> None:
    spans = own_words(body).spans
    at = 0
    for sentence in sentences(body, spans):
        assert at <= sentence.start < sentence.end
        assert any(span.start <= sentence.start and sentence.end <= span.end for span in spans)
        at = sentence.end


@given(TEXTS, CLOSINGS, HEADERS, st.sampled_from([QUOTED, MARKED]))
def test_a_reply_quoted_below_changes_nothing_above(text: str, closing: str, header: str, quoted: str) -> None:
    alone = own_words(text + closing)
    assert own_words(f"{text}{closing}\n\n{header}\n\n{quoted}").spans == alone.spans
    assert alone.spans[-1].end == len(text)


@given(BODIES, st.text(alphabet="abcdefghij ", max_size=12))
def test_the_writers_name_never_adds_to_their_words(body: str, writer: str) -> None:
    inside = {at for span in own_words(body).spans for at in range(span.start, span.end)}
    named = own_words(body, writer=writer)
    assert _every(named) == sorted(set(_every(named)), key=lambda span: span.start)
    assert not inside or named.spans or named.signature


@settings(max_examples=30, deadline=None)
@given(BODIES)
def test_reading_apart_is_the_same_every_time(body: str) -> None:
    assert own_words(body) == own_words(body)
