# make demo       set up, read the sample reports, make a project of them; writes demo/riwaya.html and demo/project.html
# make test       set up, lint, check types, run the tests
# make bench      speed, memory and start-up of `riwaya read`, of linking, of a project and of the review app
# make accuracy   every figure of the gold sets beside the last release's; needs ../shared/gold, or GOLD=folder
# make fuzz       read broken texts for a minute, or MINUTES=10
# make web        build the review app's scripts and fonts (Node.js 20 or later)
# make gazetteer  build the table of places anew from its sources
# make clean      remove what these made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
GOLD ?= ../shared/gold
MINUTES ?= 1
SAMPLES := $(sort $(wildcard samples/*.txt samples/*.html samples/*.jsonl))

WEB := src/riwaya/review/static/built/app.js
WEB_SOURCES := web/package-lock.json web/build.mjs $(wildcard web/src/*)

.PHONY: demo test bench accuracy fuzz gazetteer web web-if-node clean
.DELETE_ON_ERROR:

demo: $(READY) web-if-node
	mkdir -p demo
	$(BIN)/riwaya read $(SAMPLES) --format table
	$(BIN)/riwaya read $(SAMPLES) --output demo/riwaya.html
	rm -rf demo/project
	$(BIN)/riwaya init demo/project
	$(BIN)/riwaya add --project demo/project $(SAMPLES)
	$(BIN)/riwaya incidents --project demo/project --format table
	$(BIN)/riwaya findings --project demo/project --format table
	$(BIN)/riwaya report --project demo/project --html --output demo/project.html
	@echo "The reports as a page: demo/riwaya.html; their incidents: demo/project.html"
	@echo "To read, check and decide in the browser: $(BIN)/riwaya serve demo/project"

test: $(READY) web-if-node
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

bench: $(READY) web-if-node
	$(BIN)/pip install --quiet --editable '.[bench]'
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_linking.py
	$(BIN)/python tools/bench_project.py
	$(BIN)/python tools/bench_serve.py

accuracy: $(READY)
	$(BIN)/python tools/accuracy.py $(GOLD)

fuzz: $(READY)
	$(BIN)/python tools/fuzz.py --minutes $(MINUTES)

gazetteer: $(READY)
	$(BIN)/pip install --quiet --editable '.[gazetteer]'
	$(BIN)/python tools/build_gazetteer.py

clean:
	rm -rf $(VENV) web/node_modules web/build $(dir $(WEB)) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

web: $(WEB)

$(WEB): $(WEB_SOURCES)
	@command -v npm >/dev/null || { echo "The review app's scripts need Node.js 20 or later, and there is no npm: install it, then make web"; exit 1; }
	cd web && npm ci --silent && npm run --silent build

# The app alone needs Node.js: all else goes on without it, and says so.
web-if-node:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory web; \
	else echo "No Node.js here: riwaya serve, the review app, needs it once (20 or later, then make web). All else works without."; fi

# Set up once, and again when the dependencies change.
$(READY): pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Riwaya needs Python 3.11 or later, and there is no $(PYTHON): make PYTHON=path/to/python"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Riwaya needs Python 3.11 or later, and $(PYTHON) is older: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	$(BIN)/pip uninstall --quiet --yes sqlalchemy2-stubs # of SQLAlchemy 1.4, with Follow the Money: they hide the types of 2.x
	touch $@
