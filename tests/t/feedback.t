#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# "Is this page useful?": who is asked, what is taken and what is not, and what
# is left of it on the disk.
. "${0%/*}/lib.sh"
. "$here/servers.sh"
state=$T/state
at='2026-11-22 12:00'
page=waste/bin-days

# A request as visitor number $1 of a proxy on this machine.
as() { # VISITOR TARGET CURL-OPTION...
  as_visitor=$1 as_target=$2
  shift 2
  : >"$T/body"
  code=$(curl -sg -D "$T/head" -o "$T/body" -w '%{http_code}' \
    -H "X-Forwarded-For: 192.0.2.$as_visitor" "$@" \
    "http://$address$as_target") || code="curl $?"
}
header() {
  tr -d '\r' <"$T/head" | sed -n "s/^$1: *//Ip" | head -n 1
}
answer() { # VISITOR PAGE yes|no CURL-OPTION...
  answer_visitor=$1 answer_page=$2 answer_is=$3
  shift 3
  as "$answer_visitor" /feedback --data-urlencode "page=$answer_page" \
    -d "answer=$answer_is" "$@"
}
say() { # VISITOR PAGE WORDS CURL-OPTION...
  say_visitor=$1 say_page=$2 say_words=$3
  shift 3
  as "$say_visitor" /feedback --data-urlencode "page=$say_page" \
    --data-urlencode "words=$say_words" "$@"
}
list() { # OPTION...
  "$SEARCHD" events --state "$state" --at "$at" --feedback "$@" >"$T/list" \
    2>"$T/list.err"
}
counts() { # PAGE NO YES TEXTS
  list --format csv &&
    grep -qF "\"$1\",$3,$2,$4" "$T/list"
}
says() { # TEXT
  list --words && grep -qF -e ": '$1'" "$T/list"
}
is_on_disk() { # TEXT FOLDER
  grep -raqiF -e "$1" "$2"
}
long() { # COUNT
  awk -v n="$1" 'BEGIN { while (n-- > 0) printf "a" }'
}

exits "an index is built" 0 "$INDEXER" build -q --at "$at" \
  --content "$SP_SOURCE/content" --index "$T/index"

# --- without --state ----------------------------------------------------------

serve nowhere public --at "$at" --index "$T/index"
for target in /$page '/search?q=bin' \
  /homelessness/at-risk/steps/do-you-have-a-bed-for-tonight; do
  as 1 "$target"
  hasnt "without --state nobody is asked at $target" "$T/body" "page useful"
done
answer 1 $page yes
is "and an answer finds nobody" "$code" 404
for target in "/feedback?page=$page" /feedback/sent /feedback; do
  as 1 "$target"
  is "nor does $target" "$code" 404
done
end_server nowhere "$server"

# --- the privacy notice ---------------------------------------------------------

privacy() { # SITE
  as 1 /privacy
  for text in "deleted after 7 days" "deleted after 13 months" \
    "fewer than 5 people" "article 6(1)(e)"; do
    has "the privacy notice of $1 says: $text" "$T/body" "$text"
  done
  hasnt "and not that nothing is kept" "$T/body" "keeps nothing"
}

# --- who is asked -------------------------------------------------------------

serve public public --at "$at" --index "$T/index" --state "$state" -v
public=$server
public_address=$address
for target in /$page '/search?q=bin' '/search?q=zzxqy' /contacts/waste-team \
  /notices/electoral-canvass /homelessness/at-risk \
  /homelessness/at-risk/steps/do-you-have-a-bed-for-tonight; do
  as 1 "$target"
  is "$target asks once" "$code $(grep -c 'Is this page useful?' "$T/body")" \
    "200 1"
  matches "and may be kept by all" "$T/head" '^[Cc]ache-[Cc]ontrol: public'
  mv "$T/body" "$T/first"
  as 2 "$target" -A other
  same "since it is the same for all" "$T/first" "$T/body"
