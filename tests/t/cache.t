#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The cache of finished replies: what is kept, for whom, and when it ends: with
# the next revision of the index, at the minute when something on it changes,
# and when others need the room.
. "${0%/*}/lib.sh"
. "$here/python.sh"
. "$here/servers.sh"

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
metric() { # NAME
  curl -s --unix-socket "$admin" http://localhost/metrics >"$T/metrics"
  sed -n "s/^signpost_cache_$1 //p" "$T/metrics"
}
shows() { # TARGET TEXT
  fetch "$1"
  grep -qF "$2" "$T/body"
}
# What fetching this does to the number of hits: passes when it is MORE.
hits_more() { # NAME MORE TARGET CURL-OPTION...
  hits_name=$1
  hits_want=$2
  shift 2
  hits_before=$(metric hits_total)
  fetch "$@"
  is "$hits_name" "$hits_want" "$(($(metric hits_total) - hits_before))"
}
document() { # ID TITLE TEXT EXTRA-FIELD
  mkdir -p "$T/content/${1%/*}"
  {
    printf '%s\n' --- "title: $2" 'type: guide' "audience: ${5:-public}" \
      'owner: Waste' 'reviewed: 2026-01-05' 'review-by: 2099-01-05' \
      "summary: About it."
    [ -z "${4-}" ] || printf '%s\n' "$4"
    printf '%s\n' --- "$3"
  } >"$T/content/$1.md"
}
update() {
  exits "$1" 0 "$INDEXER" update -q --content "$T/content" --index "$T/index"
}

document waste/badgers 'Badgers in the garden' 'A badger digs at night.'
document waste/fines 'Fines' 'Everybody pays for a badger.

> [!ONLY level 3]
> Waive it for a wombat.' '' staff
exits "an index is built" 0 "$INDEXER" build -q --content "$T/content" \
  --index "$T/index"
admin=$T/admin
serve public public --index "$T/index" --admin "unix:$admin"
public=$server

# --- what is kept ------------------------------------------------------------------

# A search ends with the minute: none begins in this part's.
while [ "$(date +%S)" -gt 45 ]; do sleep 1; done
hits_more "what is asked for the first time is made" 0 '/search?q=badger'
cp "$T/body" "$T/first"
hits_more "and then kept" 1 '/search?q=badger'
same "byte for byte" "$T/first" "$T/body"
hits_more "another spelling of the address is the same" 1 '/search?q=b%61dger'
hits_more "so is another order of its parameters" 0 '/search?page=1&q=badger'
hits_more "whichever came first" 1 '/search?q=badger&page=1'
hits_more "another query is another" 0 '/search?q=Badger'
has "and has its own words" "$T/body" 'Badger'
fetch '/api/v1/search?q=badger'
cp "$T/body" "$T/first"
hits_more "searches by machines are kept" 1 '/api/v1/search?q=badger'
same "as they were" "$T/first" "$T/body"
for target in / /services /a-z /waste/badgers /api/v1/documents/waste/badgers \
  '/api/v1/suggest?q=bad'; do
  fetch "$target"
  hits_more "$target is kept" 1 "$target"
  is "$target is said to be for a minute at most" yes \
    "$(header cache-control | sed -nE 's/^public, max-age=([1-9]|[1-5][0-9]|60)$/yes/p')"
done

entries=$(metric entries)
for target in '/search?q=badger&x=1' '/search?q=badger&q=bin' '/?ref=mail' \
  /nothing/here '/api/v1/search?nothing=1' /healthz /waste/badgers/ /static/none.css; do
  fetch "$target"
  hits_more "$target is not kept" 0 "$target"
done
is "nor is anything of those in the cache" "$entries" "$(metric entries)"
fetch /waste/badgers -X POST
is "a POST is not answered from it" 405 "$code"

# --- 304 and HEAD --------------------------------------------------------------------

fetch /waste/badgers
etag=$(header etag)
length=$(wc -c <"$T/body")
hits_more "who has it is told so from the cache" 1 /waste/badgers \
  -H "If-None-Match: $etag"
is "with 304" 304 "$code"
is "and no body" 0 "$(wc -c <"$T/body")"
is "and the same ETag" "$etag" "$(header etag)"
is "and not its type" "" "$(header content-type)"
fetch /waste/badgers -H "If-None-Match: \"x\", ${etag#W/}"
is "an ETag is found in a list, weak or not" 304 "$code"
fetch /waste/badgers -H 'If-None-Match: "x"'
is "another ETag is not" "200 $length" "$code $(wc -c <"$T/body")"
hits_more "HEAD is answered from it" 1 /waste/badgers -I
is "with the length" "200 $length" "$code $(header content-length)"
is "and the ETag" "$etag" "$(header etag)"
fetch '/search?q=night' -I
hits_more "what was made for HEAD is whole for GET" 1 '/search?q=night'
has "with its body" "$T/body" 'Badgers in the garden'
hits_more "a connection that ends is told so" 1 /waste/badgers \
  -H 'Connection: close'
is "in the head" close "$(header connection)"
fetch /sitemap.xml -H 'Host: one.example'
fetch /sitemap.xml -H 'Host: two.example'
has "addresses are of the host that is asked" "$T/body" 'http://two.example/'
hasnt "and of no other" "$T/body" one.example

