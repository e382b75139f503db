#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# signpost-indexer check as somebody meets it who has just begun: of one file or
# one service, and what it says to the first slips.
. "${0%/*}/lib.sh"

C=$T/content
now=2026-11-22

fields() { # TITLE TYPE [FIELD...]
  printf -- '---\ntitle: %s\ntype: %s\nowner: Head of things\n' "$1" "$2"
  shift 2
  case "$*" in *reviewed:*) ;; *) echo 'reviewed: 2026-09-01' ;; esac
  echo 'review-by: 2027-09-01'
  echo 'summary: A page for a test.'
  [ $# -eq 0 ] || printf '%s\n' "$@"
  printf -- '---\n'
}

page() { # PATH TITLE TYPE [FIELD...]; the body is standard input
  page_path=$C/$1
  mkdir -p "${page_path%/*}"
  shift
  {
    fields "$@"
    cat
  } >"$page_path"
}

council() {
  rm -rf "$C"
  mkdir -p "$C"
  echo 'name: Wenmarsh' >"$C/site.yaml"
  page waste/bins.md "Find your bin day" guide <<'END'
See [the permit](../parking/permit.md).
END
  page waste/fees.md "What bins cost" guide <<'END'
Nothing.
END
  page parking/permit.md "Get a parking permit" guide <<'END'
See [nothing](none.md).
END
}

check() {
  "$INDEXER" check --at "$now" "$@"
}

# said NAME TEXT [OPTION...]: a strict check of all says it.
said() {
  said_name=$1
  said_text=$2
  shift 2
  run check --strict "$@" "$C"
  is "$said_name: exit 1" "$status" 1
  has "$said_name: the message" "$out" "$said_text"
}

# --- one file, one service --------------------------------------------------

council
exits "all of it has an error" 1 check "$C"
has "of another service" "$out" "parking/permit.md:"
exits "a file without one" 0 check "$C/waste/bins.md"
is "says nothing of the others" "$(cat "$out")" ""
has "one document was checked" "$err" "1 document: 0 errors, 0 warnings"
exits "a file with one" 1 check "$C/parking/permit.md"
has "says it, by its path in the content folder" "$out" "parking/permit.md:"
exits "a service without one" 0 check "$C/waste"
has "of two documents" "$err" "2 documents: 0 errors"
exits "a slash at its end" 1 check "$C/parking/"
exits "the current folder" 0 sh -c "cd '$C/waste' && '$INDEXER' check --at $now ."
exits "a file of it" 1 \
  sh -c "cd '$C/parking' && '$INDEXER' check --at $now permit.md"
exits "as JSON" 0 check --format json "$C/waste/bins.md"
hasnt "others do not stand in it" "$out" permit
exits "as SARIF" 1 \
  sh -c "cd '$T' && '$INDEXER' check --at $now --format sarif content/parking"
has "by the path from here" "$out" '"content/parking/permit.md"'
exits "a settings file" 0 check "$C/site.yaml"
has "is no document" "$err" "0 documents: 0 errors"
exits "a file that is not there" 3 check "$C/waste/none.md"
exits "a folder that is not there" 3 check "$T/none"
: >"$C/.hidden.md"
exits "a file that is passed over" 3 check "$C/.hidden.md"
has "which is said" "$err" "begin with a full stop are passed over"
ln -s ../parking/permit.md "$C/waste/link.md"
exits "a symbolic link is not what it leads to" 1 check "$C/waste/link.md"
has "but a finding itself" "$out" "waste/link.md: error: this is a symbolic link"
rm "$C/waste/link.md" "$C/.hidden.md" "$C/site.yaml"
exits "a folder without settings" 1 check "$C"
exits "is not found from below" 3 check "$C/waste/bins.md"
has "and how to name it is said" "$err" "--content DIR"
exits "it can be named" 0 check --content "$C" "$C/waste/bins.md"
exits "with a service too" 1 check --content "$C" "$C/parking"
exits "or alone" 1 check --content "$C"
exits "what lies elsewhere" 3 check --content "$C/waste" "$C/parking"
exits "a folder of documents alone is checked by itself" 1 check "$C/waste"
has "as its own content folder" "$out" "bins.md:"

# --- what clashes with the file that is checked -----------------------------

council
page parking/permit.md "Get a parking permit" guide \
  "redirect-from: waste/fees" <<'END'
## Apply

