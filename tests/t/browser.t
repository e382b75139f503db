#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Both sites in a real browser: accessibility, layout, keyboard, markup.
. "${0%/*}/lib.sh"
. "$here/servers.sh"

at='2026-11-22 12:00'
address=
: "${SP_CHROMIUM:=/usr/bin/chromium}"
export SP_CHROMIUM
for tool in node npm "$SP_CHROMIUM"; do
  command -v "$tool" >/dev/null 2>&1 || skip_all "$tool is not installed"
done

# The tools are fetched once for a build folder, and again when they change.
tools=$SP_BUILD/browser-tools
mkdir -p "$tools"
cp "$SP_SOURCE"/tests/browser/*.mjs "$SP_SOURCE"/tests/browser/*.json \
  "$SP_SOURCE"/tests/browser/.htmlvalidate.json \
  "$SP_SOURCE"/tests/browser/.npmrc "$tools"
chmod -R u+w "$tools"
if ! cmp -s "$tools/package-lock.json" "$tools/fetched.json"; then
  run sh -c 'cd "$1" && npm ci --ignore-scripts --loglevel=error' - "$tools"
  [ "$status" -eq 0 ] || {
    show "$err" "npm:"
    bail "the tools of the browser tests cannot be fetched"
  }
  cp "$tools/package-lock.json" "$tools/fetched.json"
fi

# The sample council, with an emergency and a page that has everything.
cp -R "$SP_SOURCE/content" "$T/content"
chmod -R u+w "$T/content"
cp -R "$SP_SOURCE"/tests/browser/content/. "$T/content"
# One postcode of two places.
for place in "Mill Lane,Wenbury,customer-services,saltshire-highways,wenbury-town-council" \
  "Mill Cottages,Tidewell,customer-services,saltshire-highways,tidewell-parish-council"; do
  printf '%s\n' "WX9 1AA,$place,,,saltshire-water,,"
done >>"$T/content/areas.csv"
run "$INDEXER" build -q --at "$at" --content "$T/content" --index "$T/index"
[ "$status" -eq 0 ] || {
  show "$err" "signpost-indexer:"
  bail "the content cannot be indexed"
}

mkdir "$T/none"
start empty public --at "$at" --index "$T/none"
SP_EMPTY_URL=http://$address
serve public public --at "$at" --index "$T/index" --state "$T/state"
SP_PUBLIC_URL=http://$address
serve staff staff --at "$at" --index "$T/index"
SP_STAFF_URL=http://$address
# And the residents' site as files.
run "$INDEXER" export -q --at "$at" --index "$T/index" "$T/copy"
[ "$status" -eq 0 ] || {
  show "$err" "signpost-indexer:"
  bail "there is no copy"
}
SP_COPY_URL=file://$T/copy
export SP_COPY_URL
export SP_EMPTY_URL SP_PUBLIC_URL SP_STAFF_URL

# Its TAP is this test's.
run node "$tools/run.mjs"
cat "$out"
if [ -s "$err" ]; then
  show "$err" "standard error:"
fi
exit "$status"
