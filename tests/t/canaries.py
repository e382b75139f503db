# SPDX-License-Identifier: GPL-2.0-or-later
"""What canaries.t asks of Python:

  make SEED FOLDER MANIFEST         write a corpus
  foreign SEED FOLDER MANIFEST      one for --lenient
  change SEED FOLDER MANIFEST       change it as canary_change.py and
                                    canary_parts.py say
  late MANIFEST                     the year is over
  disk INDEX PUBLIC-DUMP STAFF-DUMP MANIFEST
  public ADDRESS MANIFEST MOST      ask the public site for at most MOST
                                    canaries by name
  staff ADDRESS MANIFEST MOST
  log FILE                          no word that was asked for
  copy FOLDER MANIFEST              an export of the public index
  unserved INDEXER FROM TO EVERY FOLDER NOW LATER
                                    all of it but the sites, with these seeds,
                                    but for FROM and every EVERYth after it
"""

import json
import os
import random
import shutil
import subprocess
import sys

import canary_change
import canary_check as look
import canary_parts
from canary_make import make
from canary_words import FOUND, SECRET
from http_site import Site
from results import check


ALL = ("public", "soon", "staff", "level", "dead", "gone")


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def do_make(seed, folder, manifest, lenient=False):
    corpus = make(int(seed), lenient)
    corpus.save(folder, manifest)
    check("corpus %s: %d files, %d canaries, %d markers" % (
        seed, len(corpus.files), len(corpus.secrets), len(corpus.markers)),
        [] if corpus.secrets and corpus.markers else ["nothing was made"])


def do_foreign(seed, folder, manifest):
    do_make(seed, folder, manifest, True)


def change(seed, folder, manifest):
    corpus = make(seed)
    before = set(corpus.files)
    canary_change.change(corpus)
    canary_parts.take_back(corpus, random.Random(corpus.seed + 2))
    for path in before - set(corpus.files):
        os.remove(os.path.join(folder, path))
    corpus.save(folder, manifest)
    return corpus


def do_change(seed, folder, manifest):
    corpus = change(int(seed), folder, manifest)
    check("%d words are public no more" % len(corpus.gone),
          [] if corpus.gone else ["none is"])


def end_year(manifest):
    known = load(manifest)
    known["gone"] = {w: e for w, e in known["markers"].items() if e["soon"]}
    known["markers"] = {w: e for w, e in known["markers"].items()
                        if not e["soon"]}
    soon = set()
    for page in known["pages"].values():
        if page["mode"] == "soon":
            page["mode"] = "gone"
            soon.add(page["path"])
    for entry in known["secrets"].values():
        if (entry["path"] in soon or entry.get("soon")) and \
                entry["class"] != "dead":
            entry["class"] = "ended"
    known["late"] = True
    with open(manifest, "w", encoding="utf-8") as f:
        json.dump(known, f)
    return known


def do_late(manifest):
    known = end_year(manifest)
    check("%d words have ended" % len(known["gone"]),
          [] if known["gone"] else ["none has"])


def on_disk(index, public_dump, staff_dump, known):
    """What to look at, and its faults."""
    yield ("no canary in any byte of the public index",
           look.in_bytes(os.path.join(index, "public"), known))
    yield ("no canary in what the public index holds",
           look.in_public_dump(public_dump, known))
    yield ("every public word is in the public index",
           look.missing_in_public_dump(public_dump, known))
    if staff_dump != "-":
        yield ("nothing out of its time in what the staff index holds",
               look.dead_in_staff_dump(staff_dump, known))
        yield ("every live staff word is in the staff index",
               look.missing_in_staff_dump(staff_dump, known))


def do_disk(index, public_dump, staff_dump, manifest):
    for name, faults in on_disk(index, public_dump, staff_dump,
                                load(manifest)):
        check(name, faults)


class Unserved:
    """One corpus after the other, without a process for each question."""

    def __init__(self, indexer, folder):
        self.indexer = indexer
        self.at = {name: os.path.join(folder, name) for name in (
            "content", "index", "known", "public", "staff", "said")}

    def run(self, *args, out="said", most=0):
        with open(self.at[out], "wb") as f:
            got = subprocess.run([self.indexer] + list(args), stdout=f,
                                 stderr=subprocess.STDOUT)
        if not 0 <= got.returncode <= most:
            yield "%s: exit status %d" % (" ".join(args), got.returncode)

    def publish(self, command, now, sites=("public", "staff"), options=()):
        index = self.at["index"]
        yield from self.run(command, "-q", "--at", now, "--content",
                            self.at["content"], "--index", index, *options,
                            most=1)
        for site in sites:
            yield from self.run("dump", os.path.join(index, site), out=site)
        staff = self.at["staff"] if "staff" in sites else "-"
        for name, faults in on_disk(index, self.at["public"], staff,
                                    load(self.at["known"])):
            for line in faults:
                yield "%s: %s: %s" % (command, name, line)

    def make(self, seed, lenient=False):
        for folder in (self.at["content"], self.at["index"]):
            shutil.rmtree(folder, ignore_errors=True)
        make(seed, lenient).save(self.at["content"], self.at["known"])

    def corpus(self, seed, now, later):
        self.make(seed)
        yield from self.publish("build", now)
        change(seed, self.at["content"], self.at["known"])
        yield from self.publish("update", now)
        end_year(self.at["known"])
        yield from self.publish("update", later)

    def foreign(self, seed, now):
        self.make(seed, True)
        yield from self.publish("build", now, options=[
            "--lenient", "--default-audience", "public"])


