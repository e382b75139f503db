#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What programs read of both sites, on the sample council: answers, and the API
# as its description says.
. "${0%/*}/lib.sh"
. "$here/python.sh"
. "$here/servers.sh"

exits "the sample is built" 0 "$INDEXER" build -q --at '2026-11-22 12:00' \
  --content "$SP_SOURCE/content" --index "$T/index"
for site in public staff; do
  serve "$site" "$site" --index "$T/index" --at '2026-11-22 12:00' \
    --base-url https://help.example.org
  python machines.py "$site" "$address"
  python openapi.py "$site" "$address" "$SP_SOURCE"
  end_server "$site" "$server"
done
finish
