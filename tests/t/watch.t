#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The indexer as a service: it follows changes and the clock, and nothing that
# goes wrong takes it, or what is live, away.
. "${0%/*}/lib.sh"
. "$here/python.sh"

part() { # NAME [ARGUMENT]: a folder with a short path, for sockets
  python watch.py "$1" "$INDEXER" "$T" ${2+"$2"}
}

part changes
part errors
part burst
part boundaries
part held_check
part slow_check
part vanishing
part kills
part held
part control
part supervisor
mkdir "$T/disk"
if [ "$(id -u)" -eq 0 ] &&
  mount -t tmpfs -o size=4m none "$T/disk" 2>/dev/null; then
  at_end "umount '$T/disk'"
  part full_disk "$T/disk"
else
  skip "a full disk" "no disk of a test's own"
fi
part memory
has "where memory is short the service goes on without the process killed" \
  "$SP_SOURCE/packaging/systemd/signpost-indexer.service" "OOMPolicy=continue"
finish
