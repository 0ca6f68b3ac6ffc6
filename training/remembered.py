"""What the encoder made of sentences, kept in a file: heads are fitted many times, sentences are encoded once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from comity.signals import stored
from comity.signals.ears import Hears
from comity.signals.encoder import NAME, Encoder
from comity.signals.hearing import Utterance

# A folder of ours that git leaves out; what lies there can be thrown away.
KEPT = Path(__file__).parent.parent / "build" / "encoded"
AT_ONCE = 2048


class Remembered:
    """An encoder that reads no sentence twice. Its numbers are kept in half precision."""

    def __init__(self, folder: Path = KEPT, encoder: Hears | None = None) -> None:
        self._encoder = encoder or Encoder()
        self.name = hashlib.blake2b((stored.FOLDER / f"{NAME}.npz").read_bytes(), digest_size=6).hexdigest()
        self._folder = folder / self.name
        self._rows: dict[bytes, np.ndarray] = {}
        self._seen: set[Path] = set()
        self._look()

    def __reduce__(self) -> tuple[Callable[[Path], Remembered], tuple[Path]]:
        # What it remembers lies in files: another process looks there.
        return remembered, (self._folder.parent,)

    def of(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """See `comity.signals.encoder.Encoder.of`."""
        keys = [_key(u) for u in utterances]
        if not self._rows.keys() >= set(keys):
            self._look()
        new = list({k: u for k, u in zip(keys, utterances, strict=True) if k not in self._rows}.items())
        for at in range(0, len(new), AT_ONCE):
            some = new[at : at + AT_ONCE]
            found = self._encoder.of([u for _, u in some]).astype(np.float16)
            self._keep([k for k, _ in some], found)
        return np.stack([self._rows[k] for k in keys]).astype(np.float32)

    def _keep(self, keys: list[bytes], found: np.ndarray) -> None:
        self._rows.update(zip(keys, found, strict=True))
        self._folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.blake2b(b"".join(keys), digest_size=8).hexdigest()
        aside = self._folder / f"{name}.{os.getpid()}.part"
        with aside.open("wb") as file:
            np.savez(file, keys=np.frombuffer(b"".join(keys), np.uint8).reshape(len(keys), -1), rows=found)
        aside.replace(self._folder / f"{name}.npz")

    def _look(self) -> None:
        for file in sorted(set(self._folder.glob("*.npz")) - self._seen):
            with np.load(file) as kept:
                keys, rows = kept["keys"], kept["rows"]
            self._rows.update((key.tobytes(), row) for key, row in zip(keys, rows, strict=True))
            self._seen.add(file)


@cache
def remembered(folder: Path = KEPT) -> Remembered:
    """One of each folder in a process."""
    return Remembered(folder)


def _key(said: Utterance) -> bytes:
    # Who speaks is no part of it: the encoder reads words alone.
    text = "\0".join((said.text, said.before or said.answers, said.subject))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
