# SPDX-License-Identifier: GPL-2.0-or-later
# tests/t/servers.sh - signpost-searchd in the end-to-end tests.  After lib.sh:
#
#   serve NAME SITE OPTION...   start it on a free port of 127.0.0.1; waits
#                               until it is ready.  Its address is then in
#                               $address (HOST:PORT), its process in $server,
#                               its log in $T/NAME.log
#   end_server NAME PID         SIGTERM; passes when it ends with 0
#
# What still runs when the test ends is ended with it.

servers=
at_end 'stop_servers'

stop_servers() {
  # shellcheck disable=SC2086 # a list on purpose
  [ -z "$servers" ] || kill -TERM $servers 2>/dev/null
  for stop_pid in $servers; do
    wait "$stop_pid" 2>/dev/null
  done
  servers=
}

# The address it listens on, as its log says; nothing while there is none.
address_of() {
  sed -n 's/.* event=listening site=[ps][a-z]* address=\([^ ]*\).*/\1/p' "$1"
}

is_listening() { # LOG PID
  address=$(address_of "$1")
  [ -n "$address" ] || ! kill -0 "$2" 2>/dev/null
}

is_ready() {
  curl -fs -o /dev/null "http://$1/readyz"
}

serve() {
  serve_name=$1 serve_site=$2
  shift 2
  : >"$T/$serve_name.log"
  "$SEARCHD" --site "$serve_site" --listen 127.0.0.1:0 "$@" \
    2>"$T/$serve_name.log" &
  server=$!
  servers="$servers $server"
  wait_until 60 is_listening "$T/$serve_name.log" "$server"
  if [ -z "$address" ]; then
    show "$T/$serve_name.log" "log of $serve_name:"
    bail "$serve_name does not listen"
  fi
  wait_until 60 is_ready "$address" || {
    show "$T/$serve_name.log" "log of $serve_name:"
    bail "$serve_name does not get ready"
  }
}

end_server() {
  kill -TERM "$2" 2>/dev/null
  end_status=0
  wait "$2" || end_status=$?
  end_rest=
  for end_pid in $servers; do
    [ "$end_pid" = "$2" ] || end_rest="$end_rest $end_pid"
  done
  servers=$end_rest
  is "$1 ends well" 0 "$end_status"
  if [ "$end_status" -ne 0 ]; then
    show "$T/$1.log" "log of $1:"
  fi
}
