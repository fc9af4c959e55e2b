# Wenda: `make serve` to see it, `make test` to check it. Everything else is a part of these two.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
TESTED := $(VENV)/.test-tools

.PHONY: serve install test tools lint trees fuzz fuzz-api axe clean

serve: install            ## index the sample archive when it changed, serve the site
	@$(BIN)/wenda reindex || test $$? -eq 1
	@$(BIN)/wenda serve

install: $(STAMP)         ## the environment in .venv

$(STAMP): pyproject.toml requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.txt --editable .
	@touch $@

test: tools               ## everything that tests need, then all tests
	$(BIN)/python -m pytest -n auto --dist loadfile

tools: $(TESTED)          ## test tools, headless Chromium, axe-core

$(TESTED): $(STAMP) tests/browser/package-lock.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.txt --editable '.[test]'
	@command -v chromedriver >/dev/null && command -v chromium >/dev/null && fc-list 2>/dev/null | grep -q CJK \
	  || { SUDO=$$([ $$(id -u) -eq 0 ] || echo sudo); \
	       $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	       $$SUDO apt-get install -y -qq --no-install-recommends chromium chromium-driver fonts-noto-cjk fontconfig; }
	npm ci --prefix tests/browser --silent --no-audit --no-fund
	@touch $@

trees: tools              ## 20,000 random lookup trees: every engine against the reference
	WENDA_TEST_TREES=20000 $(BIN)/python -m pytest -n auto tests/contract/test_random_trees.py

fuzz: tools               ## 100,000 hostile queries to the endpoint
	$(BIN)/python -m tests.fuzz.queries 100000

fuzz-api: tools           ## the API against its own description, 1,000 examples an endpoint
	API_EXAMPLES=1000 $(BIN)/python -m pytest tests/web/test_schemathesis.py

axe: tools                ## every kind of page in every language, theme and width against axe-core
	WENDA_TEST_AXE=all $(BIN)/python -m pytest tests/browser/test_accessibility.py

lint: tools               ## ruff and mypy alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:                    ## remove the environment and the built index
	rm -rf $(VENV) index_data/index tests/browser/node_modules .mypy_cache .pytest_cache .ruff_cache
