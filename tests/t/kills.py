# SPDX-License-Identifier: GPL-2.0-or-later
"""Kills the indexer with SIGKILL, again and again, at moments that a seed
chooses, and looks at what it leaves.

  kills.py INDEXER CONTENT INDEX SCRATCH COUNT SEED KILLS

CONTENT is of plain_content.py with COUNT documents, INDEX a good index of it.
"""

import os
import random
import signal
import subprocess
import sys
import time

import plain_content
from results import check

FIRST = 40  # documents before this one are never changed: load.py reads them


class Kills:
    def __init__(self, indexer, content, index, scratch, count, seed):
        self.indexer = indexer
        self.content = content
        self.index = index
        self.scratch = scratch
        self.count = count
        self.rng = random.Random(seed)
        self.version = 0
        self.reading, self.ending, self.healing, self.equal = [], [], [], []
        self.usual = {}
        self.moments = []

    def say(self, *arguments):
        """Run the indexer to its end: (exit status, output, messages)."""
        with open(os.path.join(self.scratch, "out"), "wb+") as out, \
                open(os.path.join(self.scratch, "err"), "wb+") as err:
            status = subprocess.call([self.indexer] + list(arguments),
                                     stdout=out, stderr=err)
            out.seek(0)
            err.seek(0)
            return status, out.read(), err.read().decode("utf-8", "replace")

    def make(self, command, index):
        return self.say(command, "-q", "--content", self.content, "--index",
                        index)

    def dumps(self, index):
        """What both indexes hold; None where one cannot be read."""
        found = []
        for site in ("public", "staff"):
            status, out, err = self.say("dump", os.path.join(index, site))
            found.append(out if status == 0 and out else None)
        return found

    def change(self):
        for n in self.rng.sample(range(FIRST, self.count),
                                 self.rng.randrange(1, 30)):
            self.version += 1
            plain_content.write(self.content, n, self.version)

    def measure(self):
        """How long the commands take here, to choose moments within."""
        for command in ("update", "build"):
            self.change()
            start = time.monotonic()
            status, _, err = self.make(command, self.index)
            self.usual[command] = time.monotonic() - start
            if status != 0:
                self.healing.append("%s: exit status %d: %s" % (
                    command, status, err[:200]))

    def kill(self, command, index, share):
        """False: it had ended by itself."""
        child = subprocess.Popen(
            [self.indexer, command, "-q", "--content", self.content, "--index",
             index], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        try:
            child.wait(self.usual[command] * share)
            return False
        except subprocess.TimeoutExpired:
            pass
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        # Its parser children end with it.
        for _ in range(600):
            try:
                os.killpg(child.pid, 0)
            except ProcessLookupError:
                return child.returncode == -signal.SIGKILL
            time.sleep(.05)
        self.ending.append("a child of %s lives on" % command)
        os.killpg(child.pid, signal.SIGKILL)
        return True

    def heal(self, what, index, other):
        """The next update makes of it what a fresh build makes."""
        status, _, err = self.make("update", index)
        if status != 0:
            self.healing.append("%s: exit status %d: %s" % (what, status,
                                                            err[:200]))
        fresh, _, err = self.make("build", other)
        if fresh != 0:
            self.healing.append("a fresh build: exit status %d: %s" % (
                fresh, err[:200]))
        for site, a, b in zip(("public", "staff"), self.dumps(index),
                              self.dumps(other)):
            if a is None or a != b:
                self.equal.append("%s: %s differs" % (what, site))

    def one(self, command):
        # Rather late than early: there it writes.
        share = max(self.rng.random(), self.rng.random())
        for attempt in range(20):
            self.change()
            what = "%s killed at %d%%" % (command, share * 100)
            if self.kill(command, self.index, share):
                self.moments.append(what)
                break
            share *= .8
        else:
            self.ending.append("%s ends before it can be killed" % command)
        if None in self.dumps(self.index):
            self.reading.append(what)
        if self.rng.random() < .3:
            # Killed once more before anybody could heal it.
            self.kill("update", self.index, self.rng.uniform(0, 1))
            if None in self.dumps(self.index):
                self.reading.append(what + ", then update killed")
        self.heal(what, self.index, os.path.join(self.scratch, "fresh"))

    def first_build(self):
        """Killed when there was no index yet."""
        index = os.path.join(self.scratch, "first")
        for n in range(3):
            self.kill("build", index, self.rng.uniform(0, 1))
        self.heal("first build killed", index,
                  os.path.join(self.scratch, "fresh"))

    def left_over(self):
        """Old generations and half-made links go."""
        self.make("update", self.index)
        for site in ("public", "staff"):
            names = os.listdir(os.path.join(self.index, site))
            old = [n for n in names if n.startswith("gen-")]
            if len(old) != 1:
                yield "%s has %s" % (site, " ".join(sorted(names)))


def main(indexer, content, index, scratch, count, seed, kills):
    k = Kills(indexer, content, index, scratch, int(count), int(seed))
    k.measure()
    k.first_build()
    for i in range(int(kills)):
        k.one(("update", "build")[i % 2])
    print("# " + ", ".join(k.moments))
    check("the index can be read after each of %s kills" % kills, k.reading)
    check("the indexer's children end with it", k.ending)
    check("the next update succeeds", k.healing)
    check("and makes what a fresh build makes", k.equal)
    check("nothing is left over", k.left_over())


if __name__ == "__main__":
    main(*sys.argv[1:])
