#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# signpost-indexer graph: every script of the sample council in three forms,
# and what it says when there is nothing to draw.
. "${0%/*}/lib.sh"

C=$SP_SOURCE/content

graph() { # FORM FILE, into $T/FORM
  "$INDEXER" graph --form "$1" "$2" >"$T/$1" 2>"$T/err.$1"
}

# Outside strings DOT has but few characters, and its brackets close.
dot_is_sound() {
  sed 's/\\\\//g; s/\\"//g; s/"[^"]*"//g' "$T/dot" >"$T/stripped"
  ! grep -q '[^]A-Za-z0-9_ ;=,>{}[-]' "$T/stripped" &&
    head -n 1 "$T/stripped" | grep -qxF 'digraph script {' &&
    tail -n 1 "$T/stripped" | grep -qxF '}'
}

# One statement a line: a box, an arrow, a class.
mermaid_is_sound() {
  sed -n '1p' "$T/mermaid" | grep -qxF 'flowchart TD' &&
    sed '1,2d; s/"[^"<]*\(<br\/>[^"<]*\)*"/T/g' "$T/mermaid" |
    grep -vxE '  b[0-9]+(\[T\]|\(\[T\]\))(:::[a-z]+)?' |
      grep -vxE '  b[0-9]+ -(\.-|-)>(\|T\|)? b[0-9]+' |
      grep -vxE '  d[0-9_]+\[\[T\]\]|  d[0-9_]+ <--> b[0-9]+' |
      grep -vxE '  classDef [a-z]+ [a-z0-9:#, -]+' >"$T/odd"
  [ ! -s "$T/odd" ]
}

svg_is_sound() {
  python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' \
    "$T/svg" && ! grep -qE '<(script|a|style|image|use)[ >]|href=| on[a-z]+=' \
    "$T/svg"
}

# --- every script, each form
find "$C" \( -name '*.md' -o -name '*.xml' \) \
  -exec grep -lE '^type: script|<script ' {} + | sort >"$T/scripts"
ok "there are scripts" test "$(wc -l <"$T/scripts")" -gt 30
wrong=
while read -r file; do
  for form in svg dot mermaid; do
    graph "$form" "$file" || wrong="$wrong $form:$file"
  done
  svg_is_sound || wrong="$wrong SVG:$file"
  dot_is_sound || wrong="$wrong DOT:$file"
  mermaid_is_sound || wrong="$wrong MERMAID:$file"
done <"$T/scripts"
is "each is drawn in three forms that are sound" "$wrong" ""

# --- what stands in them
f=$C/waste/missed-bin.md
for form in svg dot mermaid; do
  exits "$form" 0 "$INDEXER" graph --form "$form" "$f"
  cp "$out" "$T/$form"
  has "$form has the heading of a step" "$T/$form" 'Garden subscription'
  has "$form has a choice" "$T/$form" 'The whole street'
  exits "$form again" 0 "$INDEXER" graph --form "$form" "$f"
  same "$form is the same each time" "$T/$form" "$out"
done
exits "SVG is what is drawn when nothing is said" 0 "$INDEXER" graph "$f"
same "and it is the same" "$T/svg" "$out"
has "the council is named" "$T/svg" 'Wenmarsh District Council'
exits "what a script names is read" 0 "$INDEXER" graph --form dot \
  "$C/emergencies/out-of-hours.md"
has "another document has its title" "$out" 'Domestic abuse and housing'
has "so has a contact" "$out" 'Highways emergency desk]'
hasnt "and no path" "$out" '.md'
exits "XML is drawn too" 0 "$INDEXER" graph "$C/roads/street-lights.xml"

