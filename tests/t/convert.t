#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A document in the other form: the sample council there and back.
. "${0%/*}/lib.sh"

content=$SP_SOURCE/content
good='<guide xmlns="urn:signpost:content:1" id="waste/a" reviewed="2026-09-01"
  review-by="2027-09-01"><title>A</title><p>Text</p></guide>'

# Both ways, twice; says what went wrong on standard output.
there_and_back() { # FILE
  from=${1##*.}
  to=xml
  [ "$from" = md ] || to=md
  id=${1#"$content/"}
  id=${id%.*}
  mkdir -p "$T/c/${id%/*}"
  "$INDEXER" convert --to "$to" --content "$content" "$1" \
    >"$T/c/$id.$to" 2>"$err" || { echo "$id to $to: $(cat "$err")"; return; }
  "$INDEXER" convert --to "$from" --content "$T/c" "$T/c/$id.$to" \
    >"$T/c/$id.$from" 2>"$err" || { echo "$id back: $(cat "$err")"; return; }
  "$INDEXER" convert --to "$to" --content "$T/c" "$T/c/$id.$from" \
    >"$T/again" 2>"$err" || { echo "$id again: $(cat "$err")"; return; }
  cmp -s "$T/c/$id.$to" "$T/again" || echo "$id: the second time it differs"
  rm -f "$T/c/$id.$to"
}
for folder in "$content"/*/; do
  for file in "$folder"*.md "$folder"*.xml; do
    [ ! -f "$file" ] || there_and_back "$file"
  done
done >"$T/wrong"
is "every document of the sample council goes there and back" \
  "$(head -n 5 "$T/wrong")" ""

# What comes back says the same: both folders make the same pages.
for settings in "$content"/*.yaml "$content"/*.csv "$content"/*.txt; do
  cp "$settings" "$T/c/"
done
"$INDEXER" check --at 2026-11-22 "$content" >"$T/before" 2>"$err"
"$INDEXER" check --at 2026-11-22 "$T/c" >"$T/after" 2>"$err"
# The places differ, the findings do not.
sed 's/:[0-9:]* / /' "$T/before" | sort >"$T/before.sorted"
sed 's/:[0-9:]* / /' "$T/after" | sort >"$T/after.sorted"
same "the checks find the same in what came back" \
  "$T/before.sorted" "$T/after.sorted"
is "as many documents came back" \
  "$(find "$T/c" -name '*.md' -o -name '*.xml' | wc -l)" \
  "$(find "$content" -name '*.md' -o -name '*.xml' | wc -l)"

# In its own form a document is only put in order.
exits "the same form is taken too" 0 \
  "$INDEXER" convert --to md "$content/waste/missed-bin.md"
cp "$out" "$T/once.md"
has "and keeps the text" "$out" "> I'm sorry about that. Which bin was left?"

# Where the file lies says what it is.
mkdir -p "$T/site/contacts" "$T/site/waste"
printf 'name: Test\n' >"$T/site/site.yaml"
printf -- '---\ntitle: A\nkind: team\n---\nText\n' >"$T/site/contacts/a.md"
exits "a folder above with site.yaml is the content" 0 \
  "$INDEXER" convert --to xml "$T/site/contacts/a.md"
has "so the id is told" "$out" 'id="contacts/a"'
has "and the type" "$out" "<contact "
printf '%s\n' "$good" >"$T/site/waste/a.xml"
(cd "$T/site/waste" && "$INDEXER" convert --to md a.xml) >"$out" 2>"$err"
is "from within the folder too" "$?" 0
has "with its text" "$out" "Text"
rm "$T/site/site.yaml"
exits "without such a folder it could not" 3 \
  "$INDEXER" convert --to md "$T/site/waste/a.xml"
has "and says what to give" "$err" "--content DIR"
exits "the folder can be given" 0 \
  "$INDEXER" convert --to md --content "$T/site" "$T/site/waste/a.xml"
exits "a file outside of it could not" 3 \
  "$INDEXER" convert --to md --content "$T/site/waste" "$T/site/contacts/a.md"

# Errors: nothing is written.
printf -- '---\ntitle: A\ntype: guide\n---\n> [!STAF]\n> a\n' \
  >"$T/site/waste/bad.md"
exits "a file with errors exits 1" 1 \
  "$INDEXER" convert --to xml --content "$T/site" "$T/site/waste/bad.md"
is "and nothing is written" "$(wc -c <"$out")" 0
has "the errors are printed" "$err" "waste/bad.md:5"
exits "a file that is not there could not" 3 \
  "$INDEXER" convert --to xml --content "$T/site" "$T/site/waste/none.md"
: >"$T/site/waste/a.txt"
exits "a file that is no document is an error" 1 \
  "$INDEXER" convert --to xml --content "$T/site" "$T/site/waste/a.txt"
exits "an unknown form is wrong usage" 2 \
  "$INDEXER" convert --to pdf "$T/site/waste/a.xml"
exits "so is none" 2 "$INDEXER" convert "$T/site/waste/a.xml"
exits "and no file" 2 "$INDEXER" convert --to md
exits "and two" 2 "$INDEXER" convert --to md a.xml b.xml
exits "and an option of other commands" 2 \
  "$INDEXER" convert --to md --index "$T" "$T/site/waste/a.xml"

# Comments are not part of a document.
printf '<!-- hidden -->%s\n' "$good" >"$T/site/waste/a.xml"
exits "comments are left out" 0 \
  "$INDEXER" convert --to md --content "$T/site" "$T/site/waste/a.xml"
has "with a word" "$err" "comments"
hasnt "and are not in the text" "$out" hidden
if [ -c /dev/full ]; then
  status=0
  "$INDEXER" convert --to md --content "$T/site" "$T/site/waste/a.xml" \
    >/dev/full 2>"$err" || status=$?
  is "what cannot be written is told" "$status" 3
else
  skip "what cannot be written is told" "there is no /dev/full"
fi
finish
