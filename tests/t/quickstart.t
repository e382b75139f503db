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

# --- serving ------------------------------------------------------------------

# Programs that only play: the indexer has something to say, the sites answer.
rm broken
mkdir -p "$T/ready"
echo yes >"$T/ready/readyz"
cat >build/signpost-indexer <<'SH'
#!/bin/sh
[ "$1" = watch ] && exec sleep 600
cat warnings
SH
cat >build/signpost-searchd <<SH
#!/bin/sh
while [ "\$1" != --listen ]; do shift; done
exec python3 -m http.server --bind 127.0.0.1 -d "$T/ready" "\${2#*:}" \
  >/dev/null 2>&1
SH
chmod +x build/signpost-indexer build/signpost-searchd
ports=$(python3 -c '
import socket
held = [socket.create_server(("127.0.0.1", 0)) for n in range(2)]
print(*(s.getsockname()[1] for s in held))')
public=${ports% *}
staff=${ports#* }

serve() { # the rest of its name; until it says that it runs
  ./quickstart --public-port "$public" --staff-port "$staff" >"$T/serve.$1" \
    2>&1 &
  serving=$!
  wait_until 20 grep -q "Press Ctrl-C" "$T/serve.$1" ||
    show "$T/serve.$1" "it says:"
}

stop_serving() {
  kill "$serving"
  wait "$serving" 2>/dev/null || :
}

at_end 'kill "$serving" 2>/dev/null'
echo 'waste/bins.md:3:1: warning: too long [W13]' >warnings
echo 'waste/bins.md:9:1: warning: too long [W13]' >>warnings
serve first
has "how many warnings there are is said" "$T/serve.first" \
  "2 warnings in content/. To read: build/signpost-indexer check content"
hasnt "they are not shown" "$T/serve.first" "too long"
exits "a second one is refused" 1 ./quickstart --public-port 8090
has "it says that one runs" "$err" "running already, started as process $serving"
has "and where: the residents' site" "$err" "http://127.0.0.1:$public/"
has "and the advisors'" "$err" "http://127.0.0.1:$staff/"
hasnt "it builds nothing" "$out" "==>"
stop_serving
ok "the first leaves no trace" [ ! -e build/run/quickstart ]
# The number of a process that is no quickstart.
sleep 600 &
sleeping=$!
at_end 'kill "$sleeping" 2>/dev/null'
echo "$sleeping $public $staff" >build/run/quickstart
: >warnings
serve third
hasnt "a trace of one that was killed is no matter" "$T/serve.third" already
hasnt "without warnings nothing is said of them" "$T/serve.third" warning
stop_serving
cd "$T" || exit 99
finish
