#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every address of both sites: status, type, headers, form; and what searchd
# says when it is set up wrongly.  A route is a line in a table below.
. "${0%/*}/lib.sh"
. "$here/python.sh"
. "$here/servers.sh"

at='2026-11-22 12:00'
type=
address=

# --- one reply ---------------------------------------------------------------

# GET a target of $address into $T/head and $T/body; $code, $type.
fetch() { # TARGET CURL-OPTION...
  fetch_target=$1
  shift
  rm -f "$T/body" "$T/head"
  : >"$T/body"
  code=$(curl -sg --path-as-is -D "$T/head" -o "$T/body" -w '%{http_code}' \
    "$@" \
    "http://$address$fetch_target") || code="curl $?"
  type=$(header content-type)
}

# The value of a header, whatever the case of its name.
header() {
  tr -d '\r' <"$T/head" | sed -n "s/^$1: *//Ip" | head -n 1
}

# What every reply has, errors too.
faults_in_headers() {
  case $(header content-security-policy) in
  *"default-src 'none'"*"frame-ancestors 'none'"*) ;;
  *) echo "no strict Content-Security-Policy" ;;
  esac
  case $(header content-security-policy) in
  *unsafe*) echo "unsafe in Content-Security-Policy" ;;
  esac
  [ "$(header x-content-type-options)" = nosniff ] || echo "no nosniff"
  case $(header referrer-policy) in
  no-referrer | same-origin) ;;
  *) echo "no Referrer-Policy" ;;
  esac
  [ -n "$(header cache-control)" ] || echo "no Cache-Control"
  [ -z "$(header server)" ] || echo "names its server: $(header server)"
  [ -z "$(header set-cookie)" ] || echo "sets a cookie"
}

