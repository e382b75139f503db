#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A small council in DITA: maps, topics, tasks and troubleshooting become
# pages, what they take from one another follows its source, and residents see
# nothing of staff.
. "${0%/*}/lib.sh"

C=$T/content
I=$T/index
at=2026-03-01

build() {
  "$INDEXER" build --content "$C" --index "$I" --at "$at" "$@"
}

update() {
  "$INDEXER" update --content "$C" --index "$I" --at "$at" "$@"
}

dump() { # both sites, into $T/dump.SITE
  for site in public staff; do
    "$INDEXER" dump "$I/$site" >"$T/dump.$site" || return
  done
}

page() { # SITE ID
  grep -qxF "document $2" "$T/dump.$1"
}

change() { # FILE SED-SCRIPT
  sed "$2" "$C/$1" >"$T/changed" && cp "$T/changed" "$C/$1"
}

cp -R "$SP_SOURCE/tests/fixtures/dita" "$C"
chmod -R u+w "$C"

exits "the council in DITA has no error" 0 "$INDEXER" check --at "$at" "$C"
exits "and builds" 0 build
dump
for id in waste/overview.ditamap waste/bins waste/return-bin parts/library; do
  ok "$id is public" page public "$id"
  ok "$id is for staff" page staff "$id"
done
ok "what does not say that it is public is for staff" page staff waste/missed
not_ok "and not public" page public waste/missed

has "a title is found" "$T/dump.public" 'Which bin is which'
has "a key's words stand in the text" "$T/dump.public" \
  'within two working days'
has "a key's address and words make a link" "$T/dump.public" \
  'href="https://tip.example/">the recycling centre</a>'
has "a paragraph of another file stands here" "$T/dump.public" \
  'Lids stay shut'
has "a table has its head" "$T/dump.public" 'scope="row"'
has "a link is called as what it leads to" "$T/dump.public" \
  'href="/waste/return-bin">Give a bin back</a>'
has "a map lists its topics" "$T/dump.public" \
  'href="/waste/bins">Which bin is which</a>'
has "choices are ways on" "$T/dump.public" \
  'href="/waste/return-bin/steps/ask"'
has "the party responsible is the contact of that name" "$T/dump.staff" \
  'Escalate to <a class="govuk-link" href="/contacts/crew-desk">Crew desk</a>'
has "a cause is a choice" "$T/dump.staff" \
  'href="/waste/missed/steps/the-bin-was-too-heavy"'
for word in zanzibar quagga wombat dugong; do
  has "staff read: $word" "$T/dump.staff" "$word"
  hasnt "residents do not: $word" "$T/dump.public" "$word"
done
hasnt "the staff topic is not even named" "$T/dump.public" 'not emptied'
has "staff see it in the map" "$T/dump.staff" 'A bin was not emptied</a>'

# --- what is taken follows its source
exits "nothing changed, nothing is done" 0 update
has "nothing was changed" "$err" '0 added, 0 changed, 0 removed'
change waste/overview.ditamap 's/two working days/five working days/'
exits "a key is worded anew" 0 update
dump
has "its pages say so" "$T/dump.public" 'within five working days'
hasnt "and the old words are gone" "$T/dump.public" 'two working days'
change parts/library.dita 's/the gulls come/the crows come/'
exits "a library is worded anew" 0 update
dump
has "the pages that take from it say so" "$T/dump.public" 'the crows come'
hasnt "and no more the other" "$T/dump.public" 'the gulls come'
mkdir "$T/fresh" && "$INDEXER" build -q --content "$C" --index "$T/fresh" \
  --at "$at" >"$out" 2>"$err"
"$INDEXER" dump "$T/fresh/public" >"$T/dump.fresh"
same "updates make what a build makes" "$T/dump.public" "$T/dump.fresh"

# --- and is withdrawn with it
change parts/library.dita 's/view="all"/view="internal"/'
exits "a library that goes to staff takes its words along" 1 update
has "the page that has them is named" "$err" 'waste/bins.dita:'
has "and why" "$err" '[E10]'
dump
hasnt "residents read them no more" "$T/dump.public" 'Lids stay shut'
not_ok "the page is withdrawn" page public waste/bins
ok "staff keep it" page staff waste/bins
change parts/library.dita 's/view="internal"/view="all"/'
exits "back again" 0 update
dump
ok "the page is there again" page public waste/bins

# --- what is refused
printf '%s\n' '<!DOCTYPE concept PUBLIC "-//OASIS//DTD DITA Concept//EN"' \
  ' "concept.dtd" [<!ENTITY x SYSTEM "/etc/passwd">]>' \
  '<concept id="c"><title>C</title><conbody><p>&x;</p></conbody></concept>' \
  >"$C/waste/hostile.dita"
exits "an internal subset is refused" 1 update
has "with its place" "$err" 'waste/hostile.dita:2'
rm "$C/waste/hostile.dita"
printf '%s\n' '<concept id="c"><title>Foreign</title><conbody>' \
  '<p>Words<glow>!</glow></p></conbody></concept>' >"$C/waste/foreign.dita"
exits "without our fields a file is left out" 1 update
has "and they are named" "$err" '[E16]'
exits "but not with --lenient" 0 update --lenient
dump
ok "then it is for staff" page staff waste/foreign
not_ok "and for staff alone" page public waste/foreign
rm "$C/waste/foreign.dita"
cp "$C/waste/bins.dita" "$C/waste/bins.xml"
rm "$C/waste/bins.dita"
change waste/overview.ditamap 's/href="bins.dita"/href="bins.xml"/'
exits "a topic in an .xml file is read alike" 0 update
dump
ok "and has the same address" page public waste/bins
finish
