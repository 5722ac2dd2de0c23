VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
PO := $(wildcard jsp/translations/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)
STATIC := $(shell find jsp/static -type f ! -name '*.gz')
export FLASK_APP := wsgi
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test coverage lint bench show catalogue system-deps

help:  ## What can be done here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: export DEVELOPMENT := 1
run: $(VENV)/.run $(MO) $(VENV)/.static  ## Start the app with the demo on http://$HOST:$PORT (127.0.0.1:8000)
	@$(BIN)/flask prepare
	@echo "JSP: http://$${HOST:-127.0.0.1}:$${PORT:-8000}   (stop with Ctrl+C)"
	@$(BIN)/flask jobs run --every 10 & exec $(BIN)/gunicorn wsgi:app

test: $(VENV)/.dev $(MO) $(VENV)/.static node_modules/.ready  ## The whole suite, on SQLite and on PostgreSQL where it is installed
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

coverage: $(VENV)/.dev $(MO) $(VENV)/.static node_modules/.ready  ## The suite again, counting what it runs through; takes a third longer
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2 --dist loadfile --no-loadscope-reorder
	$(BIN)/coverage combine -q
	$(BIN)/coverage report --skip-covered --skip-empty

lint: $(VENV)/.dev $(MO)  ## Style, types, floors, templates, catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint jsp/templates
	$(BIN)/python tools/catalogue.py check

bench: $(VENV)/.dev $(MO) $(VENV)/.static  ## Measure speed as ratios in one run, see bench/README.md
	$(BIN)/python -m bench

show: $(VENV)/.dev $(MO) $(VENV)/.static  ## Show what it withstands, one program of bench/safe at a time: make show NAME=kills
	@test -f bench/safe/$(NAME).py || { sed -n '/^| name/,/^$$/{/^$$/q;p}' bench/safe/README.md; exit 2; }
	$(BIN)/python -m bench.safe.$(NAME) $(WORDS)

catalogue: $(VENV)/.dev  ## Collect new texts into the Dutch catalogue
	$(BIN)/python tools/catalogue.py update

system-deps:  ## Debian packages that the full suite needs: PostgreSQL, Chromium, Node.js
	@sh tools/system-deps.sh

$(VENV)/.run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.static: $(STATIC) $(VENV)/.run
	@$(BIN)/python -m whitenoise.compress --quiet --no-brotli jsp/static
	@touch $@

node_modules/.ready: package-lock.json
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund --ignore-scripts; else mkdir -p node_modules; fi
	@touch $@

%.mo: %.po $(VENV)/.run
	@$(BIN)/pybabel -q compile -i $< -o $@
