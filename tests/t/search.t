#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The page of results and its twin for machines, on the sample council: what was
# corrected, why a result is there, filters, and ways on from no result.
. "${0%/*}/lib.sh"
. "$here/python.sh"
. "$here/servers.sh"

exits "the sample is built" 0 "$INDEXER" build -q --at '2026-11-22 12:00' \
  --content "$SP_SOURCE/content" --index "$T/index"
for site in public staff; do
  serve "$site" "$site" --index "$T/index" --at '2026-11-22 12:00'
  python search.py "$site" "$address"
  end_server "$site" "$server"
done
finish
