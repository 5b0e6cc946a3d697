# Two commands are enough: `make` and `make test`. `make help` lists the rest.

PYTHON = .venv/bin/python
PRESS = $(PYTHON) -m press
SETUP = sh scripts/setup.sh

# Nothing is installed as a package and no console script is used, so a checkout works in any folder.
export PYTHONPATH := $(CURDIR)/scripts
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache
export PYTHONSAFEPATH := 1
export PYTHONNOUSERSITE := 1
export PYTHONUTF8 := 1
unexport PYTHONHOME PYTHONSTARTUP PYTHONWARNINGS PYTHONOPTIMIZE PYTHONDONTWRITEBYTECODE

# One line for everything that a build is made from: names and bytes, not times, so that nothing escapes it.
INPUTS = find -L content templates scripts pyproject.toml Makefile -type f ! -path '*/__pycache__/*' -print0 \
	2>/dev/null | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum

# True while the last build was whole, was made from these inputs, and its files are still what it wrote.
UNCHANGED = [ "$$inputs" = "$$(cat build/.stamp 2>/dev/null)" ] && \
	(cd build && sha256sum --check --strict --status SHA256SUMS) 2>/dev/null

# What a command is asked, given to make as REVISION=… and so on; an empty one is left out.
asked = $(foreach name,$(1),$${$(name):+--$(subst _,-,$(shell echo $(name) | tr A-Z a-z)) "$$$(name)"})

# A misspelt INFORCE= would be passed by in silence.
KNOWN_VARIABLES = REVISION ADOPTED IN_FORCE BODY CASE RECORDED DOCUMENT DATE KNOWN FROM TO \
	LANGUAGE BLOCK BY STATE ON ALL FILE AS COUNCIL RESULT VOTE NUMBER WORDS PYTEST UPGRADE RUNS
GIVEN := $(foreach name,$(.VARIABLES),$(if $(findstring command line,$(origin $(name))),$(name)))
UNKNOWN := $(filter-out $(KNOWN_VARIABLES) MAKEFLAGS SHELL,$(GIVEN))
ifneq ($(UNKNOWN),)
$(error press: $(UNKNOWN)= is not known. Known are: $(KNOWN_VARIABLES))
endif

# What is asked is said to make, never by the environment: LANGUAGE is set on many desktops.
unexport $(filter-out $(GIVEN) PYTEST UPGRADE RUNS,$(KNOWN_VARIABLES))

.PHONY: build test check adopt verify reprove as-of redline translations confirm parcel parcel-in attachment case councils outcome register identify conformance doctor bench schemas format lock clean help
.DEFAULT_GOAL := build

build: ## set up what is needed and make every document (plain `make` does this)
	@inputs=$$($(INPUTS)); \
	if $(UNCHANGED); then echo "Nothing has changed since the last build. Open build/index.html"; exit 0; fi; \
	rm -f build/.stamp && $(SETUP) run && $(PRESS) build && printf '%s\n' "$$inputs" >build/.stamp

check: ## check content and templates without making anything
	@$(SETUP) run && $(PRESS) check

adopt: ## freeze the text as an adopted revision: REVISION= ADOPTED= IN_FORCE= BODY= CASE=
	@$(SETUP) run && $(PRESS) adopt $(call asked,REVISION ADOPTED IN_FORCE BODY CASE RECORDED DOCUMENT)

verify: ## prove that nothing adopted has been altered
	@$(SETUP) run && $(PRESS) verify

reprove: ## make adopted revisions again and hold the stored files to them, word by word (REVISION=)
	@$(SETUP) run && $(PRESS) reprove $(call asked,REVISION DOCUMENT)

as-of: ## say and make the text that was in force on a day: DATE=2015-01-01
	@$(SETUP) run && $(PRESS) as-of $(call asked,DATE KNOWN DOCUMENT)

redline: ## mark what differs between two texts: FROM= TO= (revisions, or draft)
	@$(SETUP) run && $(PRESS) redline $(call asked,FROM TO DOCUMENT)

