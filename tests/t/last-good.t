#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A page in error stays as it was, but not with words that other files have
# taken back since: what a last good version may keep on the public site.
. "${0%/*}/lib.sh"

C=$T/content
I=$T/index
at=2026-03-01

# put PATH TYPE AUDIENCE [FIELD...]; the body is standard input.  The title is
# "Titleof" and the file's name.
put() {
  put_path=$C/$1
  put_name=${1##*/}
  mkdir -p "${put_path%/*}"
  {
    printf -- '---\ntitle: Titleof%s\ntype: %s\naudience: %s\n' \
      "${put_name%.md}" "$2" "$3"
    printf 'owner: Head of things\nreviewed: 2026-01-01\n'
    printf 'review-by: 2027-01-01\n'
    shift 3
    [ $# -eq 0 ] || printf '%s\n' "$@"
    printf -- '---\n'
    cat
  } >"$put_path"
}

contact() { # AUDIENCE
  put contacts/depot.md contact "$1" 'kind: team' 'phone: 01632 960100' \
    'hours: always' 'verified: 2026-01-01' 'verify-every: 12 months' </dev/null
}

# The words of each snippet are its name twice over: openopen, innerinner.
council() {
  rm -rf "$C"
  put snippets/open.md snippet public <<'END'
The word is openopen.
END
  put snippets/inner.md snippet staff <<'END'
The word is innerinner.
END
  put snippets/both.md snippet public <<'END'
The word is bothboth.
END
  contact public
  put waste/sibling.md guide public <<'END'
Words of the sibling.
END
  put waste/bins.md guide public "$@" <<'END'
Bins are emptied on a weekday.

[Text](../snippets/open.md "include")

> [!STAFF]
>
> [Text](../snippets/inner.md "include")
>
> [Text](../snippets/both.md "include")
END
  put waste/plain.md guide public <<'END'
It [links to the page](bins.md).
END
}

# A fault that is the page's own.
break_page() {
  sed -i 's/^owner:/colour: red\nowner:/' "$C/waste/bins.md"
}

index() { # COMMAND; into $T/dump.SITE too
  run "$INDEXER" "$1" -v --content "$C" --index "$I" --at "$at"
  cp "$err" "$T/said"
  index_status=$status
  for site in staff public; do
    "$INDEXER" dump "$I/$site" >"$T/dump" || bail "no dump"
    # But for what the indexer itself remembers of files.
    grep -v '^meta file:' "$T/dump" >"$T/dump.$site"
  done
}

update() { # NAME STATUS
  index update
  is "$1" "$2" "$index_status"
  [ "$index_status" -eq "$2" ] || show "$T/said" "the indexer said:"
}

live() { # SITE ID
  grep -qxF "document $2" "$T/dump.$1"
}

stays() { # WHY
  ok "$1: it stays public" live public waste/bins
  ok "$1: and with staff" live staff waste/bins
}

goes() { # WHY WORD
  "$INDEXER" dump "$I/public" >"$T/dump"
  not_ok "$1: it is public no more" live public waste/bins
  ok "$1: staff keep it" live staff waste/bins
  hasnt "$1: the public index has no word of it" "$T/dump" "$2"
}

# Nothing has changed since: so a second run changes nothing, and says the same.
again() { # WHY
  cp -r "$I" "$T/before"
  grep error: "$T/said" >"$T/said.before"
  index update
  ok "$1: a second update writes nothing" diff -r "$T/before" "$I"
  grep error: "$T/said" >"$T/said.after"
  same "$1: and says the same" "$T/said.before" "$T/said.after"
  rm -rf "$T/before"
}

anew() {
  rm -rf "$I"
  council "$@"
  update "a new council" 0
}

# --- what stands in a staff block is none of the public's --------------------

anew
has "the words of an open snippet are public" "$T/dump.public" openopen
hasnt "those of a staff block are not" "$T/dump.public" innerinner
break_page
update "an error in a page with a staff snippet in a staff block" 1
stays "a staff snippet"
index build
stays "after a build"

anew
put snippets/both.md snippet staff <<'END'
The word is bothboth.
END
update "a snippet that stands in a staff block is for staff now" 0
break_page
update "and then the page breaks" 1
stays "a snippet for staff since"
rm "$C/snippets/inner.md" "$C/snippets/both.md"
update "and then they are deleted" 1
stays "a deleted snippet of a staff block"
again "with deleted snippets"

anew
put snippets/both.md snippet staff <<'END'
The word is bothboth.
END
break_page
update "both at once" 1
stays "a snippet for staff and an error"

# --- a snippet that is the public's no more ----------------------------------

anew
break_page
update "the page breaks first" 1
put snippets/open.md snippet staff <<'END'
The word is openopen.
END
update "then its snippet is for staff" 1
goes "a snippet for staff" openopen
hasnt "who links to the page is not in error" "$T/said" "waste/plain.md"
again "with a snippet for staff"
put snippets/open.md snippet public <<'END'
The word is openopen.
END
update "the snippet comes back" 1
not_ok "the page comes only when it is mended" live public waste/bins
council
update "mended" 0
ok "there it is" live public waste/bins

anew
put snippets/open.md snippet staff <<'END'
The word is openopen.
END
update "a page that would be in order but for its snippet" 1
has "it is named with its place" "$T/said" "waste/bins.md:11:"
has "by its code" "$T/said" "[E10]"
goes "public text includes what is for staff" openopen

anew
sed -i 's/^---$/+++/' "$C/snippets/open.md"
update "a snippet that does not say for whom it is" 1
goes "a snippet without an audience" openopen

anew
sed -i 's/^owner:/colour: red\nowner:/' "$C/snippets/open.md"
update "a snippet in error that is public still" 1
stays "a snippet in error"
break_page
update "and the page too" 1
stays "both in error"
again "with both in error"

# --- deleting a file takes its words back ------------------------------------

anew
rm "$C/snippets/open.md"
update "a snippet is deleted" 1
has "the message names the page and the place" "$T/said" "waste/bins.md:11:"
has "and the snippet" "$T/said" "snippets/open.md"
has "by its code" "$T/said" "[E02]"
goes "a deleted snippet" openopen
has "staff keep its words" "$T/dump.staff" openopen
hasnt "who links to the page is not in error" "$T/said" "waste/plain.md"
again "with a deleted snippet"
index build
goes "after a build" openopen
council
update "the snippet is there again" 0
ok "and so is the page" live public waste/bins

anew
break_page
update "the page breaks" 1
rm "$C/snippets/open.md"
update "then its snippet is deleted" 1
goes "a deleted snippet of a broken page" openopen

# --- time --------------------------------------------------------------------

anew
break_page
update "the page breaks once more" 1
put snippets/open.md snippet public "until: 2026-02-01" <<'END'
The word is openopen.
END
update "then its snippet has ended" 1
goes "a snippet that has ended" openopen

anew
break_page
put snippets/open.md snippet public "from: 2026-04-01" <<'END'
The word is openopen.
END
update "a snippet is put off" 1
goes "a snippet that is not yet public" openopen

rm -rf "$I"
council
put snippets/open.md snippet public "from: 2026-04-01" "until: 2026-04-30" \
  <<'END'
The word is openopen.
END
update "a snippet with dates" 0
ok "a page with a part to come is public" live public waste/bins
hasnt "its words are not, before" "$T/dump.public" openopen
hasnt "nor with staff" "$T/dump.staff" openopen
at=2026-04-15
update "they come" 0
has "their words are public" "$T/dump.public" openopen
at=2026-05-01
update "and go" 0
hasnt "by themselves" "$T/dump.public" openopen
ok "without the page" live public waste/bins
at=2026-03-01
put snippets/open.md snippet public "from: 2026-04-01" <<'END'
The word is openopen.
END
put waste/bins.md guide public <<'END'
Words before, [Text](../snippets/open.md "include") and after.
END
update "in the middle of a sentence" 1
matches "there is no place for dates" "$T/said" \
  'waste/bins.md:9:[0-9]*: error: .*snippets/open.md.* \[E25\]'

# --- titles ------------------------------------------------------------------

with_titles() {
  anew "related: waste/sibling" "provided-by: depot"
  has "a related title is shown" "$T/dump.public" Titleofsibling
  has "that of the provider too" "$T/dump.public" Titleofdepot
  break_page
  update "a page that shows titles breaks" 1
  stays "a page with titles"
}

with_titles
put waste/sibling.md guide staff <<'END'
Words of the sibling.
END
update "one that it names is for staff" 1
goes "a title for staff" Titleofsibling

with_titles
contact staff
update "its provider is for staff" 1
goes "a provider for staff" Titleofdepot

rm -rf "$I"
council "related: waste/hidden; waste/sibling"
put waste/hidden.md guide staff <<'END'
Words of the hidden page.
END
update "a public page names one for staff as related" 0
hasnt "of which residents are not shown the title" "$T/dump.public" \
  Titleofhidden
break_page
update "and then it breaks" 1
stays "a title that was never shown"

# Retiring a page is daily work, and its title alone no reason to lose others.
with_titles
rm "$C/waste/sibling.md" "$C/contacts/depot.md"
update "those are deleted" 1
stays "a deleted title"

finish
