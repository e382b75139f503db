#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# From a postcode to who does what there: every kind of row, what is no
# postcode, and where the postcode must not be.
. "${0%/*}/lib.sh"
. "$here/servers.sh"
at='2026-11-23 12:00'
state=$T/state

get() { # TARGET CURL-OPTION...
  get_target=$1
  shift
  : >"$T/body"
  code=$(curl -sg -D "$T/head" -o "$T/body" -w '%{http_code}' "$@" \
    "http://$address$get_target") || code="curl $?"
}
enter() { # POSTCODE CURL-OPTION...
  enter_typed=$1
  shift
  get /your-area --data-urlencode "postcode=$enter_typed" "$@"
}
header() {
  tr -d '\r' <"$T/head" | sed -n "s/^$1: *//Ip" | head -n 1
}
# Follow what the form answered: KEY's page is then in $T/body.
lands() { # TEXT POSTCODE HAS HASNT
  enter "$2"
  key=$(header location)
  case $code$key in
  "303/your-area?area="*) pass "$1: leads on" ;;
  *) fail "$1: leads on ($code $key)" ;;
  esac
  get "$key"
  is "$1: to a page" "$code" 200
  has "$1: $3" "$T/body" "$3"
  [ -z "$4" ] || hasnt "$1: not $4" "$T/body" "$4"
}

# --- a table with every kind of row ---------------------------------------------

mkdir -p "$T/content/contacts" "$T/content/waste"
cat >"$T/content/site.yaml" <<'TXT'
name: Zest Council
phone: 01632 960100
hours: Mon-Fri 08:45-17:15
time-zone: Europe/London
areas: Hill; Salt Marsh
TXT
contact() { # KEY KIND AUDIENCE PHONE FIELD...
  contact_key=$1
  printf '%s\n' --- "title: Team $1" "audience: $3" "service: waste" \
    "kind: $2" "owner: Manager" "summary: Does the work of $1." \
    "phone: $4" "email: $1@zest.example" "hours: Mon-Fri 09:00-17:00" \
    "verified: 2026-10-05" "verify-every: 12 months" \
    "reviewed: 2026-10-05" "review-by: 2027-10-05" >"$T/content/contacts/$1.md"
  shift 4
  [ "$#" -eq 0 ] || printf '%s\n' "$@" >>"$T/content/contacts/$contact_key.md"
  printf '%s\n' --- "The team." >>"$T/content/contacts/$contact_key.md"
}
contact own team public "01632 960111"
contact county partner public "01632 960112"
contact upland partner public "01632 960113"
contact lowland partner public "01632 960114"
contact board partner public "01632 960115"
contact zzsecret team staff "01632 960116"
contact future partner public "01632 960117" "from: 2027-04-01"
cat >"$T/content/areas.csv" <<'TXT'
postcode,place,area,district,county,parish,from,until,drainage,bin-days
ZE1,Hill town,Hill,own,county,upland,,,,https://zest.example/hill?a=1&b=2
ZE1 2,Low Hill,Hill,own,county,upland,,,board,https://zest.example/hill?a=1&b=2
ZE1 2AB,Zzcottages,Salt Marsh,own,county,lowland,,,board,https://zest.example/marsh
ZE1 2AC,Team named by title,Hill,Team own,county,upland,,,,
ZE3,Salt Marsh,Salt Marsh,own,county,lowland,,,board,https://zest.example/marsh
ZE3 4AA,Upper End,Hill,own,county,upland,,,,https://zest.example/hill?a=1&b=2
ZE3 4AA,Lower End,Salt Marsh,own,county,lowland,,,board,https://zest.example/marsh
ZE3 4AB,East <b>End</b>,Salt Marsh,own,county,lowland,,,board,https://zest.example/marsh
ZE3 4AB,West End,Salt Marsh,own,county,lowland,,,board,https://zest.example/marsh
ZE3 5AA,Switch,Salt Marsh,own,county,lowland,,2027-03-31,board,https://zest.example/marsh
ZE3 5AA,Switch,Hill,own,county,upland,2027-04-01,,,https://zest.example/hill?a=1&b=2
ZE4,Staffed,Staffed,own,zzsecret,zznobody,,,,
ZE5,Old,Zzold,own,,,,2026-01-31,,
ZE6,New,Zznew,own,future,,2027-04-01,,,
ZE7,Nameless,,own,,,,,,
TXT
run "$INDEXER" check --at "$at" "$T/content"
has "a cell that names nobody is told" "$out" \
  'areas.csv:13:1: error: parish: there is no contact "zznobody" [E02]'
is "and no other" "$(grep -c 'areas.csv:' "$out")" 1
"$INDEXER" build -q --at "$at" --content "$T/content" --index "$T/index"
"$INDEXER" build -q --at '2027-04-01 00:00' --content "$T/content" \
  --index "$T/later"

