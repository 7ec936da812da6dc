# Everything a person needs: `make run` and `make test`. `make` alone lists the rest.
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
# Where this is set, each of the many processes of a test run compiles all of the house anew.
unexport PYTHONDONTWRITEBYTECODE

# A name that merely exists is not enough (version switchers leave stubs), so each is asked.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo "$$name"; break; fi; done)

BIN := .venv/bin
PY := $(BIN)/python
SOURCES := cocdesk tests tools $(wildcard bench)
LOCKS := requirements.lock requirements-dev.lock
SET_UP := tools/set_up.py tools/system_libraries.py pyproject.toml

.PHONY: help run test venv check format demo shots thumbnails bench soak fuzz coverage lock clean python libraries

help: ## this list
	@echo "make TARGET, where TARGET is one of"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

run: venv ## set everything up, then open the program (without a display: the demo)
	@$(PY) tools/start.py

test: .venv/set-up-dev libraries ## set everything up, then run the tests (ONLY="..." for a part)
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal $(ONLY)

check: .venv/set-up-dev ## lint, format, types, walls between rooms, clean lock files
	@echo "check: ruff";     $(BIN)/ruff check --quiet $(SOURCES)
	@echo "check: format";   $(BIN)/ruff format --quiet --check $(SOURCES) || { $(BIN)/ruff format --check $(SOURCES); exit 1; }
	@echo "check: types";    $(PY) -m mypy --strict --no-error-summary cocdesk
	@echo "check: tools";    MYPYPATH=tools $(PY) -m mypy --strict --no-error-summary tools
	@echo "check: walls";    $(BIN)/lint-imports --no-logo >.venv/walls.txt 2>&1 || { cat .venv/walls.txt; exit 1; }
	@echo "check: locks";    ! grep -nE '://|index-url|find-links|trusted-host' $(LOCKS)
	@echo "check: all well"

venv: .venv/set-up-run libraries ## leave a working .venv/bin/cocdesk

format: .venv/set-up-dev ## put the code into the house's form
	@$(BIN)/ruff check --quiet --fix $(SOURCES); $(BIN)/ruff format --quiet $(SOURCES)

demo: venv ## invented cases under every policy, with papers and pictures, in build/demo
	@QT_QPA_PLATFORM=offscreen $(BIN)/cocdesk demo --into build/demo

thumbnails: venv ## draw the small pictures of the papers anew, from an invented case
	@$(PY) tools/thumbnails.py

shots: venv ## a picture of every page and dialog, light and dark, in build/shots
	@QT_QPA_PLATFORM=offscreen $(PY) -m cocdesk.ui.shots --into build/shots

bench: .venv/set-up-dev libraries ## the figures of docs/performance.md, each beside its bare limit
	@QT_QPA_PLATFORM=offscreen $(PY) -m bench

soak: .venv/set-up-dev libraries ## load, power cuts, kill -9, flipped bytes, a run under strace: the long figures of docs/security.md
	@nice -n 10 $(PY) -m tests.soak

fuzz: .venv/set-up-dev libraries ## ten thousand generated files for everything that reads a file (COUNT=... for another number)
	@nice -n 10 $(PY) -m tests.soak.fuzz $(COUNT)

coverage: .venv/set-up-dev libraries ## the tests, and which lines they never reach
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n auto --maxprocesses 4 --cov --cov-report=term:skip-covered --cov-report=html:build/coverage

# uv resolves for every system at once; it is a tool for this one job and no part of either lock.
lock: .venv/set-up-dev ## write both lock files anew from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@$(PY) -m uv --version >/dev/null 2>&1 || $(PY) -m pip install --quiet --disable-pip-version-check uv
	@$(PY) -m uv pip compile --quiet $(UPGRADE) --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.lock
	@$(PY) -m uv pip compile --quiet $(UPGRADE) --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --python-version 3.11 --extra build --constraint requirements-dev.lock pyproject.toml -o requirements.lock
	@echo "lock: $(LOCKS)"

clean: ## remove everything that was made, .venv too
	@rm -rf .venv build dist .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@test -n "$(PYTHON)" || { echo "cocdesk needs Python 3.11 or later, and none was found. Install it (on Debian and Ubuntu:" \
	  "sudo apt-get install python3 python3-venv), or name yours: make PYTHON=/path/to/python3.12 ..." >&2; exit 1; }

# Asked each time (30 ms): a session with a display needs more than the one that set up may have had.
libraries: | python
	@$(PYTHON) tools/system_libraries.py

.venv/set-up-run: requirements.lock $(SET_UP) | python
	@$(PYTHON) tools/set_up.py run
	@touch $@

.venv/set-up-dev: requirements-dev.lock $(SET_UP) | python
	@$(PYTHON) tools/set_up.py dev
	@touch $@
