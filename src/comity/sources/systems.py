"""Which program a table comes from, so that the keys of two programs do not clash."""

from __future__ import annotations

from comity.sources.headings import keys

UNKNOWN = "crm"
# Headings that one program alone uses, and pairs that together tell it.
MARKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "hubspot": (
        ("company domain name",), ("associated company",), ("associated company ids",), ("lifecycle stage",),
        ("record id", "deal stage"), ("record id", "create date"), ("dealname",), ("deal pipeline stage id",),
        ("engagement id",), ("hubspot owner id",), ("record id", "company name"), ("portal id",),
        ("createdate", "id"), ("associated company", "activity date"),
    ),
    "salesforce": (
        ("account owner",), ("opportunity owner",), ("contact owner", "account name"), ("opportunity name",),
        ("account id", "account name"), ("owner id", "stage name"), ("owner id", "account id"), ("system modstamp",),
        ("what id",), ("who id",), ("parent account",), ("photo url", "owner id"),
    ),
    "bullhorn": (
        ("client corporation",), ("client corporation id",), ("commenting person",), ("date added", "id"),
        ("client corporation name",), ("job order id",),
    ),
    "quickbooks": (("sync token",), ("fully qualified name",), ("display name", "parent customer id")),
    "pipedrive": (("organization", "label"), ("organization name", "organization id"), ("deal - title",)),
    "zoho": (("record id", "account name", "account owner"),),
}  # fmt: skip


def system_of(labels: tuple[str, ...], name: str) -> str:
    """The program whose headings these are (`labels` are keys); its name in the file's own name decides a doubt."""
    present = set(labels)
    for system, marks in MARKS.items():
        if any(all(keys(heading) & present for heading in mark) for mark in marks):
            return system
    return next((system for system in MARKS if system in name.lower()), UNKNOWN)
