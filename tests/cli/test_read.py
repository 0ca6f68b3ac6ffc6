"""`comity read` and `comity rejects`: what became of every record, again and again."""

from __future__ import annotations

from pathlib import Path

from comity.sources.unknown import EMPTY, OTHERWISE
from tests.cli.conftest import Say
from tests.cli.firm import write

COUNTS = ("kept", "duplicate", "rejected", "ignored")


def test_reading_tells_what_became_of_every_file(say: Say, exports: Path) -> None:
    said = say("read", exports, columns=200)
    assert (said.code, said.err) == (0, "")
    assert "hours.csv (time): 10 records, 9 kept, 1 rejected" in said.out
    assert "mail/all.mbox (mail): 18 records, 18 kept" in said.out
    assert "In all: 41 records, 39 kept, 2 rejected." in said.out.splitlines()
    assert said.out.endswith("tells them apart and counts them as ignored.\n")
    assert "counts them as ignored" not in say("read", exports).out


def test_reading_again_keeps_nothing_and_says_so(read: Say, exports: Path) -> None:
    said = read("read", exports)
    assert said.code == 0
    assert "mail/all.mbox (mail): 18 records, 0 kept, 18 known already" in said.out
    again = read("read", exports, "--json", "-").json
    assert again["comity"] == "read/1"
    assert [f["kept"] for f in again["read"]] == [0] * 5
    assert all(f["records"] == sum(f[c] for c in COUNTS) for f in again["read"])


def test_several_folders_are_told_in_the_order_of_their_files_names(say: Say, exports: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "more")
    said = say("read", other, exports, "--json", "-").json
    names = [f["file"] for f in said["read"]]
    assert names == sorted(names)
    assert len(names) == 10


def test_strict_ends_with_one_where_something_was_rejected(say: Say, exports: Path) -> None:
    assert say("read", exports, "--strict").code == 1
    assert say("read", exports / "mail", "--strict").code == 0
    assert say("review", exports, "--strict").code == 1
    assert say("review", "--strict").code == 1
    assert say("review").code == 0


def test_rejects_show_file_place_reason_and_raw(read: Say) -> None:
    said = read("rejects")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        'hours.csv, line 11: "2024-02-31" in "Date" is no date. Mend it and read again.',
        'invoices.csv, line 11: "1e400" in "Amount" is no number. Mend it and read again.',
    ]
    told = read("rejects", "--json", "-").json
    assert told["comity"] == "rejects/1"
    assert [set(r) for r in told["rejects"]] == [{"file", "place", "reason", "raw"}] * 2
    assert told["rejects"][0]["raw"] == "2024-02-31,Fen Boats,Hire,Oars,sanding,2.00,Ann,Reed\n"


def test_files_of_no_known_kind_are_listed_beside_the_rejects_with_why(say: Say, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "empty.csv").touch()
    (folder / "plan.ics").write_bytes(b"\xff\xd8\xff\xe0 no calendar")
    said = say("read", folder, "--strict", columns=200)
    assert said.code == 0
    assert said.out.splitlines()[0] == f"empty.csv: of no known kind; {EMPTY}"
    assert say("rejects").out.splitlines() == [
        f"empty.csv, file: {EMPTY}",
        f"plan.ics, file: {OTHERWISE.format('.ics')}",
    ]
    [empty, plan] = say("rejects", "--json", "-").json["rejects"]
    assert empty == {"file": "empty.csv", "place": "file", "reason": EMPTY, "raw": ""}
    assert plan["file"] == "plan.ics"


def test_a_book_without_rejects_says_so(say: Say, exports: Path) -> None:
    assert say("read", exports / "mail").code == 0
    assert say("rejects").out == "Nothing was rejected.\n"
    assert say("rejects", "--json", "-").json["rejects"] == []


def test_the_home_may_be_named_before_or_behind_the_command(say: Say, exports: Path, tmp_path: Path) -> None:
    assert say("--home", tmp_path / "other", "read", exports).code == 0
    assert say("rejects", "--home", tmp_path / "other").code == 0
    assert "no book here yet" in say("rejects").refusal


def test_a_throw_away_review_leaves_no_home_behind(say: Say, exports: Path, home: Path) -> None:
    assert say("review", exports).code == 0
    assert not home.exists()
