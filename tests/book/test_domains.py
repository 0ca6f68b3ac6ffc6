"""Domains: what somebody registered, and where anyone can have an address."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publicsuffixlist import PSLFILE, PublicSuffixList

from comity.book import domains
from comity.book.domains import is_freemail, registrable, sounds_like_freemail


def test_the_endings_under_a_top_domain_are_those_of_the_whole_list() -> None:
    whole = PublicSuffixList()
    listed = [line.split()[0].lstrip("!*.") for line in Path(PSLFILE).read_text("utf-8").splitlines() if line[:1] > "/"]
    for ending in (*listed[::9], *(e for e in listed if e.endswith((".ck", ".jp", ".uk"))), "madeup"):
        for domain in (f"firm.{ending}", f"mail.firm.{ending}", f"a.b.c.{ending}"):
            assert registrable(domain) == (whole.privatesuffix(domain) or domain), domain


@pytest.mark.parametrize(
    ("domain", "registered"),
    [
        ("dellworth.com", "dellworth.com"),
        ("mail.dellworth.com", "dellworth.com"),
        ("a.b.dellworth.co.uk", "dellworth.co.uk"),
        ("MX1.Dellworth.DE.", "dellworth.de"),
        ("gil@eu.dellworth.nl", "dellworth.nl"),
        ("https://www.dellworth.fr/kontakt", "dellworth.fr"),
        ("www.dellworth.fr:8080", "dellworth.fr"),
        ("a.b.dellworth.madeup", "dellworth.madeup"),
        ("xn--mllner-3ya.de", "müllner.de"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
        ("192.168.0.1", "192.168.0.1"),
        ("", ""),
    ],
)
def test_a_domain_is_told_by_the_part_that_was_registered(domain: str, registered: str) -> None:
    assert registrable(domain) == registered


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "googlemail.com", "yahoo.co.uk", "yahoo.fr", "hotmail.nl", "outlook.com", "live.com", "icloud.com",
     "aol.com", "gmx.net", "gmx.at", "web.de", "t-online.de", "proton.me", "orange.fr", "wanadoo.fr", "ziggo.nl",
     "kpnmail.nl", "xs4all.nl", "btinternet.com", "libero.it", "qq.com", "163.com", "mail.ru", "zoho.com", "me.com",
     "gil@gmail.com", "gmail.madeup", "comcast.net", "free.fr", "home.nl", "attglobal.net", "flash.net", "netcom.com",
     "ix.netcom.com", "swbell.net", "sbcglobal.net", "bellsouth.net", "mindspring.com", "btconnect.com", "xtra.co.nz"],
)  # fmt: skip
def test_where_anyone_can_have_an_address_is_freemail(domain: str) -> None:
    assert is_freemail(domain)


@pytest.mark.parametrize(
    "domain", ["dellworth.com", "web.com", "free.org", "gmail-tools.test", "mail.dellworth.com", "home.com", ""]
)
def test_a_firms_own_domain_is_not(domain: str) -> None:
    assert not is_freemail(domain)


def test_no_provider_is_listed_twice() -> None:
    lists = tomllib.loads(files("comity.book").joinpath("freemail.toml").read_text("utf-8"))
    labels = [label for line in lists["labels"].values() for label in line.split()]
    domains = [domain for line in lists["domains"].values() for domain in line.split()]
    assert [name for name, times in Counter(labels + domains).items() if times > 1] == []
    assert [d for d in domains if registrable(d) != d or d.partition(".")[0] in labels] == []


def test_an_unlisted_provider_is_guessed_by_what_it_is_called() -> None:
    assert sounds_like_freemail("valleymail.test")
    assert sounds_like_freemail("inboxy.test")
    assert not sounds_like_freemail("dellworth.test")
    assert not sounds_like_freemail("dellworth-mail.test")


@given(st.text(max_size=300))
def test_no_domain_is_too_odd_to_be_read(domain: str) -> None:
    assert len(registrable(domain)) <= 253
    assert is_freemail(domain) in (True, False)


def test_invented_endings_are_read_as_none_and_held_once() -> None:
    registrable("mail.firm.invented")
    before = domains._suffixes.cache_info().currsize
    assert {registrable(f"mail.firm.invented{n}") for n in range(50)} == {f"firm.invented{n}" for n in range(50)}
    assert domains._suffixes.cache_info().currsize == before


def test_each_tenant_of_a_shared_host_is_a_firm_of_its_own() -> None:
    assert registrable("ines@mail.hollin.onmicrosoft.com") == "hollin.onmicrosoft.com"
    assert registrable("quay.onmicrosoft.com") == "quay.onmicrosoft.com"
    assert registrable("onmicrosoft.com") == "onmicrosoft.com"
