"""Each encoder reads a sentence alike in any company, tells a damaged file in a line, and speaks to nobody."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from comity.errors import UserError
from comity.signals import stored
from comity.signals.ears import shipped_reader
from comity.signals.encoder import LARGER, NAME, Encoder
from comity.signals.hearing import Utterance
from comity.signals.pieces import Pieces

SENTENCES = [
    Utterance("Your people saved our launch.", "client"),
    Utterance("No.", "client", before="Can you do Friday?", subject="Friday"),
    Utterance("", "client"),
    Utterance("Ça marche, à demain !", "us"),
    Utterance("The lads left the gate open again and the dog went walkabout. " * 9, "client", subject="Gate"),
    Utterance("\x00 漢字 \ud800 🚣", "client"),
    *(Utterance(f"Box {n} came late, and nobody told us why.", "client") for n in range(60)),
]
# Reads a little with every socket forbidden and every file of a home elsewhere told; prints its largest size in MiB.
QUIET = r"""
import re, sys
from pathlib import Path
def forbid(event, _):
    if event.startswith("socket."):
        raise RuntimeError(event)
sys.addaudithook(forbid)
from comity.signals.ears import shipped_reader
from comity.signals.hearing import Utterance
found = shipped_reader().read([Utterance(f"Ten percent off invoice {n}, please.", "client") for n in range(40)])
assert len(found) == 40
assert not {"torch", "transformers", "tokenizers"} & sys.modules.keys()
# Its own most: what getrusage tells counts the process that called it too.
print(int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.fixture(scope="module", params=[NAME, LARGER])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param == LARGER and not stored.is_there(LARGER):
        pytest.skip("the larger encoder was not made here (make install)")
    return Encoder(name=request.param)


def test_a_sentence_gives_the_same_numbers_in_any_order_and_company(encoder: Encoder) -> None:
    together = encoder.of(SENTENCES)
    assert np.array_equal(together, encoder.of(SENTENCES[::-1])[::-1])
    assert np.array_equal(together, np.concatenate([encoder.of([u]) for u in SENTENCES]))


def test_what_stands_before_is_read_with_a_sentence(encoder: Encoder) -> None:
    bare, told = encoder.of([Utterance("No.", "client"), SENTENCES[1]])
    assert np.abs(bare - told).max() > 0.05


def test_it_matters_who_speaks(encoder: Encoder) -> None:
    theirs, ours = encoder.of([Utterance("We will not pay this.", side) for side in ("client", "us")])
    assert np.abs(theirs - ours).max() > 0.01


def test_the_larger_encoder_is_asked_by_the_shipped_reader_where_it_is_there() -> None:
    reader = shipped_reader()
    told = stored.told("ears")
    assert reader.version == (told[LARGER] if stored.is_there(LARGER) else told)["version"]


def test_nothing_said_gives_no_numbers(encoder: Encoder) -> None:
    assert len(encoder.of([])) == 0


def test_an_encoder_that_was_opened_can_be_handed_to_another_process(encoder: Encoder) -> None:
    encoder.of(SENTENCES[:1])
    other = pickle.loads(pickle.dumps(encoder))
    assert np.array_equal(other.of(SENTENCES[:3]), encoder.of(SENTENCES[:3]))


def test_words_are_cut_into_the_longest_pieces_that_are_known() -> None:
    pieces = Pieces(["<s>", "</s>", "[UNK]", "late", "##ness", "un", "##paid", "ca", "!", "x"])
    assert pieces.of("Lateness unpaid, ÇA!") == [3, 4, 5, 6, 2, 7, 8]
    assert pieces.of("x" * 60) == [2]
    assert pieces.of("") == []


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.99])
def test_a_damaged_file_is_told_in_one_line(tmp_path: Path, kept: float) -> None:
    shutil.copy(stored.FOLDER / f"{NAME}.json", tmp_path)
    whole = (stored.FOLDER / f"{NAME}.onnx").read_bytes()
    (tmp_path / f"{NAME}.onnx").write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(UserError, match=r"encoder\.onnx: the reader's model is damaged or missing") as told:
        Encoder(tmp_path).of(SENTENCES)
    assert "\n" not in str(told.value)


def test_no_file_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="damaged or missing"):
        Encoder(tmp_path / "nowhere").of(SENTENCES)


def test_reading_opens_no_socket_and_stays_small() -> None:
    done = subprocess.run([sys.executable, "-c", QUIET], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1_500
