#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# clang-format has nothing to change; manual pages have no error or warning.
. "${0%/*}/lib.sh"
cd "$SP_SOURCE" || bail "no source folder"

if [ -f .clang-format ] && command -v clang-format >/dev/null; then
  find lib indexer searchd tests bench \
    \( -name '*.c' -o -name '*.h' -o -name '*.cc' -o -name '*.hh' \) \
    -not -path '*/node_modules/*' -exec clang-format --dry-run {} + \
    >"$T/format" 2>&1
  grep -oE '^[^: ]+:[0-9]+:[0-9]+: warning' "$T/format" | cut -d: -f1 | sort -u \
    >"$T/files"
  is "clang-format has nothing to change" "$(cat "$T/files")" ""
fi
if command -v mandoc >/dev/null; then
  for page in docs/man/*.[1-8]; do
    mandoc -T lint -W warning "$page" >"$T/lint" 2>&1
    is "$page is clean" "$(cat "$T/lint")" ""
  done
fi
for script in quickstart bootstrap tests/check.sh tests/t/*.t tests/t/*.sh; do
  sh -n "$script" 2>"$T/syntax"
  is "$script is a shell script" "$(cat "$T/syntax")" ""
done
finish
