# One environment for everything: .venv, from a hash-locked list of requirements. The list is whole, so pip
# resolves nothing (--no-deps): older ones would look for newer releases of packages named with extras.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help site build check test lint bench lock clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

site: $(READY) ## Build the site and serve it while you write (http://127.0.0.1:8000)
	@$(BIN)/dreiklang serve

build: $(READY) ## Write the finished site to site/
	@$(BIN)/dreiklang build --timings

check: $(READY) ## Name every problem of the content
	@$(BIN)/dreiklang check

test: $(READY) ## Run all checks: style, types, tests, browser (installs what they need)
	@bash tests/judges/install
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term:skip-covered

lint: $(READY) ## Check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(READY) ## Measure builds of 200 and 1,000 pages against Material and Hugo, a large podcast, and many events
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r tests/bench/requirements.lock
	@$(BIN)/python tests/bench/run.py
	@$(BIN)/python tests/bench/podcast.py
	@$(BIN)/python tests/bench/events.py --pages

lock: $(READY) ## Resolve the requirements anew
	@bash tests/judges/lock

clean: ## Remove the environment and everything made
	@rm -rf .venv site .site.next .site.previous tests/judges/node_modules

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; found: $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing. Install it: sudo apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv (once, about a minute) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip check --disable-pip-version-check >/dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
