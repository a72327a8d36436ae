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
.PHONY: help build run test check fuzz lint format strict samples golden themes bench-tables bench-learning bench-quality packages test-packages install clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

build: packages ## the release, at .build/release/assay
	$(SWIFT) build -c release --static-swift-stdlib --product assay

run: build ## builds, then opens the workbench on a sample project; without a terminal the loop once in plain text
	@$(ASSAY) sample-projects/churn

test: packages test-packages ## all tests, those in a real terminal too
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip EndToEndTests
	# One at a time: these look at a program in a real terminal, whose screen can change while a busy machine looks elsewhere.
	$(SWIFT) test --skip-build --no-parallel --filter EndToEndTests

check: lint test samples ## what a change must pass, but for the release build

fuzz: ## runs the coverage-guided fuzzer, SECONDS (600) in all
	scripts/fuzz.sh $(or $(SECONDS),600)

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

bench-tables: build ## importing, profiling and opening tables, as ratios to polars, DuckDB and VisiData (installs them into .build)
	@test -x .build/bench/venv/bin/python || python3 -m venv .build/bench/venv
	@.build/bench/venv/bin/pip install --quiet --disable-pip-version-check numpy polars duckdb visidata
	@.build/bench/venv/bin/python Benchmarks/tables/generate.py .build/bench/tables
	@.build/bench/venv/bin/python Benchmarks/tables/run.py $(ASSAY) .build/bench/tables

bench-learning: build ## fitting and predicting, as ratios to LightGBM, XGBoost, CatBoost and scikit-learn (installs them into .build)
	@test -x .build/bench/venv/bin/python || python3 -m venv .build/bench/venv
	@.build/bench/venv/bin/pip install --quiet --disable-pip-version-check numpy pandas lightgbm xgboost catboost scikit-learn
	@.build/bench/venv/bin/python Benchmarks/learning/tables.py .build/bench/learning
	@.build/bench/venv/bin/python Benchmarks/learning/run.py $(ASSAY) .build/bench/learning $(ARGUMENTS)

bench-quality: build ## scores of boosting beside LightGBM's and scikit-learn's on the tables in TABLES, a list of folders
	@test -x .build/bench/venv/bin/python || python3 -m venv .build/bench/venv
	@.build/bench/venv/bin/pip install --quiet --disable-pip-version-check numpy pandas lightgbm scikit-learn
	@.build/bench/venv/bin/python Benchmarks/learning/quality.py $(ASSAY) $(TABLES)

packages:
	@scripts/install-packages.sh $(BUILD_PACKAGES)

test-bench-learning: build ## fitting and predicting, as ratios to LightGBM, XGBoost, CatBoost and scikit-learn (installs them into .build)
	@test -x .build/bench/venv/bin/python || python3 -m venv .build/bench/venv
	@.build/bench/venv/bin/pip install --quiet --disable-pip-version-check numpy pandas lightgbm xgboost catboost scikit-learn
	@.build/bench/venv/bin/python Benchmarks/learning/tables.py .build/bench/learning
	@.build/bench/venv/bin/python Benchmarks/learning/run.py $(ASSAY) .build/bench/learning $(ARGUMENTS)

bench-quality: build ## scores of boosting beside LightGBM's and scikit-learn's on the tables in TABLES, a list of folders
	@test -x .build/bench/venv/bin/python || python3 -m venv .build/bench/venv
	@.build/bench/venv/bin/pip install --quiet --disable-pip-version-check numpy pandas lightgbm scikit-learn
	@.build/bench/venv/bin/python Benchmarks/learning/quality.py $(ASSAY) $(TABLES)

packages:
	@scripts/install-packages.sh $(TEST_PACKAGES)

install: build ## copies the executable to PREFIX/bin (/usr/local)
	install -D -m 755 $(ASSAY) $(DESTDIR)$(PREFIX)/bin/assay

clean: ## removes what was built
	rm -rf .build
