#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What is remembered of searches that found nothing: it is there within a
# moment, without personal data in any byte of the folder, for as long as it
# may be and no longer; and whatever happens to the folder, searches go on.
. "${0%/*}/lib.sh"
. "$here/servers.sh"
make_index=$SP_BUILD/tests/t/make-index
state=$T/state
day='2026-06-15 12:00'

# A GET as visitor number $1 of a proxy on this machine.
as() { # VISITOR TARGET CURL-OPTION...
  as_visitor=$1 as_target=$2
  shift 2
  code=$(curl -sg -o "$T/body" -w '%{http_code}' \
    -H "X-Forwarded-For: 10.1.1.1, 192.0.2.$as_visitor" "$@" \
    "http://$address$as_target") || code="curl $?"
}
five() { # TARGET CURL-OPTION...
  for visitor in 1 2 3 4 5; do
    as "$visitor" "$@"
  done
}
events() { # OPTION...
  "$SEARCHD" events --state "$state" --at "$day" "$@" >"$T/list" 2>"$T/list.err"
}
lists() { # TEXT OPTION...
  lists_text=$1
  shift
  events "$@" && grep -qF -e "$lists_text" "$T/list"
}
# Is this text in any byte below the folder?
is_on_disk() { # TEXT FOLDER
  grep -raqiF -e "$1" "$2"
}
is_gone() {
  ! is_on_disk "$@"
}
logged() { # LOG TEXT
  grep -qF -e "$2" "$1"
}

ok "an index is made" "$make_index" "$T/index" new
ok "with many pages of a kind" "$make_index" "$T/index" many 20

# --- the folder ---------------------------------------------------------------

mkdir -m 755 "$T/open"
exits "a folder that others may enter is refused" 2 "$SEARCHD" --site public \
  --index "$T/index" --listen 127.0.0.1:0 --state "$T/open"
has "with what to do" "$err" "chmod 700 $T/open"
mkdir -m 700 "$T/half"
mkdir -m 750 "$T/half/public"
exits "so is the site's own folder in it" 2 "$SEARCHD" --site public \
  --index "$T/index" --listen 127.0.0.1:0 --state "$T/half"
has "by its name" "$err" "$T/half/public"
: >"$T/file"
exits "a file is no folder" 2 "$SEARCHD" --site public --index "$T/index" \
  --listen 127.0.0.1:0 --state "$T/file"

mkdir "$T/cwd"
cd "$T/cwd" || bail "no folder to be in"
serve nowhere public --index "$T/index" --at "$day"
five '/search?q=zznowhere'
is "without --state a search is answered" 200 "$code"
end_server nowhere "$server"
is "and nothing is written" "$(find "$T/cwd" -mindepth 1)" ""

# --- a search that finds nothing ------------------------------------------------

serve public public --index "$T/index" --at "$day" --state "$state" -v \
  --admin "unix:$T/admin"
public=$server
public_address=$address
is "the folder is made for nobody else" 700 "$(stat -c %a "$state")"
is "and so is the site's" 700 "$(stat -c %a "$state/public")"
five '/search?q=Zzbonfire+SMOKE%3F'
is "a search without a result is answered" 200 "$code"
ok "and listed in a moment" wait_until 60 lists "5 times: 'zzbonfire smoke'"
five '/search?q=zzbonfire++smoke'
five '/api/v1/search?q=zzhedge'
ok "one through the API too" wait_until 60 lists "5 times: 'zzhedge'"
ok "who asks again is counted once" lists "5 times: 'zzbonfire smoke'"
as 6 '/search?q=zzbonfire+smoke'
ok "a sixth visitor counts" wait_until 60 lists "6 times: 'zzbonfire smoke'"

as 1 '/search?q=zzfour'
as 2 '/search?q=zzfour'
as 3 '/search?q=zzfour'
as 4 '/search?q=zzfour'
five '/search?q=strawberries'
ok "what one page has is listed" wait_until 60 lists "'strawberries'"
has "as little" "$T/list" "Found one or two pages"
ok "what four asked is on disk" is_on_disk zzfour "$state"
hasnt "and shown to nobody" "$T/list" zzfour
has "but that there is such is said" "$T/list" "1 other in the last 7 days"
five '/search?q=pothle'
ok "so is what was found for another word" wait_until 60 lists "'pothle'"
has "as such" "$T/list" "Found pages for other words only"

# --- what is not remembered -------------------------------------------------------

