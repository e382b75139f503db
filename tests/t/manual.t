#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The manual page of the content format and the co-ordinators' guide are true:
# their examples are checked and published, what they call wrong is found, and
# the page names all that there is.
. "${0%/*}/lib.sh"
. "${0%/*}/python.sh"

page=$SP_SOURCE/docs/man/signpost-content.5
guide=$SP_SOURCE/docs/co-ordinators.md
now=2026-11-22

python manual.py names "$page" "$SP_SOURCE"

exits "the examples can be taken out" 0 \
  python3 "$here/manual.py" unpack "$page" "$guide" "$T"
exits "nothing is wrong with the examples" 0 \
  "$INDEXER" check --strict --at "$now" "$T/content"
exits "all of them are published" 0 \
  "$INDEXER" build -q --at "$now" --content "$T/content" --index "$T/index"

# Codes that the program itself lists are those of the page.
exits "the checks can be listed" 0 "$INDEXER" check --list
sed -n 's/^\([EW][0-9][0-9]\) .*/\1/p' "$out" | sort >"$T/listed"
sed -n 's/^\.It \([EW][0-9][0-9]\)$/\1/p' "$page" | sort >"$T/named"
same "check --list and the page have the same codes" "$T/listed" "$T/named"

ok "there are examples of errors" test -s "$T/wrong.list"
while read -r name code path; do
  run "$INDEXER" check --strict --at "$now" "$T/$name"
  is "$name, $code: check finds something" "$status" 1
  cat "$out" "$err" >"$T/found"
  matches "$name, $code: it is that" "$T/found" "^$path:.*\[$code\]$"
  grep -v "^$path:" "$T/found" | grep ': error: ' >"$T/others" || :
  is "$name, $code: no other file is in error" "$(cat "$T/others")" ""
done <"$T/wrong.list"

# Words that co-ordinators need not know, outside of names of programs.
for word in YAML 'front matter' index parser parse node token regex; do
  if grep -niw -e "$word" "$guide" >"$T/words"; then
    fail "the guide does not say \"$word\""
    show "$T/words" "it says:"
  else
    pass "the guide does not say \"$word\""
  fi
done
has "README.md leads to the guide" "$SP_SOURCE/README.md" docs/co-ordinators.md
finish
