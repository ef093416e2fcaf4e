# Everything a newcomer types; `make help` lists it. Nothing but make and Python 3.11 or later is needed beforehand.

PORT ?= 8000
CHART_JS := 4.6.1
PYTHON_CANDIDATES := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python
# The last is what the driver of pytest-playwright needs beside the browser.
BROWSER_PACKAGES := chromium fonts-noto-cjk libatomic1
# What reads old Word files and scans, each with its stand-ins.
READER_PACKAGES := libreoffice-writer-nogui libreoffice-calc-nogui antiword catdoc tesseract-ocr tesseract-ocr-chi-sim
# LibreOffice comes in parts, and none of its programs says whether the part that reads tables is there.
HAS_CALC = find -L "$$(dirname "$$(readlink -f "$$(command -v soffice)")")" \
	"$$(dirname "$$(readlink -f "$$(command -v soffice)")")/../Frameworks" -maxdepth 1 -name 'libsclo*' 2>/dev/null | grep -q .
IGNORED := .venv var staticfiles tests
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
PYTEST := $(PY) -m pytest
# SQLite in memory, so that neither the environment nor a .env file leads a check or a test to somebody's data.
ON_SQLITE := env DATABASE_URL=sqlite://:memory:

# Made-up reports are never mixed with real ones.
ON_DEMO := env DATABASE_URL=sqlite:///$(CURDIR)/var/demo.sqlite3 MEDIA_ROOT=$(CURDIR)/var/demo-originals

# Chinese text is printed whatever the locale, and progress at once even into a pipe.
export PYTHONUTF8 := 1
export PYTHONUNBUFFERED := 1

.NOTPARALLEL:
.PHONY: help setup setup-dev run dev demo worker test test-fast test-sqlite test-postgresql test-browser \
	lint format types checks browser readers bench measure messages vendor clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: .venv/run-time.stamp ## install what running needs into .venv

setup-dev: .venv/development.stamp ## install what testing needs as well

run: setup ## load everything and serve on http://127.0.0.1:8000 (PORT=8001 changes it)
	@$(PY) manage.py prepare
	@exec env DJANGO_RUNSERVER_HIDE_WARNING=true $(PY) manage.py runserver --noreload 127.0.0.1:$(PORT)

dev: setup ## the same with tracebacks in the browser, reloading whenever a file changes
	@DEBUG=1 $(PY) manage.py prepare
	@exec env DEBUG=1 $(PY) manage.py runserver 127.0.0.1:$(PORT)

demo: setup ## the same with made-up reports of many bureaus and years, in a database of their own (ARGS="--bureaus 300")
	@$(ON_DEMO) $(PY) manage.py load_demo $(ARGS)
	@exec $(ON_DEMO) DJANGO_RUNSERVER_HIDE_WARNING=true $(PY) manage.py runserver --noreload 127.0.0.1:$(PORT)

worker: setup ## read what is uploaded, beside a server that has WORKER=1 (stops on Ctrl-C)
	@env WORKER=1 $(PY) manage.py prune_db_task_results
	@exec env WORKER=1 $(PY) manage.py db_worker

test: browser readers lint checks types test-sqlite test-postgresql test-browser ## everything, as in CI

test-fast: setup-dev test-sqlite ## the tests on SQLite alone, without the browser (ARGS="-k word")

test-sqlite: setup-dev readers
	$(ON_SQLITE) $(PYTEST) -n 2 --ignore=tests/browser $(ARGS)

test-postgresql: setup-dev readers ## the tests on PostgreSQL: TEST_DATABASE_URL's, else a throw-away server's
	$(PYTEST) -p tests.plugins.postgresql -n 2 --ignore=tests/browser $(ARGS)

test-browser: browser ## the tests in Chromium
	$(ON_SQLITE) $(PYTEST) -n 2 tests/browser $(ARGS)

lint: setup-dev ## style and format
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

format: setup-dev ## repair style and format where a machine can
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

types: setup-dev ## types
	$(ON_SQLITE) $(PY) -m mypy

checks: setup-dev ## Django's own checks, and no migration forgotten
	$(ON_SQLITE) $(PY) manage.py check --fail-level WARNING
	$(ON_SQLITE) $(PY) manage.py makemigrations --check --dry-run

bench: setup-dev ## print timings
	@for module in $(subst /,.,$(basename $(wildcard tests/benchmarks/[a-z]*.py))); do $(PY) -m $$module || exit 1; done

measure: setup ## print how right the reading is (ARGS=--errors lists the mistakes, ARGS=--write keeps the figures)
	@$(ON_SQLITE) $(PY) manage.py measure $(ARGS)

browser: setup-dev # what the browser tests need of the system: installed where possible, asked for where not
	@{ command -v "$(CHROMIUM)" || command -v chromium || command -v google-chrome; } >/dev/null \
		&& { ! command -v fc-list >/dev/null || fc-list :lang=zh | grep -q .; } \
		&& $(PY) -m playwright --version >/dev/null 2>&1 \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q \
		&& DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $(BROWSER_PACKAGES); } \
	|| { echo "The browser tests need Chromium, a Chinese font and libatomic: install them (Debian: apt-get install" \
		"$(BROWSER_PACKAGES)) or name a browser by CHROMIUM=/path/to/chromium." >&2; exit 1; }

readers: # what the tests of old Word files, scans and workbooks need of the system, in the same way
	@{ command -v soffice && $(HAS_CALC) && command -v antiword && command -v catdoc; } >/dev/null \
		&& tesseract --list-langs 2>/dev/null | grep -qx chi_sim \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q \
		&& DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $(READER_PACKAGES); } \
	|| { echo "The tests of old Word files, scans and workbooks need LibreOffice Writer and Calc, antiword, catdoc and tesseract with" \
		"chi_sim: install them (Debian: apt-get install $(READER_PACKAGES))." >&2; exit 1; }

messages: setup ## collect the pages' strings into locale/ and compile them (needs gettext; using the project does not)
	$(PY) manage.py makemessages --locale zh_Hans --no-location --no-obsolete $(IGNORED:%=--ignore %)
	$(PY) manage.py compilemessages --locale zh_Hans $(IGNORED:%=--ignore %)

vendor: ## fetch Chart.js anew into static/vendor (needs npm; using the project does not)
	@work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT \
	&& (cd "$$work" && npm pack --silent chart.js@$(CHART_JS) && tar -xzf chart.js-$(CHART_JS).tgz) \
	&& sed '/sourceMappingURL/d' "$$work/package/dist/chart.umd.min.js" > static/vendor/chart.umd.min.js \
	&& cp "$$work/package/LICENSE.md" static/vendor/chart.LICENSE.md

clean: ## remove what the tools left behind (neither .venv nor var)
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis staticfiles
	find . -path ./.venv -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf

.venv/run-time.stamp: requirements.txt .venv/bin/python .venv/bin/pip
	@echo "Installing requirements.txt into .venv ..."
	@$(PIP) -r requirements.txt
	@touch $@

.venv/development.stamp: requirements-dev.txt .venv/run-time.stamp
	@echo "Installing requirements-dev.txt into .venv ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

# Both are named because an interrupted setup leaves the first without the second, and a removed Python a dangling link.
.venv/bin/python .venv/bin/pip:
	@for python in $(PYTHON_CANDIDATES); do \
		"$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		echo "Making .venv with $$("$$python" --version) ..."; \
		exec "$$python" -m venv --clear .venv; \
	done; \
	echo "Python 3.11 or later with its venv module is needed: install it (Debian: apt-get install python3" \
		"python3-venv) or name it by make PYTHON=/path/to/python3." >&2; exit 1
