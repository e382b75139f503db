#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The indexer's own process, which has no limits such as its readers have:
# hostile files make it neither large nor slow, one fault is told once, and an
# end from outside costs nothing that was published.
. "${0%/*}/lib.sh"

C=$T/content
I=$T/index
at=2026-03-01
# Under a sanitizer a program takes many times as much.
most=$((64 * 1024)) # KiB
! grep -q __asan_init "$INDEXER" || most=$((4 * 1024 * 1024))

build() {
  "$INDEXER" build --content "$C" --index "$I" --at "$at" "$@"
}

update() {
  "$INDEXER" update --content "$C" --index "$I" --at "$at" "$@"
}

check() {
  "$INDEXER" check --at "$at" "$@" "$C"
}

dump() { # SITE: into $T/dump.SITE
  "$INDEXER" dump "$I/$1" >"$T/dump.$1"
}

# page PATH TITLE TYPE [FIELD...]; the body is standard input.
page() {
  page_path=$C/$1
  mkdir -p "${page_path%/*}"
  {
    printf -- '---\ntitle: %s\ntype: %s\naudience: public\n' "$2" "$3"
    printf 'owner: Head of things\nreviewed: 2026-01-01\n'
    printf 'review-by: 2027-01-01\n'
    shift 3
    [ $# -eq 0 ] || printf '%s\n' "$@"
    printf -- '---\n'
    cat
  } >"$page_path"
}

# many COUNT FORMAT: that many lines, with the number in each.
many() {
  python3 -c '
import sys
for n in range(int(sys.argv[1])):
    print(sys.argv[2].replace("%", str(n)) + "\n")' "$1" "$2"
}

# small NAME STATUS COMMAND: ends so, and never was large.
small() {
  small_name=$1
  small_status=$2
  shift 2
  exits "$small_name" "$small_status" python3 "$here/peak.py" "$T/peak" \
    "$INDEXER" "$@" --at "$at"
  note "$small_name: at most $(cat "$T/peak") KiB"
  ok "$small_name: with less than $((most / 1024)) MiB" \
    [ "$(cat "$T/peak")" -lt "$most" ]
}

# --- memory ------------------------------------------------------------------

page waste/large.md "Large" guide <<END
## Below

$(many 5000 '### Heading number %')
END
page waste/links.md "Links" guide <<END
$(many 10000 '[a](large.md)')
END
page waste/headings.md "Headings" guide <<END
$(many 4900 '[a](large.md#heading-number-%)')
END
small "10,000 links to a file of 5,000 headings" 0 \
  build -q --content "$C" --index "$I"
page waste/headings.md "Headings" guide <<END
$(many 4900 '[a](large.md#heading-nummer-%)')
END
small "links to headings that are not there" 1 check -q "$C"
has "are told" "$out" "the linked document has no heading #heading-nummer-0"

rm -r "$C"
n=0
while [ "$n" -lt 1000 ]; do
  n=$((n + 1))
  page "waste/page-$n.md" "Page $n" guide </dev/null
done
many 100 '### A heading of some length, with the number %' >"$T/headings"
for file in "$C"/waste/page-*.md; do
  { printf '## Below\n\n'; cat "$T/headings"; } >>"$file"
done
python3 -c '
for n in range(10000):
    print("[a](page-%d.md)\n" % (n % 1000 + 1))' >"$T/links"
page waste/links.md "Links" guide <"$T/links"
small "10,000 links to 1,000 files" 0 build -q --content "$C" --index "$I"

rm -r "$C"
page waste/large.md "Large" guide <<END
## Below

$(many 5000 '### Heading number %')
END
page waste/includes.md "Includes" guide <<END
$(many 9000 '[a](large.md "include")')
END
page waste/broken.md "Broken" guide <<END
$(many 6000 '[a](../snippets/broken.md "include")')
END
page snippets/broken.md "Broken" snippet "colour: red" <<END
$(many 9000 'Text %.')
END
small "includes of what is no snippet" 1 build -q --content "$C" --index "$I"
has "are errors" "$err" "waste/includes.md:9:1: error: there is no usable"
has "for what they include too" "$err" \
  "waste/broken.md:9:1: error: snippets/broken.md has an error itself"
small "and in a check" 1 check -q "$C"

# --- one fault, one message --------------------------------------------------

council() {
  rm -rf "$C"
  page waste/bins.md "Find your bin day" guide "related: waste/permit" <<'END'
See [the permit](permit.md#apply), or ask before.

[Opening hours](../snippets/hours.md "include")

It costs [£50](../fees.csv#garden-waste "include") a year.
END
  page waste/permit.md "Get a permit" guide <<'END'
## Apply

Write to us.
END
  page waste/call.md "Missed bin" script <<'END'
## Start

- [Ask](#ask)
- [End](#end)

## Ask

Outcome: escalate to Duty officer

## End

Outcome: escalate to duty

## Test calls

- Ask => Ask
- End => End
END
  page snippets/hours.md "Opening hours" snippet <<'END'
Always.
END
  page contacts/duty.md "Duty officer" contact "phone: 01632 960000" \
    "hours: always" "kind: team" "verified: 2026-01-01" <<'END'
They help.
END
  printf 'key,amount,from,until\ngarden-waste,50,,\nbulky,10,,\n' \
    >"$C/fees.csv"
}

council
exits "a sound folder" 0 check
is "has no faults" "$(cat "$out")" ""
has "and its number" "$err" "5 documents: 0 errors, 0 warnings"
exits "it is published" 0 build

# break_all: a slip in each of the files that others name.
break_all() {
  for file in waste/permit.md snippets/hours.md contacts/duty.md; do
    sed -i 's/^owner:/colour: red\nowner:/' "$C/$file"
  done
  printf 'key,amount,from,until\ngarden-waste,5O,,\nbulky,10,,\n' \
    >"$C/fees.csv"
}
break_all
exits "four files with a slip" 1 check
is "are named, and nobody else" \
  "$(sed 's/:.*//' "$out" | sort | uniq -c | tr -s ' \n' '  ')" \
  " 1 contacts/duty.md 1 fees.csv 1 snippets/hours.md 1 waste/permit.md "
printf 'key,amount\ngarden-waste\n' >"$C/fees.csv"
exits "a fees.csv that is no table" 1 check
hasnt "is no fault of a page" "$out" "waste/bins.md"
sed -i 's/permit.md#apply/none.md/; s/before/[us](us.md)/' "$C/waste/bins.md"
sed -i 's/to duty$/to nobody/' "$C/waste/call.md"
exits "what is truly not there" 1 check
has "is a fault: a file" "$out" "there is no document waste/none.md [E02]"
has "another" "$out" "there is no document waste/us.md [E02]"
has "a contact" "$out" "there is no contact nobody [E02]"
sed -i 's/garden-waste "inc/brown-waste "inc/' "$C/waste/bins.md"
printf 'key,amount,from,until\ngarden-waste,5O,,\nbulky,10,,\n' >"$C/fees.csv"
exits "a fee that is not there" 1 check
has "is one too" "$out" "fees.csv has no amount in force today for brown-waste"

# --- no page without its amount ----------------------------------------------

council
run build
printf 'key,amount,from,until\ngarden-waste,5O,,\nbulky,10,,\n' >"$C/fees.csv"
page waste/new.md "New" guide <<'END'
It costs [£50](../fees.csv#garden-waste "include") a year.

Zanzibar.
END
for command in update build; do
  exits "$command with a fee in error" 1 "$command"
  has "$command: the page is left out, and why" "$err" \
    "waste/new.md:9:10: error: there is no amount for garden-waste, because fees.csv has an error there; mend fees.csv [E02]"
  dump public
  hasnt "$command: it is not published" "$T/dump.public" Zanzibar
  has "$command: the last good version of another stays, with its amount" \
    "$T/dump.public" '£50'
done
printf 'key,amount,from,until\ngarden-waste,55,,\nbulky,10,,\n' >"$C/fees.csv"
exits "the fee is mended" 0 update
dump public
has "the new page is there" "$T/dump.public" Zanzibar
has "with the new amount" "$T/dump.public" '£55'
hasnt "and the old one nowhere" "$T/dump.public" '£50</'

# A page that names a file in error, which never was good.
council
rm -rf "$I"
sed -i 's/^owner:/colour: red\nowner:/' "$C/waste/permit.md"
exits "a link to a file in error" 1 build
has "is told as such" "$err" \
  "waste/bins.md:10:5: error: waste/permit.md has an error itself; mend that file first [E02]"
rm "$C/waste/permit.md"
exits "which goes away" 1 update
has "is told as such too" "$err" \
  "waste/bins.md:10:5: error: there is no document waste/permit.md [E02]"

# --- numbers -----------------------------------------------------------------

rm -rf "$C" "$I"
page waste/bins.md "Find your bin day" guide <<'END'
Text.
END
exits "one document" 0 build
has "is one" "$err" "public: 1 page; 1 added, 0 changed, 0 removed"
has "of each" "$err" "1 document, 1 file read; nothing left out"
sed -i 's/^owner:/colour: red\nowner:/' "$C/waste/bins.md"
exits "one error" 1 update
has "is one error" "$err" "1 left out (1 error)"
exits "in a check too" 1 check
has "is one there" "$err" "1 document: 1 error, 0 warnings"

# --- an end from outside -----------------------------------------------------

# children PID: those that it started.
children() {
  grep -l "^PPid:[[:space:]]*$1\$" /proc/[0-9]*/status 2>/dev/null |
    sed 's|/proc/||; s|/status||'
}

has_child() {
  child=$(children "$1" | head -n 1)
  [ "$child" ]
}

rm -rf "$C" "$I"
n=0
while [ "$n" -lt 300 ]; do
  n=$((n + 1))
  page "waste/page-$n.md" "Page $n" guide </dev/null
done
many 30 '## Section %

Text of it.' >"$T/sections"
for file in "$C"/waste/page-*.md; do
  cat "$T/sections" >>"$file"
done
exits "an index" 0 build -q
sed -i 's/^owner:/colour: red\nowner:/' "$C/waste/page-7.md"
exits "with a last good version" 1 update -q
dump public
cp "$T/dump.public" "$T/before"
for signal in KILL TERM; do
  sed -i "s/^## Section \(3\|for\).*/## Section for $signal/" \
    "$C"/waste/page-*.md
  "$INDEXER" update --content "$C" --index "$I" --at "$at" 2>"$err" &
  victim=$!
  wait_until 20 has_child "$victim" || note "no process was started"
  kill -"$signal" "$child"
  status=0
  wait "$victim" || status=$?
  is "the work ended by $signal: exit 3" "$status" 3
  has "$signal: it is told" "$err" "was ended from outside"
  hasnt "$signal: it is no damage" "$err" "building anew"
  dump public
  same "$signal: what was published stays" "$T/dump.public" "$T/before"
done
exits "the next run does it" 1 update -q
dump public
has "what changed is there" "$T/dump.public" "Section for TERM"
has "the last good version too" "$T/dump.public" "document waste/page-7"

finish
