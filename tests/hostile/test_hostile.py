"""A good firm's exports with everything hostile among them: the review ends well, and nobody is taken for another."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from comity.book.reading import FileCount, read_folders
from comity.book.store import MemoryBook
from comity.cli import main
from comity.errors import UserError
from comity.reviewed import Review
from comity.reviews import MOST_POSSIBLE
from comity.signals import larger
from comity.sources import Settings
from comity.tables import TABLES
from tests.hostile.folder import THREATS, hostile, put
from tests.invariants.books import EXAMPLE, TODAY, Row, accounts, example, judged
from tests.patience import PATIENCE, within

READ_IN = 3 * PATIENCE  # for the whole folder
LARGEST = 3 << 30  # bytes of memory that the program may take
OURS = "hostile/"
TARGET = "sciotovalleyfoods.example"


class Tried(NamedTuple):
    """What reading and judging the folder came to."""

    folder: Path
    book: MemoryBook
    counts: list[FileCount]
    review: Review


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    """The bundled firm's exports with a hostile folder in them, read and judged within the time."""
    folder = tmp_path_factory.mktemp("firm") / "exports"
    shutil.copytree(EXAMPLE, folder)
    hostile(folder / OURS)
    book = MemoryBook()
    with within(READ_IN):
        counts = read_folders([folder], book, today=TODAY, settings=Settings())
    with within(READ_IN):
        review = judged(book)
    return Tried(folder, book, counts, review)


def proofs(review: Review) -> list[tuple[str, Row]]:
    """Everything that is cited or waits for a look, with its account."""
    found = []
    for account in accounts(review).values():
        found += [(account["id"], proof) for reason in account["reasons"] for proof in reason["evidence"]]
        found += [(account["id"], possible["evidence"]) for possible in account["possible"]]
    return found


def test_every_file_is_counted_and_its_records_add_up(tried: Tried) -> None:
    told = {count.file for count in tried.counts if count.file.startswith(OURS)}
    lying = [path for path in (tried.folder / OURS).rglob("*") if not path.is_dir() or path.is_symlink()]
    assert len(told) == len(lying) > 60
    for count in tried.counts:
        assert count.records == count.kept + count.duplicate + count.rejected, count
        assert count.file.isprintable()
    for tally in tried.review.read:
        parted = (tally.kept, tally.duplicate, tally.rejected, tally.ignored)
        assert min(parted) >= 0
        assert sum(parted) == tally.records, tally


