#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Suggestions of the sample council: the commonest tasks come up within four
# keys, each suggestion leads somewhere, and the two sites keep their own.
. "${0%/*}/lib.sh"
. "$here/python.sh"
. "$here/servers.sh"

exits "the sample is built" 0 "$INDEXER" build -q --at '2026-11-22 12:00' \
  --content "$SP_SOURCE/content" --index "$T/index"
for site in public staff; do
  serve "$site" "$site" --index "$T/index" --at '2026-11-22 12:00'
  python suggest.py "$site" "$address" \
    "$SP_SOURCE/tests/relevance/tasks.csv"
  end_server "$site" "$server"
done
finish
