# SPDX-License-Identifier: GPL-2.0-or-later
# tests/t/lib.sh - small helpers of the end-to-end tests (TAP, POSIX shell).
#
# A test begins with
#     . "${0%/*}/lib.sh"
# and ends with `finish`.  Never pipe the program under test: a pipe hides a
# crash.  `run` sends its output to files; then look at the files.
#
#   run COMMAND...              its output in $out and $err, its exit in $status
#   exits NAME N COMMAND...     run; passes when the exit status is N.  A death
#                               by signal never passes.
#   ok NAME COMMAND...          passes when COMMAND succeeds
#   not_ok NAME COMMAND...      passes when COMMAND fails
#   is NAME GOT EXPECTED        passes when the two texts are equal
#   has NAME FILE TEXT          FILE has a line with TEXT (fixed, not a pattern)
#   hasnt NAME FILE TEXT
#   matches NAME FILE ERE       FILE has a line that matches
#   same NAME FILE FILE         equal bytes; shows the difference
#   skip NAME WHY               counts as passed, marked
#   skip_all WHY                nothing here can run
#   wait_until SECONDS COMMAND...   try until it succeeds, ten times a second
#   at_end COMMAND              to do when the test ends, whatever happens
#                               (last given, first done)
#   finish                      the plan; the test's exit status
#
# $T is a folder of this test's own, removed at its end.  $SP_BUILD and
# $SP_SOURCE are the build folder and the source tree, $INDEXER and $SEARCHD
# the programs.

LC_ALL=C.UTF-8
export LC_ALL
unset CDPATH

here=$(cd "${0%/*}" && pwd -P) || exit 99
: "${SP_SOURCE:=${here%/tests/t}}"
: "${SP_BUILD:=$SP_SOURCE/build}"
export SP_SOURCE SP_BUILD
INDEXER=$SP_BUILD/signpost-indexer
SEARCHD=$SP_BUILD/signpost-searchd

T=$(mktemp -d "${TMPDIR:-/tmp}/signpost-test.XXXXXX") || exit 99
out=$T/out
err=$T/err
status=0
tests_run=0
tests_failed=0
endings=

leave() {
  leave_status=$?
  trap - EXIT
  eval "$endings"
  chmod -R u+rwX "$T" 2>/dev/null
  rm -rf "$T"
  exit "$leave_status"
}
trap leave EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

at_end() {
  endings="$*; $endings"
}

# TAP's own lines; the rest of what a test prints are comments.
pass() {
  tests_run=$((tests_run + 1))
  echo "ok $tests_run - $1"
}

fail() {
  tests_run=$((tests_run + 1))
  tests_failed=$((tests_failed + 1))
  echo "not ok $tests_run - $1"
}

note() {
  printf '%s\n' "$*" | sed 's/^/# /'
}

# The first lines of a file, as comments.
show() {
  [ -s "$1" ] || return 0
  note "$2"
  head -n 20 "$1" | LC_ALL=C tr -c '\n -~' '?' | cut -c1-300 | sed 's/^/#   /'
}

skip() {
  tests_run=$((tests_run + 1))
  echo "ok $tests_run - $1 # SKIP $2"
}

skip_all() {
  echo "1..0 # SKIP $*"
  exit 0
}

bail() {
  echo "Bail out! $*"
  exit 99
}

run() {
  status=0
  "$@" >"$out" 2>"$err" || status=$?
}

exits() {
  exits_name=$1
  exits_want=$2
  shift 2
  run "$@"
  if [ "$status" -eq "$exits_want" ]; then
    pass "$exits_name"
    return 0
  fi
  fail "$exits_name"
  note "exit status $status, expected $exits_want: $*"
  show "$err" "standard error:"
  show "$out" "standard output:"
  return 0
}

ok() {
  ok_name=$1
  shift
  if "$@"; then
    pass "$ok_name"
  else
    fail "$ok_name"
    note "failed: $*"
  fi
}

not_ok() {
  not_ok_name=$1
  shift
  if "$@"; then
    fail "$not_ok_name"
    note "succeeded, and should not: $*"
  else
    pass "$not_ok_name"
  fi
}

is() {
  if [ "$2" = "$3" ]; then
    pass "$1"
  else
    fail "$1"
    note "got:      $2"
    note "expected: $3"
  fi
}

has() {
  if grep -qF -e "$3" "$2"; then
    pass "$1"
  else
    fail "$1"
    note "not found: $3"
    show "$2" "in ${2##*/}:"
  fi
}

hasnt() {
  if grep -qF -e "$3" "$2"; then
    fail "$1"
    note "found: $3"
    grep -nF -e "$3" "$2" | head -n 5 | sed 's/^/#   /'
  else
    pass "$1"
  fi
}

matches() {
  if grep -qE -e "$3" "$2"; then
    pass "$1"
  else
    fail "$1"
    note "no line matches: $3"
    show "$2" "in ${2##*/}:"
  fi
}

same() {
  if cmp -s "$2" "$3"; then
    pass "$1"
  else
    fail "$1"
    diff -u "$2" "$3" >"$T/same.diff"
    show "$T/same.diff" "the difference:"
  fi
}

wait_until() {
  wait_left=$(($1 * 10))
  shift
  until "$@"; do
    wait_left=$((wait_left - 1))
    [ "$wait_left" -gt 0 ] || return 1
    sleep 0.1
  done
}

finish() {
  echo "1..$tests_run"
  [ "$tests_failed" -eq 0 ]
  exit
}
