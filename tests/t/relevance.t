#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The judged queries are answered as well as they were (tests/relevance).
. "${0%/*}/lib.sh"
. "$here/python.sh"

relevance=$SP_SOURCE/tests/relevance

run python3 "$relevance/list.py"
take_results "$out"

run python3 "$relevance/measure.py" --bin "$(dirname "$INDEXER")" \
  --floor "$relevance/floor.json"
sed 's/^/# /' "$out"
ok "no figure is below its floor, and no query is without an answer" \
  [ "$status" -eq 0 ]
[ "$status" -eq 0 ] || show "$err" "standard error:"
finish
