"""The reader's own features are those of the library that trains it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.signals.features import Weighed, pieces, words
from training.reader import vectorizers

SENTENCES = [
    "We could do 4% on volume, but not on the first order!",
    "Is the depot open on Sunday?",
    "is the depot open on sunday",
    "Ça marche, à demain.",
    "a",
    "£12 per pallet, £14 with a tail-lift",
    "No.",
    "We could do the first order on Sunday",
]


@given(st.text(max_size=80))
def test_any_text_gives_the_same_words_and_pieces_as_the_library(text: str) -> None:
    for maker, ours in zip(vectorizers(), (words, pieces), strict=True):
        assert sorted(maker.build_analyzer()(text)) == sorted(ours(text))


@settings(max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join))
def test_weighed_sums_equal_the_library_s_product(text: str) -> None:
    corpus = SENTENCES * 3
    for maker, name in zip(vectorizers(), ("words", "pieces"), strict=True):
        maker.fit(corpus)
        weights = np.random.default_rng(1).normal(size=(len(maker.vocabulary_), 28)).astype(np.float32)
        ours = Weighed({f: int(i) for f, i in maker.vocabulary_.items()}, maker.idf_, name)
        assert np.allclose(ours.sums([text], weights), maker.transform([text]) @ weights, atol=1e-5)
