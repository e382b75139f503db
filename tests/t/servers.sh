# SPDX-License-Identifier: GPL-2.0-or-later
# tests/t/servers.sh - signpost-searchd in the end-to-end tests.  After lib.sh:
#
#   start NAME SITE OPTION...   start it on a free port of 127.0.0.1 and wait
#                               until it listens.  Its address is then in
#                               $address (HOST:PORT), its process in $server,
#                               its log in $T/NAME.log
#   serve NAME SITE OPTION...   start it, and wait until it is ready
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

start() {
  start_name=$1 start_site=$2
  shift 2
  : >"$T/$start_name.log"
  "$SEARCHD" --site "$start_site" --listen 127.0.0.1:0 "$@" \
    2>"$T/$start_name.log" &
  server=$!
  servers="$servers $server"
  wait_until 60 is_listening "$T/$start_name.log" "$server"
  if [ -z "$address" ]; then
    show "$T/$start_name.log" "log of $start_name:"
    bail "$start_name does not listen"
  fi
}

serve() {
  start "$@"
  wait_until 60 is_ready "$address" || {
    show "$T/$1.log" "log of $1:"
    bail "$1 does not get ready"
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
