#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The indexer is killed at any moment, again and again, while both sites serve
# visitors: none of them is let down, and the next update puts all right.  A
# site that is told to end answers first what it was asked.
. "${0%/*}/lib.sh"
. "$here/python.sh"
. "$here/servers.sh"

kills=${SP_KILLS:-26}
seed=${SP_KILL_SEED:-1}
count=${SP_KILL_FILES:-150}

mkdir "$T/scratch"
ok "content is made" python3 "$here/plain_content.py" "$T/c" "$count"
python3 "$here/plain_content.py" "$T/c" big
exits "it is built" 0 "$INDEXER" build -q --content "$T/c" --index "$T/index"

serve public public --index "$T/index"
public=$server public_address=$address
serve staff staff --index "$T/index"
staff=$server staff_address=$address
python3 "$here/load.py" "$public_address" "$staff_address" \
  >"$T/load" 2>"$T/load.err" &
load=$!
at_end "kill -TERM $load 2>/dev/null"

python kills.py "$INDEXER" "$T/c" "$T/index" "$T/scratch" "$count" "$seed" \
  "$kills"

kill -TERM "$load"
wait "$load"
take_results "$T/load"
show "$T/load.err" "the visitors said:"

python drain.py "$public_address" "$public" /big/page \
  '/api/v1/search?q=council+tax' / '/search?q=report'
end_server public "$public"
not_ok "nobody is let in any more" curl -s -o "$out" "http://$public_address/"
end_server staff "$staff"
hasnt "the public site met no error" "$T/public.log" "level=error"
hasnt "the staff site met no error" "$T/staff.log" "level=error"
finish