serve public public --at "$at" --index "$T/index" --state "$state" -v
public=$server
public_log=$T/public.log

# --- the question -----------------------------------------------------------------

get /your-area
is "the form is there" "$code" 200
for text in 'action="/your-area" method="post"' 'autocomplete="postal-code"' \
  '<label for="postcode">What is your postcode?</label>' \
  "We do not keep your postcode" 'aria-describedby="postcode_hint"'; do
  has "it has: $text" "$T/body" "$text"
done
matches "and may be kept by all" "$T/head" '^[Cc]ache-[Cc]ontrol: public'
for target in / /a-z /services /privacy /nothing; do
  get "$target"
  has "$target leads to it" "$T/body" 'href="/your-area"'
done
get /privacy
has "the privacy notice tells of it" "$T/body" "When you enter a postcode"

# --- answers ------------------------------------------------------------------------

lands "an outward code" "ZE1 9AA" "Team upland" "Team board"
first=$key
lands "a sector beats it" "ZE1 2AA" "Team board" "Team lowland"
not_ok "and is another answer" [ "$key" = "$first" ]
lands "a full postcode beats the sector" "ZE1 2AB" "Team lowland" "Team upland"
is "its key is the area, not the place" "$key" "/your-area?area=salt-marsh"
cp "$T/body" "$T/marsh"
lands "an exact row is as good as its area" "ZE3 1AA" "Team lowland" ""
same "so all there have one page" "$T/marsh" "$T/body"
for typed in ze31aa 'Z E 3 1 A A' 'ze3-1aa' 'ZE3 IAA' '  ze3  laa ' 'ze3.1aa'; do
  enter "$typed"
  is "'$typed' is understood" "$code $(header location)" \
    "303 /your-area?area=salt-marsh"
  is "and kept by nobody" "$(header cache-control)" no-store
done
for text in "<h1 class=\"sp-h1\">Who does what in Salt Marsh</h1>" \
  "District council" "County council" "Parish or town council" "Drainage" \
  'href="/contacts/county"' "Does the work of county." \
  'href="tel:01632960112"' 'href="mailto:county@zest.example"' \
  "Monday to Friday, 9am to 5pm" "Open now until 5pm" \
  "This is not Zest Council" \
  '<a class="govuk-link" href="https://zest.example/marsh">Bin days</a>' \
  'href="/search?area=Salt%20Marsh"'; do
  has "the page has: $text" "$T/marsh" "$text"
done
is "those who are not us are said to be" \
  "$(grep -c 'This is not Zest Council' "$T/marsh")" 3
get "$first"
has "an address is escaped" "$T/body" 'href="https://zest.example/hill?a=1&amp;b=2"'
matches "an answer may be kept by all" "$T/head" '^[Cc]ache-[Cc]ontrol: public'
is "and is for no search engine" "$(grep -c 'content="noindex"' "$T/body")" 1
get "/your-area?area=hill"
has "a bare name has what is common" "$T/body" "Team upland"
has "and says what is not" "$T/body" "It depends on where in Hill you live"
lands "a contact may be named by its title" "ZE1 2AC" "Team own" ""
lands "an area may have no name" "ZE7 1AA" "Who does what in your area" ""

# --- two places ------------------------------------------------------------------------

enter "ZE3 4AA"
is "two places: it is asked which" \
  "$code $(grep -c '<h1[^>]*>Which place do you live in?' "$T/body")" "200 1"
has "one" "$T/body" 'href="/your-area?area=salt-marsh">Lower End</a>'
matches "the other" "$T/body" 'your-area[?]area=hill-[0-9a-f]{6}">Upper End</a>'
is "and nobody keeps that" "$(header cache-control)" no-store
hasnt "the page has nothing of what was typed" "$T/body" "4AA"
enter "ZE3 4AB"
is "two places with one answer: nothing is asked" "$code $(header location)" \
  "303 /your-area?area=salt-marsh"

# --- time --------------------------------------------------------------------------------

lands "before the switch" "ZE3 5AA" "Team lowland" "Team upland"
enter "ZE5 1AA"
has "a row that has ended counts for nothing" "$T/body" "not in our list"
enter "ZE6 1AA"
has "nor one that is to come" "$T/body" "not in our list"
serve later public --at '2027-04-01 00:00' --index "$T/later"
later=$server
lands "after the switch" "ZE3 5AA" "Team upland" "Team lowland"
lands "what was to come has come" "ZE6 1AA" "Team future" ""
end_server later "$later"
serve edge public --at '2027-04-01 00:00' --index "$T/index"
edge=$server
enter "ZE3 5AA"
is "an old index does not serve what has ended" "$code $(header location)" \
  "303 /your-area?area=salt-marsh"
end_server edge "$edge"
address=$(address_of "$public_log")

# --- what residents must not see --------------------------------------------------------

