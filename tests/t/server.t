#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# searchd and its index: commits and generations show without a restart, what
# is cached ends when it must, and time comes from --at.  The index is made by
# make-index, not by the indexer.
. "${0%/*}/lib.sh"
. "$here/python.sh"
. "$here/servers.sh"
make_index=$SP_BUILD/tests/t/make-index

# GET into $T/head and $T/body; $code.
fetch() { # TARGET CURL-OPTION...
  fetch_target=$1
  shift
  rm -f "$T/body"
  : >"$T/body"
  code=$(curl -sg -D "$T/head" -o "$T/body" -w '%{http_code}' "$@" \
    "http://$address$fetch_target") || code="curl $?"
}
header() {
  tr -d '\r' <"$T/head" | sed -n "s/^$1: *//Ip" | head -n 1
}
finds() { # WORD ID
  fetch "/api/v1/search?q=$1"
  grep -qF "\"id\":\"$2\"" "$T/body"
}

# --- an index comes, changes, and is replaced ----------------------------------

start public public --index "$T/index" --at '2026-06-15 12:00' \
  --admin "unix:$T/admin"
public=$server
fetch /readyz
is "started without an index it is not ready" 503 "$code"
fetch /healthz
is "but alive" 200 "$code"
ok "an index is made" "$make_index" "$T/index" new
ok "it is picked up" wait_until 20 is_ready "$address"
is "that there was none is said once" 1 \
  "$(grep -c 'event=no-index' "$T/public.log")"
ok "and searched" finds days waste/missed-bin

fetch "/api/v1/suggest?q=mis"
old_etag=$(header etag)
fetch "/api/v1/suggest?q=mis" -H "If-None-Match: $old_etag"
is "the same revision is not sent twice" 304 "$code"
is "a 304 has no body" 0 "$(wc -c <"$T/body")"
fetch "/api/v1/suggest?q=mis" -H "If-None-Match: \"x\", $old_etag"
is "an ETag is found in a list" 304 "$code"

ok "a page is added" "$make_index" "$T/index" add waste/new "Quite new" xylophone
ok "it shows" wait_until 20 finds xylophone waste/new
fetch "/api/v1/suggest?q=quite"
has "suggestions follow" "$T/body" '"id":"waste/new"'
fetch "/api/v1/suggest?q=mis" -H "If-None-Match: $old_etag"
is "an older revision's ETag no longer fits" 200 "$code"

ok "a generation is built beside it" "$make_index" "$T/index" switch
ok "it is followed" wait_until 20 finds quicksilver waste/next
not_ok "what only the old one had is gone" finds xylophone waste/new

curl -s --unix-socket "$T/admin" http://localhost/metrics >"$T/metrics"
has "the metrics know the generation" "$T/metrics" 'signpost_index_generation 2'
has "and that it is open" "$T/metrics" 'signpost_index_open 1'
matches "and count by route" "$T/metrics" \
  '^signpost_requests_total\{route="/api/v1/search",status="200"\} [1-9]'

# --- time -------------------------------------------------------------------------

fetch /api/v1/documents/waste/missed-bin
has "a section of June is there in June" "$T/body" strawberries
is "and is not kept beyond it" "public, max-age=60" "$(header cache-control)"
fetch /api/v1/documents/waste/garden
is "so is a page that ends in July" 200 "$code"

serve late public --index "$T/index" --at '2026-07-01T00:00:00Z'
late=$server
fetch /api/v1/documents/waste/missed-bin
hasnt "in July it is gone" "$T/body" strawberries
fetch /api/v1/documents/waste/garden
is "and so is the page" 404 "$code"
end_server late "$late"

serve eve public --index "$T/index" --at '2026-06-30T23:59:48Z'
fetch /api/v1/documents/waste/missed-bin
is "a reply is kept until its page's next change" "public, max-age=12" \
  "$(header cache-control)"
eve_etag=$(header etag)
fetch /api/v1/documents/waste/missed-bin -H "If-None-Match: $eve_etag"
is "until then it is unchanged" 304 "$code"
is "and still says how long" "public, max-age=12" "$(header cache-control)"
fetch "/api/v1/search?q=bin"
is "a search is kept until the next minute at most" "public, max-age=12" \
  "$(header cache-control)"
end_server eve "$server"

serve late public --index "$T/index" --at '2026-07-01T00:00:00Z'
fetch /api/v1/documents/waste/missed-bin -H "If-None-Match: $eve_etag"
is "an ETag ends at its boundary" 200 "$code"
end_server late "$server"

# --- addresses -----------------------------------------------------------------------

address=$(address_of "$T/public.log")
fetch /api/v1/documents/waste/old-bin
is "an old address leads to the new one" \
  "301 /api/v1/documents/waste/missed-bin" "$code $(header location)"
fetch /api/v1/documents/roads/%C3%A9t%C3%A9
has "an address may have letters of any script" "$T/body" 'roads/été'
fetch '/api/v1/search?q=zanzibar'
has "residents find no staff word" "$T/body" '"total":0'
hasnt "and the log keeps no word" "$T/public.log" zanzibar

# --- the advisors' site --------------------------------------------------------------

serve staff staff --index "$T/index"
fetch '/api/v1/search?q=zanzibar'
has "advisors do" "$T/body" '"id":"shared/fraud"'
is "and nothing of it is kept" no-store "$(header cache-control)"
is "nor sent on" no-referrer "$(header referrer-policy)"
is "nor has it an ETag" "" "$(header etag)"
fetch /healthz -H 'Host: evil.example'
is "another site's name leads nowhere" 421 "$code"
end_server staff "$server"

# --- more searches than can be done ---------------------------------------------------

ok "an index with much to find" "$make_index" "$T/busy" new
ok "is made" "$make_index" "$T/busy" many 3000
serve busy public --index "$T/busy" --workers 1 --admin "unix:$T/busy-admin"
python busy.py "$address" "$T/busy-admin" /made/1
end_server busy "$server"

# --- several at once, and the end -------------------------------------------------------

address=$(address_of "$T/public.log")
i=0
while [ $i -lt 8 ]; do
  (
    n=0
    while [ $n -lt 40 ]; do
      curl -sg -o /dev/null -w '%{http_code}\n' \
        "http://$address/api/v1/search?q=report+$n"
      n=$((n + 1))
    done
  ) >>"$T/codes.$i" &
  workers="${workers-} $!"
  i=$((i + 1))
done
for n in 1 2 3 4 5; do
  "$make_index" "$T/index" switch || fail "generation $n is built"
  "$make_index" "$T/index" add "waste/n$n" "Page $n" "number $n" ||
    fail "page $n is put"
done
# shellcheck disable=SC2086 # a list on purpose
wait $workers
is "no search fails while generations change" "320 200" \
  "$(cat "$T"/codes.* | sort | uniq -c | tr -s ' ' | sed 's/^ //')"
end_server public "$public"
hasnt "no error is in the log" "$T/public.log" level=error

finish