# --- whose titles a sheet may show
page() { # PATH TITLE TYPE AUDIENCE [FIELD]
  mkdir -p "$T/sheet/${1%/*}"
  cat >"$T/sheet/$1" <<END
---
title: $2
type: $3
audience: $4
service: waste
owner: Head of things
reviewed: 2026-09-01
review-by: 2027-09-01
summary: A page for a test.
${5:+$5
}---
END
}
sheet() { # AUDIENCE [FIELD]: a script that names them all
  page waste/sheet.md "The sheet" script "$@"
  cat >>"$T/sheet/waste/sheet.md" <<'END'
## Which

- [One](open.md)
- [Two](inner.md)
- [Three](later.md)
- [Four](over.md)
- [Five](linked.md)
- [Six](../away/page.md)
- [Seven](desk)
- [Eight](high.md)
- [End](#end)

## End

Outcome: refer to desk
END
}
mkdir -p "$T/sheet/contacts" "$T/elsewhere"
echo 'name: Wenmarsh' >"$T/sheet/site.yaml"
page waste/open.md "Title open" guide public
page waste/inner.md "Title inner" guide staff
page waste/later.md "Title later" guide public "from: 2090-01-01"
page waste/over.md "Title over" guide public "until: 2026-10-01"
page waste/high.md "Title high" guide staff "level: 3"
page waste/desk.md "Title beside" guide public
page elsewhere/page.md "Title elsewhere" guide public
mv "$T/sheet/elsewhere/page.md" "$T/elsewhere/page.md"
ln -s "$T/elsewhere/page.md" "$T/sheet/waste/linked.md"
ln -s "$T/elsewhere" "$T/sheet/away"
cat >"$T/sheet/contacts/desk.md" <<'END'
---
title: Title contact
audience: public
service: waste
owner: Head of things
phone: 01632 960111
hours: always
verified: 2026-09-01
verify-every: 6 months
---
They help.
END
sheet public
exits "a script for residents" 0 "$INDEXER" graph --form dot \
  "$T/sheet/waste/sheet.md"
cp "$out" "$T/dot"
has "shows the title of a page for them" "$T/dot" 'Title open'
hasnt "not of one for staff" "$T/dot" 'Title inner'
hasnt "nor of one that is to come" "$T/dot" 'Title later'
hasnt "nor of one that is over" "$T/dot" 'Title over'
hasnt "nor through a symbolic link" "$T/dot" 'Title elsewhere'
has "a link without an ending is a page" "$T/dot" 'Title beside'
has "and the same word after an outcome a contact" "$T/dot" \
  'Refer to Title contact'
sheet staff
exits "a script for staff" 0 "$INDEXER" graph --form dot \
  "$T/sheet/waste/sheet.md"
has "shows those of staff" "$out" 'Title inner'
hasnt "of their level" "$out" 'Title high'
hasnt "but none that is to come" "$out" 'Title later'
sheet staff "level: 3"
exits "a script of a higher level" 0 "$INDEXER" graph --form dot \
  "$T/sheet/waste/sheet.md"
has "shows that of its level" "$out" 'Title high'

# --- a content folder that is not the nearest
mkdir -p "$T/bare/waste"
cp "$f" "$T/bare/waste/bin.md"
exits "no content folder is found" 3 "$INDEXER" graph "$T/bare/waste/bin.md"
has "and that is said" "$err" '--content'
exits "it can be given" 0 "$INDEXER" graph --content "$T/bare" \
  "$T/bare/waste/bin.md"
hasnt "no council is made up" "$out" 'Signpost'

# --- nothing to draw
exits "a guide is no script" 1 "$INDEXER" graph "$C/waste/bin-days.md"
has "which is said" "$err" 'not a script'
is "and nothing is written" "$(cat "$out")" ""
sed 's/^Outcome: resolved/Outcome: perhaps/' "$f" >"$T/bare/waste/bin.md"
exits "a file with errors is not drawn" 1 "$INDEXER" graph --content "$T/bare" \
  "$T/bare/waste/bin.md"
has "they are said" "$err" 'waste/bin.md:'
is "and nothing is written" "$(cat "$out")" ""
printf 'x\n' >"$T/bare/note.txt"
exits "what is no document by its name" 1 "$INDEXER" graph --content "$T/bare" \
  "$T/bare/note.txt"
exits "a file that is not there" 3 "$INDEXER" graph "$T/bare/none.md"
exits "a file elsewhere" 3 "$INDEXER" graph --content "$T/bare" "$f"
exits "no file" 2 "$INDEXER" graph
exits "two files" 2 "$INDEXER" graph "$f" "$f"
exits "another form" 2 "$INDEXER" graph --form png "$f"
exits "an option of others" 2 "$INDEXER" graph --strict "$f"
if [ -w /dev/full ]; then
  status=0
  "$INDEXER" graph "$f" >/dev/full 2>"$err" || status=$?
  is "a full disk is said" "$status" 3
fi
finish