Words.
END
exits "a file that takes another's address" 1 check "$C/parking/permit.md"
has "says so where the other stands" "$out" "waste/fees.md: error: the address"
is "once" "$(grep -c . "$out")" 1
has "and counts it" "$err" "1 document: 1 error, 0 warnings"
exits "so does its folder" 1 check "$C/parking"
has "says so too" "$out" "[E03]"
exits "the file whose address it is" 1 check "$C/waste/fees.md"
exits "a third file" 0 check "$C/waste/bins.md"
is "is told nothing" "$(cat "$out")" ""
exits "as JSON" 1 check --format json "$C/parking/permit.md"
ok "with the partner's path" python3 - "$out" <<'END'
import json, sys
(found,) = json.load(open(sys.argv[1]))["diagnostics"]
assert found["path"] == "waste/fees.md" and found["code"] == "E03", found
assert found["partners"] == ["parking/permit.md"], found
END
exits "as SARIF" 1 check --format sarif "$C/parking/permit.md"
ok "with its place" python3 - "$out" <<'END'
import json, sys
(run,) = json.load(open(sys.argv[1]))["runs"]
(found,) = run["results"]
(place,) = found["relatedLocations"]
assert place["physicalLocation"]["artifactLocation"]["uri"] == (
    "parking/permit.md"), place
END

council
page parking/permit.md "Get a parking permit" guide <<'END'
## Apply

