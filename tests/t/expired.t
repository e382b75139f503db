#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# An index grows old when nobody updates it.  What has ended since it was made,
# or has not begun, is on no page of either site all the same.
. "${0%/*}/lib.sh"
. "$here/servers.sh"

C=$T/content
mkdir -p "$C/waste" "$C/notices"

# page PATH TITLE TYPE [FIELD...]; the body is standard input.
page() {
  page_path=$C/$1
  {
    printf -- '---\ntitle: %s\ntype: %s\naudience: public\n' "$2" "$3"
    printf 'owner: Head of things\nreviewed: 2026-01-01\n'
    printf 'review-by: 2027-01-01\n'
    shift 3
    [ $# -eq 0 ] || printf '%s\n' "$@"
    printf -- '---\n'
    cat
  } >"$page_path"
}

page waste/over.md "Overdue aardvark" guide "until: 2026-03-31" \
  "also-asked: where is the aardvark" <<'END'
The bandicoot is collected on Mondays.
END
page waste/part.md "Partly over" guide <<'END'
Always here.

> [!ONLY until 2026-03-31]
> The capybara is closed.

## Always

> [!ONLY from 2026-04-02]
> The dingo is open.
END
page notices/storm.md "Storm echidna" notice "severity: warning" \
  "from: 2026-01-01" "until: 2026-03-31" <<'END'
The ferret warning is in force.
END
page waste/stays.md "It stays" guide <<'END'
Gecko lives here, as [before](over.md) it.
END

exits "an index is made in March" 0 \
  "$INDEXER" build --content "$C" --index "$T/index" --at 2026-03-01

pages='/ /services /services/waste /a-z /search?q=aardvark /search?q=bandicoot
  /search?q=capybara /search?q=ferret /search?q=over /search?q=council
  /api/v1/search?q=aardvark /api/v1/search?q=bandicoot /api/v1/search?q=capybara
  /api/v1/search?q=echidna /api/v1/search?q=overdue+echidna+capybara+dingo
  /api/v1/search?q=aardvrak /api/v1/suggest?q=overdue /api/v1/suggest?q=aard
  /api/v1/suggest?q=where /api/v1/suggest?q=storm /api/v1/suggest?q=echidna
  /sitemap.xml /feed.atom /waste/over /waste/part /notices/storm
  /api/v1/documents/waste/over /api/v1/documents/waste/part
  /api/v1/documents/notices/storm /contact /accessibility /privacy
  /no/such/page'

# All that a site says, one page after another.
collect() { # FILE ADDRESS
  : >"$1"
  for collect_page in $pages; do
    printf '\n== %s ' "$collect_page" >>"$1"
    # What is asked for comes back; that is no word of the content's.
    curl -s -w '%{http_code}\n' "http://$2$collect_page" >>"$1"
  done
}

# Without the questions themselves, which pages repeat.
answers() { # FILE WORD: which pages have the word, though nobody asked for it
  awk -v word="$2" '
    /^== / { page = $2 }
    index(tolower($0), word) && !index(page, word) { print page }' "$1" | sort -u
}

for site in public staff; do
  serve "march-$site" "$site" --index "$T/index" --at "2026-03-31 23:59"
  collect "$T/march.$site" "$address"
  end_server "march-$site" "$server"
  serve "april-$site" "$site" --index "$T/index" --at 2026-04-01
  collect "$T/april.$site" "$address"
  curl -s -o /dev/null -w '%{http_code}' "http://$address/waste/over" \
    >"$T/over"
  curl -s -o /dev/null -w '%{http_code}' "http://$address/notices/storm" \
    >"$T/storm"
  curl -s "http://$address/api/v1/search?q=bandicoot" >"$T/bandicoot"
  curl -s "http://$address/api/v1/search?q=capybara" >"$T/capybara"
  curl -s "http://$address/api/v1/suggest?q=aard" >"$T/aard"
  curl -s "http://$address/search?q=capybara" >"$T/capybara.html"
  end_server "april-$site" "$server"
  for word in aardvark bandicoot capybara echidna; do
    ok "$site: on the last day there is: $word" \
      [ -n "$(answers "$T/march.$site" "$word")" ]
    is "$site: a day later nowhere: $word" \
      "$(answers "$T/april.$site" "$word")" ""
  done
  is "$site: what has not begun is nowhere" \
    "$(answers "$T/march.$site" "dingo is")$(answers "$T/april.$site" "dingo is")" ""
  is "$site: the page that ended is not found" "$(cat "$T/over")" 404
  is "$site: nor is the notice" "$(cat "$T/storm")" 404
  has "$site: a search finds nothing" "$T/bandicoot" '"total":0'
  has "$site: nor what ended in a page that lives" "$T/capybara" '"total":0'
  hasnt "$site: no correction leads there" "$T/bandicoot" 'waste/over'
  has "$site: no suggestion" "$T/aard" '"suggestions":[]'
  hasnt "$site: the search page shows none of it" "$T/capybara.html" "is closed"
  ok "$site: the rest is there" \
    [ -n "$(answers "$T/april.$site" "partly over")" ]
done
finish