# --- a publication -------------------------------------------------------------------

fetch '/search?q=badger'
hasnt "before it there is one" "$T/body" 'A second badger'
document waste/second 'A second badger' 'Another badger came.'
update "a page is published"
ok "a search that was kept has it" \
  wait_until 5 shows '/search?q=badger' 'A second badger'
ok "so has a list" shows /a-z 'A second badger'
fetch /waste/badgers -H "If-None-Match: $etag"
is "an ETag of before it is old" 200 "$code"
document waste/badgers 'Badgers in the garden' 'A badger digs by day.'
update "a page is changed"
ok "it is shown as it is now" wait_until 5 shows /waste/badgers 'by day'
rm "$T/content/waste/second.md"
update "a page is withdrawn"
gone() { ! shows '/search?q=badger' 'A second badger'; }
ok "no search has it" wait_until 5 gone
missing() { fetch "$1" && [ "$code" = 404 ]; }
ok "nor is it there itself" wait_until 5 missing /waste/second

# --- levels --------------------------------------------------------------------------

serve staff staff --index "$T/index" --admin "unix:$T/staff-admin"
admin=$T/staff-admin
fetch '/search?q=wombat'
hits_more "the advisors' site keeps searches" 1 '/search?q=wombat'
hasnt "of level 1" "$T/body" 'Waive it'
is "and lets nobody else keep them" no-store "$(header cache-control)"
is "without an ETag" "" "$(header etag)"
fetch /waste/fines
hits_more "and pages" 1 /waste/fines
hasnt "of level 1 too" "$T/body" 'Waive it'
end_server staff "$server"
serve three staff --index "$T/index" --level 3 --admin "unix:$T/staff-admin"
fetch /waste/fines
hits_more "level 3 has its own" 1 /waste/fines
has "with what it may see" "$T/body" 'Waive it'
hasnt "no word searched for is in a log" "$T/three.log" wombat
end_server three "$server"

# --- the bound -----------------------------------------------------------------------

serve small public --index "$T/index" --cache-size 1 --admin "unix:$T/small"
admin=$T/small
python cache.py "$address" 20000 "$server" 1
ok "what is kept takes no more than it may" \
  test "$(metric bytes)" -le 1048576
ok "nor much less" test "$(metric bytes)" -gt 524288
ok "the others went" test "$(metric evictions_total)" -gt 19000
end_server small "$server"
serve none public --index "$T/index" --cache-size 0 --admin "unix:$T/none"
admin=$T/none
fetch /waste/badgers
is "without a cache pages are made" 200 "$code"
is "and nothing is counted" "" "$(metric hits_total)"
end_server none "$server"
for size in -1 4097 much 1.5; do
  exits "--cache-size $size is no size" 2 "$SEARCHD" --site public --index \
    "$T/index" --listen 127.0.0.1:0 --cache-size "$size"
done

# --- the clock -----------------------------------------------------------------------

# The minute that begins in half a minute or more.
minute=$(TZ=Europe/London date -d '+90 seconds' '+%Y-%m-%d %H:%M')
document waste/ending 'An ending badger' 'Until then.' "until: $minute"
document waste/coming 'A coming badger' 'From then.' "from: $minute"
document waste/both 'Both badgers' "Before.

> [!ONLY until $minute]
> The badger of before.

> [!ONLY from $minute]
> The badger of after."
run "$INDEXER" update -q --content "$T/content" --index "$T/index"
is "pages with a time are published" 0 "$status"
show "$err" "standard error:"
address=$(address_of "$T/public.log")
admin=$T/admin
ok "the one that ends is there" \
  wait_until 5 shows '/search?q=badger' 'An ending badger'
fetch /waste/ending
fetch /waste/ending
is "and kept" 200 "$code"
ok "and in a list" shows /a-z 'An ending badger'
not_ok "the one that begins is not" shows /a-z 'A coming badger'
ok "a page has the text that ends" shows /waste/both 'badger of before'
not_ok "and not the one that begins" shows /waste/both 'badger of after'
end=$(date -d "TZ=\"Europe/London\" $minute" +%s)
while [ "$(date +%s)" -lt $((end - 3)) ]; do sleep 1; done
fetch /waste/ending
ok "shortly before it is said to last no longer" \
  test "$(header cache-control | sed 's/.*=//')" -le $((end - $(date +%s) + 1))
hits_more "still from the cache" 1 /waste/ending
while [ "$(date +%s)" -lt "$end" ]; do sleep 0.1; done
fetch /waste/ending
is "at its minute it is gone" 404 "$code"
not_ok "and found no more" shows '/search?q=badger' 'An ending badger'
not_ok "nor listed" shows /a-z 'An ending badger'
not_ok "text that ends is gone from its page" shows /waste/both 'badger of before'
# The index has nothing before its time: the indexer puts it there.
update "what begins is published"
ok "it is there" wait_until 5 shows /waste/coming 'From then'
ok "and found" shows '/search?q=badger' 'A coming badger'
ok "and listed" shows /a-z 'A coming badger'
ok "and text that begins is on its page" shows /waste/both 'badger of after'
hasnt "no word searched for is in the log" "$T/public.log" badger
end_server public "$public"
hasnt "and no error" "$T/public.log" level=error

finish
