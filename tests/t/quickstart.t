#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What ./quickstart build prints: a line for each stage, and the end of the log
# when one fails.  In a tree of its own, whose tools only say that they ran.
. "${0%/*}/lib.sh"

tree=$T/tree
mkdir -p "$tree/templates" "$T/bin"
cp "$SP_SOURCE/quickstart" "$tree"
cd "$tree" || exit 99
touch configure.ac templates/package-lock.json
cat >configure <<'SH'
#!/bin/sh
echo "checking for noise... yes"
cat >Makefile <<'MAKE'
all:
	@echo "  CC       noise.o"
	@echo "noise.c:1: warning: noise" >&2
	@if test -f ../broken; then seq 1 40 | sed 's/^/fault /'; exit 1; fi
assets:
	@echo "npm noise"; mkdir -p assets; touch assets/govuk.css
MAKE
SH
for tool in dpkg-query npm; do
  printf '#!/bin/sh\necho installed\n' >"$T/bin/$tool"
done
chmod +x configure "$T/bin/dpkg-query" "$T/bin/npm"
touch -d '1 hour ago' configure.ac templates/package-lock.json
PATH=$T/bin:$PATH
export PATH

exits "it builds" 0 ./quickstart build
not_ok "and prints nothing but a line for each stage" \
  grep -qv '^==> ' "$out"
is "each stage once" "$(sort "$out" | uniq -d)" ""
has "it says that it looks at the machine" "$out" "Looking at this machine"
has "that it builds" "$out" "Building the programs"
has "and that it fetches" "$out" "npm"
ok "it has no complaint" [ ! -s "$err" ]
for noise in "checking for noise" "CC       noise.o" "warning: noise" \
  "npm noise"; do
  has "the log has: $noise" build/quickstart.log "$noise"
done

exits "it builds again" 0 ./quickstart build
hasnt "without what is done already" "$out" "Looking at this machine"
hasnt "and fetches nothing" "$out" "npm"
hasnt "the log is of this run" build/quickstart.log "checking for noise"

touch broken
exits "what cannot be built fails" 1 ./quickstart build
hasnt "the beginning of a long story is left to the log" "$err" "fault 9"
has "its end is shown" "$err" "fault 40"
has "the stage is named" "$err" "this failed: Building the programs"
has "and the place of the rest" "$err" "build/quickstart.log"
has "which has all of it" build/quickstart.log "fault 9"
ok "at most 30 lines and a last word" [ "$(wc -l <"$err")" -le 31 ]

exits "a port that is none is refused" 1 ./quickstart --public-port 70000
has "by name" "$err" 70000
exits "one port for both is refused" 1 \
  ./quickstart --public-port 8080 --staff-port 8080
exits "an unknown word is refused" 2 ./quickstart serf
cd "$T" || exit 99
finish
