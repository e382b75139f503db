#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Not a word of staff reaches the public, wherever it stood and however wrongly
# it was marked: random folders of content with canaries in every such place.
#
# SP_CANARY_CORPORA folders (12), seeds from SP_CANARY_SEED on (1).  What is in
# no byte of an index no site can tell; so of every SP_CANARY_ASK folders (4)
# only the first is served, and each site asked for SP_CANARY_WORDS canaries by
# name (25).  SP_CANARY_LEVELS: the staff site is asked at level 1 and at each
# of these; else at level 1 and one more, in turn.
. "${0%/*}/lib.sh"
. "$here/python.sh"
. "$here/servers.sh"

corpora=${SP_CANARY_CORPORA:-12}
seed=${SP_CANARY_SEED:-1}
ask=${SP_CANARY_ASK:-4}
words=${SP_CANARY_WORDS:-25}
levels=${SP_CANARY_LEVELS:-}
turn=0
now='2026-11-22 12:00' # a Sunday
later='2027-02-01 12:00'
at=$now
last=$((seed + corpora - 1))

# Published, with some files left out and named, or all of them.
publish() { # NAME COMMAND OPTION...
  publish_name=$1
  shift
  run "$INDEXER" "$@" -q --at "$at" --content "$T/c" --index "$T/index"
  ok "$publish_name" [ "$status" -le 1 ]
  if [ "$status" -gt 1 ]; then
    show "$err" "standard error:"
    bail "no index"
  fi
  cp "$err" "$T/said"
}

dump() {
  exits "the $1 index can be shown" 0 "$INDEXER" dump "$T/index/$1"
  cp "$out" "$T/$1.dump"
}

explain() { # NAME FAILED-BEFORE
  [ "$tests_failed" -gt "$2" ] || return 0
  note "$1; to see it: SP_CANARY_SEED=$seed SP_CANARY_CORPORA=1"
  show "$T/said" "the indexer said:"
}

ask_public() {
  serve public public --at "$at" --index "$T/index"
  public=$server
  python canaries.py public "$address" "$T/known" "$words"
  end_server public "$public"
  python canaries.py log "$T/public.log"
}

ask_staff() { # LEVEL WORDS
  serve staff staff --level "$1" --at "$at" --index "$T/index"
  staff=$server
  python canaries.py staff "$address" "$T/known" "$2" "$1"
  end_server staff "$staff"
  python canaries.py log "$T/staff.log"
}

# Level 1 each time, the others in turn.
ask_levels() {
  ask_staff 1 "$words"
  if [ -n "$levels" ]; then
    for level in $levels; do
      ask_staff "$level" "$words"
    done
    return
  fi
  turn=$((turn % 3 + 1))
  ask_staff "$((turn + 1))" "$((words / 3))"
}

look() { # NAME
  look_failed=$tests_failed
  dump public
  dump staff
  python canaries.py disk "$T/index" "$T/public.dump" "$T/staff.dump" \
    "$T/known"
  ask_public
  ask_levels
  explain "$1" "$look_failed"
}

# What has an end is not shown after it, be it still in the index; the next
# update takes it out.
look_later() {
  look_failed=$tests_failed
  at=$later
  python canaries.py late "$T/known"
  ask_public
  publish "seed $seed is updated later" update
  dump public
  dump staff
  python canaries.py disk "$T/index" "$T/public.dump" "$T/staff.dump" \
    "$T/known"
  at=$now
  explain "after the end of the year" "$look_failed"
}

if [ "$corpora" -gt 1 ] && [ "$ask" -gt 1 ]; then
  python canaries.py unserved "$INDEXER" "$seed" "$last" "$ask" "$T/unserved" \
    "$now" "$later"
fi

while [ "$seed" -le "$last" ]; do
  rm -rf "$T/c" "$T/index"
  python canaries.py make "$seed" "$T/c" "$T/known"
  publish "seed $seed is built" build
  look "after the build"
  python canaries.py change "$seed" "$T/c" "$T/known"
  publish "seed $seed is updated" update
  look "after the change"
  look_later
  seed=$((seed + ask))
done

rm -rf "$T/c" "$T/index"
python canaries.py foreign "$seed" "$T/c" "$T/known"
publish "foreign files are taken in" build --lenient --default-audience public
look "with foreign files"
finish
