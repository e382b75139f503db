#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Findings that come and go with other files and with time: what `update` says
# of a file that did not change itself, what `check` prints beside findings, and
# that a page with an error of these is not published.
. "${0%/*}/lib.sh"

C=$T/content
I=$T/index
at=2026-11-22

# page PATH TITLE TYPE [FIELD...]; the body is standard input.
page() {
  page_path=$C/$1
  mkdir -p "${page_path%/*}"
  {
    printf -- '---\ntitle: %s\ntype: %s\nsummary: A page.\n' "$2" "$3"
    printf 'owner: Head of waste\nreviewed: 2026-09-01\n'
    printf 'review-by: 2027-09-01\n'
    shift 3
    [ $# -eq 0 ] || printf '%s\n' "$@"
    printf -- '---\n'
    cat
  } >"$page_path"
}

desk() { # HOURS
  page contacts/desk.md "Fire desk" contact "kind: team" "phone: 01632 960001" \
    "hours: $1" "verified: 2026-11-02" "verify-every: 6 months" <<'END'
They answer.
END
}

glossary() { # SHORT
  printf -- '- short: %s\n  long: A waste authority\n  audience: public\n' \
    "$1" >"$C/glossary.yaml"
}

check_script() { # RESULT; what is done first
  page shared/identity.md "Identity" script <<END
## Who is it?

> Who is calling?

- [Known](#known)
- [Not sure](#unknown)

## Known

Outcome: $1

## Unknown

Outcome: $1

## Test calls

- Known => Known
- Not sure => Unknown
END
}

council() {
  rm -rf "$C"
  desk always
  check_script "return passed"
  page waste/fire.md "Fire in a bin" script <<'END'
## Burning

Do first: [Identity](../shared/identity.md)

> Stand well away.

Outcome: escalate to desk

## Test calls

- => Burning
END
  page waste/bins.md "Bins" guide "audience: public" <<'END'
Ask the WDA about bins.
END
  glossary WDA
  page waste/biniau.md "Biniau" guide "lang: cy" "translation-of: waste/bins" \
    <<'END'
Rhowch y bin allan.
END
}

index() { # NAME COMMAND EXIT
  run "$INDEXER" "$2" --content "$C" --index "$I" --at "$at"
  cp "$err" "$T/said"
  is "$1: $2" "$status" "$3"
}

# What update says of one file in this folder is what a build says.
alike() { # NAME
  run "$INDEXER" build --content "$C" --index "$T/afresh" --at "$at"
  grep '\[[EW][0-9]' "$err" >"$T/afresh.said"
  grep '\[[EW][0-9]' "$T/said" >"$T/update.said"
  same "$1: as afresh" "$T/update.said" "$T/afresh.said"
  rm -rf "$T/afresh"
}

council
index "a sound folder" build 0
hasnt "it is silent" "$T/said" "["
"$INDEXER" dump "$I/staff" >"$T/dump" || fail "dump"
has "its script is there" "$T/dump" "Stand well away"

desk "Mon-Fri 09:00-17:00"
index "the desk is there by day only" update 1
has "the script is in error" "$T/said" "waste/fire.md:15:1: error: "
has "for its escalation" "$T/said" "[E11]"
alike E11
desk always
index "it is there always" update 0
hasnt "the error is gone" "$T/said" "E11"

check_script "resolved"
index "the check does not come back" update 1
has "the script that does it first is in error" "$T/said" "[E12]"
alike E12
check_script "return passed"
index "it does again" update 0

glossary WCA
index "a word is taken out of the glossary" update 0
has "the page is told" "$T/said" "[W15]"
alike W15
glossary WDA
index "it is put in again" update 0
hasnt "the page is not told any more" "$T/said" "[W15]"

sed -i 's/^reviewed: .*/reviewed: 2026-10-01/' "$C/waste/bins.md"
index "a source is reviewed" update 0
has "the translation is told" "$T/said" "waste/biniau.md:9:1: warning: "
has "that it is older" "$T/said" "[W22]"
alike W22
council
index "back again" update 0

at=2027-09-02
index "time goes by" update 0
has "the review is due" "$T/said" "[W16]"
has "and the contact" "$T/said" "[W21]"
alike "W16 and W21"
at=2026-11-22

# --- a script in error is not published; its last good version stays ----------

sed -i 's/^Outcome: escalate to desk$//; s/well away/far away/' \
  "$C/waste/fire.md"
index "a step that ends nowhere" update 1
has "is an error" "$T/said" "[E01]"
"$INDEXER" dump "$I/staff" >"$T/dump" || fail "dump"
has "the last good version stays" "$T/dump" "Stand well away"
hasnt "the new one is not there" "$T/dump" "Stand far away"
council

# --- the whole site, in each run ----------------------------------------------

printf 'contact,from,until,post,phone\ndesk,2026-11-16,2026-11-25,A,07700 900001\n' \
  >"$C/on-call.csv"
printf 'key,amount,source,checked\npest,82,Council 25 February 2026,2026-01-02\n' \
  >"$C/fees.csv"
for n in 1 2; do
  page "waste/twin$n.md" "Twin $n" script <<'END'
## Step

Please put the bin back at the edge of your property before seven in the
morning, and leave it there until the crew has come by and has taken it.

Outcome: resolved

## Test calls

- => Step
END
done
for run in first second; do
  index "the $run run" update 0
  has "$run: the rota" "$T/said" "on-call.csv:2:1: warning: nobody is on call"
  has "$run: the fees" "$T/said" "fees.csv:2:1: warning: the source of pest"
  has "$run: the twins" "$T/said" "waste/twin2.md:9:1: warning: \"Step\" says"
  hasnt "$run: of two twins one is told" "$T/said" "waste/twin1.md:9"
done
alike "the whole site"

# --- check: what it prints beside findings ------------------------------------

exits "check --list" 0 "$INDEXER" check --list
has "has a line for each" "$out" "W28  nobody on call in the next 7 days"
exits "check --without, a code that is none" 2 \
  "$INDEXER" check --without E99 "$C"
exits "check --without, nothing" 2 "$INDEXER" check --without= "$C"
exits "check --without" 0 "$INDEXER" check --strict --at "$at" \
  --without W24,w28,W29 "$C"
is "nothing is left" "$(cat "$out")" ""

exits "check --format=sarif" 1 "$INDEXER" check --strict --at "$at" \
  --format sarif "$C"
ok "is SARIF 2.1.0 as code hosts want it" python3 - "$out" <<'END'
import json, sys
log = json.load(open(sys.argv[1]))
assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
(run,) = log["runs"]
driver = run["tool"]["driver"]
assert driver["name"] == "signpost-indexer" and driver["version"]
rules = {r["id"]: r for r in driver["rules"]}
assert len(rules) == len(driver["rules"]) > 30
for r in rules.values():
    assert r["shortDescription"]["text"]
    assert r["defaultConfiguration"]["level"] in ("error", "warning")
assert {r["ruleId"] for r in run["results"]} == {"W24", "W28", "W29"}
for r in run["results"]:
    assert r["ruleId"] in rules and r["level"] == "warning"
    assert r["message"]["text"]
    (where,) = r["locations"]
    where = where["physicalLocation"]
    assert "/" != where["artifactLocation"]["uri"][0]
    assert where["region"]["startLine"] >= 1
    assert where["region"]["startColumn"] >= 1
END
mkdir -p "$T/sub"
cp -r "$C" "$T/sub/my content"
(cd "$T/sub" && "$INDEXER" check --at "$at" --format sarif "./my content/" \
  >"$T/sarif") || fail "in a folder with a space"
has "addresses hold from where it was run" "$T/sarif" \
  '"uri": "my%20content/on-call.csv"'

sed -i '/^- Not sure => /d' "$C/shared/identity.md"
exits "check --coverage" 0 "$INDEXER" check --coverage --at "$at" "$C"
has "of each script" "$out" "shared/identity.md: 1 of 2 ways"
has "the way that is not gone" "$out" '"Not sure" at "Who is it?"'
has "a call that would" "$out" "  - Not sure => Unknown"
has "the sum" "$out" "4 scripts: 1 of 2 ways (50%)"
exits "with --strict" 1 "$INDEXER" check --coverage --strict --at "$at" "$C"
finish
