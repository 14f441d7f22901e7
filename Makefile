# `make chat` and `make test` do everything from a fresh clone; a second run starts at once.
#
# PYTHON=...         the interpreter that makes .venv: 3.11 or 3.12
# TORCH_OPTIONS=...  options of pip for torch alone, such as the index of PyTorch's CPU builds (README.md)
# PORT=...           the port of the page

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || echo python3)
TORCH_OPTIONS ?=
PORT ?= 8501

BIN := .venv/bin
READY := .venv/ready
# On a terminal pip shows how far it is; in a pipe it stays quiet.
QUIET := $(shell test -t 2 || echo --quiet)
INSTALL := $(BIN)/python -m pip install $(QUIET) --constraint constraints.txt

# The gate asks the shipped corpus with the parts that need no model provider, whatever this machine is set to.
GATE := TUMEN_DATA=build/gate TUMEN_CORPUS=corpus TUMEN_EMBEDDER=all-MiniLM-L6-v2 TUMEN_WRITER=quoting TUMEN_SUPPORT=offline

.PHONY: setup chat test test-offline mutants check types baseline bench docs clean

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' \
		|| { echo "Tumen needs Python 3.11 or 3.12: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(INSTALL) $(TORCH_OPTIONS) torch
	$(INSTALL) --editable '.[dev]'
	@touch $@

# Building is a no-op when the index is up to date.
chat: setup
	$(BIN)/tumen build
	$(BIN)/tumen chat --port $(PORT)

test: setup
	$(BIN)/python -m pytest -n 2

# The strongest proof that nothing leaves the machine: a network namespace with the loopback device alone.
test-offline: setup
	unshare --map-root-user --net sh -c 'ip link set lo up && $(BIN)/python -m pytest -n 2'

# Do the unit tests notice what a user would lose? Each fault of tests/mutants/faults.yaml, planted in a copy.
mutants: setup
	$(BIN)/python -m tests.mutants

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@$(MAKE) --no-print-directory types
	$(BIN)/python docs/generate.py --check
	$(GATE) $(BIN)/tumen build --quiet
	$(GATE) $(BIN)/tumen evaluate --quiet --gate

# mypy reads folders: here the floors lie as their import names say, `tumen/corpus`.
types: setup
	@mkdir -p build/typed/tumen
	@ln -sfn $(addprefix $(CURDIR)/,corpus ingest assistant ui evaluation training $(wildcard tumen/*.py)) build/typed/tumen/
	$(BIN)/mypy

# What `make check` holds the answers against: renewed on purpose, and committed with the reason.
baseline: setup
	$(GATE) $(BIN)/tumen build --quiet
	$(GATE) $(BIN)/tumen evaluate --write-baseline

docs: setup
	$(BIN)/python docs/generate.py

bench: setup
	$(INSTALL) --editable '.[bench]'
	$(BIN)/python -m bench

clean:
	rm -rf .venv build *.egg-info
