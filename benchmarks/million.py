"""A book of very much mail: what reviewing it takes, and what a new day's mail, a two-thousandth of it, takes then.

`python -m benchmarks million N` for N messages (20,000 without). The book is laid (`benchmarks._many`), not read, with
what was heard of it beside. No sentence costs anything to read, neither in the day nor in the pass from nothing that
it is compared with: what the reader takes would make the day look better than it is.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks._used import Used, used
from comity.book.derived import place

MESSAGES = 20_000


def run(shared: Path, messages: int = MESSAGES) -> dict[str, object]:
    """Seconds and memory of reviewing with all labels kept, of a new day, and of the same book from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        # A process of its own: what it held would be counted as the most memory of those that are begun after it.
        used("-m", "benchmarks._many", str(shared.absolute()), folder, str(messages))
        home = Path(folder) / "home"
        first = used("-m", "benchmarks._judged", str(home))
        kept = used("-m", "benchmarks._judged", str(home))
        assert kept.out == first.out
        day = used("-m", "benchmarks._judged", str(home), f"{folder}/new")
        for folder_of_kept in (home / "cache", place(home / "book")):
            shutil.rmtree(folder_of_kept)
        nothing = used("-m", "benchmarks._judged", str(home))
    assert day.out == nothing.out != kept.out
    ratios = {name: round(day.processor_s / of.processor_s, 3) for name, of in
              (("of_a_pass_from_nothing", nothing), ("of_a_pass_with_all_kept", kept))}  # fmt: skip
    told = {"labels_kept": first, "all_kept": kept, "new_day": day, "from_nothing": nothing}
    for name, took in told.items():
        print(
            f"million: {messages} messages, {name}: {took.processor_s} s of the processor, {took.peak_mb} MB",
            flush=True,
        )
    return {"messages": messages, **{name: _told(took) for name, took in told.items()}, "ratios": ratios}


def _told(took: Used) -> dict[str, float]:
    return {"seconds": took.seconds, "processor_s": took.processor_s, "peak_mb": took.peak_mb}