done
privacy residents
has "and what becomes of answers" "$T/body" "tell us if a page is useful"
as 1 /homelessness/at-risk
has "a form that needs no script" "$T/body" \
  '<form class="sp-useful" action="/feedback" method="post"'
has "about the document, not its step" "$T/body" 'value="homelessness/at-risk"'
as 1 '/search?q=zzxqy'
has "a search is asked about as such" "$T/body" \
  'name="page" value="search"'
sed -n '/sp-useful/,/<.form>/p' "$T/body" >"$T/form"
hasnt "and the form has nothing of its words" "$T/form" zzxqy
for target in / /search /services /services/waste /a-z /accessibility \
  /waste/nothing; do
  as 1 "$target"
  hasnt "$target does not ask" "$T/body" "Is this page useful?"
done

# --- yes and no ----------------------------------------------------------------

answer 11 $page yes
is "an answer leads on" "$code $(header location) $(header cache-control)" \
  "303 /feedback?page=waste%2Fbin-days no-store"
as 11 "$(header location)"
is "to a page" "$code" 200
has "that thanks" "$T/body" "<h1 class=\"sp-h1\">Thank you</h1>"
has "and asks for more" "$T/body" "What were you looking for? What went wrong?"
has "and not for names" "$T/body" \
  "Do not include personal details, like your name, phone number or address"
has "and leads back" "$T/body" 'href="/waste/bin-days"'
has "and is for no search engine" "$T/body" 'content="noindex"'
hasnt "it does not ask about itself" "$T/body" "Is this page useful?"
answer 12 $page no
is "where it leads does not tell what was answered" "$(header location)" \
  "/feedback?page=waste%2Fbin-days"
answer 12 $page no
answer 12 $page yes
is "who answers again is thanked as well" "$code" 303
answer 13 $page no --data-raw ''
answer 11 search no
is "the page of results has a name" "$(header location)" "/feedback?page=search"
as 1 "/feedback?page=search"
has "and a way back" "$T/body" 'href="/search"'
answer 11 homelessness/at-risk yes
as 11 /feedback?page=homelessness/at-risk
has "a page to be left quickly leads to one" "$T/body" 'id="quick_exit"'
answer 14 $page yes -A 'ExampleBot/1.0'
is "a program is answered" "$code" 303
ok "answers are counted in a moment, each visitor once" wait_until 60 \
  counts $page 2 1 0
ok "so are those about searches" wait_until 60 counts search 1 0 0

# --- words ----------------------------------------------------------------------

say 11 $page "  The page
has no DATE for Quay Street  "
is "words are taken" "$code $(header location)" "303 /feedback/sent"
as 11 /feedback/sent
is "and thanked for" "$code $(grep -c '<h1[^>]*>Thank you' "$T/body")" "200 1"
ok "and kept as they are, on one line" wait_until 60 \
  says "The page has no DATE for Quay Street"
say 11 $page "something else zzsecond"
is "once a day for each page" "$code" 303
say 12 search "zzsearched"
ok "also of searches" wait_until 60 says zzsearched
not_ok "the second is not kept" is_on_disk zzsecond "$state"
list
hasnt "words are shown to who asks for them" "$T/list" "Quay Street"
has "and counted for others" "$T/list" "     2      1      1  waste/bin-days"
say 15 $page ""
is "who has nothing to say is thanked" "$code $(header location)" \
  "303 /feedback/sent"
say 15 $page "$(long 500)"
is "500 characters are taken" "$code" 303
say 16 $page "zzlong <b>\"$(long 491)"
is "501 are not" "$code $(header cache-control)" "400 no-store"
has "which is said" "$T/body" "What you write must be 500 characters or less"
has "in the title" "$T/body" "<title>Error: "
has "and what was typed is there still, as text" "$T/body" \
  'zzlong &lt;b&gt;&quot;aaa'
say 16 $page "$(long 20000)"
is "nor 20,000" "$code" 400
long 270000 >"$T/long"
as 16 /feedback -d page=$page --data-urlencode "words@$T/long"
is "nor a form that is too large" "$code" 413

