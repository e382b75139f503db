#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Every test, as `./quickstart check` runs them: gcc with all tests, clang with
# ASan and UBSan over unit and end-to-end tests, valgrind, fuzzing for a
# moment, distcheck.  Works in build-*/ and leaves build/ alone.  Ends with
# `N passed, N failed`, where each TAP line counts one, and with exit status 0
# only when nothing failed, nothing is missing and nothing was left out.
set -u
cd "$(dirname "$0")/.." || exit 3
here=$(pwd)
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
fuzz_seconds=${SP_FUZZ_SECONDS:-15}
passed=0
failed=0

say() { printf '\n==> %s\n' "$*"; }
good() { passed=$((passed + 1)); printf 'ok - %s\n' "$1"; }
bad() { failed=$((failed + 1)); printf 'not ok - %s\n' "$1"; }
finish() {
  printf '\n%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}
# Run a step into a log; show the log's end when it fails.
step() { # NAME LOG COMMAND...
  name=$1 log=$2
  shift 2
  if "$@" >"$log" 2>&1; then
    good "$name"
  else
    bad "$name"
    tail -n 40 "$log"
    return 1
  fi
}

for tool in gcc g++ clang clang++ clang-format valgrind mandoc npm node \
  python3 chromium curl xz; do
  command -v "$tool" >/dev/null 2>&1 || bad "the tool $tool is there"
done
python3 -c 'import jsonschema' 2>/dev/null ||
  bad "the Python module jsonschema is there"
[ "$failed" -eq 0 ] || finish

# A test that exists but is in no list would never run.
for file in tests/unit/test-*.c tests/unit/test-*.cc; do
  grep -q "${file%.c*}\\b" tests/local.mk || bad "$file is in tests/local.mk"
done
for file in tests/t/*.t; do
  grep -q "$file\\b" tests/local.mk || bad "$file is in tests/local.mk"
done

# Add up the TAP results of the tests named, in build folder $1.  A test
# without a single result has not run: that is a failure.
count_results() { # DIR TEST...
  dir=$1
  shift
  for test in "$@"; do
    trs=$dir/${test%.t}.trs
    n=0
    if [ -f "$trs" ]; then
      n=$(grep -cE '^:test-result: (PASS|XFAIL)' "$trs")
      f=$(grep -cE '^:test-result: (FAIL|ERROR|XPASS)' "$trs")
      s=$(grep -cE '^:test-result: SKIP' "$trs")
      passed=$((passed + n))
      failed=$((failed + f))
      [ "$s" -eq 0 ] || {
        failed=$((failed + s))
        echo "not ok - $test: $s skipped; nothing may be skipped here"
      }
      [ "$f" -eq 0 ] || grep -E '^(not ok|Bail out)' "$dir/${test%.t}.log"
      n=$((n + f + s))
    fi
    [ "$n" -gt 0 ] || bad "$test ran in $dir"
  done
}

configure_in() { # DIR ARGUMENTS...
  dir=$1
  shift
  rm -rf "$dir"
  mkdir -p "$dir"
  (cd "$dir" && ../configure -q "$@")
}

# The last line: before it make may say that it looks at itself first.
list() { make -s -C "$1" list-tests LIST="$2" | tail -n 1; }

say "Preparing the build"
step "bootstrap" bootstrap.log ./bootstrap || finish
rm -f bootstrap.log
# configure notes its own calls where it runs: in the build folders.

say "gcc: all tests"
step "configure with gcc" gcc.log \
  configure_in build-gcc --enable-werror CC=gcc CXX=g++ || finish
step "build with gcc, warnings are errors" gcc.log \
  make -C build-gcc -s -j"$jobs" || finish
step "styles and scripts" gcc.log make -C build-gcc -s assets all || finish
step "build the tests with gcc" gcc.log \
  make -C build-gcc -s -j"$jobs" check TESTS= || finish
make -C build-gcc -s -k check >gcc.log 2>&1 || :
# shellcheck disable=SC2046 # lists of words on purpose
count_results build-gcc $(list build-gcc ALL_TESTS)

say "clang with ASan and UBSan: unit and end-to-end tests"
step "configure with clang and sanitizers" asan.log \
  configure_in build-asan --enable-werror --enable-sanitizers CC=clang \
  CXX=clang++ CFLAGS="-g -O1" CXXFLAGS="-g -O1" || finish
step "build with clang, warnings are errors" asan.log \
  make -C build-asan -s -j"$jobs" || finish
step "styles and scripts for the sanitized build" asan.log \
  make -C build-asan -s assets all ASSETS_FROM="$here/build-gcc/share/static"
fast=$(list build-asan FAST_TESTS)
step "build the tests with clang" asan.log \
  make -C build-asan -s -j"$jobs" check TESTS= || finish
make -C build-asan -s -k check TESTS="$fast" >asan.log 2>&1 || :
# shellcheck disable=SC2086
count_results build-asan $fast

say "valgrind: the doors to C++, where ASan cannot see into the libraries"
for test in $(list build-gcc VALGRIND_TESTS); do
  step "valgrind $test" valgrind.log env CMOCKA_MESSAGE_OUTPUT=TAP \
    SP_BUILD="$here/build-gcc" SP_SOURCE="$here" \
    valgrind -q --error-exitcode=99 --leak-check=full \
    --errors-for-leak-kinds=definite --suppressions=tests/valgrind.supp \
    "build-gcc/$test"
done

say "Fuzzing, $fuzz_seconds seconds each"
step "configure for fuzzing" fuzz.log \
  configure_in build-fuzz --enable-fuzzers --enable-sanitizers CC=clang \
  CXX=clang++ CFLAGS="-g -O1" CXXFLAGS="-g -O1" || finish
step "build the fuzzers" fuzz.log make -C build-fuzz -s -j"$jobs" fuzzers
for target in $(list build-fuzz FUZZ_TARGETS); do
  noun=${target##*/fuzz-}
  mkdir -p "build-fuzz/corpus/$noun"
  step "fuzz $noun" fuzz.log "build-fuzz/$target" -seed=1 -rss_limit_mb=2048 \
    -timeout=20 -max_total_time="$fuzz_seconds" -print_final_stats=1 \
    "build-fuzz/corpus/$noun" "tests/fuzz/corpus/$noun"
done

say "make distcheck: the tarball builds and tests itself"
step "distcheck" distcheck.log make -C build-gcc -s -j"$jobs" distcheck \
  AM_DISTCHECK_CONFIGURE_FLAGS=--enable-smoke-only

rm -f gcc.log asan.log valgrind.log fuzz.log distcheck.log
finish