five '/api/v1/suggest?q=zzsuggested'
five '/search?q=zznarrow&type=guide'
five '/search?q=zzbeyond&page=2'
five '/api/v1/search?q=zzoffset&offset=10'
five '/search?q=zzhead' -I
five '/search?q=zzrobot' -A 'Mozilla/5.0 (compatible; ExampleBot/1.0)'
five '/search?q=zzfetched' -H 'Sec-Purpose: prefetch;prerender'
five '/search?q=common'
five '/search?q=%3F%3F%21'
five '/zzpath'
five '/search?q=zzlast'
ok "what comes last is there" wait_until 60 lists "'zzlast'"
for word in zzsuggested zznarrow zzbeyond zzoffset zzhead zzrobot zzfetched \
  zzpath; do
  not_ok "$word is not remembered" is_on_disk "$word" "$state"
done
hasnt "a search that found much is not" "$T/list" "'common'"

# --- personal data ------------------------------------------------------------------

five '/search?q=ring+01621+854477+zzpersonal'
five '/search?q=QQ123456C'
five '/search?q=943+476+5919'
five '/api/v1/search?q=CM9+5DL'
five '/search?q=pat.example%40mail.example'
five '/search?q=4111+1111+1111+1111'
five '/search?q=12-34-56+87654321'
five '/search?q=12%2F03%2F1956'
five '/search?q=%EF%BC%90%EF%BC%91%EF%BC%96%EF%BC%92%EF%BC%91%EF%BC%98%EF%BC%95%EF%BC%94%EF%BC%94%EF%BC%97%EF%BC%97'
five '/search?q=AB51+XYZ'
five '/search?q=zzafter'
ok "what came after it is written" wait_until 60 lists "'zzafter'"
ok "the rest of such a search stays" lists "'ring [phone] zzpersonal'"
for needle in 854477 '854 477' 01621 QQ123456C qq123456 5919 'cm9 5dl' 5DL \
  pat.example mail.example 4111 87654321 34-56 1956 '１８５４' 'ab51 xyz' \
  192.0.2 10.1.1.1 127.0.0.1 curl/; do
  not_ok "no byte of the folder has $needle" is_on_disk "$needle" "$state"
done
curl -s --unix-socket "$T/admin" http://localhost/metrics >"$T/metrics"
matches "the metrics count" "$T/metrics" '^signpost_events_written_total [1-9]'

# --- logs ---------------------------------------------------------------------------

as 1 '/search?q=zzlogged'
as 1 '/api/v1/search?q=zzlogged&zzlogged=1'
as 1 '/search?q=zzlogged%ff'
as 1 "/search?q=$(printf 'zzlogged%.0s+' $(seq 400))"
as 1 '/zzlogged?q=zzlogged'
as 1 '/search?q=zzlogged' -X POST -d q=zzlogged
as 1 '/search?q=zzlogged%00'
for word in zz 854477 pothle strawberries bonfire; do
  not_ok "the log has nothing of: $word" logged "$T/public.log" "$word"
done

# --- two processes, two sites ----------------------------------------------------------

exits "a second process is refused" 3 "$SEARCHD" --site public \
  --index "$T/index" --listen 127.0.0.1:0 --state "$state"
has "clearly" "$err" \
  "$state/public is in use by another signpost-searchd, process $public"
serve staff staff --index "$T/index" --at "$day" --state "$state"
staff=$server
five '/search?q=zzadvisor'
ok "the other site may have the same" wait_until 60 \
  lists "'zzadvisor'" --site staff
hasnt "and has a list of its own" "$T/list" zzbonfire
ok "the residents' can be read" events --site public
hasnt "which has nothing of it" "$T/list" zzadvisor
not_ok "nor has its folder" is_on_disk zzadvisor "$state/public"
ok "both are listed by themselves" events
has "the one" "$T/list" zzadvisor
has "and the other" "$T/list" zzbonfire
end_server staff "$staff"

# --- forms --------------------------------------------------------------------------------

events --format json
ok "JSON can be read" python3 -c '
import json, sys
public, staff = json.load(open(sys.argv[1]))
found = {s["words"]: s for s in public["searches"]}
smoke = found["zzbonfire smoke"]
assert smoke == {"words": "zzbonfire smoke", "times": 6, "found": "nothing",
                 "results": 0, "month": "2026-06", "last": "2026-06-15"}, smoke
assert found["pothle"]["found"] == "corrected"
assert found["strawberries"]["found"] == "few"
assert public["site"] == "public" and public["not_shown"] >= 1
' "$T/list"
events --format csv
is "CSV has a head" "$(head -n 1 "$T/list" | tr -d '\r')" \
  "site,month,found,times,words,results,last"
