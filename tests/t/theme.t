#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A council's own colours: from site.yaml to /theme.css and every page.
. "${0%/*}/lib.sh"
. "$here/servers.sh"

# The colours that lib/theme.c takes for ours are those of site.css.
run awk '
  FILENAME ~ /theme.c$/ && /{"[a-z-]+", "--sp-/ {
    gsub(/[{},"]/, " "); want[$2 " light"] = $3; want[$2 " dark"] = $4
  }
  FILENAME ~ /site.css$/ {
    if (/prefers-color-scheme: dark/) scheme = "dark"
    else if (/^:root/) scheme = scheme == "" ? "light" : "other"
    if (/^ *--sp-[a-z-]+: #/ && scheme != "other") {
      name = $1; value = $2
      sub(/:/, "", name); sub(/;/, "", value)
      if (!((name " " scheme) in have)) have[name " " scheme] = value
    }
    if (scheme == "dark" && /^}/) scheme = "other"
  }
  END {
    for (key in want) {
      count++
      if (want[key] != have[key]) print key, want[key], have[key]
    }
    print count
  }' "$SP_SOURCE/lib/theme.c" "$SP_SOURCE/templates/static/site.css"
is "lib/theme.c and site.css have the same 24 colours" "$(cat "$out")" 24

mkdir -p "$T/content/waste"
printf -- '---\ntitle: A page\ntype: guide\naudience: public\nowner: Waste\nreviewed: 2026-11-01\nreview-by: 2027-11-01\n---\n## Bins\n\nPut it out.\n' \
  >"$T/content/waste/a.md"
printf 'name: A council\n' >"$T/content/site.yaml"
exits "without colours it is built" 0 "$INDEXER" build -q \
  --content "$T/content" --index "$T/index"
serve plain public --index "$T/index"
fetch_ok() { # PATH
  curl -sf -D "$T/head" "http://$address$1" -o "$T/body"
}
ok "the home page is there" fetch_ok /
hasnt "no page asks for colours that are not set" "$T/body" theme.css
ok "the style sheet is empty" fetch_ok /theme.css
is "and has no byte" "$(wc -c <"$T/body" | tr -d ' ')" 0
printf 'name: A council\ntheme.brand: "#5b2a86"\ntheme.link: "red"\n' \
  >"$T/content/site.yaml"
exits "a colour that is none is left out, and told" 1 "$INDEXER" update \
  --content "$T/content" --index "$T/index"
matches "it is told at its line" "$err" 'site.yaml:3:.*colour'
themed() {
  fetch_ok / && grep -qF 'href="/theme.css"' "$T/body"
}
wait_until 10 themed
ok "every page asks for the council's colours" themed
ok "they are served" fetch_ok /theme.css
has "as a property" "$T/body" '--sp-brand: #5b2a86;'
hasnt "and nothing else" "$T/body" '--sp-link'
matches "as a style sheet" "$T/head" '^[Cc]ontent-[Tt]ype: text/css'
end_server plain "$server"
finish
