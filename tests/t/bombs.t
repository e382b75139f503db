#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Files made to hurt a reader: each is refused with file and line, or taken, by
# processes that have one second of processor time and 256 MB of address space.
. "${0%/*}/lib.sh"

python3 "$here/bombs.py" "$T/bombs" || fail "the bombs are made"
families=$(ls "$T/bombs" | wc -l)
ok "there are 60 families and more" test "$families" -ge 60

# Under a sanitizer a program takes many times as much; then only that nothing
# breaks is tested.
limits='ulimit -t 1; ulimit -v 262144'
! grep -q __asan_init "$INDEXER" || limits=:

defused() { # FAMILY
  run sh -c "$limits; exec \"\$0\" check --at 2026-11-22 \"\$1\"" \
    "$INDEXER" "$T/bombs/$1"
  case $status in
  0) return 0 ;; # taken, or only warned of
  1) grep -Eq '^[a-z-]+(/bomb)?\.[a-z]+(:[0-9]+)+: (error|warning): ' "$out" ;;
  *) return 1 ;;
  esac
}

for family in $(ls "$T/bombs"); do
  if defused "$family"; then
    pass "$family: $(sed -n 's/.*\(\[[EW][0-9]*\]\)$/\1/p' "$out" |
      sort | uniq -c | sort -rn | awk 'NR < 5 { printf "%s %s ", $1, $2 }')"
  else
    fail "$family: exit $status"
    note "$(cut -c 1-300 "$out" "$err" | head -n 5)"
  fi
done
finish
