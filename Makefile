# `make run` starts the dashboard, `make test` checks everything; the other targets are their parts.
# On Windows without make the same steps are given by hand in README.md.

ifndef PYTHON
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$name; break; fi; done)
endif
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
UV := uv==0.13.9
COMPILE := .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

.PHONY: run install test install-test packages-for-tests lint words lock test-engines bench bench-large fuzz python

run: install
	@$(BIN)/python -m dashboard $(ARGS)

install: python
	@$(PYTHON) .ci/environment.py run

test: install-test lint
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

install-test: packages-for-tests
	@$(BIN)/python -m tests.browser.find_chromium --install

packages-for-tests: python
	@$(PYTHON) .ci/environment.py test

lint: packages-for-tests
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy

# Every question on Spark too, beside DuckDB and PostgreSQL; half a gigabyte is fetched once. Needs Java 17.
test-engines: packages-for-tests
	@$(BIN)/python -m tests.engines $(ARGS)

# The template of all words on the screen, and the catalogues of the languages; `make words ARGS=fr` begins one.
words: install
	@$(BIN)/python -m dashboard.words $(ARGS)

# Both locks, for Python 3.11 and newer on Linux, macOS and Windows; the second keeps the versions of the first.
lock: python
	@test -d .venv-lock || $(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet $(UV)
	@$(COMPILE) requirements.in --output-file requirements.txt
	@$(COMPILE) tests/requirements.in --output-file tests/requirements.txt
	@$(COMPILE) tests/engines/requirements.in --output-file tests/engines/requirements.txt
	@$(COMPILE) tests/fuzz/requirements.in --output-file tests/fuzz/requirements.txt

# What things cost, beside the simplest way of doing them; one JSON line each. BENCH_OUT=FILE keeps the lines.
bench: install-test
	@$(BIN)/python -m tests.benchmarks $(ARGS)

# The same for 10 and 100 million records; says first how much disk it needs, TMPDIR names another one.
bench-large: install-test
	@$(BIN)/python -m tests.benchmarks --large $(ARGS)

# Each reader for a minute with mutated files; FUZZ_SECONDS changes it. Linux and macOS only: atheris has no other wheels.
fuzz: packages-for-tests
	@$(BIN)/python -m pip install --quiet --require-hashes -r tests/fuzz/requirements.txt
	@$(BIN)/python -m tests.fuzz

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; found: $$(python3 --version 2>&1)." \
		"Install it, or name it: make run PYTHON=/path/to/python3.11" >&2; exit 1; }
