#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The residents' home page: the lists of site.yaml, how things stand today, the
# community's groups, what is new.
. "${0%/*}/lib.sh"
. "$here/servers.sh"

page() { # ID TITLE LINE...
  page_id=$1 page_title=$2
  shift 2
  mkdir -p "$T/content/${page_id%/*}"
  {
    printf -- '---\ntitle: %s\n' "$page_title"
    printf '%s\n' "$@"
    printf 'owner: Waste\nreviewed: 2026-11-01\nreview-by: 2027-11-01\n---\n'
    printf 'Put it out by seven.\n'
  } >"$T/content/$page_id.md"
}
get() { # PATH
  curl -sf -D "$T/head" "http://$address$1" -o "$T/body"
}
page waste/bins 'Bin days' 'type: guide' 'audience: public'
page waste/hushed 'Hushed matters' 'type: guide' 'audience: staff'
page waste/later 'Later matters' 'type: guide' 'audience: public' \
  'from: 2027-01-01'
page waste/old 'Old but checked' 'type: guide' 'audience: public' \
  'from: 2024-03-01'
page contacts/larder 'Wenbury larder' 'audience: public' 'kind: community' \
  'phone: 01632 960999' 'hours: Mon-Fri 09:00-17:00' 'verified: 2026-11-01' \
  'verify-every: 6 months'
page contacts/team 'Waste crew' 'audience: public' 'kind: team' \
  'phone: 01632 960998' 'hours: always' 'verified: 2026-11-01' \
  'verify-every: 6 months'
printf '%s\n' 'name: A council' 'hours: Mon-Fri 09:00-17:00' \
  'home.top: waste/bins; waste/hushed; waste/later; waste/nowhere' \
  'home.pay: waste/bins' 'home.report: waste/hushed' >"$T/content/site.yaml"

at='2026-11-23 10:00'
run "$INDEXER" check --at "$at" "$T/content"
matches "a page that is not there is told" "$out" \
  'site.yaml.*warning: home.top: there is no page waste/nowhere'
exits "it is built all the same" 0 "$INDEXER" build -q --at "$at" \
  --content "$T/content" --index "$T/index"
not_ok "residents' index does not name what they do not have" \
  grep -raqiE 'hushed|later|nowhere' "$T/index/public"

serve day public --index "$T/index" --at "$at"
ok "the home page is there" get /
has "it lists what is often needed" "$T/body" \
  'class="sp-top__link" href="/waste/bins"'
has "and what to pay" "$T/body" '>Pay</h2>'
hasnt "a list without a page is not shown" "$T/body" '>Report</h2>'
has "it says whether the council is open" "$T/body" 'Open now until 5pm'
has "and that nothing is amiss" "$T/body" 'There are no notices today.'
ok "local groups have a page" get /community
has "with their phones" "$T/body" 'tel:01632960999'
has "and whether they are open" "$T/body" 'Open now until 5pm'
hasnt "and the council's teams are no local groups" "$T/body" 'Waste crew'
ok "there is a page of what is new" get /whats-new
has "of pages that were just checked" "$T/body" '1 November 2026'
hasnt "a page that came up long ago counts by its review" "$T/body" \
  '1 March 2024'
end_server day "$server"

serve night public --index "$T/index" --at '2026-11-27 17:00'
ok "the home page is there at night" get /
has "and says when the council opens" "$T/body" \
  'Closed now. Opens on Monday at 9am'
end_server night "$server"

serve staff staff --index "$T/index" --at "$at"
ok "staff have a home page" get /
hasnt "without the residents' lists" "$T/body" 'sp-top__link'
end_server staff "$server"
finish
