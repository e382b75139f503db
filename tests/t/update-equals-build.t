#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# After any change `update` gives the same indexes as `build`, to the last
# term: after each of many random changes the dumps are compared of
#   A  updated in place at each step,
#   B  built anew at each step over what B held before,
#   C  built from nothing, when no file is in error (else only A and B have
#      last good versions to keep).
# SP_SEED and SP_STEPS choose other changes, and more of them.
. "${0%/*}/lib.sh"

command -v python3 >/dev/null || skip_all "python3 is not installed"
seeds=${SP_SEED:-"1 2 3"}
steps=${SP_STEPS:-20}

index() { # COMMAND INDEX
  run "$INDEXER" "$1" -q --content "$T/content" --index "$T/$2" --at "$at"
}

compare() { # NAME INDEX INDEX
  for site in public staff; do
    for index in "$2" "$3"; do
      "$INDEXER" dump "$T/$index/$site" >"$T/$index.$site" 2>"$err" ||
        echo "dump failed" >"$T/$index.$site.failed"
    done
    if cmp -s "$T/$2.$site" "$T/$3.$site" && [ -s "$T/$2.$site" ]; then
      continue
    fi
    diff "$T/$2.$site" "$T/$3.$site" | cut -c1-300 >"$T/difference"
    show "$T/difference" "$1: $site differs between $2 and $3"
    different=yes
  done
}

for seed in $seeds; do
  rm -rf "$T/content" "$T"/[ABC]
  clean=0
  messy=0
  step=0
  bad=
  while [ "$step" -le "$steps" ] && [ -z "$bad" ]; do
    at=$(python3 "$SP_SOURCE/tests/t/random-corpus.py" "$seed" "$step" \
      "$T/content") || bail "no corpus"
    different=
    index update A
    of_update=$status
    index build B
    if [ "$of_update" -gt 1 ] || [ "$status" -ne "$of_update" ]; then
      note "seed $seed step $step: update exits $of_update, build $status"
      show "$err" "standard error:"
      bad=yes
      continue
    fi
    compare "seed $seed step $step" A B
    if [ "$status" -eq 0 ]; then
      clean=$((clean + 1))
      rm -rf "$T/C"
      index build C
      compare "seed $seed step $step" A C
    else
      messy=$((messy + 1))
    fi
    [ -z "$different" ] || bad=yes
    [ -z "$bad" ] && step=$((step + 1))
  done
  is "seed $seed: update equals build ($clean clean steps, $messy with errors)" \
    "${bad:+differs after step $step}" ""
  index update A
  cp -r "$T/A" "$T/before"
  index update A
  ok "seed $seed: nothing changed, nothing written" \
    diff -r "$T/before" "$T/A"
  rm -rf "$T/before"
done

finish
