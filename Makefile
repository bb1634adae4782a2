# Two commands are enough on a machine with git, make and Python 3.11 or later: `make run` and `make test`.
PORT ?= 8501
BIN := .venv/bin

# The tests start some hundred processes; without the modules that Python keeps compiled, each would compile all of them anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test test-fast deep lint format types layers check bench clean

help:  ## what can be done here
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/.ready-run .venv/.prepared  ## set everything up and start the application in the browser; Ctrl+C stops it (PORT=8501)
	@$(BIN)/hmtn-ingest run --port $(PORT)

test: .venv/.ready-dev .venv/.prepared  ## set everything up and run the tests, in three processes, which wait in turn
	@$(BIN)/pytest -n 3

test-fast: .venv/.ready-dev .venv/.prepared  ## the tests that wait for no browser, server, LibreOffice or process, and read few documents
	@$(BIN)/pytest -n 2 -m "not (browser or postgresql or libreoffice or processes or kills or documents or scans or hostile)"

deep: .venv/.ready-dev .venv/.prepared  ## the long forms of the tests: more kills, more made-up examples
	@$(BIN)/pytest -n 2 --deep -m "deep or hypothesis"

lint: .venv/.ready-dev  ## ruff: rules and layout of the code, without changing anything
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "make format mends the layout"; exit 1; }

format: .venv/.ready-dev  ## let ruff mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format --quiet .

types: .venv/.ready-dev  ## mypy --strict
	@$(BIN)/mypy

layers: .venv/.ready-dev  ## hmtn_ingest → rules → parsers, never the other way
	@$(BIN)/lint-imports

check: lint types layers test  ## all that has to pass before a change lands

bench: .venv/.ready-dev .venv/.prepared  ## one table of speed and start-up, measured here
	@$(BIN)/python benchmarks/table.py

clean:  ## remove the environments and caches (setting up again needs the network)
	rm -rf .venv .uv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# The stamps keep later runs off the network: only a changed lock file or setup script installs again.
.venv/.ready-run .venv/.ready-dev: pyproject.toml uv.lock scripts/setup
	@sh scripts/setup $(subst .venv/.ready-,,$@)

# Patterns and word lists are compiled here, not at every start; what changed since is compiled when it is needed.
.venv/.prepared: $(shell find parsers rules hmtn_ingest -name '*.py' -o -name '*.toml')
	@$(BIN)/python -m hmtn_ingest.prepare && touch $@
