"""The title that somebody signs with is theirs: it stands beside or below their own name, and below nobody else's."""

from __future__ import annotations

import pytest

from comity.book.signature import title_signed
from comity.book.titles import level

SIGNED = {
    "bars between": ("Dana Orr", "Dana Orr | VP Operations | Orr Foods", "VP Operations", 5),
    "the line below": ("Dana Orr", "Dana Orr\nChief Financial Officer\nOrr Foods Ltd", "Chief Financial Officer", 5),
    "behind a comma": ("Dana Orr", "Dana Orr, Plant Manager", "Plant Manager", 4),
    "after the closing": ("Dana Orr", "Kind regards, Dana Orr, Head of Purchasing", "Head of Purchasing", 4),
    "below a blank line": ("Yvonne Sykes", "Yvonne\n\nFinance Director\nOrr Foods Ltd", "Finance Director", 4),
    "signed by hand above": ("Dana Orr", "Dana\n\n-- \nDana Orr\nController\n+1 555 0100", "Controller", 4),
    "beside a firm": ("Dana Orr", "Dana Orr\nDirector of Food, Orr Foods, Leeds", "Director of Food", 4),
    "two posts": ("Dana Orr", "Dana Orr\nEVP, Chief Growth Officer\nOrr Foods", "EVP, Chief Growth Officer", 5),
    "degrees between": ("Dana Orr", "Dana Orr, CPSM, MBA\nSourcing Specialist", "Sourcing Specialist", 2),
    "a degree without comma": ("Inge Wolt", "Inge Wolt RC, Finance Manager", "Finance Manager", 3),
    "pronouns between": ("Dana Orr", "Dana Orr (she/her)\nPresident", "President", 6),
    "a shortened name": ("Thomas Maddox", "T. Maddox | Sr. Buyer | Orr Group", "Sr. Buyer", 2),
    "a name shown last first": ("Orr, Dana", "Dana Orr\nOwner", "Owner", 6),
    "slashes": ("Dana Orr", "dana orr / service manager / orr foods", "service manager", 3),
    "German": ("Dr. Petra Haas", "Dr. Petra Haas\nLeiterin Personal\nHaas GmbH", "Leiterin Personal", 4),
    "German, the top": ("Gernot Wieß", "Gernot Wieß\nGeschäftsführer\nAntriebe GmbH, Kassel", "Geschäftsführer", 6),
    "French": ("Chloé Marchand", "Chloé Marchand\nDirectrice générale\nMarchand SA", "Directrice générale", 6),
    "Dutch": ("Margriet Hoek", "drs. M. Hoek, locatiedirecteur\nHoek Zuivel U.A.", "locatiedirecteur", 4),
}  # fmt: skip


@pytest.mark.parametrize(("name", "signature", "title", "stands"), SIGNED.values(), ids=SIGNED.keys())
def test_a_title_beside_or_below_the_senders_own_name_is_theirs(
    name: str, signature: str, title: str, stands: int
) -> None:
    assert title_signed(signature, name) == title
    assert level(title) == stands


NOT_THEIRS = {
    "somebody else's signature": ("Dana Orr", "Jo Lee\nChief Executive\nOrr Foods"),
    "somebody else's below the own name": ("Dana Orr", "Dana Orr\n\nJo Lee\nChief Executive"),
    "the directors of the firm": ("Dana Orr", "Dana Orr\nOrr GmbH\nGeschäftsführer: Jo Lee"),
    "who they serve": ("Dana Orr", "Dana Orr\nPA to Jo Lee, Chief Executive"),
    "who they write for": ("Dana Orr", "Dana Orr for Jo Lee, Chief Executive"),
    "two who sign": ("Dana Orr", "Dana Orr and Jo Lee\nManaging Directors"),
    "a physician": ("Dana Orr", "Dana Orr, MD"),
    "a name that is a post": ("Dean Marsh", "Dean\n\nDean Marsh"),
    "a firm that is called so": ("Dana Orr", "Dana Orr\nOwner Direct Ltd"),
    "a sentence": ("Dana Orr", "Dana Orr\nAsk our managing director. He knows."),
    "a motto": ("Dana Orr", 'Dana Orr\n"Be the CEO of your own day"'),
    "no name at all": ("Dana Orr", "Chief Executive\nOrr Foods"),
    "a first name with more behind it": ("Dana Orr", "Dana Point Resort, Director"),
    "no signature": ("Dana Orr", ""),
    "a sender without a person's name": ("Accounts Payable", "Accounts Payable\nHead of Finance"),
}


@pytest.mark.parametrize(("name", "signature"), NOT_THEIRS.values(), ids=NOT_THEIRS.keys())
def test_what_stands_elsewhere_gives_nobody_a_high_level(name: str, signature: str) -> None:
    assert (level(title_signed(signature, name)) or 0) <= 2


def test_a_firms_name_in_its_domain_is_no_title() -> None:
    assert title_signed("Dana Orr\nPresident Hotel\nManager", "Dana Orr", "dana@presidenthotel.example") == "Manager"
