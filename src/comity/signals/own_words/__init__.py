"""The writer's own words of a mail: quoted replies, signatures, disclaimers and footers told apart from them."""

from comity.signals.own_words.spans import OwnWords, Span
from comity.signals.own_words.split import own_words

__all__ = ["OwnWords", "Span", "own_words"]
