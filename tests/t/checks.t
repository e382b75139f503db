#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The checks, by their fixtures: tests/fixtures/checks/CODE.txt holds some ten
# small content folders.  A broken one gives its code at its line and nothing
# else; a clean one, which is a near miss, gives nothing; and without its check
# a broken one gives nothing too.
#
#   === broken NAME -> PATH:LINE [at INSTANT] [--lenient]
#   === clean NAME [at INSTANT] [--lenient]
#   --- PATH          a file, up to the next line of dashes or equals signs
. "${0%/*}/lib.sh"

fixtures=$SP_SOURCE/tests/fixtures/checks
"$INDEXER" check --list >"$T/list" || fail "the checks can be listed"
codes=$(sed -n 's/^\([EW][0-9][0-9]\) .*/\1/p' "$T/list")
ok "there are checks" test -n "$codes"

# One line a fixture: KIND NAME WHERE INSTANT; its files below $T/CODE/NAME.
unpack() { # CODE
  mkdir -p "$T/$1"
  awk -v root="$T/$1" -v lines="$T/$1.list" '
    /^=== / {
      close(file); file = ""
      at = "2026-11-22"; where = "-"; option = ""
      if (sub(/ --lenient$/, "")) option = "--lenient"
      if (match($0, / at [0-9TZ:-]+$/)) {
        at = substr($0, RSTART + 4); $0 = substr($0, 1, RSTART - 1)
      }
      if ($2 == "broken") where = $5
      name = $3
      print $2, name, where, at, option >lines
      next
    }
    /^--- [^ ]/ {
      close(file)
      file = root "/" name "/" $2
      folder = file; sub(/\/[^\/]*$/, "", folder)
      system("mkdir -p \"" folder "\"")
      printf "" >file
      next
    }
    file { print >file }
  ' "$fixtures/$1.txt"
}

# What check says, as CODE PATH:LINE, sorted.
findings() { # FOLDER INSTANT [OPTION...]
  findings_folder=$1
  findings_at=$2
  shift 2
  run "$INDEXER" check --strict --format json --at "$findings_at" "$@" \
    "$findings_folder"
  [ "$status" -le 1 ] || echo "exit $status"
  python3 -c '
import json, sys
for d in json.load(open(sys.argv[1]))["diagnostics"]:
    print(d["code"], d["path"] + ":" + str(d["line"]))
' "$out"
}

for code in ${CODES:-$codes}; do
  if [ ! -f "$fixtures/$code.txt" ]; then
    fail "$code has fixtures"
    continue
  fi
  unpack "$code"
  is "$code: five broken and five clean fixtures, and more" \
    "$(awk '$1 == "broken" { b++ } $1 == "clean" { c++ }
            END { print (b >= 5 && c >= 5) }' "$T/$code.list")" 1
  while read -r kind name where at option; do
    if [ "$kind" = clean ]; then
      is "$code: $name is clean" "$(findings "$T/$code/$name" "$at" $option)" ""
      continue
    fi
    is "$code: $name is found" "$(findings "$T/$code/$name" "$at" $option)" \
      "$code $where"
    is "$code: $name is not, without its check" \
      "$(findings "$T/$code/$name" "$at" $option --without "$code")" ""
  done <"$T/$code.list"
done
finish