# One line of a table: status, type and headers of one target; for 200s HEAD
# and 304 too.
reply() { # SITE TARGET STATUS TYPE
  fetch "$2"
  {
    [ "$code" = "$3" ] || echo "status $code"
    [ "${type%%;*}" = "$4" ] || echo "type $type"
    case $type in
    text/* | application/xml* | application/atom+xml*)
      [ "${type#*;}" = " charset=utf-8" ] || echo "no charset: $type"
      ;;
    esac
    [ -s "$T/body" ] || [ "$3" = 304 ] || echo "no body"
    faults_in_headers
    if [ "$3" = 200 ]; then
      same_as_get "$2"
      unchanged "$1" "$2"
    fi
  } >"$T/faults"
  is "$1 $(echo "$2" | cut -c 1-60) is $3 $4" "$(cat "$T/faults")" ""
}

# HEAD: the same headers, and no body.
same_as_get() {
  tr -d '\r' <"$T/head" | grep -vi '^date:' | sort >"$T/get"
  curl -sgI --path-as-is "http://$address$1" | tr -d '\r' | grep -vi '^date:' |
    sort >"$T/got-head"
  # took_us may have another number of digits.
  case $1 in
  /api/v1/search*) sed -i '/^[Cc]ontent-[Ll]ength:/d' "$T/get" "$T/got-head" ;;
  esac
  cmp -s "$T/get" "$T/got-head" || echo "HEAD differs"
}

# Residents' pages come again as 304; nothing of the staff site is kept.
unchanged() {
  etag=$(header etag)
  case "$1 $2" in
  staff\ *)
    [ -z "$etag" ] && [ "$(header cache-control)" = no-store ] ||
      echo "may be kept: $(header cache-control) $etag"
    return
    ;;
  *healthz | *readyz | *openapi.json | *robots.txt) return ;;
  esac
  if [ -z "$etag" ]; then
    echo "no ETag"
    return
  fi
  [ "$(curl -sg -o "$T/none" -w '%{http_code}' -H "If-None-Match: $etag" \
    "http://$address$2")" = 304 ] || echo "no 304"
  [ ! -s "$T/none" ] || echo "a body with 304"
  [ "$(curl -sg -o /dev/null -w '%{http_code}' -H 'If-None-Match: "x"' \
    "http://$address$2")" = 200 ] || echo "304 for another ETag"
}

# A table of both sites.
replies() { # SITE
  while read -r target want_code want_type; do
    [ -z "$target" ] || reply "$1" "$target" "$want_code" "$want_type"
  done
}

table_of_both() {
  cat <<'TXT'
/ 200 text/html
/search 200 text/html
/search?q=bin 200 text/html
/search?q=bin&service=waste&type=guide&area=Wenbury&page=2 200 text/html
/search?q=bin&provider=council&channel=online&as-typed=1&explain=1 200 text/html
/search?q=&service=waste 200 text/html
/search?q=nothinglikeit 200 text/html
/search?q=bin&page=99999999 200 text/html
/services 200 text/html
/services/waste 200 text/html
/a-z 200 text/html
/accessibility 200 text/html
/privacy 200 text/html
/community 200 text/html
/whats-new 200 text/html
/waste/bin-days 200 text/html
/waste/food-waste 200 text/html
/roads/report-a-pothole 200 text/html
/contacts/waste-team 200 text/html
/notices/electoral-canvass 200 text/html
/homelessness/at-risk/steps/do-you-have-a-bed-for-tonight 200 text/html
/api/v1/search?q=bin 200 application/json
/api/v1/search?q=bin&limit=100&offset=5&service=waste&type=guide&area=Wenbury 200 application/json
/api/v1/search?q=bin&provider=council&channel=online&as-typed=1&explain=1 200 application/json
/api/v1/search?q= 200 application/json
/api/v1/search 200 application/json
/api/v1/suggest?q=bi 200 application/json
/api/v1/suggest?q=bi&limit=3 200 application/json
/api/v1/documents/waste/bin-days 200 application/json
/api/openapi.json 200 application/json
/healthz 200 text/plain
/readyz 200 text/plain
/sitemap.xml 200 application/xml
/robots.txt 200 text/plain
/feed.atom 200 application/atom+xml
/opensearch.xml 200 application/opensearchdescription+xml
/nothing 404 text/html
/waste/nothing 404 text/html
/waste/nothing/steps/nothing 404 text/html
/homelessness/at-risk/steps/nothing 404 text/html
/services/nothing 404 text/html
/snippets/how-to-pay 404 text/html
/waste/bin-days.md 404 text/html
/static/nothing.css 404 text/html
/metrics 404 text/html
/desk/ 404 text/html
/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r 404 text/html
/api/v1/nothing 404 application/problem+json
/api/v1/documents/waste/nothing 404 application/problem+json
/api/v1/search?q=bin&colour=red 422 application/problem+json
/api/v1/search?q=bin&q=bag 422 application/problem+json
/api/v1/search?q=bin&limit=101 422 application/problem+json
/api/v1/search?q=bin&limit=-1 422 application/problem+json
/api/v1/search?q=bin&limit=ten 422 application/problem+json
/api/v1/search?q=bin&explain=2 422 application/problem+json
/api/v1/search?q=bin&as-typed=yes 422 application/problem+json
/api/v1/search?q=bin&offset=99999999999 422 application/problem+json
/api/v1/suggest?q=bin&service=waste 422 application/problem+json
/api/v1/documents/waste/bin-days?x=1 422 application/problem+json
/api/v1/search?q=%FF 400 application/problem+json
/search?q=%C3%28 400 text/html
/search?q=a%00b 400 text/html
/search?q=%zz 400 text/html
/search?q=% 400 text/html
/%2e%2e/etc/passwd 400 text/html
/waste%2fbin-days 400 text/html
/waste%5cbin-days 400 text/html
TXT
}

# What residents have not and advisors have.
staff_only() { # STATUS
  cat <<TXT
/waste/missed-bin $1 text/html
/waste/missed-bin/steps/out-by-7 $1 text/html
/contacts/waste-duty-officer $1 text/html
/shared/identity-check $1 text/html
TXT
}

long() { # COUNT CHARACTER
  awk -v n="$1" -v c="$2" 'BEGIN { while (n-- > 0) printf "%s", c }'
}

# Refusals that fit in no table.
refusals() { # SITE
  reply "$1" "/search?q=$(long 2049 a)" 400 text/html
  reply "$1" "/search?q=$(long 2048 a)" 200 text/html
  reply "$1" "/api/v1/search?q=$(long 3000 a)" 400 application/problem+json
  # These are refused before anybody looks at what they ask for.
  reply "$1" "/$(long 9000 a)" 414 text/html
  has "$1: and it has the site's styles" "$T/body" '<link rel="stylesheet"'
  has "and says why" "$T/body" "That address is too long"
  hasnt "and nothing of what was asked" "$T/body" aaaa
  reply "$1" "/api/$(long 9000 a)" 414 application/problem+json
  reply "$1" "/search?$(long 65 'a&')" 400 text/html
  for method in POST PUT DELETE; do
    fetch / -X "$method"
    is "$1: $method / is 405" "$code $(faults_in_headers)" "405 "
    matches "and says what may be done" "$T/head" '^[Aa]llow: *GET, HEAD'
  done
  fetch /api/v1/search -X POST -d 'q=bin'
  is "$1: POST to the API is 405, for machines" \
    "$code $type" "405 application/problem+json"
  fetch / -X BREW
  is "$1: an unknown method is 501" "$code $(faults_in_headers)" "501 "
  fetch / -H "X-Long: $(long 20000 a)"
  is "$1: a head that is too large is 431" \
    "$code $(faults_in_headers)" "431 "
  fetch '/search?q=<script>alert(1)</script>%22%27'
  is "$1: markup in the address is refused or escaped" \
    "$(grep -c '<script>alert' "$T/body")" 0
  fetch '/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22onload=x'
  is "$1: markup in a query is escaped" \
    "$code $(grep -c '<script>alert\|"onload' "$T/body")" "200 0"
  fetch '/search?q=a%0d%0aX-Evil:%20yes'
  is "$1: no header comes from a query" "$(header x-evil)" ""
}

# What was kept of one address is nothing of another.
tags() {
  fetch /waste/bin-days
  tag=$(header etag)
  fetch /waste/food-waste -H "If-None-Match: $tag"
  is "another page is not said to be unchanged" "$code" 200
  fetch '/waste/bin-days?a=b' -H "If-None-Match: $tag"
  is "nor the same page asked in another way" "$code" 200
  fetch /api/v1/documents/waste/bin-days -H "If-None-Match: $tag"
  is "nor its twin" "$code" 200
  fetch /waste/nothing -H "If-None-Match: $tag"
  is "nor one that is not there" "$code" 404
  fetch '/search?q=bin&area=Wenbury'
  tag=$(header etag)
  fetch '/search?q=bin&area=Overy' -H "If-None-Match: $tag"
  is "nor another search" "$code" 200
  fetch '/search?area=Wen%62ury&q=bin' -H "If-None-Match: $tag"
  is "but the same search written otherwise is" "$code" 304
}

# An address that is written in another way leads to the page's own.
moves() { # SITE TARGET WHERE
  fetch "$2"
  is "$1: $2 leads to $3" \
    "$code $(header location) $(faults_in_headers)" "301 $3 "
}

other_spellings() { # SITE
  while read -r target where; do
    moves "$1" "$target" "$where"
  done <<'TXT'
/waste/bin-days/ /waste/bin-days
/waste/bin-days/?a=b%20c /waste/bin-days?a=b%20c
/Waste/Bin-Days /waste/bin-days
/WASTE/BIN-DAYS/ /waste/bin-days
/waste/Old-Bin-Days/ /waste/bin-days
/homelessness/at-risk/Steps/Do-you-have-a-bed-for-tonight/ /homelessness/at-risk/steps/do-you-have-a-bed-for-tonight
/services/ /services
/services/Waste/ /services/waste
/A-Z /a-z
/Accessibility/ /accessibility
/Privacy/ /privacy
/Whats-New/ /whats-new
/search/?q=bin /search?q=bin
TXT
  for target in /waste/nothing/ /Waste/Nothing /waste/bin-days// //waste/ \
    /services/nothing/ /homelessness/at-risk/steps/nothing/ /Desk/ \
    /Static/ /static/nothing/ /snippets/How-to-pay/; do
    fetch "$target"
    is "$1: $target leads nowhere" "$code $(header location)" "404 "
  done
  for target in /api/v1/documents/waste/bin-days/ '/api/v1/search/?q=bin'; do
    fetch "$target"
    is "$1: $target is for machines, who ask exactly" \
      "$code $type $(header location)" "404 application/problem+json "
  done
  fetch /Waste/Bin-Days -X POST
  is "$1: only a GET is led elsewhere" "$(header location)" ""
}

# What the law wants of it, from the facts of site.yaml.
statement() { # SITE
  fetch /
  has "$1: the foot of the page leads to the accessibility statement" \
    "$T/body" 'href="/accessibility"'
  fetch /accessibility
  while read -r text; do
    has "$1: the accessibility statement says: $text" "$T/body" "$text"
  done <<'TXT'
Wenmarsh District Council
is committed to making its websites accessible
(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018
partially compliant with the
AA standard, because of what is listed below
cannot be filled in with a keyboard alone
Ask for: Digital services manager
href="mailto:accessibility@wenmarsh.example"
href="tel:01632960103"
large print, easy read, audio
within 5 working days
Enforcement procedure
href="https://www.equalityadvisoryservice.com/"
This statement was prepared on 12 October 2026
last tested on 12 October 2026
TXT
}

# What is kept, as both are served here: nothing.
privacy() { # SITE
  fetch /
  has "$1: the foot of the page leads to the privacy notice" \
    "$T/body" 'href="/privacy"'
  fetch /privacy
  while read -r text; do
    has "$1: the privacy notice says: $text" "$T/body" "$text"
  done <<'TXT'
Wenmarsh District Council is responsible
keeps nothing of what you search for
do not use cookies
do not use analytics
Ask for: Data protection officer
href="mailto:information@wenmarsh.example"
href="tel:01632960100"
href="https://www.wenmarsh.example/privacy"
href="https://ico.org.uk/make-a-complaint/"
TXT
  hasnt "$1: and claims no more" "$T/body" "13 months"
}

# As many as it says, and the step at which a call opens among them.
steps_agree() { # SITE TARGET FIRST
  fetch "$2"
  sed -n '/<ol class="sp-steps__list">/,/<.ol>/p' "$T/body" | grep '<li' \
    >"$T/steps"
  is "$1: $2 counts the steps that it lists" \
    "$(sed -n 's/.*All steps (\([0-9]*\)).*/\1/p' "$T/body")" \
    "$(grep -c . "$T/steps")"
  is "$1: and lists first where it opens" \
    "$(head -n 1 "$T/steps" | sed 's/.*href="\([^"]*\)".*/\1/')" "$3"
}

# In a call the number is what is wanted.
numbers_in_sight() {
  for target in / /waste/missed-bin /waste/missed-bin/steps/out-by-7 \
    /shared/safeguarding-card; do
    fetch "$target"
    for number in 01632960630 01632960640 03069990245; do
      is "$target shows the safeguarding number $number once" \
        "$(grep -c "href=\"tel:$number\"" "$T/body")" 1
    done
  done
  has "and says that it is not given out" "$T/body" "Do not give out"
  address=$public_address
  fetch /
  hasnt "residents do not see the numbers of staff" "$T/body" 03069
  address=$staff_address
}

shapes() { # SITE
  python contract_json.py "$1" "$address"
}

old_address() {
  fetch /waste/old-bin-days
  is "$1: an old address leads to the new one" \
    "$code $(header location)" "301 /waste/bin-days"
  is "with all headers" "$(faults_in_headers)" ""
}

# --- both sites --------------------------------------------------------------

cp -R "$SP_SOURCE/content" "$T/c"
chmod -R u+w "$T/c"
sed -i '0,/^owner: /s//redirect-from: waste\/old-bin-days\nowner: /' \
  "$T/c/waste/bin-days.md"

start public public --at "$at" --index "$T/index" --admin "unix:$T/admin"
public=$server public_address=$address
fetch /healthz
is "without an index it lives" "$code" 200
fetch /readyz
is "and is not ready" "$code $(faults_in_headers)" "503 "
ok "and says when to ask again" [ -n "$(header retry-after)" ]
for target in / '/search?q=bin' /waste/bin-days '/api/v1/search?q=bin'; do
  fetch "$target"
  is "$target has to wait" "$code $(faults_in_headers)" "503 "
done
exits "an index is built" 0 "$INDEXER" build -q --at "$at" --content "$T/c" \
  --index "$T/index"
ok "it shows without a restart" wait_until 30 is_ready "$public_address"

table_of_both >"$T/table"
replies public <"$T/table"
staff_only 404 >"$T/staff-table"
replies public <"$T/staff-table"
refusals public
old_address public
other_spellings public
statement public
privacy public
for target in /waste/missed-bin/ /Waste/Missed-Bin; do
  fetch "$target"
  is "residents are not told of $target" "$code $(header location)" "404 "
done
steps_agree public /homelessness/at-risk \
  /homelessness/at-risk/steps/are-you-safe-where-you-are
shapes public
tags
fetch / -H 'Host: help.example.org'
is "residents may come by any name" "$code" 200
fetch /robots.txt
hasnt "residents' pages may be found elsewhere" "$T/body" "Disallow: /$"

serve staff staff --at "$at" --index "$T/index"
staff=$server staff_address=$address
replies staff <"$T/table"
staff_only 200 >"$T/staff-table"
replies staff <"$T/staff-table"
refusals staff
old_address staff
other_spellings staff
statement staff
privacy staff
moves staff /Waste/Missed-Bin/ /waste/missed-bin
steps_agree staff /waste/missed-bin /waste/missed-bin
steps_agree staff /waste/missed-bin/steps/out-by-7 /waste/missed-bin
numbers_in_sight
shapes staff
fetch / -H 'Host: evil.example.org'
is "advisors may not come by the name of another site" \
  "$code $(faults_in_headers)" "421 "
fetch /robots.txt
matches "nothing of the staff site may be found elsewhere" "$T/body" \
  '^Disallow: /$'

# --- levels ------------------------------------------------------------------

level_3="The Equality Act 2010 asks us to adjust first"
level_2="You may refund the same card"
below_2="Refunds are made by level 2 and above"
fetch /shared/difficult-call
hasnt "the staff site shows the first level" "$T/body" "$level_3"
fetch /shared/taking-payments
hasnt "and nothing of the second" "$T/body" "$level_2"
has "but what is for the first instead" "$T/body" "$below_2"
serve level staff --at "$at" --index "$T/index" --level 3
fetch /shared/difficult-call
has "with --level 3 the third is there" "$T/body" "$level_3"
fetch /api/v1/documents/shared/difficult-call
has "in the JSON too" "$T/body" "$level_3"
fetch /shared/taking-payments
has "and the second" "$T/body" "$level_2"
hasnt "but not what is below it alone" "$T/body" "$below_2"
end_server level "$server"

# --- styles and scripts ------------------------------------------------------

address=$public_address
fetch /
grep -oE '(href|src)="/static/[^"]*"' "$T/body" | cut -d '"' -f 2 | sort -u \
  >"$T/assets"
ok "pages have styles" [ -s "$T/assets" ]
while read -r target; do
  fetch "$target"
  is "$target is kept for ever" \
    "$code $(header cache-control) $(faults_in_headers)" \
    "200 public, max-age=31536000, immutable "
done <"$T/assets"

# --- the admin listener ------------------------------------------------------

code=$(curl -s -o "$T/body" -w '%{http_code}' --unix-socket "$T/admin" \
  http://localhost/metrics)
is "the admin listener has metrics" "$code" 200
matches "with requests counted" "$T/body" '^signpost_requests_total\{'
hasnt "and without a word that was searched for" "$T/body" nothinglikeit
code=$(curl -s -o /dev/null -w '%{http_code}' --unix-socket "$T/admin" \
  http://localhost/waste/bin-days)
is "and no pages" "$code" 404

# --- set up wrongly ----------------------------------------------------------

refuses() { # NAME EXIT TEXT ARGUMENT...
  refuse_name=$1 refuse_exit=$2 refuse_text=$3
  shift 3
  exits "$refuse_name" "$refuse_exit" timeout 20 "$SEARCHD" "$@"
  has "and says so" "$err" "$refuse_text"
}

set -- --index "$T/index"
refuses "the staff site listens on loopback only" 2 "0.0.0.0" \
  --site staff --listen 0.0.0.0:0 "$@"
refuses "also by IPv6" 2 "::" --site staff --listen '[::]:0' "$@"
refuses "also by a name" 2 listen --site staff --listen "$(uname -n):0" "$@"
refuses "a port in use" 3 "${address##*:}" \
  --site public --listen "$address" "$@"
refuses "an unknown option" 2 --colour --colour red
refuses "an option without its value" 2 --listen --site public "$@" --listen
refuses "a word too many" 2 extra --site public --listen 127.0.0.1:0 "$@" extra
refuses "no site" 2 --site --listen 127.0.0.1:0 "$@"
refuses "a site that is none" 2 private --site private "$@"
refuses "no index" 2 --index --site public --listen 127.0.0.1:0
refuses "nowhere to listen" 2 --listen --site public "$@"
refuses "a port that is none" 2 127.0.0.1:70000 \
  --site public --listen 127.0.0.1:70000 "$@"
refuses "a moment that is none" 2 yesterday \
  --site public --listen 127.0.0.1:0 --at yesterday "$@"
refuses "a level that is none" 2 --level \
  --site staff --listen 127.0.0.1:0 --level 5 "$@"
refuses "a level of the residents' site" 2 level \
  --site public --listen 127.0.0.1:0 --level 1 "$@"
refuses "a share folder that is not there" 3 /nowhere \
  --site public --listen 127.0.0.1:0 --share /nowhere "$@"
mkdir "$T/share"
cp -R "$SP_SOURCE/templates" "$T/share"
chmod -R u+w "$T/share"
printf '{' >"$T/share/templates/openapi.json"
refuses "a file of the share folder that is not of its form" 1 openapi.json \
  --site public --listen 127.0.0.1:0 --share "$T/share" "$@"

cat >"$T/good.yaml" <<TXT
# a comment
site: public
index: $T/index
listen: 127.0.0.1:0
workers: 2
base-url: https://help.example.org
TXT
sed 's/^workers/colour/' "$T/good.yaml" >"$T/unknown.yaml"
sed 's/: 2$/: many/' "$T/good.yaml" >"$T/bad.yaml"
sed 's/^workers.*/site: staff/' "$T/good.yaml" >"$T/twice.yaml"
printf 'site: [\n' >"$T/broken.yaml"
refuses "an unknown setting" 2 "unknown.yaml:5: " --config "$T/unknown.yaml"
refuses "a setting with a wrong value" 2 "bad.yaml:5: " --config "$T/bad.yaml"
refuses "a setting given twice" 2 "twice.yaml:5: " --config "$T/twice.yaml"
refuses "a file that is no settings" 2 "broken.yaml:" --config "$T/broken.yaml"
refuses "a settings file that is not there" 3 none.yaml \
  --config "$T/none.yaml"
{ cat "$T/good.yaml" && long 70000 '#'; } >"$T/large.yaml"
refuses "a settings file that is too large" 3 large.yaml \
  --config "$T/large.yaml"
refuses "an option goes before the file" 2 "0.0.0.0" \
  --config "$T/good.yaml" --site staff --listen 0.0.0.0:0
exits "--help" 0 "$SEARCHD" --help
has "it names every option" "$out" --base-url

# The options as --help, the manual page and the settings file know them.
sed -nE 's/^  (-(.), |    )--([a-z-]+).*/\2 \3/p' "$out" >"$T/options"
sed -nE 's/^\.It Fl ((.) , Fl )?-([a-z-]+).*/\2 \3/p' \
  "$SP_SOURCE/docs/man/signpost-searchd.8" >"$T/options-of-man"
ok "it names some" [ "$(wc -l <"$T/options")" -gt 10 ]
same "the manual page has the options of --help" "$T/options" \
  "$T/options-of-man"
: >"$T/settings"
while read -r name; do
  printf '%s: "?"\n' "$name" >"$T/one.yaml"
  run "$SEARCHD" --config "$T/one.yaml"
  grep -q "there is no setting" "$err" || echo "$name" >>"$T/settings"
  [ "$status" -eq 2 ] || echo "$name: exit $status" >>"$T/settings"
done <"$T/options"
sed 's/^.* //; s/^ //' "$T/options" | sed '/^config$/d; /^at$/,$d' \
  >"$T/settings-wanted"
same "all but --config and those from --at on may stand in the file" \
  "$T/settings-wanted" "$T/settings"
exits "--version" 0 "$SEARCHD" --version
matches "it gives a version" "$out" '^signpost-searchd [0-9]'

serve configured public --config "$T/good.yaml" --at "$at"
configured=$server
fetch /sitemap.xml
has "a site by settings knows its name" "$T/body" \
  "https://help.example.org/waste/bin-days"
end_server configured "$configured"
end_server public "$public"
end_server staff "$staff"
for log in public staff; do
  hasnt "the $log site met no error" "$T/$log.log" "level=error"
  hasnt "and kept no word" "$T/$log.log" nothinglikeit
done
finish
