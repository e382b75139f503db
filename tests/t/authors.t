#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What check says to co-ordinators about their settings and scripts: which part
# is wrong, what may stand there, and all of it in one go.
. "${0%/*}/lib.sh"

C=$T/content
now=2026-11-22

page() { # PATH TYPE [FIELD...]; the body is standard input
  page_path=$C/$1
  mkdir -p "${page_path%/*}"
  {
    printf -- '---\ntitle: A page of things\ntype: %s\nowner: Head of things\n' \
      "$2"
    printf 'reviewed: 2026-09-01\nreview-by: 2027-09-01\n'
    printf 'summary: A page for a test.\n'
    shift 2
    [ $# -eq 0 ] || printf '%s\n' "$@"
    printf -- '---\n'
    cat
  } >"$page_path"
}

contact() { # NAME TITLE FIELD...
  contact_path=$C/contacts/$1.md
  mkdir -p "$C/contacts"
  {
    printf -- '---\ntitle: %s\nowner: Head of things\nsummary: A team.\n' "$2"
    printf 'hours: always\nverified: 2026-11-01\nverify-every: 6 months\n'
    shift 2
    printf '%s\n' "$@"
    printf -- '---\nThey help.\n'
  } >"$contact_path"
}

council() {
  rm -rf "$C"
  page waste/bins.md guide 'audience: public' <<'END'
Words.

## Bags and boxes

Words.

## Bags and foxes

> [!STAFF]
> Words.
END
  page waste/missed-bin.md script <<'END'
## The end

Outcome: resolved

## Test calls

- => The end
END
}

check() {
  run "$INDEXER" check --strict --at "$now" "$@" "$C"
}

said() { # NAME TEXT: a check of all says it
  check
  is "$1: exit 1" "$status" 1
  has "$1: the message" "$out" "$2"
}

# --- pins -------------------------------------------------------------------

council
cat >"$C/pins.yaml" <<'END'
- query: bins
  document: waste/bin
  position: Best
  colour: red
  owner: Head of things
  from: 2026-02-30

- query: bins
  document: waste/bins
  owner: Head of things
  reason: Asked most of all
  until: 2027-01-01

- query: Missed bin
  document: waste/missed-bin
  owner: Head of things
  reason: It comes first

- query: missed-bin?
  document: waste/missed-bin.md
  position: worst
  owner: Head of things
  reason: It comes last
END
said "a pin" 'pins.yaml:1:1: error: there is no document "waste/bin"; did you mean waste/bins? [E02]'
has "what it lacks is said too" "$out" "pins.yaml:1:1: error: a pin needs \`reason\`: why"
has "what may stand there" "$out" "pins.yaml:3:1: error: \`position: Best\`: write \`best\`"
has "which fields there are" "$out" "pins.yaml:4:1: error: pins.yaml has no field \"colour\": its fields are query, document, position, owner, reason, from and expires"
has "which day there is not" "$out" "pins.yaml:6:1: error: \`from: 2026-02-30\`: there is no 30 February"
has "another word for a field" "$out" "pins.yaml:12:1: error: pins.yaml has no field \"until\"; did you mean \`expires\`?"
has "the same pin twice, with both lines" "$out" "pins.yaml:19:1: error: line 14 pins waste/missed-bin for \"Missed bin\" already"
is "and nothing else" "$(wc -l <"$out")" 7
cat >"$C/pins.yaml" <<'END'
- query: bins
  document: bins
  owner: Head of things
  reason: Asked most of all
END
said "a page without its folder" "did you mean waste/bins?"
sed -i 's/document: bins/document: waste-teem/' "$C/pins.yaml"
said "nothing is near" 'there is no document "waste-teem" [E02]'
rm "$C/pins.yaml"
cat >"$C/glossary.yaml" <<'END'
- short: DFG
  definition: Money for a home.
END
said "a field of the glossary" "did you mean \`meaning\`?"
rm "$C/glossary.yaml"
cat >"$C/services.yaml" <<'END'
- key: waste
  titel: Bins
  title: Bins
END
said "a field of a service" "did you mean \`title\`?"
rm "$C/services.yaml"

# --- synonyms ---------------------------------------------------------------

rule() { # NAME LINE TEXT
  printf '# words\n%s\n' "$2" >"$C/synonyms.txt"
  said "$1" "synonyms.txt:2:1: $3"
}
rule "a thin arrow" 'gloop -> food waste' 'error: `->` means nothing here: write `=>`'
rule "a long arrow" 'gloop --> food waste' 'error: `-->` means nothing here'
rule "a drawn arrow" 'gloop → food waste' 'error: `→` means nothing here'
rule "an equals sign" 'gloop = food waste' 'error: `=` means nothing here'
rule "a longer arrow" 'gloop ==> food waste' 'error: `==>` means nothing here'
rule "both ways" 'gloop <=> food waste' 'error: `<=>` means nothing here: write commas'
rule "the other way" 'gloop <- food waste' 'error: `<-` means nothing here: write `=>`, with'
rule "a semicolon" 'gloop; slop => food waste' 'error: `;` means nothing here: write a comma'
rule "two arrows" 'gloop => slop => food waste' 'error: a rule has one => only'
rule "nothing before" '=> food waste' 'error: nothing stands before =>'
rule "nothing behind" 'gloop, slop =>' 'error: nothing stands behind =>'
rule "one word" 'gloop' 'error: "gloop" stands alone'
rule "to itself" 'gloop => gloop' 'warning: a word finds itself'
rule "twice the same" 'gloop, Gloop' 'warning: a word finds itself'
printf 'gloop, slop => food waste\nslop => food  waste\n' >"$C/synonyms.txt"
said "a rule that repeats another" \
  'synonyms.txt:2:1: warning: line 1 says all of this too'
rm "$C/synonyms.txt"

# --- records ----------------------------------------------------------------

record() { # NAME LINE TEXT
  page waste/missed-bin.md script <<END
## The end

$2

Outcome: resolved

## Test calls

- => The end
END
  said "$1" "waste/missed-bin.md:11:1: error: \`Record:\` $3"
}
record "no type" 'Record: bin' 'lacks the type: write it in brackets'
record "no name" 'Record: (text)' 'lacks the name of the field'
record "nothing in brackets" 'Record: bin ()' 'has nothing in its brackets: write the type; the types are text,'
record "an unknown type" 'Record: bin (colour)' 'has no type "colour": the types are text,'
record "a type with a slip" 'Record: bin (txet)' 'has no type "txet"; did you mean `text`?'
record "a type of other forms" 'Record: bin (boolean)' 'has no type "boolean"; did you mean `yes-no`?'
record "the option first" 'Record: bin (required; text)' 'begins its brackets with the type'
record "an option with a slip" 'Record: bin (text; requierd)' 'does not know "requierd"; did you mean `required`?'
record "an unknown option" 'Record: bin (text; secret)' 'does not know "secret": behind the type only `required`'
record "an option twice" 'Record: bin (text; required; required)' 'says `required` twice'
record "two types" 'Record: bin (text; number)' 'has two types, `text` and `number`'
record "a stray word" 'Record: bin (text) required' 'has "required" behind its brackets'
record "an open bracket" 'Record: bin (text' 'has a bracket that is not closed'
record "a bracket too many" 'Record: bin text)' 'has a bracket that is not opened'
record "a choice of nothing" 'Record: bin (choice)' 'lacks the values of `choice`'
record "an empty value" 'Record: bin (choice(a;; b))' 'has an empty value in `choice`'
record "a value twice" 'Record: bin (choice(a; b; A))' 'has the value "A" twice'
record "values of a text" 'Record: bin (text(a; b))' 'takes values for `choice` only: write `text`, or `choice(a; b)`'
record "words behind the values" 'Record: bin (choice(a; b) required)' 'has "required" behind the values of `choice`'

# --- the lines at the top ---------------------------------------------------

council
page waste/fees.md guide 'related: waste/bins; waste/bin' <<'END'
Words.
END
said "related" "waste/fees.md:8:1: error: related: there is no document waste/bin; did you mean bins.md?"
page waste/fees.md guide 'audience: public' 'self-service: [Pay](pay.md) Online.' <<'END'
Words.
END
said "self-service" "waste/fees.md:9:1: error: there is no document waste/pay.md"
contact duty "Duty officer" "staff-phone: 07700 900110"
page waste/fees.md guide 'audience: public' 'provided-by: duty' <<'END'
Words.
END
said "provided-by" "waste/fees.md:9:1: error: this text is public but contacts/duty.md"

# --- what residents' text may name ------------------------------------------

council
page waste/leaflets.md guide <<'END'
For staff.
END
page waste/fees.md guide 'audience: public' <<'END'
See [it](leaflits.md).

> [!STAFF]
> See [it](leaflits.md).
END
said "a staff page" "waste/fees.md:10:5: error: there is no document waste/leaflits.md [E02]"
has "staff text may name it" "$out" "waste/fees.md:13:7: error: there is no document waste/leaflits.md; did you mean leaflets.md?"
page waste/leafs-lits.md guide 'audience: public' <<'END'
For all.
END
check
has "a public page further off is what is meant" "$out" "waste/fees.md:10:5: error: there is no document waste/leaflits.md; did you mean leafs-lits.md?"
council
page waste/fees.md script 'audience: public' <<'END'
## Begin

- [Yes](bins.md#bags-and-boxs)
- [No](#the-end)

## The end

Outcome: refer to dutty
END
contact duty "Duty officer" "staff-phone: 07700 900110"
contact dusty "Dusty office" "phone: 01632 960110" "audience: public"
check
has "a public contact" "$out" "there is no contact dutty; did you mean dusty?"
page waste/fees.md guide 'audience: public' <<'END'
See [it](#inner-patr) and [that](#inner-part-on).

## Inner part one

Words.

## Inner part

Only: staff.

Words.

> [!STAFF]
> See [it](#inner-patr).
END
said "an open heading of this page" "waste/fees.md:10:27: error: there is no heading with the address #inner-part-on; did you mean #inner-part-one?"
hasnt "no heading for staff" "$out" "fees.md:10:5: error: there is no heading with the address #inner-patr; did"
has "but in staff text" "$out" "fees.md:23:7: error: there is no heading with the address #inner-patr; did you mean #inner-part?"

# --- numbers and prices -----------------------------------------------------

council
contact team "Waste team" "phone: 01632 960110" "audience: public"
page waste/fees.md guide <<'END'
Call 01632 960110.
END
said "a number of a contact" "write [Waste team](../contacts/team.md) instead, so that it stays right [W30]"
page waste/fees.md guide <<'END'
> [!SAY]
> They are on 01632 960110.
END
said "said aloud" "take it out of what is said, and write [Waste team](../contacts/team.md) below"
printf 'key,label,amount\nnew-bin,New bin,36\n' >"$C/fees.csv"
page waste/fees.md guide <<'END'
A new bin is £36.
END
said "a price of fees.csv" 'write [£36](../fees.csv#new-bin "include"), so that it stays right [W31]'
exits "it is a warning" 0 "$INDEXER" check --at "$now" "$C"

# --- headings ---------------------------------------------------------------

council
page waste/fees.md guide <<'END'
Words.

##

Words.
END
said "a heading without words" "waste/fees.md:11:1: error: this heading has no words"
page waste/fees.md guide <<'END'
## What it costs

## How to pay

Words.
END
said "a bare heading" 'waste/fees.md:9:1: warning: nothing stands below the heading "What it costs"'

# --- coverage ---------------------------------------------------------------

council
rm "$C/waste/missed-bin.md"
cat >"$C/site.yaml" <<'END'
name: Wenmarsh
hours: Mon-Fri 09:00-17:00
areas: Northmarsh; Wenbury
END
page waste/late.md script <<'END'
## What is it

- [Noise](#noise)
- [Bins](#bins)
- [Something else](#office)

## Noise

- [Now](#night) *out of hours*
- [Now](#office)
- [Later](#office)

## Bins

- [Missed](#north) *area: Northmarsh*
- [Missed](#office)
- [Full](#winter) *from 2026-12-05*
- [Full](#office)

## Night

Outcome: resolved

## North

Outcome: resolved

## Winter

Outcome: resolved

## Office

Outcome: resolved
END
run "$INDEXER" check --coverage --at "$now" "$C"
cp "$out" "$T/calls"
has "what matters nowhere is not said" "$T/calls" "  - Something else => Office"
has "nor what does not matter here" "$T/calls" "  - Noise; Later => Office"
has "what matters is" "$T/calls" "  - (out of hours) Noise; Now => Night"
has "also when it is the usual" "$T/calls" "  - (office hours) Noise; Now => Office"
has "the area that counts" "$T/calls" "  - (area Northmarsh) Bins; Missed => North"
has "and one of the others by its name" "$T/calls" "  - (area Wenbury) Bins; Missed => Office"
has "a day on which it holds, in the morning" "$T/calls" "  - (2026-12-05 10:00) Bins; Full => Winter"
has "and the day before" "$T/calls" "  - (2026-12-04 10:00) Bins; Full => Office"
{
  printf '\n## Test calls\n\n'
  sed -n 's/^  - /- /p' "$T/calls"
} >>"$C/waste/late.md"
exits "they are good test calls" 0 "$INDEXER" check --coverage --strict \
  --at "$now" "$C"
has "that go every way" "$out" "waste/late.md: 10 of 10 ways"
finish