has "and rows" "$T/list" 'public,2026-06,nothing,6,"zzbonfire smoke",0,2026-06-15'
ok "a later date has less" events --since 2026-06-16
hasnt "none of it" "$T/list" zzbonfire
exits "the list wants a folder" 2 "$SEARCHD" events
exits "one that is there" 3 "$SEARCHD" events --state "$T/none"
exits "a real date" 2 "$SEARCHD" events --state "$state" --since 2026-02-30
exits "a form it knows" 2 "$SEARCHD" events --state "$state" --format xml
exits "and no more" 2 "$SEARCHD" events --state "$state" more
exits "it helps" 0 "$SEARCHD" events --help

# --- ends, good and bad ---------------------------------------------------------------------

address=$public_address
kill -KILL "$public"
wait "$public" 2>/dev/null
ok "after a sudden end it can be read" lists "6 times: 'zzbonfire smoke'"
serve again public --index "$T/index" --at "$day" --state "$state"
again=$server
five '/search?q=zzagain'
end_server again "$again"
ok "after a good end all is there at once" lists "5 times: 'zzagain'"
ok "also what was there" lists "6 times: 'zzbonfire smoke'"

printf 'this is no database' | dd of="$state/public/events.db" conv=notrunc \
  2>/dev/null
serve damaged public --index "$T/index" --at "$day" --state "$state"
damaged=$server
five '/search?q=zzanew'
ok "a damaged file is begun anew" wait_until 60 lists "5 times: 'zzanew'"
is "and that is said once" 1 \
  "$(grep -c 'event=events-damaged' "$T/damaged.log")"
ok "the damaged one lies beside it" test -f "$state/public/events.damaged"
end_server damaged "$damaged"
rm -f "$state/public/events.damaged"*

# --- no room -----------------------------------------------------------------------------------

# No file may grow over a few KiB; the log is short.
(
  ulimit -f 16
  exec "$SEARCHD" --site public --index "$T/index" --listen 127.0.0.1:0 \
    --at "$day" --state "$T/full" 2>"$T/full.log"
) &
full=$!
servers="$servers $full"
ok "it starts where nothing can be written" \
  wait_until 60 is_listening "$T/full.log" "$full"
ok "and gets ready" wait_until 60 is_ready "$address"
five '/search?q=zzfull'
is "searches are answered" 200 "$code"
ok "that it cannot write is said" wait_until 60 logged "$T/full.log" \
  event=events-not-written
five '/search?q=zzstill'
sleep 4
five '/search?q=strawberries'
is "searches are answered still" 200 "$code"
is "and it is said once" 1 "$(grep -c 'event=events-not-written' "$T/full.log")"
end_server full "$full"
has "what was lost is counted" "$T/full.log" "event=events-dropped count=15"

# The same on a small disk that gets room again, where one can be had.
mkdir -m 700 "$T/small"
if mount -t tmpfs -o size=256k,mode=0700 tmpfs "$T/small" 2>/dev/null; then
  at_end 'umount "$T/small" 2>/dev/null'
  dd if=/dev/zero of="$T/small/fill" bs=4k count=1000 2>/dev/null
  serve small public --index "$T/index" --at "$day" --state "$T/small"
  small=$server
  five '/search?q=zzsmall'
  ok "a full disk is noticed" wait_until 60 logged "$T/small.log" \
    event=events-not-written
  rm -f "$T/small/fill"
  ok "and so is room" wait_until 60 logged "$T/small.log" \
    event=events-written-again
  end_server small "$small"
  "$SEARCHD" events --state "$T/small" --at "$day" >"$T/list"
  has "what waited is written" "$T/list" "5 times: 'zzsmall'"
  umount "$T/small"
fi

# --- time ----------------------------------------------------------------------------------------

serve few public --index "$T/index" --at "$day" --state "$state"
few=$server
as 1 '/search?q=zzseldom'
as 2 '/search?q=zzseldom'
ok "what two asked is on disk" wait_until 60 is_on_disk zzseldom "$state/public"
end_server few "$few"
serve week public --index "$T/index" --at '2026-06-22 12:00' --state "$state"
week=$server
ok "a week later it is in no byte" wait_until 60 is_gone zzseldom \
  "$state/public"
day='2026-06-22 12:00'
ok "what more asked stays" lists "5 times: 'zzanew'"
end_server week "$week"
serve late public --index "$T/index" --at '2027-07-15 12:00' --state "$state"
late=$server
five '/search?q=zzlate'
day='2027-07-15 12:00'
ok "it works thirteen months later" wait_until 60 lists "5 times: 'zzlate'"
has "what is as old is still there" "$T/list" "5 times: 'zzanew'"
end_server late "$late"
serve later public --index "$T/index" --at '2027-07-16 12:00' --state "$state"
later=$server
ok "a day more and it is in no byte" wait_until 60 is_gone zzanew \
  "$state/public"
end_server later "$later"

finish