def test_every_reject_is_one_line_that_says_what_to_make_of_it(tried: Tried) -> None:
    rejects = [r for r in tried.book.facts("rejects").to_pylist() if r["source"].startswith(OURS)]
    assert len({r["source"] for r in rejects}) > 20
    for reject in rejects:
        assert reject["reason"].isprintable(), reject
        assert len(reject["reason"]) < 400
        assert reject["place"].isprintable()
        assert len(reject["raw"] or b"") <= 65_536


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("pipe.csv", "no regular file"), ("socket.eml", "no regular file"), ("link.eml", "a link"), ("links", "a link"),
        ("circle", "a link"), ("null.csv", "a link"), ("passwd.csv", "a link"), ("dangling.csv", "a link"),
        ("bomb.xlsx", "unpacks to more"), ("bomb.docx", "zip bomb"), ("entities.xlsx", "declares XML entities"),
        ("far.xlsx", "1,048,576 rows"), ("cut.xlsx", "damaged"), ("circle.pdf", "damaged"), ("noise.pdf", "damaged"),
        ("year-1969.eml", "between 1990 and 2100"), ("year-9999.eml", "between 1990 and 2100"),
        ("noise.pst", "damaged"), ("wide.csv", "columns"), ("cell.csv", "1 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_as_what_it_is(tried: Tried, name: str, why: str) -> None:
    reasons = [r["reason"] for r in tried.book.facts("rejects").to_pylist() if r["source"] == OURS + name]
    assert len(reasons) == 1
    assert why in reasons[0]


SOUND = {"amounts.csv": 2, "days.csv": 0}  # rows in which nothing is wrong


@pytest.mark.parametrize("name", SOUND)
def test_amounts_and_days_that_are_none_are_rejected_row_by_row(tried: Tried, name: str) -> None:
    [count] = [c for c in tried.counts if c.file == OURS + name]
    assert count.rejected == count.records - SOUND[name] > 7


def test_nothing_outside_the_folder_is_read(tried: Tried) -> None:
    passwd = Path("/etc/passwd").read_bytes()[:40]
    for name in TABLES:
        for row in tried.book.facts(name).to_pylist():
            told = repr(row)
            assert "secret@hostile.example" not in told
            assert "(outside)" not in told
            assert passwd not in (row.get("raw") or b"")
            assert passwd.decode("latin-1") not in told


def test_nothing_is_written_beside_the_folder(tried: Tried) -> None:
    assert {path.name for path in tried.folder.parent.iterdir()} == {"exports", "outside"}
    assert not list(tried.folder.parent.parent.rglob("escaped.xml"))


@pytest.mark.parametrize("mark", ["nested", "hidden", "stranger", "quoted", "outside"])
def test_what_somebody_else_said_is_never_cited_as_the_clients(tried: Tried, mark: str) -> None:
    threats = [threat.format(n=mark) for threat in THREATS]
    fooled = [(account, p["ref"]) for account, p in proofs(tried.review) if any(t in p["quote"] for t in threats)]
    assert fooled == []


def test_nobody_new_is_met_in_hostile_mail(tried: Tried) -> None:
    new = accounts(tried.review).keys() - accounts(judged(example())).keys()
    assert not [account for account in new if "." in account], "a domain that only wrote to us is no account"
    for domain in ("sciotovalleyf00ds.example", "elsewhere.example", "words.example", "crowd.example"):
        assert domain not in repr([v.domains for v in tried.review.accounts])


def test_the_other_clients_are_judged_as_without_it(tried: Tried) -> None:
    plain, found = accounts(judged(example())), accounts(tried.review)
    for account in plain.keys() - {TARGET}:
        for told in ("standing", "probabilities", "cause", "advice", "move", "measures", "possible"):
            assert found[account][told] == plain[account][told], (account, told)


def test_a_partner_in_whose_name_others_write_stays_one(tried: Tried) -> None:
    assert accounts(judged(example()))[TARGET]["standing"] == "partner"
    assert accounts(tried.review)[TARGET]["standing"] == "partner"


def test_what_is_said_over_and_over_is_looked_at_once(tried: Tried) -> None:
    for verdict in tried.review.accounts:
        waiting = [(p.label, p.evidence.ref, p.evidence.quote) for p in verdict.possible]
        assert len(waiting) == len(set(waiting)) <= MOST_POSSIBLE


def test_letters_under_one_id_are_both_kept(tried: Tried) -> None:
    bodies = [r["body"] for r in tried.book.facts("messages").to_pylist() if r["ref"] == "<same@hostile.example>"]
    assert len(set(bodies)) == 2


def test_reading_it_again_adds_nothing(tried: Tried) -> None:
    before = {name: tried.book.facts(name).num_rows for name in TABLES}
    with within(READ_IN):
        again = read_folders([tried.folder], tried.book, today=TODAY, settings=Settings())
    assert {name: tried.book.facts(name).num_rows for name in TABLES} == before
    assert sum(count.kept for count in again) == 0


@pytest.mark.slow
def test_the_page_shows_no_sign_that_a_terminal_obeys(
    tried: Tried, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")
    for words in (["read", str(tried.folder)], ["review"], ["rejects"], ["accounts"], ["statement", TARGET]):
        with within(READ_IN):
            assert main(words) == 0
        page = capsys.readouterr()
        assert page.err in ("", f"comity: {larger.missing()}\n")
        assert [sign for sign in page.out if not sign.isprintable() and sign != "\n"] == [], words


@pytest.mark.slow
def test_as_a_process_it_ends_well_and_with_bounded_memory(tried: Tried, tmp_path: Path) -> None:
    call = [sys.executable, "-m", "comity", "review", str(tried.folder), "--json", str(tmp_path / "review.json")]
    env = {**os.environ, "COMITY_HOME": str(tmp_path / "home")}
    with within(READ_IN), (tmp_path / "err").open("wb") as err:
        child = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=err, env=env)
        _, status, used = os.wait4(child.pid, 0)  # of this child alone; all children together tell the largest
        child.returncode = os.waitstatus_to_exitcode(status)
    assert (child.returncode, (tmp_path / "err").read_bytes()) == (0, b"")
    assert json.loads((tmp_path / "review.json").read_text("utf-8"))["comity"] == "review/1"
    assert used.ru_maxrss * 1024 < LARGEST


FIRM = '[firm]\nname = "Reed Rowing"\ndomains = ["reed.example"]\n'
SHEET = "Date,Client,Task,Hours,First Name,Last Name\n2026-05-04,Fen Boats,Oars,2.00,Ann,Reed\n"


@pytest.mark.parametrize(
    "toml",
    [
        "hourly_cost = 1e400", "hourly_cost = nan", "hourly_cost = -5", 'currency = "' + "E" * 100_000 + '"',
        "direct_cost_share = inf", 'hard_lines = ["(((((a+)+)+)+)+$"]', "domains = []", 'domains = ["*"]',
        'locale = "../../etc/passwd"', "[rates]\nUSD = 1e999", "= broken", "\x00",
        "[accounts]\n" + "\n".join(f'[accounts."a{n}.example"]\ndirect_cost_share = 2' for n in range(300)),
        "a = " + "[" * 5_000,
    ],
    ids=range(14),
)  # fmt: skip
def test_settings_that_cannot_be_meant_stop_nothing(tmp_path: Path, toml: str) -> None:
    put(tmp_path / "comity.toml", f"{FIRM}{toml}\n")
    put(tmp_path / "hours.csv", SHEET)
    book = MemoryBook()
    with within(READ_IN):
        counts = {c.file: c for c in read_folders([tmp_path], book, today=TODAY, settings=Settings())}
        review = judged(book)
    assert counts["hours.csv"].kept == 1
    assert [v.name for v in review.accounts] == ["Fen Boats"]
    assert review.as_of == dt.date(2026, 5, 4)


def test_a_mapping_to_what_is_no_column_is_one_line(tmp_path: Path) -> None:
    put(tmp_path / "comity.toml", f'{FIRM}[columns."*"]\n"Client" = "b"\n')
    put(tmp_path / "hours.csv", SHEET)
    with pytest.raises(UserError, match=r'^comity\.toml, \[columns\."\*"\]: "b" is no column\.[^\n]*$'):
        read_folders([tmp_path], MemoryBook(), today=TODAY, settings=Settings())
