# What can be done here: `make help`. Everything missing on the machine is installed by `make setup`,
# which demo and test call themselves; only Swift (https://www.swift.org/install) must be there.

PYTHON := .tools/venv/bin/python
COMMAND := .build/release/netralitas
BUILD_RELEASE := swift build --quiet -c release --product netralitas

.DEFAULT_GOAL := help
.PHONY: help setup build demo test lint check-data notebooks sanitize fuzz bench peers peers-reading \
  forecasts count-instructions clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r name what; do \
	  printf '  make %-18s %s\n' "$$name" "$$what"; done

setup: ## install what is missing: GSL, pkg-config, Python tools in .tools/venv
	@scripts/setup.sh test
	@echo "Everything needed is installed."

build: ## build the command: .build/release/netralitas
	@scripts/setup.sh build
	@echo "==> Building $(COMMAND) (the first time takes a few minutes)"
	@$(BUILD_RELEASE)

demo: ## build, then write a report on the real events into demo-report/
	@scripts/setup.sh demo
	@echo "==> Building $(COMMAND) (the first time takes a few minutes)"
	@$(BUILD_RELEASE)
	@echo "==> Writing the report on datasets/real"
	@$(COMMAND) report datasets/real -o demo-report
	@echo
	@echo "Done. Open demo-report/index.html in a browser; the tables and charts lie beside it."

# Steps run one after the other, whatever -j says: two SwiftPM commands would wait for each other.
test: ## setup, lint, all tests, checks of the data packages, instructions, notebooks, a minute of fuzzing
	@scripts/setup.sh test
	@$(MAKE) --no-print-directory lint
	@echo "==> Building $(COMMAND) and the tests (the first time takes a few minutes)"
	@$(BUILD_RELEASE)
	@swift build --quiet --build-tests
	@echo "==> Tests"
	@NETRALITAS=$(COMMAND) swift test --disable-xctest --skip-build
	@$(MAKE) --no-print-directory check-data
	@echo "==> Instructions of reading a row"
	@[ "$$(id -u)" != 0 ] || scripts/setup.sh count
	@NETRALITAS=$(COMMAND) scripts/count-instructions.sh --optional
	@$(MAKE) --no-print-directory notebooks
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=60
	@echo
	@echo "All passed: lint, tests, data packages, notebooks, fuzzing."

lint: ## check the style of all Swift files
	@echo "==> Lint"
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

check-data: ## check each data package against its own schema
	@scripts/setup.sh test
	@echo "==> Data packages"
	@$(BUILD_RELEASE)
	@NETRALITAS=$(COMMAND) $(PYTHON) scripts/check-data.py

notebooks: ## run the notebooks; copies with their outputs go to .build/notebooks/
	@scripts/setup.sh test
	@echo "==> Building $(COMMAND) (the first time takes a few minutes)"
	@$(BUILD_RELEASE)
	@echo "==> Notebooks"
	@$(PYTHON) scripts/run-notebooks.py .build/notebooks notebooks-md/*.md

# Leaks are looked for by the address sanitizer itself. Each has a build folder of its own, because
# instrumented code cannot be mixed with plain code.
SANITIZED := swift test --disable-xctest --filter '^(GSLTests|StatisticsTests)\.'

sanitize: ## run the tests of GSL and Statistics under the address and the thread sanitizer
	@scripts/setup.sh build
	@echo "==> Address sanitizer, with leaks (.build-address)"
	@ASAN_OPTIONS=detect_leaks=1 $(SANITIZED) --sanitize=address --scratch-path .build-address
	@echo "==> Thread sanitizer (.build-thread)"
	@$(SANITIZED) --sanitize=thread --scratch-path .build-thread
	@echo
	@echo "No error, no leak, no race."

FUZZ_SECONDS := 600

fuzz: ## try the readers of files and cells on bytes made up by libFuzzer, for FUZZ_SECONDS (600)
	@scripts/setup.sh build
	@echo "==> Building Tests/Fuzz (.build-fuzz; the first time takes some one and a half minutes)"
	@scripts/fuzz.sh $(FUZZ_SECONDS)

bench: ## measure speed (the first build takes about six minutes); see Benchmarks/README.md
	@scripts/setup.sh build
	@cd Benchmarks && swift package benchmark --no-progress

peers: ## compare the speed of the numerics with NumPy, SciPy and R (some five minutes)
	@scripts/setup.sh peers
	@echo "==> Building Benchmarks/Peers (.build-peers; the first time takes some minutes)"
	@swift build --quiet -c release --package-path Benchmarks/Peers --scratch-path .build-peers --product PeerTimings
	@echo "==> Comparing"
	@.tools/peers/bin/python Benchmarks/Peers/compare.py

peers-reading: ## compare the speed of reading with DuckDB, Polars and chDB (some ten minutes, 1.1 GB of data)
	@scripts/setup.sh peers
	@echo "==> Building $(COMMAND) (the first time takes a few minutes)"
	@$(BUILD_RELEASE)
	@echo "==> Comparing"
	@.tools/peers/bin/python Benchmarks/Peers/reading.py --program $(COMMAND) $(READING)

forecasts: ## renew the tables of docs/FORECASTS.md; SERIES=folder of coverage series (some ten minutes)
	@scripts/setup.sh peers
	@echo "==> Building $(COMMAND) and Benchmarks/Peers (the first time takes a few minutes)"
	@$(BUILD_RELEASE)
	@swift build --quiet -c release --package-path Benchmarks/Peers --scratch-path .build-peers --product ForecastTrials
	@echo "==> Back-tests and trials"
	@.tools/peers/bin/python Benchmarks/Coverage/forecasts.py --program $(COMMAND) \
	  --trials .build-peers/release/ForecastTrials $(if $(SERIES),--series $(SERIES))
	@scripts/setup.sh demo
	@$(PYTHON) Benchmarks/Coverage/calibration.py --trials .build-peers/release/ForecastTrials

count-instructions: ## count the instructions of reading a row; compare with Benchmarks/instructions.txt
	@scripts/setup.sh count
	@echo "==> Building $(COMMAND) (the first time takes a few minutes)"
	@$(BUILD_RELEASE)
	@echo "==> Instructions of reading a row"
	@NETRALITAS=$(COMMAND) scripts/count-instructions.sh $(COUNT)

clean: ## remove everything that the other targets have made
	rm -rf .build .build-* .tools demo-report Benchmarks/.build