# --- what is no answer -------------------------------------------------------------

refused=200
for body in '' page=$page answer=yes "page=$page&answer=maybe" \
  "page=$page&answer=yes&words=zzboth" "page=$page&answer=yes&answer=no" \
  "page=$page&answer=yes&zzmore=1" "page=&answer=yes" "page=a%00&answer=yes" \
  "page=%ff&answer=yes" "page=$page&words=%ff"; do
  refused=$((refused + 1))
  as "$refused" /feedback -d "$body"
  is "'$body' is refused" "$code" 400
  hasnt "and not said back" "$T/body" zz
done
as 18 /feedback -F page=$page -F answer=yes
is "another form of form is refused" "$code" 415
as 18 "/feedback?page=$page&answer=yes" -X POST
is "an answer in the address is none" "$code" 400
for unknown in waste/nothing nothing '../../etc/passwd' "$(long 3000)" \
  '<script>' snippets/how-to-pay; do
  answer 19 "$unknown" yes
  is "no answer about $(echo "$unknown" | cut -c 1-20)" "$code" 404
done
cp "$T/body" "$T/unknown"
answer 19 waste/missed-bin yes
is "a page of the staff site" "$code" 404
same "is as unknown as any" "$T/unknown" "$T/body"
say 20 waste/missed-bin zzstaffpage
is "also for words" "$code" 404
as 20 /feedback?page=waste/missed-bin
cp "$T/body" "$T/unknown"
is "and for the page of thanks" "$code" 404
as 20 /feedback?page=waste/nothing
same "which is the same again" "$T/unknown" "$T/body"

# --- from elsewhere ------------------------------------------------------------------

while read -r name value want; do
  answer 21 $page no -H "$name $value"
  is "$name $value is $want" "$code" "$want"
done <<TXT
Sec-Fetch-Site: cross-site 403
Sec-Fetch-Site: same-site 403
Sec-Fetch-Site: same-origin 303
Origin: https://evil.example 403
Origin: null 403
Origin: http://$address 303
TXT
answer 22 $page no -H "Sec-Fetch-Site: cross-site" -H "Origin: http://$address"
is "the newer header counts" "$code" 403
has "it is said why" "$T/body" "from a page of this website"

# --- too often --------------------------------------------------------------------------

for _ in 1 2 3 4 5 6 7 8 9 10; do
  answer 30 $page yes
done
is "ten a minute are taken" "$code" 303
answer 30 $page yes
is "the eleventh is not" "$code" 429
matches "it is said when it will be" "$T/head" '^[Rr]etry-[Aa]fter: [1-6]?[0-9]'
has "and why" "$T/body" "many answers in a short time"
answer 30 $page yes -A 'Another Browser'
is "by another name neither" "$code" 429
say 30 $page zzoften
is "nor words" "$code" 429
answer 31 $page yes
is "others are not held up" "$code" 303
as 30 /$page
is "and pages are there for all" "$code" 200

# --- personal data -----------------------------------------------------------------------

visitor=100
while IFS= read -r text; do
  visitor=$((visitor + 1))
  say "$visitor" $page "Zzp$visitor $text and so on"
  [ "$code" = 303 ] || fail "taken: $text ($code)"
done <<'TXT'
ring 01621 854477
ring +44 (0)1621-854 477
my mobile is 07700.900.123, call
０１６２１ ８５４４７７
oh one six two one eight five four four double seven
pat.example@mail.example
pat dot example at mail dot example
PAT.EXAMPLE [at] mail.example
I live at CM9 5DL
cm95dl
C M 9 5 D L
card 4111 1111 1111 1111
4111-1111-1111-1111
4111111111111111
NHS 943 476 5919
nhs no 9434765919
943-476-5919
QQ 12 34 56 C
QQ123456C
born 12/03/1956
account 12-34-56 87654321
AB51 XYZ is my car
https://example.org/?token=zztoken
TXT
# Over the ends of lines.
say 141 $page "Zzlines 01621
854477
CM9
5DL"
say 142 $page "zzafter"
ok "what came after it is written" wait_until 60 says zzafter
ok "the words around it stay" says "Zzlines [phone] [postcode]"
for needle in 854477 '854 477' 4477 01621 1621 07700 900.123 8５４ '８５４' \
  'double seven' pat.example mail.example 'mail dot' 'cm9' cm95dl '5DL' '5 D L' \
  4111 5919 943 'QQ' 1956 34-56 87654321 'ab51' token \
  192.0.2 127.0.0.1 curl/ ; do
  not_ok "no byte of the folder has $needle" is_on_disk "$needle" "$state"
