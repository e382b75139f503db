#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Who may include whom, where each library's header may stand, and that
# neither program can do the other's work.
. "${0%/*}/lib.sh"
cd "$SP_SOURCE" || bail "no source folder"

# Lines `#include` that match $1, outside the files that match $2.
none_but() { # NAME PATTERN ALLOWED-FILES(ERE)
  grep -rnE "^#include *[<\"]$2" lib indexer searchd \
    --include='*.c' --include='*.h' --include='*.cc' --include='*.hh' |
    grep -vE "^($3):" >"$T/found"
  is "$1" "$(cat "$T/found")" ""
}

none_but "lib/ includes neither program" '(indexer|searchd)/' '(indexer|searchd)/.*'
grep -rn '^#include "searchd/' indexer >"$T/found"
is "indexer/ does not include searchd/" "$(cat "$T/found")" ""
grep -rn '^#include "indexer/' searchd >"$T/found"
is "searchd/ does not include indexer/" "$(cat "$T/found")" ""
none_but "xapian.h stands in lib/index_* only" 'xapian' 'lib/index_[a-z_]*\.(cc|hh)'
none_but "cmark.h stands in one place" 'cmark' 'lib/markdown[a-z_]*\.[ch]'
none_but "libxml2 stands in one place" 'libxml/' 'lib/xml[a-z_]*\.[ch]'
none_but "yaml.h stands in one file" 'yaml\.h' 'lib/yaml\.c'
none_but "ctemplate stands in one file" 'ctemplate/' 'lib/tmpl\.cc'
none_but "microhttpd.h stands in the two servers' files" 'microhttpd' \
  'searchd/server[a-z_]*\.[ch]|indexer/control\.[ch]'
none_but "sodium.h stands in lib/hash.c" 'sodium' 'lib/hash\.c'
none_but "sqlite3.h stands in the events' two files" 'sqlite3' \
  'searchd/events_(list|store)\.c'
none_but "seccomp.h stands in one file" 'seccomp' 'indexer/[a-z]*\.c'

grep -rlwE 'catch' lib indexer searchd --include='*.cc' --include='*.hh' \
  --include='*.c' --include='*.h' | xargs grep -lE '\bcatch \(' 2>/dev/null >"$T/found"
ok "exceptions are caught in two files at most" \
  test "$(wc -l <"$T/found")" -le 2

grep -rnE '^#include "[^/]*"$' lib indexer searchd tests/unit | grep -v config.h \
  >"$T/found"
is "includes are written from the top" "$(cat "$T/found")" ""

grep -rnE 'SP_META_FILE|"file:' searchd >"$T/found"
is "searchd does not read the indexer's notes" "$(cat "$T/found")" ""

if [ -x "$SP_BUILD/signpost-searchd" ]; then
  nm -C "$SP_BUILD/signpost-searchd" 2>/dev/null |
    grep -E 'sp_writer_|WritableDatabase' >"$T/found"
  is "searchd links no writer call" "$(cat "$T/found")" ""
fi
grep -rnE 'AF_INET|sockaddr_in|getaddrinfo' indexer >"$T/found"
is "the indexer has no network" "$(cat "$T/found")" ""

grep -rn ':none' templates --include='*.tpl' | grep -v '^templates/part_html.tpl:' \
  >"$T/found"
is "unescaped insertion stands in part_html.tpl only" "$(cat "$T/found")" ""
is "and it stands there once" "$(grep -c ':none' templates/part_html.tpl)" 1

grep -rLE 'SPDX-License-Identifier: GPL-2.0-or-later' lib indexer searchd tests/unit \
  --include='*.c' --include='*.h' --include='*.cc' --include='*.hh' >"$T/found"
is "every source file names its licence" "$(cat "$T/found")" ""

finish
