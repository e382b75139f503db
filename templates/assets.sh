#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# assets.sh SOURCE TARGET - fetch what the pages take from npm and make our
# form of it: TARGET/govuk.css and minisearch.js, each with its licence.  Needs
# node and npm; only `make assets` calls it, a build from a release has the
# result already.
set -eu
source=$1
target=$2

for tool in node npm; do
  command -v "$tool" >/dev/null || {
    echo "assets.sh: $tool is not installed" >&2
    exit 3
  }
done

work=$target/npm
rm -rf "$work"
mkdir -p "$work"
# npm writes beside package.json, and the source may be read-only.
for file in package.json package-lock.json .npmrc; do
  cp "$source/$file" "$work/$file"
done
chmod u+w "$work"/* "$work/.npmrc"
(cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)

# Without GOV.UK's font and crest, which only its own sites may show.
sed -e 's/@font-face{[^}]*}//g' \
  -e 's/font-family:GDS Transport,arial,sans-serif/font-family:var(--sp-font)/g' \
  -e 's/background-image:url([^)]*govuk-crest[^)]*)//g' \
  "$work/node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css" \
  >"$work/plain.css"
node "$source/prune.mjs" <"$work/plain.css" >"$work/govuk.css"
# The package has no licence file; this is the text its README names.
cp "$source/govuk-frontend.LICENCE.txt" "$target/govuk-frontend.LICENCE.txt"
# Its form for a plain script element, with its licence in it; no map.
{
  echo '/*'
  cat "$work/node_modules/minisearch/LICENSE.txt"
  echo '*/'
  sed -e '/^\/\/# sourceMappingURL=/d' \
    "$work/node_modules/minisearch/dist/umd/index.js"
} >"$work/minisearch.js"
mv "$work/minisearch.js" "$target/minisearch.js"
mv "$work/govuk.css" "$target/govuk.css"
rm -rf "$work"
