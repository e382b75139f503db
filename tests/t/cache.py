# SPDX-License-Identifier: GPL-2.0-or-later
"""Distinct searches, so many that they cannot all be kept.

  cache.py ADDRESS COUNT PID MB

The server of that process may keep MB of replies.
"""

import sys
import threading

from http_site import Site
from results import check

CLIENTS = 4
# What else may come with four connections and the allocator's slack.
SLACK_MB = 24


def memory(pid):
    with open("/proc/%s/status" % pid, encoding="ascii") as lines:
        for line in lines:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0


def search(address, numbers, faults):
    site = Site(address)
    for n in numbers:
        reply = site.get("/search?q=badger+number%d" % n)
        if reply.status != 200 or b"number%d" % n not in reply.body:
            faults.append("search %d: %d" % (n, reply.status))


def main():
    address, count, pid, mb = sys.argv[1:]
    count = int(count)
    faults = []
    search(address, range(100), faults)
    before = memory(pid)
    clients = [threading.Thread(target=search, args=(
        address, range(i, count, CLIENTS), faults)) for i in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    grown = memory(pid) - before
    check("%d distinct searches are answered, each with its own" % count,
          faults)
    check("memory grows by what may be kept and little else",
          ["%.1f MB" % grown] if grown > int(mb) + SLACK_MB else [])


main()
