#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The sample council: enough of everything, and nothing wrong with it.
. "${0%/*}/lib.sh"

run python3 "$SP_SOURCE/tests/t/content.py" "$SP_SOURCE/content"
counted=$status
cat "$out" "$err" | sed 's/^1\.\..*//'
tests_run=$(grep -cE '^(not )?ok ' "$out")
tests_failed=$(grep -c '^not ok ' "$out")
[ "$tests_run" -gt 0 ] || bail "content.py ended with $counted"

exits "the checks find nothing wrong with it" 0 \
  "$INDEXER" check --at 2026-11-22 "$SP_SOURCE/content"
exits "all of it is published" 0 \
  "$INDEXER" build --at 2026-11-22 -q --content "$SP_SOURCE/content" \
  --index "$T/index"
finish
