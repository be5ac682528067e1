#!/usr/bin/env bash
# Fuzzes the reader of registers and the field types: libFuzzer makes up bytes, the address sanitizer
# watches memory, and the laws in Tests/IngestTests/Laws are tried on each input.
#
#   scripts/fuzz.sh SECONDS [TARGET...]   SECONDS for all targets together; reader and fields by default
#
# All is built and kept below .build-fuzz. On a finding the bytes are printed and the exit code is 1.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=$1
shift
targets=${*:-reader fields}
build=.build-fuzz

# The fuzzer's library comes with the toolchains for Linux only.
if [ "$(uname)" != Linux ]; then
  echo "==> Not fuzzed: the fuzzer runs on Linux only."
  exit 0
fi

log=$build/build.log
mkdir -p "$build"
# Of two --sanitize the compiler takes one, and not always the same: it is told both at once, while
# --sanitize lets the fuzzer bring its own main().
if ! swift build --package-path Tests/Fuzz --scratch-path "$build" -c release \
  --sanitize fuzzer -Xswiftc -sanitize=fuzzer,address >"$log" 2>&1; then
  # The linker's warnings on symbols of the sanitizer mean nothing.
  grep -v 'Cannot export local symbol' "$log" >&2
  exit 1
fi

# Without this the fuzzer runs, and finds nothing.
for mark in __asan_report_load __sanitizer_cov_trace; do
  if ! grep -qa "$mark" "$build"/release/Ingest.build/*.o; then
    echo "error: Ingest was built without instrumentation: no $mark" >&2
    exit 1
  fi
done

# Traps reach the fuzzer instead of Swift's own backtracer. Leaks are looked for once, at the end:
# after each input it would take most of the time.
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=detect_leaks=1:malloc_context_size=8:quarantine_size_mb=16
symbolizer=$(dirname "$(readlink -f "$(command -v swift)")")/llvm-symbolizer
[ ! -x "$symbolizer" ] || export ASAN_SYMBOLIZER_PATH=$symbolizer

# shellcheck disable=SC2086 # names of targets without spaces
share=$((seconds / $(set -- $targets && echo $#)))
failed=0
for target in $targets; do
  case $target in
    reader) program=FuzzReader longest=1024 ;;
    fields) program=FuzzFields longest=120 ;;
    *)
      echo "error: no target $target: reader or fields" >&2
      exit 64
      ;;
  esac
  corpus=$build/corpus/$target
  findings=$build/findings/$target
  log=$build/$target.log
  mkdir -p "$corpus" "$findings"
  seeds=("Tests/Fuzz/Seeds/$target" "Tests/Fuzz/Findings/$target")
  # The corpus of broken files that the tests of reading have.
  broken=Tests/IngestTests/Corpus/register
  [ "$target" != reader ] || [ ! -d $broken ] || seeds+=($broken)
  status=0
  "$build/release/$program" -max_total_time="$share" -max_len="$longest" -timeout=20 \
    -rss_limit_mb=2048 -detect_leaks=0 -dict=Tests/Fuzz/words.dict -artifact_prefix="$findings/" \
    "$corpus" "${seeds[@]}" >"$log" 2>&1 || status=$?
  if [ $status -eq 0 ]; then
    printf '%s: no finding; ' "$target"
    grep -a 'DONE' "$log" | tail -n 1 | tr -s '\t ' ' '
    continue
  fi
  failed=1
  echo "$target: FOUND (exit code $status); the last lines of $log:" >&2
  grep -av '^#[0-9]*.*\(NEW\|REDUCE\|pulse\)' "$log" | tail -n 60 | swift demangle --compact >&2
  # The newest is the one of this run.
  finding=$(sed -n 's/^artifact_prefix=.*Test unit written to //p' "$log" | tail -n 1)
  if [ -n "$finding" ]; then
    echo "The input is kept in $finding; as base64:" >&2
    base64 -w 100 "$finding" >&2
    echo "Once the cause is mended, move it to Tests/Fuzz/Findings/$target/, where tests replay it." >&2
  fi
done
exit $failed
