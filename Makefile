# Every command of the project. «make» alone lists them.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test crawl lint lock nightly screenshots messages

help:  ## this list
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*  ## (.*)/  make \1\t\2/' | expand -t 20

demo:  ## five sites and the admin on this machine; PORT=8123 for another port than 8000
	@$(PYTHON) manage.py demo --port $(PORT)

demo-reset:  ## remove the demo's own data, by name, and start a new demo
	@$(PYTHON) manage.py demo_reset --port $(PORT)

test:  ## the whole suite, on SQLite or on the database of DATABASE_URL; ARGUMENTS="-k words" for a part
	@$(PYTHON) manage.py environment --test
	@$(BIN)/python manage.py compile_catalogues
	@$(BIN)/python -m pytest $(ARGUMENTS)

crawl:  ## asks as every role of one partner for everything of another, at every address of the admin
	@CRAWL=1 $(MAKE) --no-print-directory test ARGUMENTS="tests/isolation -m crawl $(ARGUMENTS)"

lint:  ## style of code and templates
	@$(PYTHON) manage.py environment --test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint templates

lock:  ## write the lock files again from pyproject.toml; needs uv
	@command -v uv > /dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv/"; exit 1; }
	uv pip compile pyproject.toml --upgrade $(LOCK_OPTIONS) -o requirements.lock
	uv pip compile pyproject.toml --group test --group lint -c requirements.lock $(LOCK_OPTIONS) -o requirements-test.lock

# No address of a package index is written into the files: whoever installs, decides.
LOCK_OPTIONS := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet

messages:  ## bring the message catalogues up to date with the code; needs gettext
	@$(PYTHON) manage.py environment --test
	@$(BIN)/python manage.py check_catalogues --update

screenshots:  ## the pictures of the README, from a demo that is started for them; needs Chromium
	@$(PYTHON) manage.py environment --test
	@$(BIN)/python -m tests.browser.screenshots

nightly:  ## what takes too long for every change
	@.ci/nightly
