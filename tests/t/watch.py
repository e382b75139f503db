# SPDX-License-Identifier: GPL-2.0-or-later
"""What `signpost-indexer watch` must do, one part a call.

  watch.py PART INDEXER SCRATCH
"""

import os
import random
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time

from results import check
from watcher import Watcher, wait_until

PAGE = """---
title: %s
type: guide
audience: %s
owner: Head of things
reviewed: 2026-01-01
review-by: 2027-01-01
%s---
%s
"""
AT = "2026-03-01"


class Site:
    """A small council in a folder of its own, and an indexer that watches."""

    def __init__(self, indexer, scratch, name, *options, content="content",
                 **more):
        self.root = os.path.join(scratch, name)
        self.content = os.path.join(self.root, content)
        self.index = os.path.join(self.root, "index")
        self.indexer = indexer
        os.makedirs(self.content)
        self.page("waste/bins", "Find your bin day", "Put it out at aardvark.")
        self.page("parking/permit", "Get a permit", "You need a car.")
        self.w = Watcher(indexer, self.content, self.index, *options,
                         log=os.path.join(self.root, "log"), **more)

    def file(self, name):
        return os.path.join(self.content, name + ".md")

    def page(self, name, title, text, audience="public", fields=""):
        """As an editor saves: a new file in the place of the old."""
        path = self.file(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        beside = os.path.join(os.path.dirname(path), "." + "new.tmp")
        with open(beside, "w", encoding="utf-8") as out:
            out.write(PAGE % (title, audience, fields, text))
        os.rename(beside, path)

    def fresh(self, at=None):
        """What a build from nothing makes of the content."""
        other = os.path.join(self.root, "fresh")
        shutil.rmtree(other, ignore_errors=True)
        subprocess.run([self.indexer, "build", "-q", "--content", self.content,
                        "--index", other] + (["--at", at] if at else []),
                       check=False, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        return Watcher(self.indexer, self.content, other, log="").dumps()

    def revision(self):
        run = self.w.status()["last_run"]
        return {site: (run[site]["generation"], run[site]["revision"])
                for site in ("public", "staff")}


def lines_with(text, part):
    return [line for line in text.splitlines() if part in line]


def fault(wrong, *what):
    return [" ".join(str(w) for w in what)] if wrong else []


# --- what changes ------------------------------------------------------------

def changes(indexer, scratch):
    site = Site(indexer, scratch, "changes")
    w = site.w
    first = w.start()
    check("it begins with a build where there is no index",
          fault(not first or first["last_run"]["public"]["pages"] != 2, first))
    check("what is there is live", fault(not w.shows("public", "aardvark")))

    site.page("waste/bins", "Find your bin day", "Put it out at bandicoot.")
    check("a page saved by renaming is live soon",
          fault(not w.shows("public", "bandicoot")))
    w.settle()
    check("one line says what was done",
          fault(not wait_until(lambda: lines_with(
              w.said(), "1 page changed (waste/bins); ")), w.said()))
    with open(site.file("waste/bins"), "a", encoding="utf-8") as out:
        out.write("\nAlso capybara.\n")
    check("one written in place too", fault(not w.shows("staff", "capybara")))
    site.page("parking/badge", "Blue badge", "For dingo.")
    check("a new file", fault(not w.shows("public", "dingo")))
    site.page("new/deep/folder/page", "Deep", "Down with echidna.")
    check("a file in a new folder of new folders",
          fault(not w.shows("public", "echidna")))
    site.page("new/deep/folder/page", "Deep", "Down with ferret.")
    check("which is then watched too", fault(not w.shows("public", "ferret")))
    os.rename(site.file("parking/badge"), site.file("parking/blue"))
    check("a file of another name has another address",
          fault(not w.shows("public", "document parking/blue") or
                not w.lacks("public", "document parking/badge")))
    os.unlink(site.file("parking/blue"))
    check("a deleted one goes", fault(not w.lacks("public", "dingo")))

    away = os.path.join(site.root, "away")
    os.rename(os.path.join(site.content, "new"), away)
    check("a folder moved out takes its pages along",
          fault(not w.lacks("public", "ferret")))
    os.rename(away, os.path.join(site.content, "back"))
    check("moved in again, it brings them",
          fault(not w.shows("public", "document back/deep/folder/page")))
    site.page("back/deep/folder/page", "Deep", "Down with gecko.")
    check("and is watched where it is now",
          fault(not w.shows("public", "gecko")))
    os.rename(os.path.join(site.content, "back"),
              os.path.join(site.content, "renamed"))
    check("a folder of folders that is renamed brings its pages along",
          fault(not w.shows("public", "document renamed/deep/folder/page") or
                not w.lacks("public", "document back/deep/folder/page")))
    site.page("renamed/deep/folder/page", "Deep", "Down with giraffe.")
    check("and is watched to its bottom under that name",
          fault(not w.shows("public", "giraffe")))
    os.rename(os.path.join(site.content, "renamed", "deep"),
              os.path.join(site.content, "renamed", "deeper"))
    site.page("renamed/deeper/folder/page", "Deep", "Down with gecko.")
    check("also when that follows at once", fault(
        not w.shows("public", "document renamed/deeper/folder/page") or
        not w.shows("public", "gecko") or
        not w.lacks("public", "document renamed/deep/folder/page")))
    shutil.rmtree(os.path.join(site.content, "renamed"))
    check("a folder deleted whole", fault(not w.lacks("public", "gecko")))

    linked = os.path.join(site.root, "linked.md")
    with open(linked, "w", encoding="utf-8") as out:
        out.write(PAGE % ("Linked", "public", "", "Secret hedgehog."))
    os.link(linked, site.file("waste/hard"))
    check("a hard link, which nobody closes after writing",
          fault(not w.shows("public", "hedgehog")))
    open_file = open(site.file("waste/open"), "w", encoding="utf-8")
    open_file.write(PAGE % ("Open", "public", "", "Still iguana."))
    open_file.flush()
    check("a file that its writer keeps open",
          fault(not w.shows("public", "iguana")))
    open_file.close()
    w.settle()
    check("and all is as a build from nothing makes it",
          fault(w.dumps() != site.fresh()))

    before = site.revision()
    with open(os.path.join(site.content, ".hidden.md.swp"), "w",
              encoding="utf-8") as out:
        out.write("x")
    answer = w.update()
    check("what changes nothing commits nothing",
          fault(not answer or answer[0] != 200 or site.revision() != before))
    check("SIGTERM ends it well", fault(w.end() != 0, w.said()))
    check("its socket goes with it", fault(os.path.exists(w.path)))


def errors(indexer, scratch):
    site = Site(indexer, scratch, "errors")
    w = site.w
    w.start()
    site.page("waste/bins", "Find your bin day", "See [it](nowhere.md).")
    check("an error is said as update says it", fault(not wait_until(
        lambda: lines_with(w.said(), "waste/bins.md:9:")), w.said()))
    check("and in the line of the batch", fault(not wait_until(
        lambda: lines_with(w.said(), "1 left out: E02;")), w.said()))
    check("the last good version stays", fault("aardvark" not in
                                               w.dump("public")))
    site.page("parking/permit", "Get a permit", "You need a jackal.")
    w.shows("public", "jackal")
    w.settle()
    check("it is said once a change, not each time",
          fault(len(lines_with(w.said(), "nowhere.md")) != 1, w.said()))
    status = w.status()
    check("the status has it", fault(
        [d["code"] for d in status["last_run"]["diagnostics"]
         if d["severity"] == "error"] != ["E02"] or
        status["last_run"]["left_out"] != 1, status))
    answer = w.ask("POST", "/check")
    check("so has a check", fault(
        not answer or answer[0] != 200 or "E02" not in
        [d["code"] for d in answer[2]["diagnostics"]], answer))
    site.page("waste/bins", "Find your bin day", "Mended kangaroo.")
    check("once mended it is live", fault(not w.shows("public", "kangaroo")))
    if os.geteuid() != 0:
        os.chmod(site.file("waste/bins"), 0)
        check("a file that cannot be read is named", fault(not wait_until(
            lambda: w.status()["last_run"]["left_out"] == 1), w.said()))
        os.chmod(site.file("waste/bins"), 0o644)
        wait_until(lambda: w.status()["last_run"]["left_out"] == 0)
    check("SIGINT ends it well", fault(w.end(signal.SIGINT) != 0, w.said()))


def burst(indexer, scratch):
    site = Site(indexer, scratch, "burst")
    w = site.w
    w.start()
    w.settle()
    before, runs = site.revision(), w.status()["runs"]
    # Whole files, moved in at once.
    beside = os.path.join(site.root, "beside")
    os.makedirs(beside)
    for n in range(200):
        with open(os.path.join(beside, "page-%d.md" % n), "w",
                  encoding="utf-8") as out:
            out.write(PAGE % ("Page %d" % n, "public", "", "Word lemur%d." % n))
    for n in range(200):
        os.rename(os.path.join(beside, "page-%d.md" % n),
                  site.file("waste/page-%d" % n))
    status = w.settle(lambda s: s["last_run"]["public"]["pages"] == 202)
    check("200 files are published", fault(not status, w.status()))
    after = site.revision()
    commits = [after[s][1] - before[s][1] for s in ("public", "staff")]
    check("in one commit of each index",
          fault(commits != [1, 1] or w.status()["runs"] != runs + 1, before,
                after, w.status()["runs"] - runs))

    # Without an end: the batch must not wait for it.
    stop = time.monotonic() + 4
    n = 0
    while time.monotonic() < stop and "marmot" not in w.dump("public"):
        n += 1
        site.page("waste/busy", "Busy", "Version %d of marmot." % n)
    check("a stream of changes is published while it flows",
          fault("marmot" not in w.dump("public")))
    w.end()


# --- time ----------------------------------------------------------------------

def boundaries(indexer, scratch):
    site = Site(indexer, scratch, "boundaries", "--at", AT)
    w = site.w
    site.page("news/soon", "Soon", "Embargoed narwhal.",
              fields="from: 2026-04-01 09:30\n")
    site.page("news/over", "Over", "Old ocelot.",
              fields="until: 2026-04-02\n")
    site.page("news/part", "Part", "Always.\n\n> [!ONLY from 2026-04-01 09:30]\n"
              "> Later, numbat.\n")
    status = w.start()
    check("the next boundary is known",
          fault(status["next_boundary"] != "2026-04-01T08:30:00Z", status))
    index = lambda: b"".join(
        open(os.path.join(folder, name), "rb").read()
        for folder, _, names in os.walk(os.path.join(site.index, "public"))
        for name in names)
    check("what is to come is in no byte of the public index",
          fault(b"narwhal" in index() or b"numbat" in index() or
                "narwhal" in w.dump("public")))
    check("and the staff index notes no more of it than its title and names",
          fault([word for word in ("narwhal", "numbat")
                 if word in w.dump("staff")]))
    answer = w.clock("2026-04-01 09:29")
    check("a minute before too",
          fault(answer[0] != 200 or "narwhal" in w.dump("public"), answer))
    answer = w.clock("2026-04-01 09:30")
    check("at the minute it is there",
          fault(answer[0] != 200 or "narwhal" not in w.dump("public") or
                "numbat" not in w.dump("public") or
                "narwhal" not in w.dump("staff"), answer))
    check("the next boundary follows",
          fault(w.status()["next_boundary"] != "2026-04-02T23:00:00Z",
                w.status()))
    w.clock("2026-04-02 23:59")
    check("what ends today is there until midnight",
          fault("ocelot" not in w.dump("public")))
    w.clock("2026-04-03")
    check("then it leaves both",
          fault("ocelot" in w.dump("public") or "ocelot" in w.dump("staff")))
    w.clock(AT)
    check("a clock that is set back is obeyed",
          fault("narwhal" in w.dump("public") or
                "ocelot" not in w.dump("public")))
    check("as a build at that moment makes it",
          fault(w.dumps() != site.fresh(AT)))
    answer = w.ask("POST", "/clock?at=yesterday")
    check("what is no moment is refused", fault(answer[0] != 422, answer))
    check("it ends well", fault(w.end() != 0))

    site = Site(indexer, scratch, "real-clock")
    w = site.w
    # In real time: what begins at the next full minute.
    now = time.time()
    start = int(now // 60 + (1 if now % 60 < 50 else 2)) * 60
    site.page("news/soon", "Soon", "Embargoed numbat.", fields="from: %s\n" %
              time.strftime("%Y-%m-%d %H:%M", london(start)))
    w.start()
    check("nothing before its time", fault("numbat" in w.dump("public")))
    seen = wait_until(lambda: "numbat" in w.dump("public") and time.time(),
                      start - time.time() + 30)
    check("it wakes by itself when the time has come",
          fault(not seen or not start <= seen < start + 15, seen, start))
    answer = w.clock("2026-04-01")
    check("without --at nobody sets the clock", fault(answer[0] != 403, answer))
    w.end()


class HeldCheck(threading.Thread):
    """A check that takes for ever: its process is stopped at its work."""

    def __init__(self, w):
        super().__init__(daemon=True)
        self.w, self.answer, self.pid = w, None, None
        self.begun = time.monotonic()
        self.start()
        self.pid = wait_until(self.hold, 10)

    @classmethod
    def of(cls, w):
        """A check may be over before it can be stopped: then another."""
        return wait_until(lambda: (lambda h: h.pid > 0 and h)(cls(w)))

    def hold(self):
        for pid in self.w.workers():
            try:
                os.kill(pid, signal.SIGSTOP)
                return pid
            except ProcessLookupError:
                pass
        return None if self.is_alive() else -1  # it is over

    def run(self):
        self.answer = self.w.ask("POST", "/check", patience=150)
        self.took = time.monotonic() - self.begun


def slow_check(indexer, scratch):
    site = Site(indexer, scratch, "slow-check")
    w = site.w
    for n in range(600):
        site.page("waste/page-%d" % n, "Page %d" % n, "Text of %d." % n)
    # In real time: what begins at the next full minute.
    now = time.time()
    start = int(now // 60 + (1 if now % 60 < 40 else 2)) * 60
    site.page("news/soon", "Soon", "Embargoed numbat.", fields="from: %s\n" %
              time.strftime("%Y-%m-%d %H:%M", london(start)))
    w.start()
    time.sleep(max(0, start - 40 - time.time()))
    held = HeldCheck.of(w)
    site.page("waste/bins", "Find your bin day", "Quick wombat.")
    check("a change beside it is published",
          fault(not w.shows("public", "wombat") or not held.is_alive()))
    answer = w.ask("POST", "/update", patience=20)
    check("an update is answered", fault(
        not answer or answer[0] != 200 or not held.is_alive(), answer))
    check("so is another who asks how it is", fault(not w.status()))
    seen = wait_until(lambda: "numbat" in w.dump("public") and time.time(),
                      start - time.time() + 15)
    check("what begins meanwhile is there at its time", fault(
        not seen or not start <= seen < start + 15 or not held.is_alive(),
        seen, start))
    held.join(150)
    answer = held.answer
    check("it is ended in time, and whoever asked for it is told", fault(
        not answer or answer[0] != 503 or
        "took longer than 60 seconds" not in answer[2].get("detail", "") or
        not 60 <= held.took < 90, answer, held.took))
    check("its process goes", fault(not wait_until(
        lambda: not w.workers(), 5), w.workers()))
    answer = w.ask("POST", "/check")
    check("the next check is a check as ever",
          fault(not answer or answer[0] != 200, answer))
    held = HeldCheck.of(w)
    check("whoever ends the indexer need not wait for a check",
          fault(w.end() != 0, w.said()))
    held.join(10)
    check("which is answered all the same",
          fault(not held.answer or held.answer[0] != 503, held.answer))


def hold_update(site, other):
    """Stop the process of an update at its work; its number."""
    for n in range(50):
        site.page("waste/bins", "Find your bin day", "Version %d." % n)
        end = time.monotonic() + 3
        while time.monotonic() < end:
            for pid in site.w.workers():
                if pid == other:
                    continue
                try:
                    os.kill(pid, signal.SIGSTOP)
                    with open("/proc/%d/stat" % pid, encoding="ascii",
                              errors="replace") as stat_file:
                        if stat_file.read().rpartition(")")[2][1] in "TtRSD":
                            return pid
                except (ProcessLookupError, FileNotFoundError):
                    pass
    return None


def held_check(indexer, scratch):
    """While a check hangs: whoever hangs up, and whoever ends the indexer."""
    site = Site(indexer, scratch, "held-check")
    w = site.w
    for n in range(600):
        site.page("waste/page-%d" % n, "Page %d" % n, "Text of %d." % n)
    w.start()
    held = HeldCheck.of(w)
    ask = b"POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
    left = [socket.socket(socket.AF_UNIX) for _ in range(30)]
    refused = 0
    for s in left:
        s.settimeout(.2)
        s.connect(w.path)
        s.sendall(ask)
        try:
            refused += b" 503 " in s.recv(65536)
        except OSError:
            pass
    check("of 30 who ask for a check beside it 7 wait", fault(
        refused != 23, refused))
    for s in left:
        s.close()
    reply = raw(w.path, ask)
    check("when they have hung up, another is refused at once", fault(
        b" 503 " not in reply or b"\r\nRetry-After: " not in reply, reply))
    check("but not who asks how it is", fault(not w.status()))
    answer = w.ask("POST", "/update", patience=20)
    check("nor who asks for an update", fault(
        not answer or answer[0] != 200, answer))

    pid = hold_update(site, held.pid)
    check("an update is held in the middle", fault(not pid))
    w.process.terminate()
    held.join(20)
    check("SIGTERM during an update: a check is answered at once", fault(
        not held.answer or held.answer[0] != 503 or
        "ending" not in held.answer[2].get("detail", ""), held.answer))
    check("while the update goes on", fault(not w.alive()))
    os.kill(pid, signal.SIGCONT)
    check("which is finished", fault(w.process.wait(60) != 0, w.said()))
    w.start()
    check("the next one has nothing to mend", fault(
        w.update()[0] != 200 or w.dumps() != site.fresh()))

    # As the system does where memory is short.
    pid = hold_update(site, None)
    os.kill(pid, signal.SIGKILL)
    check("an update that is killed is said", fault(not wait_until(
        lambda: lines_with(w.said(), "ended from outside")), w.said()))
    site.page("waste/bins", "Find your bin day", "All the same, okapi.")
    check("and tried again by the same process", fault(
        not w.shows("public", "okapi") or not w.alive(), w.said()))
    check("it ends well", fault(w.end() != 0))


def london(instant):
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/London"
    time.tzset()
    local = time.localtime(instant)
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()
    return local


# --- what goes wrong ---------------------------------------------------------------

def vanishing(indexer, scratch):
    site = Site(indexer, scratch, "vanishing")
    w = site.w
    w.start()
    dumps = w.dumps()
    away = os.path.join(site.root, "away")
    os.rename(site.content, away)
    status = w.settle(lambda s: not s["content_reachable"])
    check("a folder that has gone is noticed",
          fault(not status or status["state"] != "waiting", w.status()))
    answer = w.update()
    check("an update says so", fault(answer[0] != 404, answer))
    check("and is no deletion of all files", fault(w.dumps() != dumps))
    check("it is said once", fault(
        len(lines_with(w.said(), "has gone")) != 1, w.said()))
    os.rename(away, site.content)
    status = w.settle(lambda s: s["content_reachable"])
    check("that it is back is noticed", fault(not status, w.status()))
    site.page("waste/bins", "Find your bin day", "After all, pangolin.")
    check("and it goes on", fault(not w.shows("public", "pangolin")))

    shutil.rmtree(site.content)
    w.settle(lambda s: not s["content_reachable"])
    os.makedirs(site.content)
    status = w.settle(lambda s: s["content_reachable"] and s["failure"])
    check("an empty folder in its place takes nothing away",
          fault(not status or "pangolin" not in w.dump("public"), w.status()))
    site.page("waste/other", "Other", "Fresh quokka.")
    check("one with a document does", fault(
        not w.shows("public", "quokka") or not w.lacks("public", "pangolin")))
    check("it is still the same process", fault(not w.alive()))

    other = Site(indexer, scratch, "parent", content="above/below/content")
    other.w.start()
    dumps = other.w.dumps()
    above = os.path.join(other.root, "above")
    os.rename(above, above + "-2")
    check("a parent of the folder that is renamed takes it along",
          fault(not other.w.settle(lambda s: not s["content_reachable"]) or
                other.w.dumps() != dumps, other.w.status()))
    other.content = other.content.replace("above", "above-2")
    other.page("waste/bins", "Find your bin day", "Under another name, quail.")
    os.rename(above + "-2", above)
    other.content = other.content.replace("above-2", "above")
    check("back under its name it is read again",
          fault(not other.w.shows("public", "quail")))
    other.page("waste/bins", "Find your bin day", "Watched again, rook.")
    check("and watched", fault(not other.w.shows("public", "rook")))
    other.w.end()

    os.rename(site.index, os.path.join(site.root, "gone"))
    try:
        ended = w.process.wait(30)
    except subprocess.TimeoutExpired:
        ended = None
    check("without its index folder it ends", fault(ended != 3, ended))
    check("and says why", fault(not lines_with(w.said(), "the index folder")))
    check("and makes no other", fault(os.path.exists(site.index)))

    other = Site(indexer, scratch, "nowhere")
    shutil.rmtree(other.content)
    other.w.launch()
    check("a folder that never was is an error at once",
          fault(other.w.process.wait(30) != 3, other.w.said()))


def full_disk(indexer, scratch, disk):
    site = Site(indexer, scratch, "full")
    site.index = site.w.index = os.path.join(disk, "index")
    w = site.w
    w.path = os.path.join(site.index, "control.sock")
    w.start()
    filler = os.path.join(disk, "filler")
    with open(filler, "wb", buffering=0) as out:
        try:
            while out.write(b"x" * 4096):
                pass
        except OSError:
            pass
    rng = random.Random(1)
    site.page("waste/large", "Large", "Big raccoon. " + " ".join(
        "w%06x" % rng.randrange(1 << 24) for _ in range(9000)))
    status = w.settle(lambda s: s["failures"] > 0)
    check("a full disk is said", fault(
        not status or not status["failure"], w.status()))
    check("what was live is live", fault("aardvark" not in w.dump("public")))
    w.settle(lambda s: s["failures"] > 2)
    check("it is said once", fault(len(lines_with(w.said(), status["failure"]))
                                   != 1, w.said()))
    os.unlink(filler)
    check("with room again all is published",
          fault(not w.shows("public", "raccoon"), w.status()))
    w.settle()
    check("which is said too", fault(not lines_with(w.said(), "works again"),
                                     w.said()))
    check("as a build makes it", fault(w.dumps() != site.fresh()))
    check("it ends well", fault(w.end() != 0))


def kills(indexer, scratch):
    site = Site(indexer, scratch, "kills")
    w = site.w
    rng = random.Random(7)
    for n in range(60):
        site.page("waste/page-%d" % n, "Page %d" % n, "Text of %d." % n)
    unread, different, unlocked = [], [], []
    for n in range(20):
        w.launch()
        if n % 4:
            w.settle(lambda s: s["runs"] > 0)
        for i in range(rng.randrange(1, 12)):
            site.page("waste/page-%d" % rng.randrange(60), "Page",
                      "Edit %d of round %d." % (i, n))
        time.sleep(rng.uniform(0, .6))
        w.end(signal.SIGKILL)
        if n and not all(w.dumps()):
            unread.append("round %d" % n)
        if n % 5 == 4:
            w.start()
            answer = w.update()
            if not answer or answer[0] != 200:
                unlocked.append("round %d: %s" % (n, w.said()[-400:]))
            elif w.dumps() != site.fresh():
                different.append("round %d" % n)
            if w.end() != 0:
                unlocked.append("round %d: no good end" % n)
    check("the index can be read after each of 20 kills", unread)
    check("each time it starts again, at the place of the old socket",
          unlocked)
    check("and all is right again", different)


def held(indexer, scratch):
    site = Site(indexer, scratch, "held")
    w = site.w
    w.start()
    for command in ("update", "build", "watch"):
        other = subprocess.run(
            [indexer, command, "--content", site.content, "--index",
             site.index], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            check=False, timeout=60)
        said = other.stderr.decode()
        check("%s beside it is told who has the index" % command,
              fault(other.returncode != 3 or "signpost-indexer watch, process "
                    + str(w.process.pid) not in said, other.returncode, said))
    check("and harms nothing", fault(not w.status()))

    # Ended in the middle of its work: the commit is finished.
    for n in range(150):
        site.page("waste/page-%d" % n, "Page %d" % n, "Text swan of %d." % n)
    wait_until(lambda: (w.status() or {}).get("state") == "updating", 5)
    check("SIGTERM in the middle of a run ends well", fault(w.end() != 0))
    check("and leaves a whole index", fault(not all(w.dumps())))
    w.start()
    check("the next one completes it", fault(
        w.update()[0] != 200 or w.dumps() != site.fresh()))
    w.process.send_signal(signal.SIGHUP)
    check("SIGHUP looks at all again",
          fault(not w.settle(lambda s: s["runs"] > 2)))
    check("which is no end", fault(not w.alive() or w.end() != 0))


# --- the control socket --------------------------------------------------------------

def raw(path, bytes_):
    with socket.socket(socket.AF_UNIX) as s:
        s.settimeout(30)
        s.connect(path)
        try:
            s.sendall(bytes_)
            s.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        got = b""
        try:
            while True:
                more = s.recv(65536)
                if not more:
                    return got
                got += more
        except OSError:
            return got


def control(indexer, scratch):
    site = Site(indexer, scratch, "control")
    w = site.w
    w.start()
    status = w.status()
    check("it tells what it is", fault(
        status["state"] != "idle" or not status["version"] or
        status["noticing"] != "inotify" or not status["content_reachable"] or
        status["last_run"]["staff"]["pages"] != 2 or
        status["last_run"]["public"]["generation"] < 1, status))
    mode = os.stat(w.path).st_mode
    check("the socket is its owner's alone",
          fault(not stat.S_ISSOCK(mode) or mode & 0o777 != 0o600, oct(mode)))
    other = Site(indexer, scratch, "latin", content=os.fsdecode(b"caf\xe9"))
    other.w.start()
    shutil.rmtree(other.content)
    status = other.w.settle(lambda s: not s["content_reachable"])
    check("a folder whose name is no UTF-8 is no reason to say nothing",
          fault(not status, other.w.said()))
    answer = other.w.update()
    check("nor to say not what failed", fault(
        answer[0] != 404 or "caf" not in answer[2].get("detail", ""), answer))
    other.w.end()

    site.page("waste/bins", "Find your bin day", "Quick tapir.")
    answer = w.update()
    check("POST /update answers when it is live", fault(
        answer[0] != 200 or "tapir" not in w.dump("public"), answer))
    for method, path, want in (
            ("GET", "/nothing", 404), ("GET", "/", 404), ("POST", "/status", 405),
            ("GET", "/update", 405), ("GET", "/check", 405),
            ("DELETE", "/update", 405), ("PUT", "/status", 405)):
        answer = w.ask(method, path)
        check("%s %s is %d" % (method, path, want), fault(
            not answer or answer[0] != want or
            answer[1] != "application/problem+json" or
            answer[2]["status"] != want, answer))
    answer = w.ask("POST", "/update", b"x" * 65536)
    check("a body of 64 KiB is let through", fault(answer[0] != 200, answer))
    reply = raw(w.path, b"POST /update HTTP/1.1\r\nHost: x\r\n"
                b"Content-Length: 65537\r\n\r\n")
    check("one byte more is too large, before it is sent",
          fault(b" 413 " not in reply, reply))
    reply = raw(w.path, b"POST /update HTTP/1.1\r\nHost: x\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n" +
                b"10000\r\n" + b"x" * 65536 + b"\r\n" +
                b"1\r\nx\r\n0\r\n\r\n")
    check("also in pieces", fault(b" 413 " not in reply, reply))
    for name, request in (
            ("no request", b"\r\n\r\n"), ("noise", os.urandom(3000)),
            ("half a line", b"GET /sta"), ("no length",
             b"POST /update HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"),
            ("a long head", b"GET /status HTTP/1.1\r\nX: " + b"y" * 100000 +
             b"\r\n\r\n"),
            ("a long path", b"GET /" + b"y" * 100000 + b" HTTP/1.1\r\n\r\n"),
            ("NULs", b"\0" * 5000)):
        reply = raw(w.path, request)
        check("%s does it no harm" % name, fault(
            b" 200 " in reply or not w.status(), reply[:200]))
    idle = [socket.socket(socket.AF_UNIX) for _ in range(40)]
    for s in idle:
        s.settimeout(5)
        try:
            s.connect(w.path)
        except OSError:
            pass
    site.page("waste/bins", "Find your bin day", "Quick uakari.")
    check("those who connect and say nothing keep nobody from publishing",
          fault(not w.shows("public", "uakari")))
    check("and are sent away in time", fault(not wait_until(w.status)))
    for s in idle:
        s.close()
    check("it ends well", fault(w.end() != 0))

    elsewhere = os.path.join(site.root, "s")
    site.w = w = Watcher(indexer, site.content, site.index, "--socket",
                         elsewhere, log=w.log)
    check("the socket may lie elsewhere", fault(not w.start()))
    w.end()
    site.w = w = Watcher(indexer, site.content, site.index, "--socket",
                         os.path.join(site.root, "s" * 120), log=w.log)
    w.launch()
    check("a path too long for a socket is refused", fault(
        w.process.wait(30) != 2 or not lines_with(w.said(), "--socket")))
    with open(elsewhere, "w", encoding="utf-8"):
        pass
    w = Watcher(indexer, site.content, site.index, "--socket", elsewhere,
                log=w.log)
    w.launch()
    check("a file in its place is left alone", fault(
        w.process.wait(30) != 3 or not os.path.exists(elsewhere)))


def supervisor(indexer, scratch):
    path = os.path.join(scratch, "notify")
    notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    notify.bind(path)
    notify.settimeout(30)
    site = Site(indexer, scratch, "supervised", env={
        "NOTIFY_SOCKET": path, "WATCHDOG_USEC": "200000"})
    site.w.start()
    said = ""

    def hear(what):
        nonlocal said
        end = time.monotonic() + 30
        while what not in said and time.monotonic() < end:
            said += notify.recv(65536).decode() + "\n"
        return what in said
    check("a supervisor hears that it is ready", fault(not hear("READY=1")))
    check("what it did", fault("STATUS=" not in said, said))
    check("and that it lives", fault(not hear("WATCHDOG=1")))
    site.w.process.terminate()
    check("and that it ends", fault(not hear("STOPPING=1")))
    check("as it does", fault(site.w.process.wait(30) != 0))
    notify.close()


def memory(indexer, scratch):
    site = Site(indexer, scratch, "memory")
    w = site.w
    for n in range(40):
        site.page("waste/page-%d" % n, "Page %d" % n,
                  "Text. See [it](nowhere-%d.md)." % n)
    w.start()

    def resident():
        with open("/proc/%d/status" % w.process.pid, encoding="ascii") as f:
            return next(int(line.split()[1]) for line in f
                        if line.startswith("VmRSS"))

    def descriptors():
        return len(os.listdir("/proc/%d/fd" % w.process.pid))

    failed = []
    for n in range(500):
        if n == 50:
            before, open_before = resident(), descriptors()
        site.page("waste/bins", "Bins", "Version %d of vicuna." % n)
        answer = w.update()
        if not answer or answer[0] != 200:
            failed.append("%d: %s" % (n, answer))
    check("500 batches are published", failed)
    check("memory does not grow",
          fault(resident() > before + 2048, before, "KB, then", resident()))
    check("nor the number of open files",
          fault(descriptors() > open_before + 2, open_before, descriptors()))
    w.end()


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
