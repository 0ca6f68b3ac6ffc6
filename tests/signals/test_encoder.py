"""The encoder reads a sentence alike in any company, tells a damaged file in a line, and speaks to nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from comity.errors import UserError
from comity.signals.encoder import NAME, Encoder, Pieces
from comity.signals.hearing import Utterance

SENTENCES = [
    Utterance("Your people saved our launch.", "client"),
    Utterance("No.", "client", before="Can you do Friday?", subject="Friday"),
    Utterance("", "client"),
    Utterance("Ça marche, à demain !", "us"),
    Utterance("The lads left the gate open again and the dog went walkabout. " * 9, "client", subject="Gate"),
    Utterance("\x00 漢字 \ud800 🚣", "client"),
]
VOCABULARY = [
    "<s>",
    "</s>",
    "[UNK]",
    *"abcdefghijklmnopqrstuvwxyz.,!?%",
    *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"),
]
WIDTH, LAYERS = 24, 2
# Reads a little with every socket forbidden; prints its largest size in MiB.
QUIET = """
import resource, sys
from pathlib import Path
def forbid(event, _):
    if event.startswith("socket."):
        raise RuntimeError(event)
sys.addaudithook(forbid)
from comity.signals.encoder import Encoder
from comity.signals.hearing import Utterance
found = Encoder(Path(sys.argv[1])).of([Utterance(f"Ten percent off invoice {n}, please.", "client") for n in range(40)])
assert len(found) == 40
assert not {"onnxruntime", "torch", "tokenizers"} & sys.modules.keys()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def drawn(folder: Path) -> Path:
    """A small encoder with weights drawn by lot, in the form of the real one."""
    lot = np.random.default_rng(1)
    arrays: dict[str, np.ndarray] = {
        "vocabulary": np.frombuffer("\n".join(VOCABULARY).encode(), np.uint8), "layers": np.array([LAYERS]),
        "counted": np.array([1, 2]), "positions": lot.normal(size=(160, WIDTH)).astype(np.float16),
        "near": lot.normal(size=(32, 12)).astype(np.float16),
    }  # fmt: skip

    def weigh(name: str, out: int, into: int) -> None:
        arrays[name] = lot.integers(-60, 60, (out, into), dtype=np.int8)
        arrays[f"{name}.step"] = np.full((out, 1), 0.01, np.float16)
        arrays[f"{name}.shift"] = np.zeros(out, np.float16)

    weigh("words", len(VOCABULARY), WIDTH)
    for number in range(LAYERS):
        for name, out, into in (("look", 3, 1), ("out", 1, 1), ("wide", 4, 1), ("narrow", 1, 4)):
            weigh(f"{number}.{name}", out * WIDTH, into * WIDTH)
    for name in ("first", *(f"{n}.{part}" for n in range(LAYERS) for part in ("looked", "thought"))):
        arrays[f"{name}.scale"], arrays[f"{name}.shift"] = np.ones(WIDTH, np.float16), np.zeros(WIDTH, np.float16)
    np.savez_compressed(folder / f"{NAME}.npz", **arrays)  # type: ignore[arg-type]
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drawn(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Encoder:
    return Encoder(folder)


def test_a_sentence_gives_the_same_numbers_in_any_order_and_company(encoder: Encoder) -> None:
    together = encoder.of(SENTENCES)
    turned = encoder.of(SENTENCES[::-1])[::-1]
    alone = np.concatenate([encoder.of([u]) for u in SENTENCES])
    assert np.abs(together - turned).max() < 1e-4
    assert np.abs(together - alone).max() < 1e-4


def test_what_stands_before_is_read_with_a_sentence(encoder: Encoder) -> None:
    bare, told = encoder.of([Utterance("No.", "client"), SENTENCES[1]])
    assert np.abs(bare - told).max() > 0.05


def test_words_are_cut_into_the_longest_pieces_that_are_known() -> None:
    pieces = Pieces(["<s>", "</s>", "[UNK]", "late", "##ness", "un", "##paid", "ca", "!", "x"])
    assert pieces.of("Lateness unpaid, ÇA!") == [3, 4, 5, 6, 2, 7, 8]
    assert pieces.of("x" * 60) == [2]
    assert pieces.of("") == []


@pytest.mark.parametrize("at", [0, 0.5, 0.9])
def test_a_damaged_file_is_told_in_one_line(folder: Path, tmp_path: Path, at: float) -> None:
    whole = bytearray((folder / f"{NAME}.npz").read_bytes())
    place = int(len(whole) * at)
    (tmp_path / f"{NAME}.npz").write_bytes(whole[:place] + b"\0" * 400 + whole[place + 400 :])
    with pytest.raises(UserError, match=r"encoder\.npz: the reader's model is damaged or missing") as told:
        Encoder(tmp_path).of(SENTENCES)
    assert "\n" not in str(told.value)


def test_half_a_file_and_none_are_told_too(folder: Path, tmp_path: Path) -> None:
    whole = (folder / f"{NAME}.npz").read_bytes()
    (tmp_path / f"{NAME}.npz").write_bytes(whole[: len(whole) // 2])
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UserError, match="damaged or missing"):
            Encoder(place).of(SENTENCES)


def test_reading_opens_no_socket_and_stays_small(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", QUIET, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1_500
