#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# share.sh SOURCE BUILD - lay out BUILD/share as it will be installed:
# templates/, static/ with compressed twins, the schema.  What npm brings comes
# from BUILD/assets (`make assets`) or, in a release, from
# SOURCE/templates/vendor; without either the pages have our styles alone.
# BUILD may be SOURCE.
set -eu
source=$1
share=$2/share

rm -rf "$share/new"
mkdir -p "$share/new/templates" "$share/new/static"

for file in "$source"/templates/*.tpl "$source"/templates/openapi.json; do
  [ ! -f "$file" ] || cp "$file" "$share/new/templates/"
done
for file in "$source"/templates/static/*; do
  cp "$file" "$share/new/static/"
done
for vendor in "$2/assets" "$source/templates/vendor"; do
  if [ -f "$vendor/govuk.css" ]; then
    cp "$vendor"/* "$share/new/static/"
    break
  fi
done
chmod -R u+w "$share/new"
for file in "$share"/new/static/*.css "$share"/new/static/*.js \
  "$share"/new/static/*.svg; do
  [ ! -f "$file" ] || gzip -n -9 -c "$file" >"$file.gz"
done

rm -rf "$share/templates" "$share/static"
mv "$share/new/templates" "$share/new/static" "$share/"
rmdir "$share/new"
for file in "$source"/schema/*.rng; do
  [ ! -f "$file" ] || [ "$file" -ef "$share/${file##*/}" ] ||
    cp -f "$file" "$share/"
done
