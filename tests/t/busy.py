# SPDX-License-Identifier: GPL-2.0-or-later
"""More searches at a time than a site can do, and pages meanwhile.

  busy.py ADDRESS ADMIN-SOCKET PAGE

The site has one reader for searches and pages of `make-index many`.
"""

import http.client
import re
import socket
import sys
import threading
import time

from http_site import Site
from results import check

CLIENTS = 300  # more than may wait for one reader
WORDS = "+".join(("common text of made pages " * 6).split())
SEARCHES = ["/search?q=%s+%d", "/api/v1/search?limit=100&q=%s+%d"]
PAGES = 100
PATIENCE = 60  # seconds until the site must have been overrun

ending = threading.Event()


class Searcher(threading.Thread):
    def __init__(self, address, number):
        super().__init__(daemon=True)
        self.address, self.number = address, number
        self.faults, self.busy, self.found = [], 0, 0

    def once(self, site, n):
        kind = SEARCHES[self.number % len(SEARCHES)]
        reply = site.get(kind % (WORDS, self.number * 100000 + n))
        if reply.status == 200:
            self.found += 1
        elif reply.status != 503:
            self.faults.append("status %d" % reply.status)
        else:
            self.busy += 1
            if not reply.header("Retry-After").isdigit():
                self.faults.append("503 without Retry-After")

    def run(self):
        try:
            site = Site(self.address)
            n = 0
            while not ending.is_set():
                self.once(site, n)
                n += 1
        except (OSError, http.client.HTTPException) as e:
            self.faults.append(repr(e))


class Admin(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=60)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(self.path)


def count(admin_socket, name, lane):
    admin = Admin(admin_socket)
    admin.request("GET", "/metrics")
    text = admin.getresponse().read().decode()
    admin.close()
    return int(re.search(r'^%s\{lane="%s"\} (\d+)$' % (name, lane), text,
                         re.M)[1])


def wait_for_overload(admin_socket):
    for _ in range(PATIENCE * 10):
        if count(admin_socket, "signpost_readers_refused_total", "search"):
            return
        time.sleep(.1)


def main(address, admin_socket, page):
    searchers = [Searcher(address, i) for i in range(CLIENTS)]
    for s in searchers:
        s.start()
    wait_for_overload(admin_socket)
    site = Site(address)
    statuses = [site.get(page).status for _ in range(PAGES)]
    ending.set()
    for s in searchers:
        s.join(PATIENCE)
    waited = "signpost_reader_wait_seconds_count"
    check("searches had to wait",
          [] if count(admin_socket, waited, "search") else ["none did"])
    check("a page never waits behind them",
          ["%d did" % n for n in [count(admin_socket, waited, "pages")] if n])
    check("every page is served", [s for s in statuses if s != 200])
    check("a full queue says that it is busy, and when to come back",
          [f for s in searchers for f in s.faults] +
          ([] if any(s.busy for s in searchers) else ["none was refused"]))
    check("some find what they look for",
          [] if any(s.found for s in searchers) else ["none did"])


if __name__ == "__main__":
    main(*sys.argv[1:])