done
for needle in zzlong zzboth zzstaffpage zzoften zzmore missed-bin; do
  not_ok "nothing refused is in it: $needle" is_on_disk "$needle" "$state"
done

# --- logs --------------------------------------------------------------------------------------

for needle in zz Zz 192.0.2 bin-days answer= useful "Quay Street"; do
  hasnt "the log has nothing of: $needle" "$T/public.log" "$needle"
done

# --- lists ---------------------------------------------------------------------------------------

ok "JSON can be read" sh -c '"$1" events --state "$2" --at "$3" --feedback \
  --words --format json | python3 -c "
import json, sys
all = json.load(sys.stdin)
pages = {p[\"page\"]: p for p in all[\"pages\"]}
assert all[\"site\"] == \"public\"
assert pages[\"search\"][\"no\"] == 1, pages[\"search\"]
assert pages[\"search\"][\"words\"] == [
    {\"day\": \"2026-11-22\", \"times\": 1, \"words\": \"zzsearched\"}]
"' - "$SEARCHD" "$state" "$at"
list --format csv --words
has "CSV has what was said" "$T/list" '"search",2026-11-22,1,"zzsearched"'
"$SEARCHD" events --state "$state" --at "$at" >"$T/list"
hasnt "it is among no searches" "$T/list" zzsearched
has "nor counted among them" "$T/list" "1 other in the last 7 days"
"$SEARCHD" events --state "$state" --at '2026-12-01 12:00' --feedback \
  --days 10 >"$T/list"
has "the last 10 days have it" "$T/list" waste/bin-days
"$SEARCHD" events --state "$state" --at '2026-12-01 12:00' --feedback \
  --days 9 >"$T/list"
has "the last 9 have not" "$T/list" "Nobody has answered in this time"
exits "days are a number" 2 "$SEARCHD" events --state "$state" --days 0
exits "words go with feedback" 2 "$SEARCHD" events --state "$state" --words
exits "advisors are not asked" 2 "$SEARCHD" events --state "$state" --feedback \
  --site staff

# --- the other site, and ends -----------------------------------------------------------------------

serve staff staff --at "$at" --index "$T/index" --state "$state"
staff=$server
privacy advisors
hasnt "and nothing of answers" "$T/body" "tell us if a page is useful"
as 1 /$page
hasnt "advisors are not asked" "$T/body" "Is this page useful?"
answer 1 $page yes
is "and answer nobody" "$code" 404
end_server staff "$staff"

address=$public_address
say 143 $page zzacknowledged
ok "what is written" wait_until 60 says zzacknowledged
kill -KILL "$public"
wait "$public" 2>/dev/null
ok "is there after a sudden end" says zzacknowledged
serve again public --at "$at" --index "$T/index" --state "$state"
again=$server
say 144 $page zzlast
end_server again "$again"
ok "after a good end all is there at once" says zzlast
serve later public --at '2026-12-24 12:00' --index "$T/index" --state "$state"
later=$server
at='2026-12-24 12:00'
ok "it stays for longer than a week" wait_until 60 says zzlast
end_server later "$later"
serve old public --at '2027-12-24 12:00' --index "$T/index" --state "$state"
old=$server
is_gone() {
  ! is_on_disk "$@"
}
ok "and is in no byte after thirteen months" wait_until 60 is_gone zzlast "$state"
not_ok "nor is the page's name" is_on_disk "$page" "$state"
end_server old "$old"

finish
