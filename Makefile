# Needs Python >= 3.11 and make; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# What Python makes of its files is kept beside them: to compile every module in every process takes longer than the tests of many.
unexport PYTHONDONTWRITEBYTECODE
# A Python without ensurepip makes a venv without pip; its own pip then installs into it.
PIP = $$(test -x $(BIN)/pip && echo "$(BIN)/python -m pip" || echo "$(PYTHON) -m pip --python $(BIN)/python") --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help site test check bench gallery serve lock script clean

help: ## What can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

site: $(READY) ## The site of every spec in specs/
	@$(BIN)/designgen build specs --strict -o build
	@echo "Open file://$(CURDIR)/build/html/index.html"

test: $(READY) build/mermaid/mermaidx ## Every test (those in a browser are skipped where there is no Chromium)
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(READY) ## The quick check: lint, types, fast tests
	@$(BIN)/ruff check designgen tests
	@$(BIN)/mypy & types=$$!; \
	 $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow and not browser"; tests=$$?; \
	 wait $$types && exit $$tests

bench: $(READY) build/mermaid/mermaidx ## Speed and memory, as ratios
	@$(BIN)/python -m tests.benchmarks

gallery: $(READY) build/mermaid/mermaidx ## Twelve graphs beside the pictures of other tools; with BLIND=1 without names
	@$(BIN)/python -m tests.gallery $(if $(BLIND),--blind)

# Only Mermaid's own script is used; the package around it brings another quickjs than the tests use.
build/mermaid/mermaidx: $(READY)
	@$(PIP) install --quiet --no-deps --upgrade --target build/mermaid mermaidx==0.10.1 && touch $@

serve: $(READY) ## Preview on http://127.0.0.1:8000, which follows each edit
	@$(BIN)/designgen serve specs

lock: ## Renew requirements.lock with the newest versions that fit
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/pip install --quiet '.[test]'
	@{ echo "# Made by make lock: what the tool and its tests were last tried with."; \
	   build/lock/bin/pip freeze --exclude designgen --exclude pip | grep -v ' @ ' \
	   | sed -E "s/^(pygraphviz==.*)/\1 ; platform_system != 'Linux' or platform_machine in 'x86_64 aarch64'/"; } > requirements.lock
	@rm -rf build/lock

script: ## The scripts of the site, made small (needs npx)
	@for name in $(notdir $(wildcard site/scripts/*.js)); do \
	   npx --yes terser@5.44.0 site/scripts/$$name -c passes=3,unsafe_arrows -m --ecma 2020 -o site/assets/js/$$name \
	   --format preamble="'/* made by make script from site/scripts/$$name, $$(sha256sum site/scripts/$$name | cut -c1-16) */'" || exit 1; done
	@npx --yes terser@5.44.0 designgen/rules/machine.js -c passes=3,unsafe_arrows -m --ecma 2017 -o designgen/rules/machine.min.js \
	   --format preamble="'/* made by make script from machine.js, $$(sha256sum designgen/rules/machine.js | cut -c1-16) */'"
	@npx --yes esbuild@0.25.12 site/scripts/play/main.js --bundle --minify --format=iife --target=es2020 --legal-comments=eof \
	   --outfile=site/assets/js/play.js --log-level=warning \
	   --banner:js="/* made by make script from site/scripts/play, $$(cat site/scripts/play/*.js | sha256sum | cut -c1-16) */"
	@npx --yes esbuild@0.25.12 site/scripts/play/drawing/main.js --bundle --minify --format=iife --target=es2020 \
	   --outfile=site/assets/js/play-drawing.js --log-level=warning \
	   --banner:js="/* made by make script from site/scripts/play/drawing, $$(cat site/scripts/play/drawing/*.js | sha256sum | cut -c1-16) */"

clean: ## Removes what was built; not .venv
	@rm -rf build dist

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "designgen needs Python 3.11 or newer; make PYTHON=python3.12 names another one")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) > /dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@$(PIP) install --quiet -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