def do_unserved(indexer, first, last, every, folder, now, later):
    os.makedirs(folder)
    unserved = Unserved(indexer, folder)
    for seed in range(int(first), int(last) + 1):
        if (seed - int(first)) % int(every):
            check("seed %d, unserved" % seed,
                  unserved.corpus(seed, now, later))
            check("seed %d, foreign files, unserved" % seed,
                  unserved.foreign(seed, now))
            sys.stdout.flush()
    shutil.rmtree(folder)


def do_public(address, manifest, most):
    known = load(manifest)
    site = Site(address)
    rng = random.Random(known["seed"])
    probe = look.Probe(site, known)
    told, shown = set(), []
    for target, reply in look.visit(site, known, ALL):
        text = look.masked(reply, target)
        probe.leak(target, text)
        told |= {w for w in known["markers"] if w in text}
        shown += ["%s has %s, which is public no more" % (target, w)
                  for w in known["gone"] if w in text]
        if reply.status >= 500:
            probe.faults.append("%s: %d" % (target, reply.status))
    check("no canary in any page of the public site", probe.faults)
    probe.faults = []
    for word in (look.sample(rng, known["secrets"], int(most))
                 + look.sample(rng, known["gone"], int(most))):
        probe.word(word, rng.choice(sorted(known["markers"])))
    check("it answers to a canary as to any other word", probe.faults)
    probe.faults = []
    for page_id, page in known["pages"].items():
        if page["mode"] not in ("public", "soon", "slip"):
            probe.page(page_id)
    for old in list(known["redirects"]) + list(known["hidden"]):
        probe.page(old)
    check("it answers to a staff page's address as to any other",
          probe.faults)
    check("it shows nothing that is public no more", shown)
    check("it has no page for a staff step", look.steps_of_staff(site, known))
    check("it shows every public word", [
        "%s: %s" % (w, e["where"]) for w, e in known["markers"].items()
        if w not in told and not look.NOT_ASKED.search(e["where"])
        and not look.NOT_SEARCHED.search(e["where"])])
    check("a search finds every public word, and no canary beside it",
          look.search_markers(site, known,
                              look.sample(rng, known["markers"], int(most))))


def do_staff(address, manifest, most, level="1"):
    """An advisor of this level."""
    known = load(manifest)
    site = Site(address)
    level = int(level)
    rng = random.Random(known["seed"] + level)
    hidden = look.above(known, level)
    probe = look.Probe(site, known, hidden)
    told = set()
    for target, reply in look.visit(site, known, ALL):
        text = look.masked(reply, target)
        told |= set(FOUND.findall(text))
        probe.leak(target, text)
        if reply.status >= 500:
            probe.faults.append("%s: %d" % (target, reply.status))
    check("nothing above level %d or out of its time on the staff site"
          % level, probe.faults)
    probe.faults = []
    for word in look.sample(rng, hidden, int(most)):
        probe.word(word, rng.choice(sorted(known["markers"])))
    for page_id, page in known["pages"].items():
        if page["mode"] == "dead" or (page["mode"] == "level"
                                      and page["level"] > level):
            probe.page(page_id)
    for old, least in known["hidden"].items():
        if least > level:
            probe.page(old)
    check("it answers to such a word or address as to any other",
          probe.faults)
    check("advisors of level %d find all that is theirs" % level, [
        "%s: %s" % (w, e["where"]) for w, e in known["secrets"].items()
        if look.is_for(e, level) and w not in told
        and not look.NOT_ASKED.search(e["where"])])
    wrong = []
    for old, new in known["redirects"].items():
        reply = site.get("/" + old)
        if reply.status != 301 or not reply.header("location").endswith(new):
            wrong.append("%s: %d" % (old, reply.status))
    check("an old address of a staff page leads to the new one", wrong)


def do_copy(folder, manifest):
    check("no canary in any byte of a copy",
          look.in_bytes(folder, load(manifest)))


def do_log(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        check("the log has no word that was asked for",
              [line for line in f if SECRET in line.lower()])


if __name__ == "__main__":
    globals()["do_" + sys.argv[1]](*sys.argv[2:])
