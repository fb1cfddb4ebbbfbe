# Two commands: `make run` and `make test`. Both set up .venv first, from the hashed lock file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Containers often forbid bytecode; the tests start many processes that would each compile the program.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test long quick lint lock bench samples journey clean

run: $(STAMP)
	$(BIN)/nianbao serve --samples

# Everything that CI runs: style, types, layers, tests.
test: $(STAMP) lint
	$(BIN)/python -m pytest -n auto -m "not long" $(PYTEST_ARGS)

# What takes minutes: thousands of drawn, damaged and hostile files.
long: $(STAMP)
	$(BIN)/python -m pytest -n auto -m long $(PYTEST_ARGS)

# The everyday tests: no browser, no wheel.
quick: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow and not long" $(PYTEST_ARGS)

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)
	$(BIN)/python -m tests.benchmark

samples: $(STAMP)
	$(BIN)/python -m corpus.build_samples

journey: $(STAMP)
	$(BIN)/python -m tests.journey

# Needs uv (pip install uv); writes no index address.
lock:
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -o requirements-dev.lock

$(STAMP): pyproject.toml requirements-dev.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
