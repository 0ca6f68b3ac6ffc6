"""What leaves names nobody: people, firms, addresses and numbers are replaced, or the sentence stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comity.signals.asking.veil import Names, Usage, Veil, fold

ENGLISH = [
    "I will send it by Friday.", "We have foods in stock.", "These foods are fine.", "Our foods came late.",
    "The foods were cold.", "No foods today, thank you.", "Will you pay?", "They will pay.",
]  # fmt: skip
NAMES = Names(
    frozenset({"Ann Lee", "Will Noon", "José Müller", "王小明", "O'Brien"}),
    frozenset({"Harlow Foods", "Bank of Mum", "harlow"}),
    frozenset({"Accounts Payable"}),
)
VEIL = Veil(NAMES, Usage(ENGLISH))


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Ann Lee of Harlow Foods will pay.", "[PERSON 1] of [FIRM 1] will pay."),
        ("ann, please ask LEE about it.", "[PERSON 1], please ask [PERSON 2] about it."),
        ("We will leave if Will does not pay.", "We will leave if [PERSON 1] does not pay."),
        ("Our foods came late.", "Our foods came late."),
        ("jose MUELLER and José Müller said so.", "[PERSON 1] and [PERSON 1] said so."),
        ("Write to a.lee@harlow.example or see https://harlow.example/x?y=1 now.",
         "Write to [ADDRESS 1] or see [ADDRESS 2] now."),
        ("Call +44 20 7946 0958 about INV-10422.", "Call [NUMBER 1] about [NUMBER 2]"),
        ("By Friday 5 June 2026 we pay 80 % in 30 days.", "By Friday 5 June 2026 we pay 80 % in 30 days."),
        ("Tell Mrs Dunmore that Jonas called.", "Tell Mrs [NAME 1] that [NAME 2] called."),
        ("Jonas Dunmore said no.", "[NAME 1] said no."),
        ("THIS IS THE LAST TIME WE PAY ANN.", "THIS IS THE LAST TIME WE PAY [PERSON 1]."),
        ("我们会告诉王小明。", "我们会告诉 [NAME 0] 。"),
        ("Wir haben die Rechnung für das Haus noch nicht bezahlt.",
         "Wir haben die Rechnung für das Haus noch nicht bezahlt."),
        ("Wir haben das mit Frau Dunmore nicht besprochen.", "Wir haben das mit Frau [NAME 1] nicht besprochen."),
    ],
)  # fmt: skip
def test_people_firms_addresses_and_numbers_are_replaced(text: str, sent: str) -> None:
    assert (VEIL.over(text) or "").startswith(sent)


def test_what_is_too_long_or_plays_with_the_placeholders_stays() -> None:
    assert VEIL.over("We pay. " * 100) is None
    assert VEIL.over("[PERSON 1] is not [FIRM 2].") is None
    assert VEIL.over("") is None


def test_signs_that_nobody_sees_hide_no_name() -> None:
    assert VEIL.over("We told A\u200bnn\u00ad Lee.") == "We told [PERSON 1]."


WORD = st.text(st.characters(categories=["Ll"], exclude_characters="ſ"), min_size=2, max_size=9).filter(
    lambda w: len(fold(w)) > 1 and w[0].upper() != w[0] and len(w[0].upper()) == 1 and re.fullmatch(r"[^\W\d_]+", w)
    and re.fullmatch(r"[^\W\d_]+", fold(w)) is not None
)  # fmt: skip
SENTENCES = st.sampled_from([
    "We told {} to pay, and nothing came.", "{} will not pay a cent more.", "It was late again, {}!", "Is ({}) sure?",
    "If {}'s people call, we leave.", "- {}: nothing else", "THIS IS WHAT {} WANTS FROM ALL OF US", "“{}”, we said.",
    "Wir haben {} nicht gesehen und sind enttäuscht.", "Nous avons dit à {} que non.", "for {}/us", "re:{}",
])  # fmt: skip


@given(st.lists(WORD, min_size=1, max_size=3), SENTENCES, st.sampled_from([str.title, str.upper, str.lower, str]))
def test_no_name_of_the_book_leaves(words: list[str], sentence: str, written: object) -> None:
    usage = Usage()
    assume(not any(usage.plain(fold(w), 1) for w in words))
    name = " ".join(words).title()
    told = sentence.format(written(name))  # pyright: ignore[reportCallIssue]
    for names in (Names(people=frozenset({name})), Names(firms=frozenset({name})), Names(others=frozenset({name}))):
        sent = Veil(names, usage).over(told)
        left = {fold(w) for w in re.findall(r"[^\W\d_]+", re.sub(r"\[[A-Z]+ \d+\]", " ", sent or ""))}
        kept = {fold(w) for w in re.findall(r"[^\W\d_]+", sentence.format(""))}
        assert not (left - kept) & {fold(w) for w in words}


NUMBERS = st.from_regex(
    r"\+?[0-9]{2,3}[ ./-]?[0-9]{3,4}[ ./-]?[0-9]{2,4}|[A-Z]{2}[0-9]{2}( [0-9]{4}){3}", fullmatch=True
)
ADDRESSES = st.from_regex(r"[a-z]{2,8}([.][a-z]{2,8})?@[a-z]{2,9}[.](example|com|co[.]uk)", fullmatch=True)


@given(NUMBERS, ADDRESSES, SENTENCES)
def test_no_number_and_no_address_leaves(number: str, address: str, sentence: str) -> None:
    sent = (
        Veil(Names(), Usage()).over(sentence.format(f"{address} or {number} or www.{address.partition('@')[2]}")) or ""
    )
    assert "@" not in sent
    assert not re.search(r"\d{3}", re.sub(r"\[[A-Z]+ \d+\]", " ", sent))
    assert address.partition("@")[2] not in sent
