# Broadsheet: every command a developer or a new user needs. `make` alone lists them.
SHELL := /bin/bash
PY    := .venv/bin/python
BIN   := .venv/bin
STAMP := .venv/.installed
SRC   := src tests bench

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format lint types imports quality accept bench fuzz gallery clean

help: ## List these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

setup: $(STAMP) ## Create .venv, install pinned dependencies and missing system packages

$(STAMP): pyproject.toml constraints.txt .ci/setup
	@bash .ci/setup
	@touch $(STAMP)

demo: $(STAMP) ## Run the main job offline: sources to e-mail, PDF and web edition in output/
	@bash .ci/demo

test: $(STAMP) ## Run all tests with branch coverage (100 % core, 90 % overall)
	@rm -f .coverage .coverage.*
	@$(BIN)/python -m pytest -n 2 -m "not quality" --cov --cov-report=
	@echo "coverage of the pure core (must be 100 %):"
	@$(BIN)/coverage report --omit='src/broadsheet/shell/*,src/broadsheet/testing*,src/broadsheet/__main__.py' --fail-under=100 --precision=2
	@echo "coverage overall (must be 90 %):"
	@$(BIN)/coverage report --fail-under=90 --format=total

check: $(STAMP) ## Everything CI runs: format, lint, types, imports, test, quality
	@$(BIN)/ruff format --check --quiet $(SRC) || { echo "run: make format"; exit 1; }
	@$(MAKE) --no-print-directory lint types imports quality test

format: $(STAMP) ## Format the code
	@$(BIN)/ruff format $(SRC)
	@$(BIN)/ruff check --fix --quiet $(SRC) || true

lint: $(STAMP) ## Lint
	@$(BIN)/ruff check $(SRC)

types: $(STAMP) ## Check types (mypy, strict)
	@$(BIN)/mypy

imports: $(STAMP) ## Check the architecture's import contracts
	@$(BIN)/lint-imports --no-cache

quality: $(STAMP) ## Score the analysis on the development corpora, if $$BROADSHEET_CORPORA names them
	@$(BIN)/python -m pytest -m quality -s tests/quality

accept: $(STAMP) ## Accept the golden edition and its pictures as they are now (look at them first)
	@BROADSHEET_ACCEPT=1 $(BIN)/python -m pytest -q tests/journey/test_golden.py tests/shell/browser/test_looks.py

fuzz: $(STAMP) ## Throw mangled feeds, pages and mails at the readers for $$FUZZ_SECONDS (120)
	@end=$$(( $$(date +%s) + $${FUZZ_SECONDS:-120} )); rounds=0; log=$$(mktemp); \
	while [ $$(date +%s) -lt $$end ]; do \
	  FUZZ_EXAMPLES=300 $(BIN)/python -m pytest -q -p no:cacheprovider tests/laws/read/test_mangled.py \
	    > "$$log" 2>&1 || { cat "$$log"; exit 1; }; rounds=$$((rounds + 1)); \
	done; rm -f "$$log"; echo "$$rounds rounds of 300 mangled documents of each kind: no counterexample"

bench: $(STAMP) ## Measure speed and memory, each against a yardstick in the same run
	@$(BIN)/python -m bench

gallery: $(STAMP) ## Photograph the newest sample edition in every form: output/gallery/*.png
	@$(BIN)/python tests/gallery.py

clean: ## Remove what the commands above made
	@rm -rf .venv output/* .coverage* htmlcov .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
