"""Mail in a language that our reader does not read: told as not read, and a verdict that would rest on it says less."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Say
from tests.cli.firm import FEN, KILN, OURS, TOML, letter

ITALIAN = (
    "Per la prossima stagione prevediamo il doppio delle barche e vogliamo che da marzo partecipiate ai colloqui.",
    "I vostri hanno fatto molto bene la vernice degli otto, lo ha detto domenica il nostro allenatore.",
    "Il secondo pontile non è ancora finito, mandate qualcuno per favore.",
)
GERMAN = "Ihre Leute haben den Lack an den Achtern sehr gut gemacht, das hat unser Trainer am Sonntag gesagt."
ENGLISH = (
    "We plan to double the fleet next season and want you in the talks from March on.",
    "Your crew did the varnish on the eights very well, our coach said so on Sunday.",
    "The second pontoon is not finished yet, please send somebody over.",
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same said by two clients, by one of them in Italian."""
    folder = tmp_path_factory.mktemp("both")
    (folder / "comity.toml").write_text(TOML)
    said = [(FEN, OURS, "Barche", text) for text in ITALIAN * 5] + [(KILN, OURS, "Boats", text) for text in ENGLISH * 5]
    said += [(OURS, FEN, "Barche", "Grazie del vostro messaggio, lunedì mandiamo qualcuno.")]
    said += [(OURS, KILN, "Boats", "Thank you for your message, we will send somebody on Monday.")]
    (folder / "all.mbox").write_text("".join(letter(n, *one) for n, one in enumerate(said)), "utf-8")
    return folder


def test_they_are_counted_by_language_and_never_silence(say: Say, both: Path) -> None:
    found = {a["id"]: a for a in say("review", both, "--json", "-").json["accounts"]}
    fen, kiln = found["fenboats.example"], found["kilnclay.example"]
    assert (fen["unread"], kiln["unread"]) == ({"other": 16}, {})
    assert (fen["measures"]["messages_12m"], fen["measures"]["unread_12m"]) == (16, 16)
    assert fen["channels"]["mail"]
    assert fen["measures"]["plans_shared_12m"] is None
    assert kiln["measures"]["plans_shared_12m"] is not None
    assert fen["standing"] == "unknown" != kiln["standing"]


def test_the_review_tells_them_to_people(say: Say, both: Path) -> None:
    told = " ".join(say("review", both).out.split())
    assert "16 messages of 1 client in another language, which Comity does not read yet" in told


def test_a_sentence_is_labelled_with_its_language_and_whether_that_is_read(say: Say, tmp_path: Path) -> None:
    asked = [{"text": text, "by": "client"} for text in (ITALIAN[1], ENGLISH[1], GERMAN)]
    asked.append({"text": "Grazie!", "by": "client", "before": ITALIAN[0]})
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, asked)))
    assert say("signals", "label", tmp_path / "in.jsonl", tmp_path / "out.jsonl").code == 0
    told = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(row["language"], row["read"]) for row in told] == [
        ("other", False), ("en", True), ("de", True), ("other", False),
    ]  # fmt: skip
    assert "appreciation" in told[1]["predicted"]
    assert "appreciation" in told[2]["predicted"]
