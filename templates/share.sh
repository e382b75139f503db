#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# share.sh SOURCE BUILD - lay out BUILD/share as it will be installed:
# templates/, static/ with compressed twins, schema/.  What npm brings comes
# from BUILD/assets (`make assets`) or, in a release, from
# SOURCE/templates/vendor; without either the pages have our styles alone.
set -eu
source=$1
share=$2/share
new=$2/share.new

rm -rf "$new"
mkdir -p "$new/templates" "$new/static" "$new/schema"

cp "$source"/templates/*.tpl "$source/templates/openapi.json" "$new/templates/"
cp "$source/schema/signpost.rng" "$new/schema/"
cp "$source"/templates/static/* "$new/static/"
for vendor in "$2/assets" "$source/templates/vendor"; do
  if [ -f "$vendor/govuk.css" ]; then
    cp "$vendor"/* "$new/static/"
    break
  fi
done
chmod -R u+w "$new"
for file in "$new"/static/*.css "$new"/static/*.js "$new"/static/*.svg; do
  gzip -n -9 -c "$file" >"$file.gz"
done

rm -rf "$share"
mv "$new" "$share"
