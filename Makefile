# assay: build, run, test. `make help` says what there is.

SHELL := /bin/bash
SWIFT ?= swift
ASSAY := .build/release/assay
PREFIX ?= /usr/local

# What the build links: the screen and the store. ncurses-base has the descriptions of the common terminals.
BUILD_PACKAGES := 'libncurses-dev|libncursesw5-dev' libsqlite3-dev ncurses-base
# What the tests drive the program with: a real terminal, and the descriptions of more terminals than ncurses-base has.
TEST_PACKAGES := tmux ncurses-term

.DEFAULT_GOAL := build
.PHONY: help build run test check fuzz kill chaos lint format strict samples golden themes bench-tables bench-learning bench-quality bench-store packages test-packages install clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

build: packages ## the release, at .build/release/assay
	$(SWIFT) build -c release --static-swift-stdlib --product assay

run: build ## builds, then opens the workbench on a sample project; without a terminal the loop once in plain text
	@$(ASSAY) sample-projects/churn

# What looks at a real terminal goes last, one at a time: its screen can change while a busy machine looks elsewhere.
test: packages test-packages ## all tests, those in a real terminal too
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip EndToEndTests
	$(SWIFT) test --skip-build --no-parallel --filter EndToEndTests

check: lint test samples ## what a change must pass, but for the release build

fuzz: ## runs the coverage-guided fuzzer, SECONDS (600) in all
	scripts/fuzz.sh $(or $(SECONDS),600)

kill: ## kills workers at 100 random moments a family, and in the middle of the store's transactions
	ASSAY_TESTS=Experiments $(SWIFT) build --build-tests
	ASSAY_TESTS=Experiments ASSAY_KILLS=$(or $(KILLS),100) $(SWIFT) test --skip-build --filter KilledRunTests

chaos: build ## four workers and two screens on one store, killed at random for SECONDS (600); prints how far screens lag behind
	ASSAY_TESTS=EndToEnd $(SWIFT) build --build-tests
	ASSAY_TESTS=EndToEnd ASSAY_CHAOS=$(or $(SECONDS),600) ASSAY_BINARY=$(CURDIR)/$(ASSAY) $(SWIFT) test --skip-build --filter ChaosTests

lint: ## the formatter's strict opinion
	$(SWIFT) format lint --strict --parallel --recursive Sources Tests Package.swift sample-projects

format: ## formats the sources in place
	$(SWIFT) format format --in-place --parallel --recursive Sources Tests Package.swift sample-projects

strict: build ## proves that every target treats warnings as errors, and builds the release
	@scripts/check-strict.sh

samples: ## makes the invented tables of sample-projects again and fails where a byte differs
	@scripts/make-samples.sh
	@git diff --exit-code --stat -- 'sample-projects/*.csv'

golden: packages test-packages ## writes the golden texts of the tests anew, to be looked at before they are committed
	ASSAY_UPDATE=1 $(SWIFT) test

themes: packages ## takes themes/*.toml into the program, after one of them was changed
	ASSAY_UPDATE=1 $(SWIFT) test --filter BuiltinThemesTests

# A virtual environment with the peers that a benchmark runs beside.
BENCH_PYTHON := .build/bench/venv/bin/python
define bench_venv
@test -x $(BENCH_PYTHON) || python3 -m venv .build/bench/venv
@$(BENCH_PYTHON) -m pip install --quiet --disable-pip-version-check $(1)
endef

bench-tables: build ## importing, profiling and opening tables, as ratios to polars, DuckDB and VisiData (installs them into .build)
	$(call bench_venv,numpy polars duckdb visidata)
	@$(BENCH_PYTHON) Benchmarks/tables/generate.py .build/bench/tables
	@$(BENCH_PYTHON) Benchmarks/tables/run.py $(ASSAY) .build/bench/tables

bench-learning: build ## fitting and predicting, as ratios to LightGBM, XGBoost, CatBoost and scikit-learn (installs them into .build)
	$(call bench_venv,numpy pandas lightgbm xgboost catboost scikit-learn)
	@$(BENCH_PYTHON) Benchmarks/learning/tables.py .build/bench/learning
	@$(BENCH_PYTHON) Benchmarks/learning/run.py $(ASSAY) .build/bench/learning $(ARGUMENTS)
	@$(BENCH_PYTHON) Benchmarks/learning/toggle.py $(ASSAY) .build/bench/learning

bench-quality: build ## scores of boosting beside LightGBM's and scikit-learn's on the tables in TABLES, a list of folders
	$(call bench_venv,numpy pandas lightgbm scikit-learn)
	@$(BENCH_PYTHON) Benchmarks/learning/quality.py $(ASSAY) $(TABLES)

bench-store: build ## writing, asking and drawing runs, as ratios to MLflow, wandb and trackio (installs them into .build)
	$(call bench_venv,mlflow wandb trackio)
	$(SWIFT) build -c release --package-path Benchmarks/store/store-bench --scratch-path .build/bench/store-build
	@$(BENCH_PYTHON) Benchmarks/store/run.py $(ASSAY) .build/bench/store-build/release/store-bench .build/bench/store

packages:
	@scripts/install-packages.sh $(BUILD_PACKAGES)

test-packages:
	@scripts/install-packages.sh $(TEST_PACKAGES)

install: build ## copies the executable to PREFIX/bin (/usr/local)
	install -D -m 755 $(ASSAY) $(DESTDIR)$(PREFIX)/bin/assay

clean: ## removes what was built
	rm -rf .build
