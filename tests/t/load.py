# SPDX-License-Identifier: GPL-2.0-or-later
"""Visitors who search and read without a pause, until SIGTERM; then says
whether any of them was let down.

  load.py ADDRESS...    of sites with the content of plain_content.py
"""

import http.client
import random
import signal
import sys
import threading
import time

from plain_content import place, word
from results import check

STEADY = [n for n in range(40) if n % 7 != 3]  # never changed by the test
ending = threading.Event()


class Visitor(threading.Thread):
    def __init__(self, address, seed):
        super().__init__(daemon=True)
        self.address = address
        self.rng = random.Random(seed)
        self.conn = None
        self.asked = 0
        self.faults = []

    def get(self, target):
        if self.conn is None or self.asked % 10 == 0:
            # A new visitor: whoever is refused has been let down.
            if self.conn:
                self.conn.close()
            self.conn = http.client.HTTPConnection(self.address, timeout=60)
        self.asked += 1
        self.conn.request("GET", target)
        reply = self.conn.getresponse()
        body = reply.read()
        if reply.status != 200:
            self.faults.append("%s: %d" % (target, reply.status))
        return body.decode("utf-8", "replace")

    def once(self):
        n = self.rng.choice(STEADY)
        page_id = place(n).rsplit(".", 1)[0]
        target, wanted = self.rng.choice([
            ("/api/v1/search?q=" + word(n), page_id),
            ("/search?q=how+to+report+" + word(n), page_id),
            ("/api/v1/search?q=council+tax", '"results"'),
            ("/api/v1/suggest?q=re", '"suggestions"'),
            ("/" + page_id, word(n)),
            ("/api/v1/documents/" + page_id, word(n)),
            ("/", "<h1"),
            ("/a-z", "<h1"),
        ])
        if wanted not in self.get(target):
            self.faults.append("%s does not have %s" % (target, wanted))

    def run(self):
        while not ending.is_set():
            try:
                self.once()
            except (OSError, http.client.HTTPException) as e:
                self.faults.append("request %d: %r" % (self.asked, e))
                self.conn = None
            time.sleep(.01)


def main(addresses):
    signal.signal(signal.SIGTERM, lambda *a: ending.set())
    visitors = [Visitor(a, i) for i, a in enumerate(addresses * 2)]
    for v in visitors:
        v.start()
    ending.wait()
    for v in visitors:
        v.join(60)
    print("# %d requests" % sum(v.asked for v in visitors))
    check("no visitor was let down", [f for v in visitors for f in v.faults])
    check("every visitor asked", [v.address for v in visitors if v.asked < 10])


if __name__ == "__main__":
    main(sys.argv[1:])
