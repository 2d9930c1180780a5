# Two commands do everything: `make plan` and `make test`. Each sets up what it lacks, once.

BIN := .venv/bin
SETUP := @PYTHON="$(PYTHON)" tools/setup.sh
CODE := workplan generate.py tools bench

.DEFAULT_GOAL := help
.PHONY: help plan papers check test lint soak format bench clean distclean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

plan: ## write the plan's PDF, Word file and web page into output/
	$(SETUP) plan
	@$(BIN)/python generate.py build

papers: ## write the plan and every paper of content/papers into output/
	$(SETUP) plan
	@$(BIN)/python generate.py build --all

check: ## say everything that is wrong with content/, and write nothing
	$(SETUP) plan
	@$(BIN)/python generate.py check

test: lint ## run the linters, the type checker and all tests
	$(BIN)/pytest --numprocesses=auto --dist=worksteal

lint: ## run the linters and the type checker only
	$(SETUP) test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports

soak: ## look for new failures of the laws: ROUNDS=10, SEED=, TESTS="tests/word …"
	$(SETUP) test
	@$(BIN)/python tools/soak.py $(ROUNDS:%=--rounds %) $(SEED:%=--seed %) $(TESTS)

format: ## lay out the code and mend what ruff can mend
	$(SETUP) test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: ## measure time and memory, beside what others would use; BENCH=--quick for a short run, --write for RESULTS.md
	$(SETUP) bench
	$(BIN)/python -m bench $(BENCH)

clean: ## remove what was made: outputs, caches, measurements
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache bench/results build dist
	find output -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

distclean: clean ## remove the virtual environment as well
	rm -rf .venv