translations: ## say how the translations stand, and what in them waits for somebody
	@$(SETUP) run && $(PRESS) translations $(call asked,DOCUMENT)

confirm: ## record that translated blocks are right: LANGUAGE= BLOCK= (or all) BY= STATE= ON=
	@$(SETUP) run && $(PRESS) confirm $(call asked,LANGUAGE BLOCK BY STATE ON DOCUMENT)

parcel: ## pack what waits for a translator, into build/parcels: LANGUAGE= (ALL=1 for everything)
	@$(SETUP) run && $(PRESS) parcel $(call asked,LANGUAGE ALL DOCUMENT)

parcel-in: ## take in the file that a translator sent back: FILE= BY=
	@$(SETUP) run && $(PRESS) parcel-in $(call asked,FILE BY)

attachment: build ## put a built text into build/attachments, to be attached to a case: LANGUAGE= REVISION= AS=
	@$(SETUP) run && $(PRESS) attachment $(call asked,LANGUAGE REVISION AS DOCUMENT)

case: ## make what every council attaches, into build/cases: CASE= (COUNCIL= for one)
	@$(SETUP) run && $(PRESS) case $(call asked,CASE COUNCIL)

councils: ## take a list of councils into content/cases/councils.yaml: FILE=list.csv (or .xlsx)
	@$(SETUP) run && $(PRESS) councils $(call asked,FILE)

outcome: ## record what a council decided: CASE= COUNCIL= DATE= RESULT= VOTE= BODY= NUMBER= (BLOCK= WORDS=)
	@$(SETUP) run && $(PRESS) outcome $(call asked,CASE COUNCIL DATE RESULT VOTE BODY NUMBER BLOCK WORDS FILE)

register: ## say and make who has adopted what, into build/cases: CASE= (all cases without it)
	@$(SETUP) run && $(PRESS) register $(call asked,CASE)

identify: ## say what a PDF or Word file is, and whether it was altered: FILE=
	@$(SETUP) run && $(PRESS) identify $(call asked,FILE)

test: ## check the program: style, types, import rules, tests
	@$(SETUP) test
	@echo "ruff" && $(PYTHON) -m ruff check --quiet scripts tests
	@$(PYTHON) -m ruff format --quiet --check scripts tests || { echo "press: run make format"; exit 1; }
	@echo "mypy" && $(PYTHON) -m mypy --no-error-summary
	@echo "import rules" && $(PYTHON) -c 'from importlinter.cli import lint_imports_command as run; run()' --no-cache --no-logo \
		>.venv/import-rules.txt || { cat .venv/import-rules.txt; exit 1; }
	@$(PYTHON) -m pytest $(PYTEST)

conformance: build ## hold the outputs to the standards: veraPDF, Word validators, axe-core (Java, Maven, Node)
	@$(SETUP) test && $(SETUP) conformance
	@$(PYTHON) -m pytest tests/conformance $(PYTEST)

doctor: ## say what is found, in which version, and what is missing
	@for python in $(PYTHON) python3; do if $$python -c '' 2>/dev/null; then exec $$python -m press.doctor; fi; done; \
	echo "press: Python 3.11 or newer is missing. Run as root: apt-get install --yes python3" >&2; exit 4

bench: ## measure: cold build, nothing changed, one word changed, import time, memory
	@$(SETUP) test && PYTHONPATH=$(CURDIR)/scripts:$(CURDIR)/tests:$(CURDIR)/tests/archive:$(CURDIR)/tests/cases $(PYTHON) tests/bench.py

schemas: ## write the JSON Schemas that editors read
	@$(SETUP) run && $(PRESS) schemas

format: ## lay out the Python code
	@$(SETUP) test && $(PYTHON) -m ruff check --quiet --fix-only scripts tests && $(PYTHON) -m ruff format scripts tests

lock: ## choose package versions anew and write scripts/locks (UPGRADE=--upgrade takes newer ones)
	@sh scripts/locks/lock.sh $(UPGRADE)

clean: ## remove what was built and what was set up
	@rm -rf .venv .venv-conformance .venv.lock
	@find build -mindepth 1 ! -name README.md -delete

help: ## list these targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'