lands "a staff contact is not shown" "ZE4 1AA" "Team own" zzsecret
for needle in zzsecret zznobody Zzold Zznew future; do
  not_ok "the public index has nothing of $needle" \
    grep -rqaF "$needle" "$T/index/public"
done

# --- not ours, no postcode ------------------------------------------------------------------

enter "CM9 5DL"
is "a postcode elsewhere is answered" "$code $(header cache-control)" \
  "200 no-store"
has "kindly" "$T/body" "That postcode is not in our list"
has "with the way on" "$T/body" 'href="https://www.gov.uk/find-local-council"'
has "and our number" "$T/body" 'href="tel:01632960100"'
hasnt "and not said back" "$T/body" "5DL"
for typed in '' '   '; do
  enter "$typed"
  is "nothing is refused" "$code" 422
  has "it is said what to do" "$T/body" \
    '<a class="govuk-link" href="#postcode">Enter your postcode</a>'
done
long=$(awk 'BEGIN { while (n++ < 5000) printf "A1" }')
for typed in hello ZE1 "ZE1 2" "ZE1 2A" "ZE1 2ABC" "zz<b>\"'&" "../../etc" \
  "%00" "' OR 1=1 --" "ZE1 2AB ZE1 2AC" "ＺＥ１ ２ＡＢ" "🙂" "$long"; do
  name=$(printf %s "$typed" | cut -c 1-20)
  enter "$typed"
  is "'$name' is no postcode" "$code $(header cache-control)" "422 no-store"
  has "'$name': an error summary" "$T/body" 'href="#postcode">Enter a full UK'
done
enter "zz<b>\"'&"
has "the error is the field's too" "$T/body" 'id="postcode_error"'
has "and in the title" "$T/body" "<title>Error: Find out who does what"
has "what was typed is in the field, as text" "$T/body" \
  'value="zz&lt;b&gt;&quot;&#39;&amp;"'
is "and nowhere else" "$(grep -c 'zz&lt;' "$T/body")" 1
enter "$long"
hasnt "but nothing long" "$T/body" A1A1
get /your-area -d other=1
is "a form without the field is refused" "$code" 422
get /your-area -X POST
is "and no form" "$code" 422
get /your-area -F "postcode=ZE1 2AB"
is "and another form of form" "$code" 415
get /your-area -d 'postcode=%ff'
is "and what is no text" "$code" 400
printf 'postcode=%0300000d' 1 >"$T/large"
get /your-area -d "@$T/large"
is "and too much" "$code" 413
get /your-area -X PUT
is "and another method" "$code" 405
get '/your-area?postcode=ZE1%202AB'
is "a postcode in the address is not looked at" \
  "$code $(grep -c 'What is your postcode' "$T/body")" "200 1"
hasnt "nor said back" "$T/body" 2AB
for key in x hill- hill-000000 hill-zzzzzz ZE12AB 'ZE1%202AB' zzcottages ..; do
  get "/your-area?area=$key"
  is "'$key' is no key" "$code $(header cache-control)" "404 no-store"
  has "'$key': it is asked again" "$T/body" "What is your postcode?"
done
get '/your-area?area='
is "an empty key is none at all" "$code" 200
enter "ZE3 1AA" -H "Sec-Fetch-Site: cross-site" -H "Origin: https://zest.example"
is "the form may stand elsewhere" "$code" 303
n=0
while [ $n -lt 40 ]; do
  n=$((n + 1))
  enter "ZE3 1AA"
done
is "one address may ask often: a library has many readers" "$code" 303

# --- where the postcode is not ----------------------------------------------------------------

get /your-area
cp "$T/body" "$T/after"
enter "ZE1 2AB"
for target in / /your-area /search /a-z '/search?q=bin'; do
  get "$target"
  hasnt "$target knows nothing of who asked" "$T/body" 2AB
done
get /your-area
same "the form is as it was" "$T/after" "$T/body"
end_server public "$public"
for needle in 2AB 12ab ZE1 ze1 ZE3 CM9 5DL zz hello salt-marsh postcode; do
  hasnt "the log has nothing of: $needle" "$public_log" "$needle"
  not_ok "nor has the folder of events: $needle" \
    grep -rqaiF "$needle" "$state"
done

# --- without a table, and the staff site ------------------------------------------------------------

serve staff staff --at "$at" --index "$T/index"
staff=$server
get /your-area
is "advisors have another way" "$code" 404
get /
hasnt "and no link" "$T/body" 'href="/your-area"'
end_server staff "$staff"
rm "$T/content/areas.csv"
"$INDEXER" update -q --at "$at" --content "$T/content" --index "$T/index"
serve none public --at "$at" --index "$T/index"
none=$server
get /your-area
is "without areas.csv there is no form" "$code" 404
enter "ZE1 2AB"
is "and nobody to send it to" "$code" 404
get /
hasnt "and no link" "$T/body" 'href="/your-area"'
end_server none "$none"

finish
