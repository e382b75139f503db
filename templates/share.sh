#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# share.sh SOURCE BUILD - lay out BUILD/share as it will be installed:
# templates/, static/ with compressed twins, schema/.  What npm brings comes
# from BUILD/assets (`make assets`) or, in a release, from
# SOURCE/templates/vendor; without either the pages have our styles alone.
set -eu
source=$1
build=$2
share=$build/share

rm -rf "$share.new"
mkdir -p "$share.new/templates" "$share.new/static" "$share.new/schema"

for file in "$source"/templates/*.tpl "$source"/templates/openapi.json; do
  [ ! -f "$file" ] || cp "$file" "$share.new/templates/"
done
for file in "$source"/templates/static/*; do
  cp "$file" "$share.new/static/"
done
for vendor in "$build/assets" "$source/templates/vendor"; do
  if [ -f "$vendor/govuk.css" ]; then
    cp "$vendor"/* "$share.new/static/"
    break
  fi
done
for file in "$source"/lib/*.rng "$source"/docs/*.rng "$source"/schema/*.rng; do
  [ ! -f "$file" ] || cp "$file" "$share.new/schema/"
done

chmod -R u+w "$share.new"
for file in "$share.new"/static/*.css "$share.new"/static/*.js \
  "$share.new"/static/*.svg; do
  [ ! -f "$file" ] || gzip -n -9 -c "$file" >"$file.gz"
done

rm -rf "$share"
mv "$share.new" "$share"