Words.
END
page waste/bins.md "Find your bin day" guide <<'END'
See [the permit](../parking/permit.md#aply).
END
exits "a page whose heading others look for" 1 check "$C/parking/permit.md"
has "is told who does" "$out" "has no heading #aply"
sed -i 's/#aply//; s/^type:/audience: public\n&/' "$C/waste/bins.md"
exits "a staff page that residents are sent to" 1 check "$C/parking/permit.md"
has "is told from where" "$out" "waste/bins.md:10:5: error: this text is public"

twin() { # PATH TITLE TEXT
  page "$1" "$2" script <<END
## Which bin

$3 Put the bin out by seven in the morning at the edge of your property with
the handles to the road, and take it in again before the end of the same day.

Outcome: resolved
END
}
council
rm "$C/parking/permit.md"
twin parking/first.md "Ask about parking" "Hello."
twin waste/second.md "Ask about bins" "Good day."
exits "the first of two scripts that say the same" 1 check --strict \
  --without W20,W06,E02 "$C/parking/first.md"
has "is told of the other" "$out" "waste/second.md:9:1: warning:"
has "that they do" "$out" "[W24]"
rm "$C/waste/second.md"
contact() { # KEY HOURS [FIELD]
  mkdir -p "$C/contacts"
  cat >"$C/contacts/$1.md" <<END
---
title: The $1
service: parking
owner: Head of things
summary: A team.
phone: 01632 960111
hours: $2
${3:+$3
}verified: 2026-11-01
verify-every: 6 months
---
They park.
END
}
contact wardens "Mon-Fri 09:00-17:00" "out-of-hours: night-desk"
contact night-desk always
sed -i 's/^Outcome: .*/Outcome: escalate to wardens/' "$C/parking/first.md"
page waste/bins.md "Find your bin day" guide <<'END'
Words.
END
exits "somebody is always there" 0 check "$C"
contact night-desk "Mon-Fri 17:00-23:00"
exits "a contact at the end of a chain" 1 check "$C/contacts/night-desk.md"
has "is told who relies on it" "$out" "parking/first.md:14:1: error: an escalation"
exits "so is the one before it" 1 check "$C/contacts/wardens.md"
exits "and nobody else" 0 check "$C/waste"
rm -r "$C/contacts" "$C/parking/first.md"
page waste/fees.md "What bins cost" guide "reviewed: 2026-10-01" \
  "changed: 2026-10-01 Garden waste £50, was £45" <<'END'
Words.
END
cat >"$C/fees.csv" <<'END'
key,label,amount,unit,from,until,service,owner,source,checked
garden,Garden waste,50,GBP,2026-04-01,,waste,Head of things,waste/fees,2026-04-01
END
exits "the source of an amount" 1 check --strict "$C/waste/fees.md"
has "is told that the amount is older" "$out" "fees.csv:2:1: warning: the source"

page parking/permit.md "Get a parking permit" guide <<'END'
A permit costs [£60](../fees.csv#permit "include").
END
exits "a table without the amount of a page" 1 check "$C/fees.csv"
has "is told of the page" "$out" "parking/permit.md:9:16: error: fees.csv has no"
rm "$C/fees.csv"
echo '- key: waste' >"$C/services.yaml"
echo '  title: Waste' >>"$C/services.yaml"
exits "services without that of a page" 1 check "$C/services.yaml"
has "are told of the page too" "$out" "there is no service parking"

# --- errors that hide others ------------------------------------------------

more="More may show once these are mended: links and test calls of"
council
sed -i 's/^type:/typ:/' "$C/parking/permit.md"
exits "a file that cannot be read" 1 check "$C"
hasnt "is not searched for links" "$out" "[E02]"
is "which is said last" "$(tail -n 1 "$err")" \
  "$more 1 document were not checked."
exits "also of it alone" 1 check "$C/parking/permit.md"
has "is it said" "$err" "$more"
exits "of another file" 0 check "$C/waste/fees.md"
hasnt "it is not" "$err" "More may show"
exits "with -q" 1 check -q "$C"
is "nothing is summed up" "$(cat "$err")" ""
exits "as JSON" 1 check --format json "$C"
ok "it is named" python3 - "$out" <<'END'
import json, sys
assert json.load(open(sys.argv[1]))["unchecked"] == ["parking/permit.md"]
END
exits "as SARIF" 1 check --format sarif "$C"
ok "it is a note on the run" python3 - "$out" <<'END'
import json, sys
(run,) = json.load(open(sys.argv[1]))["runs"]
(how,) = run["invocations"]
assert how["executionSuccessful"] is True
(note,) = how["toolExecutionNotifications"]
assert note["level"] == "note" and "More may show" in note["message"]["text"]
(where,) = note["locations"]
assert "parking/permit.md" in json.dumps(where)
END
page parking/badge.md "Blue badge" guide "redirect-from: waste/fees" <<'END'
Words.
END
exits "nor one whose address is another's" 1 check "$C"
has "so it counts too" "$err" "$more 2 documents were not checked."
rm "$C/parking/badge.md"
sed -i 's/^typ:/type:/' "$C/parking/permit.md"
exits "once it is mended" 1 check "$C"
has "the rest shows" "$out" "[E02]"
hasnt "and there is no more" "$err" "More may show"
exits "as JSON" 1 check --format json "$C"
hasnt "nothing is named" "$out" unchecked

# --- where the content lies -------------------------------------------------

council
real=$(cd "$C" && pwd -P)
echo '- key: rubbish' >"$C/waste/services.yaml"
exits "settings that lie in a service" 0 check "$C/waste/bins.md"
has "do not make it the content folder, which is said" "$err" \
  "1 document: 0 errors, 0 warnings; the content folder is $real"
rm "$C/waste/services.yaml"
exits "a folder that was named" 1 check "$C"
hasnt "need not be said" "$err" "the content folder is"
mv "$C/site.yaml" "$T/site.yaml.away"
printf -- '- key: waste\n  title: Waste\n- key: parking\n  title: Parking\n' \
  >"$C/services.yaml"
exits "services.yaml alone tells too" 0 check "$C/waste/bins.md"
has "where it lies" "$err" "the content folder is $real"
rm "$T/site.yaml.away"

sarif_in() { # FOLDER ARGUMENT...: a check from there
  sarif_folder=$1
  shift
  (cd "$sarif_folder" && "$INDEXER" check --at $now --format sarif "$@")
}
council
mkdir -p "$C/parking/zones/deep"
page parking/zones/a.md "Zones" guide <<'END'
See [nothing](none.md).
END
exits "SARIF from within the content" 1 sarif_in "$C/parking" permit.md
has "has addresses from there" "$out" '"uri": "permit.md"'
exits "of a folder below" 1 sarif_in "$C/parking" zones
has "below" "$out" '"uri": "zones/a.md"'
exits "of one beside" 1 sarif_in "$C/waste" ../parking
has "up and down" "$out" '"uri": "../parking/permit.md"'
exits "of all of it" 1 sarif_in "$C/parking/zones/deep" ../../..
has "up twice" "$out" '"uri": "../../permit.md"'
has "and once" "$out" '"uri": "../a.md"'
exits "in its top folder" 1 sarif_in "$C" .
has "as it is" "$out" '"uri": "parking/permit.md"'
exits "by its whole name" 1 sarif_in "$C/parking" "$C"
has "likewise" "$out" '"uri": "permit.md"'
exits "from elsewhere" 1 sarif_in "$T" "$C"
has "below the content folder" "$out" '"uri": "parking/permit.md"'

# --- dates ------------------------------------------------------------------

council
page parking/permit.md "Get a parking permit" guide "until: 2026-02-30" <<'END'
Words.
END
said "a day that does not exist" "there is no 30 February 2026 [E25]"
page parking/permit.md "Get a parking permit" guide "reviewed: 2026-13-01" <<'END'
Words.
END
said "a month that does not exist" "there is no month 13"
page parking/permit.md "Get a parking permit" guide \
  "until: 2026-12-01 24:30" <<'END'
Words.
END
said "a time that does not exist" "there is no 24:30"
page parking/permit.md "Get a parking permit" guide "until: 1 May 2026" <<'END'
Words.
END
said "another form" "write a date as 2026-04-01"
page parking/permit.md "Get a parking permit" guide <<'END'
> [!ONLY until 2026-06-31]
> Words.
END
said "in a condition" "there is no 31 June 2026"
page parking/permit.md "Get a parking permit" guide "reviewed: 2027-09-01" <<'END'
Words.
END
said "a review to come" "1 September 2027, and that day has not come"
page parking/permit.md "Get a parking permit" guide "until: 2026-08-31" <<'END'
Words.
END
said "over before the review" "had passed when the page was reviewed"
page parking/permit.md "Get a parking permit" guide "expires: 2027-08-31" <<'END'
Words.
END
said "another word for a field" "did you mean \`until\`?"

# --- files and pages of nothing ---------------------------------------------

council
page parking/permit.md "Get a parking permit" guide </dev/null
said "an empty page" "parking/permit.md:1:1: warning: this page has no text"
page parking/permit.md "Get a parking permit" guide <<'END'
## Apply

## Renew
END
said "headings alone" "this page has no text"
council
page parking/permit.md "Get a parking permit" guide <<'END'
Words.
END
: >"$C/parking/notes.docx"
said "a file of another program" \
  "parking/notes.docx: warning: this file is not read: a page is a file"
exits "it is a warning only" 0 check "$C"
rm "$C/parking/notes.docx"
: >"$C/parking/fees.csv"
said "settings in a folder" "fees.csv stands in the content folder itself"
rm "$C/parking/fees.csv"
: >"$C/sites.yaml"
said "settings of another name" "did you mean site.yaml?"
rm "$C/sites.yaml"
: >"$C/parking/map.png"
exits "a picture is none" 0 check --strict "$C"

# --- slips in a script ------------------------------------------------------

council
rm "$C/parking/permit.md"
page waste/bins.md "Find your bin day" script <<'END'
## Which bin

Record: bin (choice(grey, brown); required)

- [Grey](#the-end)
- [Brown](#the-end)

## The end

Outcome: resolved

## Test calls

- Grey => The end
- Brown => The end
END
said "commas between the values" "have semicolons between"
sed -i 's/grey, brown/grey; brown/' "$C/waste/bins.md"
exits "semicolons" 0 check --strict "$C"
cp "$C/waste/bins.md" "$T/good.md"
script() { # SED-EXPRESSION: of the good one
  sed "$1" "$T/good.md" >"$C/waste/bins.md"
}
script 's/^Outcome: resolved/Outcom: resolved\nService level: 2 days/'
said "a key with a slip, and another below it" "write \`Outcome:\`"
is "it is said once" "$(grep -c 'blank line' "$out")" 0
script 's/^- \[Grey\](#the-end)/- [Grey](#the end)/'
said "spaces in an address" "write a hyphen for each, as in \`(#the-end)\`"
script 's/^- \[Grey\](#the-end)/- [Grey](my fees.md)/'
said "and in that of a file" "rename the file with hyphens"
script 's/^Outcome: resolved/Next: [Which bin](#which bin)/'
said "and behind a key" "\`(#which-bin)\`"

# --- did you mean -----------------------------------------------------------

script 's/^- \[Grey\](#the-end)/- [Grey](#the-ned)/'
said "a heading" "no heading with the address #the-ned; did you mean #the-end?"
script 's/^- \[Grey\](#the-end)/- [Grey](#The-End)/'
said "in capitals" "did you mean #the-end?"
script 's/^- \[Grey\](#the-end)/- [Grey](the-end)/'
said "without its sign" "write \`#the-end\`"
cp "$T/good.md" "$C/waste/bins.md"
other() { # LINE: what stands on another page
  echo "$1" | page waste/cost.md "What bins cost" guide
}
other 'See [it](bins.md#wich-bin).'
said "a heading of another page" "no heading #wich-bin; did you mean #which-bin?"
other 'See [it](fes.md).'
said "a file of this folder" "waste/fes.md; did you mean fees.md?"
other 'See [it](fees).'
exits "an id is good" 0 check --strict "$C"
other 'See [it](fees.html).'
said "another ending" "did you mean fees.md?"
cp "$C/waste/fees.md" "$C/parking/fees.md"
said "the file of its own folder first" "did you mean fees.md?"
rm "$C/parking/fees.md"
page parking/zones.md "Find your zone" guide <<'END'
Words.
END
other 'See [it](zones.md).'
said "a file of another folder" "did you mean ../parking/zones.md?"
other 'See [it](../parking/permits-and-more.md).'
said "nothing is near" "parking/permits-and-more.md [E02]"
other 'See [it](www.gov.uk/bins).'
said "an address of the web" "write \`https://www.gov.uk/bins\`"
other 'See [it](bins@example.org).'
said "an e-mail address" "write \`mailto:bins@example.org\`"
mkdir "$C/snippets" "$C/contacts"
page snippets/hours.md "Hours" snippet "service: waste" <<'END'
Words.
END
other '[Hours](../snippets/hour.md "include")'
said "a snippet" "did you mean ../snippets/hours.md?"
rm "$C/waste/cost.md" "$C/snippets/hours.md"
cat >"$C/contacts/waste-team.md" <<'END'
---
title: Waste team
service: waste
owner: Head of things
summary: A team.
phone: 01632 960111
hours: always
verified: 2026-11-01
verify-every: 6 months
---
They empty bins.
END
script 's/^Outcome: resolved/Outcome: refer to waste-taem/'
said "a contact" "there is no contact waste-taem; did you mean waste-team?"
script 's/^Outcome: resolved/Outcome: refer to Waste Teams/'
said "by its name" "did you mean waste-team?"

# --- coverage ---------------------------------------------------------------

cp "$T/good.md" "$C/waste/bins.md"
exits "coverage of a good script" 0 check --coverage "$C"
has "counts it" "$out" "1 script: 2 of 2 ways (100%)"
script 's/^Outcome: resolved/Outcome: refer to nobody/'
exits "coverage of one in error" 0 check --coverage "$C"
has "names it" "$out" "waste/bins.md: not counted, as it has errors"
has "and counts none" "$out" "0 scripts: 0 of 0 ways (100%); 1 with errors"
exits "it is not whole" 1 check --coverage --strict "$C"
script 's/^Outcome: resolved/Outcome: perhaps/'
exits "coverage of one that cannot be read" 0 check --coverage "$C"
has "names it too" "$out" "waste/bins.md: not counted, as it has errors"
printf 'Bins without a front matter.\n' >"$C/waste/bins.md"
exits "coverage without a front matter to read" 1 \
  check --coverage --strict "$C"
has "names that too" "$out" "waste/bins.md: not counted, as it cannot be read"

# --- options ----------------------------------------------------------------

cp "$T/good.md" "$C/waste/bins.md"
refused() { # NAME TEXT OPTION...
  refused_name=$1
  refused_text=$2
  shift 2
  exits "$refused_name: exit 2" 2 "$INDEXER" "$@"
  has "$refused_name: the message" "$err" "$refused_text"
}
refused "one dash" "unknown option -list; did you mean --list?" check -list
refused "one dash, with a value" "unknown option -at; did you mean --at?" \
  check -at=2026-11-22 "$C"
refused "a word for a date" "write a date as 2026-04-01, a date and time as" \
  check --at tomorrow "$C"
refused "a day that does not exist" "there is no 30 February 2026" \
  check --at 2026-02-30 "$C"
refused "a check that does not exist" 'there is no check "W99"' \
  check --without W99 "$C"
refused "the other letter" "there is no check E04; did you mean W04?" \
  check --without E05,E04 "$C"
refused "a format of others" "it writes text, json or sarif" \
  check --format svg "$C"
refused "an option of others" "--strict is not an option of graph, but of check" \
  graph --strict "$C/waste/bins.md"
refused "nothing to check" "check needs a folder or a file" check
exits "--form is --format" 0 check --form json "$C"
cp "$out" "$T/json"
exits "which takes the same" 0 check --to json "$C"
same "and writes the same" "$T/json" "$out"
exits "of graph too" 0 "$INDEXER" graph --format dot "$C/waste/bins.md"
has "in its own forms" "$out" "digraph"
exits "and of convert" 0 "$INDEXER" convert --format xml "$C/waste/bins.md"
has "in its own" "$out" "<script "
finish
