#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# /mcp: assistants search and read what residents see.
. "${0%/*}/lib.sh"
. "$here/python.sh"
. "$here/servers.sh"

exits "the sample is built" 0 "$INDEXER" build -q --at '2026-11-23 10:00' \
  --content "$SP_SOURCE/content" --index "$T/index"
serve public public --index "$T/index" --at '2026-11-23 10:00'
public=$address public_server=$server
serve staff staff --index "$T/index" --at '2026-11-23 10:00'
python mcp.py "$public" "$address"
end_server staff "$server"
end_server public "$public_server"
finish
