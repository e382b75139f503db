#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Ten thousand files: they are built within the memory that is promised, an
# update without a change writes nothing, and one change shows at once.
. "${0%/*}/lib.sh"
. "$here/python.sh"
. "$here/servers.sh"

files=${SP_MANY_FILES:-10000}
most=$((64 * 1024)) # KiB

peak() { # NAME COMMAND...
  peak_name=$1
  shift
  exits "$peak_name" 0 python3 "$here/peak.py" "$T/peak" "$INDEXER" "$@" -q \
    --content "$T/c" --index "$T/index"
  note "$1: at most $(cat "$T/peak") KiB"
  ok "with less than 64 MiB" [ "$(cat "$T/peak")" -lt "$most" ]
}

# Every file of the index: what a commit, however small, would change.
state() {
  find "$T/index/public" "$T/index/staff" -printf '%p %l %s %T@ %i\n' | sort
}

found_id() { # ADDRESS WORD
  curl -fs "http://$1/api/v1/search?q=$2" >"$T/found" &&
    python3 -c 'import json, sys
print(" ".join(r["id"] for r in json.load(open(sys.argv[1]))["results"]))' \
      "$T/found"
}

shows() { # ADDRESS WORD ID
  [ "$(found_id "$1" "$2")" = "$3" ]
}

ok "$files files are made" python3 "$here/plain_content.py" "$T/c" "$files"
peak "they are built" build
serve public public --index "$T/index"
public=$server
address_of_public=$address
serve staff staff --index "$T/index"

"$INDEXER" dump "$T/index/public" >"$T/dump" 2>"$err"
ok "all public ones are there" [ "$(grep -c '^' "$T/dump")" -gt "$files" ]

curl -fsD "$T/before" -o "$out" "http://$address_of_public/"
state >"$T/state-before"
peak "an update without a change succeeds" update
state >"$T/state-after"
same "and writes nothing" "$T/state-before" "$T/state-after"
curl -fsD "$T/after" -o "$out" "http://$address_of_public/"
ok "the site has a revision" grep -qi '^etag:' "$T/before"
is "and it is the same" "$(grep -i '^etag:' "$T/before")" \
  "$(grep -i '^etag:' "$T/after")"

word=$(python3 "$here/plain_content.py" "$T/c" change 5000)
is "a new word is not found" "" "$(found_id "$address_of_public" "$word")"
peak "an update with one change succeeds" update
ok "residents find it without a restart" \
  wait_until 30 shows "$address_of_public" "$word" service-50/page-5000
ok "advisors too" wait_until 30 shows "$address" "$word" service-50/page-5000
curl -fsD "$T/after" -o "$out" "http://$address_of_public/"
not_ok "the site has another revision" \
  [ "$(grep -i '^etag:' "$T/before")" = "$(grep -i '^etag:' "$T/after")" ]

rm "$T/c/service-50/page-5000.md"
peak "an update without that file succeeds" update
ok "nobody finds it any more" wait_until 30 shows "$address_of_public" \
  "$word" ''
note "searchd: at most $(sed -n 's/^VmHWM:[ \t]*//p' "/proc/$public/status")"
finish
