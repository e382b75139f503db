#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# signpost-indexer export: the residents' site as plain files.  What a browser
# makes of them is browser.t's.
. "${0%/*}/lib.sh"
. "$here/python.sh"

at='2026-11-22 12:00'
TMPDIR=$T
export TMPDIR

export_to() { # FOLDER [OPTION...]
  export_out=$1
  shift
  "$INDEXER" export -q --at "$at" --index "$T/index" "$@" "$export_out"
}

# The content of $T/c, which is the sample's at first.
publish() {
  run "$INDEXER" build -q --at "$at" --content "$T/c" --index "$T/index"
  [ "$status" -le 1 ] || {
    show "$err" "signpost-indexer:"
    bail "the content cannot be indexed"
  }
}

nothing_is_left() { # FOLDER: neither beside it nor of the server
  [ ! -e "$1.new" ] && [ ! -e "$1.old" ] &&
    [ -z "$(find "$T" -maxdepth 1 -name 'signpost-export-*')" ]
}

cp -R "$SP_SOURCE/content" "$T/c"
chmod -R u+w "$T/c"
publish

# --- a site by itself
exits "a copy is written" 0 "$INDEXER" export --at "$at" --index "$T/index" \
  "$T/copy"
matches "and that is said" "$out" '^[0-9]+ pages were written to '
is "without complaints" "$(cat "$err")" ""
ok "nothing else is left" nothing_is_left "$T/copy"
python export.py links "$T/copy"
python export.py plain "$T/copy"
python export.py search "$T/copy"
ok "steps of a script have files" test -f \
  "$T/copy/waste/fly-tipping/steps/call-999/index.html"
has "a choice leads to its step" "$T/copy/waste/fly-tipping/index.html" \
  'href="../../waste/fly-tipping/steps/'
has "the search form leads to the search" \
  "$T/copy/waste/fly-tipping/index.html" 'action="../../search.html"'

# --- of the public index alone
mv "$T/index/staff" "$T/staff"
exits "neither the staff index nor the content is needed" 0 \
  export_to "$T/again/"
mv "$T/staff" "$T/index/staff"
ok "the same index and moment give the same bytes" \
  diff -r "$T/copy" "$T/again"

# --- what is replaced, and what is not
echo 'old' >"$T/copy/of-the-old-one.txt"
rm "$T/c/waste/bin-days.md"
publish
exits "a second copy, with a link that leads nowhere" 1 export_to "$T/copy"
has "which is said" "$err" 'there is no page /waste/bin-days'
ok "replaces the first one whole" test ! -e "$T/copy/of-the-old-one.txt"
ok "with what there is now" test ! -e "$T/copy/waste/bin-days/index.html"
ok "nothing else is left" nothing_is_left "$T/copy"
python export.py links "$T/copy"
cp "$SP_SOURCE/content/waste/bin-days.md" "$T/c/waste/bin-days.md"
publish
mkdir "$T/empty"
exits "an empty folder is taken" 0 export_to "$T/empty"
mkdir "$T/mine"
echo 'mine' >"$T/mine/letter.txt"
exits "a folder with something else is not" 3 export_to "$T/mine"
has "which is said" "$err" 'no earlier copy'
is "and is as it was" "$(ls "$T/mine")" "letter.txt"
exits "nor is a file" 3 export_to "$T/mine/letter.txt"
ln -s "$T/mine" "$T/link"
exits "nor a symbolic link" 3 export_to "$T/link"
mkdir "$T/next.new"
echo 'mine' >"$T/next.new/letter.txt"
exits "nor a folder of the name that is needed" 3 export_to "$T/next"
ok "which is as it was" test -f "$T/next.new/letter.txt"
exits "nor the folder one stands in" 3 export_to .
cp -R "$T/copy" "$T/before"
mv "$T/copy/search.html" "$T/kept.html"
mv "$T/copy" "$T/copy.new"
exits "what an interrupted run has left goes" 0 export_to "$T/copy"
ok "nothing else is left" nothing_is_left "$T/copy"
same "the copy is whole" "$T/copy/search.html" "$T/kept.html"

# --- another run at work, and an end in the middle
mkdir "$T/busy.new"
: >"$T/busy.new/signpost-copy.txt"
flock "$T/busy.new/signpost-copy.txt" sleep 60 &
holder=$!
at_end 'kill $holder 2>/dev/null'
held() { ! flock -n "$T/busy.new/signpost-copy.txt" true; }
wait_until 10 held
exits "two at once do not write one place" 3 export_to "$T/busy"
has "which is said" "$err" 'another export'
kill "$holder"
printf '#!/bin/sh\nexit 1\n' >"$T/no-share"
exits "without templates there is no copy" 3 export_to "$T/copy" \
  --share "$T/no-share"
same "and the earlier one is as it was" "$T/copy/search.html" "$T/kept.html"
ok "nothing else is left" nothing_is_left "$T/copy"
"$INDEXER" export --at "$at" --index "$T/index" "$T/copy" >"$out" 2>"$err" &
pid=$!
wait_until 20 test -d "$T/copy.new"
kill -TERM "$pid" 2>/dev/null
status=0
wait "$pid" || status=$?
ok "a run that is ended ends well" [ "$status" -eq 3 -o "$status" -eq 0 ]
ok "nothing else is left" nothing_is_left "$T/copy"
same "and a whole copy is there" "$T/copy/search.html" "$T/kept.html"

# --- wrong calls
exits "no folder" 2 "$INDEXER" export --index "$T/index"
exits "no index folder" 2 "$INDEXER" export "$T/copy"
exits "an option of others" 2 "$INDEXER" export --content "$T/c" \
  --index "$T/index" "$T/copy"
exits "no index" 3 "$INDEXER" export --index "$T/none" "$T/copy"
exits "staff pages cannot be made so" 2 "$SEARCHD" --site staff --copy \
  --index "$T/index" --listen 127.0.0.1:0

# --- nothing of staff, wherever it stood
rm -rf "$T/c" "$T/index"
for seed in 1 2 3; do
  rm -rf "$T/c" "$T/index"
  python canaries.py make "$seed" "$T/c" "$T/known"
  publish
  run export_to "$T/copy-$seed"
  ok "seed $seed: a copy is written" [ "$status" -le 1 ]
  python canaries.py copy "$T/copy-$seed" "$T/known"
done
finish
