#!/usr/bin/env bash
# Counts the instructions that reading one row of a register takes, and compares the number with the
# one in Benchmarks/instructions.txt. Unlike times it does not depend on what else the machine does.
#
#   scripts/count-instructions.sh              more than 3 % above the number is a failure
#   scripts/count-instructions.sh --renew      writes the number instead
#   scripts/count-instructions.sh --optional   goes on (ends with 0) where valgrind is missing
#
# The command reads two registers that differ by 40,000 rows under callgrind; the difference of the
# instructions leaves the start of the program out. On one thread, because valgrind can hang on
# programs that use threads of Dispatch. Also works with the bash 3.2 of macOS.
set -euo pipefail
cd "$(dirname "$0")/.."

command=${NETRALITAS:-.build/release/netralitas}
file=Benchmarks/instructions.txt
few=40000
many=80000
mode=${1:-}

stop() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}
case $mode in "" | --renew | --optional) ;; *) stop "usage: scripts/count-instructions.sh [--renew|--optional]" ;; esac
if ! command -v valgrind >/dev/null 2>&1; then
  missing="valgrind is missing, so instructions were not counted (on Debian: apt-get install valgrind)"
  [ "$mode" = --optional ] || stop "$missing"
  printf '%s\n' "$missing"
  exit 0
fi
[ -x "$command" ] || stop "$command is missing; run: make build"

# Valgrind gives up on the debugging information that Swift's linker writes.
command -v strip >/dev/null 2>&1 || stop "strip is missing (on Debian: apt-get install binutils)"

folder=$(mktemp -d "${TMPDIR:-/tmp}/netralitas-instructions-XXXXXX")
trap 'rm -rf "$folder"' EXIT

strip --strip-debug -o "$folder/netralitas" "$command"
command="$folder/netralitas"

# Instructions of one run. A hang of valgrind must not hang the tests: two minutes are ten times
# what it takes.
instructions() {
  local rows=$1 watch run status=0
  "$command" simulate -o "$folder/$rows" --register --officials "$rows" --seed 20261125 \
    --reference datasets/reference 2>"$folder/log" || stop "simulate failed: $(cat "$folder/log")"
  # The seed of hashing is the same in every run, so that the number repeats.
  SWIFT_DETERMINISTIC_HASHING=1 valgrind --tool=callgrind --callgrind-out-file="$folder/$rows.out" \
    "$command" counts "$folder/$rows/register.csv" --no-duplicates --threads 1 \
    --reference datasets/reference -o "$folder/$rows.csv" >"$folder/log" 2>&1 &
  run=$!
  (
    trap 'kill "$nap" 2>/dev/null; exit' TERM
    sleep 120 &
    nap=$!
    wait "$nap"
    kill -KILL "$run" 2>/dev/null
  ) >/dev/null 2>&1 &
  watch=$!
  wait "$run" || status=$?
  kill "$watch" 2>/dev/null || true
  wait "$watch" 2>/dev/null || true
  [ "$status" = 0 ] || stop "counting under valgrind ended with status $status: $(tail -n 5 "$folder/log")"
  sed -n 's/^totals: *//p' "$folder/$rows.out" | grep . || stop "callgrind gave no total: $(tail -n 5 "$folder/log")"
}

first=$(instructions $few)
second=$(instructions $many)
measured=$(((second - first) / (many - few)))
# The number holds for one compiler and one processor family.
built="$(uname -m), $(swift --version 2>/dev/null | sed -n 's/.*\(Swift version [0-9.]*\).*/\1/p' | head -n 1)"

if [ "$mode" = --renew ]; then
  {
    printf '# Instructions that netralitas counts takes for a row on one thread; written by\n'
    printf '# scripts/count-instructions.sh --renew. Built for: %s\n' "$built"
    printf '%s\n' "$measured"
  } >"$file"
  printf '%s instructions a row, written to %s\n' "$measured" "$file"
  exit 0
fi

[ -f "$file" ] || stop "$measured instructions a row; there is no $file to compare with. Make it: scripts/count-instructions.sh --renew"
expected=$(grep -v '^#' "$file" | head -n 1)
known=$(sed -n 's/.*Built for: //p' "$file")
printf '%s instructions a row (%s in %s)\n' "$measured" "$expected" "$file"
if [ "$known" != "$built" ]; then
  printf 'Not compared: this is %s, the number is for %s.\n' "$built" "$known"
elif [ $((measured * 100)) -gt $((expected * 103)) ]; then
  stop "reading takes more than 3 % more instructions than before. Find out why, or say in the commit why it must be and run: scripts/count-instructions.sh --renew"
elif [ $((measured * 100)) -lt $((expected * 97)) ]; then
  printf 'More than 3 %% fewer: keep the gain with scripts/count-instructions.sh --renew\n'
fi
