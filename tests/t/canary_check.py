# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks for canaries: in the bytes of an index, in its dump, in the replies of
both sites."""

import json
import os
import random
import re

from canary_words import FOUND, OURS, SECRET, Words, is_slip
from http_site import crawl

NOT_ASKED = re.compile(r"also-asked")
NOT_SEARCHED = re.compile(r"summary|^email|site's name|^snippet ")
PLAIN = ["/", "/services", "/a-z", "/accessibility", "/privacy",
         "/community", "/whats-new", "/your-area", "/theme.css", "/sitemap.xml",
         "/feed.atom", "/opensearch.xml", "/robots.txt", "/api/openapi.json",
         "/healthz", "/readyz", "/search", "/search?q=bins",
         "/search?q=the+form", "/services/waste", "/services/housing",
         "/services/shared", "/services/contacts", "/services/notices",
         "/api/v1/search?q=bins", "/api/v1/suggest?q=a", "/api/v1/suggest?q="]
ERRORS = ["/search?q=%FF", "/search?q=" + "a" * 3000, "/nothing/here",
          "/api/v1/nothing", "/api/v1/search?colour=red",
          "/api/v1/search?q=a&limit=x", "/static/none.css", "/waste/",
          "/waste", "/api/v1/documents/waste/none", "/%2e%2e/", "/a%00b",
          "/metrics", "/waste/none/steps/none"]


def about(known, words):
    """What is known of words that were found."""
    for word in sorted(words):
        entry = known["secrets"].get(word)
        if entry is None:
            whole = [w for w in known["secrets"] if w.startswith(word)]
            entry = known["secrets"][whole[0]] if whole else {"where": "?"}
        yield "%s: %s" % (word, entry["where"])


# --- the index on disk -------------------------------------------------------


def of_class(known, *classes):
    return {w for w, e in known["secrets"].items() if e["class"] in classes}


def above(known, level):
    """What an advisor of this level may not see."""
    return {w for w, e in known["secrets"].items()
            if e["class"] == "dead" or (
                e["class"] in ("level", "above") and e["level"] > level)
            or e["class"] in ("page", "level") and level > e["most"]}


def is_for(entry, level):
    """Must an advisor of this level find it?"""
    return entry["class"] in ("page", "level") and entry["shown"] and \
        entry["level"] <= level <= entry["most"]


def in_bytes(folder, known):
    files = 0
    for at, folders, names in os.walk(folder):
        for name in folders + names:
            if SECRET in name.lower():
                yield "the name %s" % name
        for name in names:
            files += 1
            with open(os.path.join(at, name), "rb") as f:
                text = f.read().lower().decode("latin-1")
            # Compressed bytes may have three such letters by chance.
            words = {w for w in FOUND.findall(text) if len(w) > 7}
            for line in about(known, words):
                yield "%s: %s" % (name, line)
    if files == 0:
        yield "there are no files"


def read(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        return f.read().lower()


# A page's hash may have three such letters by chance; in_bytes looks at it too.
HASH = re.compile(r"^(meta file:\S+) .*$", re.M)


def in_public_dump(path, known):
    text = HASH.sub(r"\1", read(path))
    yield from about(known, set(FOUND.findall(text)))
    for word, entry in known["gone"].items():
        if word in text:
            yield "%s, which is public no more: %s" % (word, entry["where"])


def missing_in_public_dump(path, known):
    text = read(path)
    for word, entry in known["markers"].items():
        if word not in text:
            yield "%s: %s" % (word, entry["where"])
    if not known["markers"]:
        yield "there are no markers"


# What the indexer notes of a file for its next run: of all files, at all times.
NOTES = re.compile(r"^meta file:.*$", re.M)


def dead_in_staff_dump(path, known):
    text = NOTES.sub("", read(path))
    yield from about(known, set(FOUND.findall(text))
                     & of_class(known, "dead", "ended"))
    if known.get("late"):
        for word, entry in known["gone"].items():
            if word in text:
                yield "%s, which has ended: %s" % (word, entry["where"])


def missing_in_staff_dump(path, known):
    text = set(FOUND.findall(read(path)))
    seen = 0
    for word, entry in known["secrets"].items():
        if entry["class"] in ("page", "dump", "level") and \
                entry["level"] <= entry["most"]:
            seen += 1
            if word not in text:
                yield "%s: %s" % (word, entry["where"])
    if not seen:
        yield "there are no canaries"


# --- replies -----------------------------------------------------------------

MASK = re.compile(r'"took_us":\d+|^(?:date|etag|content-length): .*$', re.M)


# Where a search without a result may go on hangs on its letters: on what of the
# open words begins like it.  So it is looked through for what must not be in
# it, and not compared with that of another word.
NEAREST = re.compile(r'<h2 class="sp-h2" id="nearest">.*?</ul>\n?', re.S)


def masked(reply, target):
    """What came, without what was asked for and what differs each time."""
    text = MASK.sub("", reply.text)
    for word in sorted(OURS.findall(target), key=len, reverse=True):
        text = text.replace(word, "*")
    return text


class Probe:
    """Asks a site, and notes what it should not have said.  secret: the
    canaries that it must not show; None: none at all, not even half of one."""

    def __init__(self, site, known, secret=None):
        self.site = site
        self.known = known
        self.secret = secret
        # Not the corpus's own seed: that would give its words again.
        self.rng = random.Random("probe %d" % known["seed"])
        self.words = Words(self.rng)
        self.words.used = set(known["secrets"]) | set(known["markers"])
        self.shown = set(known["markers"])
        if secret is not None:
            self.shown |= set(known["secrets"]) - secret
        self.faults = []

    def leak(self, target, text):
        words = set(FOUND.findall(text))
        if self.secret is not None:
            words &= self.secret
        for line in about(self.known, words):
            self.faults.append("%s has %s" % (target[:120], line))
        return bool(words)

    def is_like_shown(self, asked):
        """By chance it is a slip of something that this visitor may see."""
        return any(is_slip(word, other) for word in OURS.findall(asked)
                   for other in self.shown)

    def same(self, word, control, target):
        """The site answers as if the word were any other."""
        a = masked(self.site.get(target(word)), target(word))
        if self.leak(target(word), a):
            return
        for _ in range(3):
            b = masked(self.site.get(target(control)), target(control))
            if NEAREST.sub("", a) == NEAREST.sub("", b):
                return
            # Only now, since it takes long.
            if self.is_like_shown(word):
                return
            if not self.is_like_shown(control):
                break
            control = OURS.sub(
                lambda found: self.words.like(found.group())
                [:len(found.group())], control)
        self.faults.append("%s answers in another way than %s" % (
            target(word)[:120], target(control)[:120]))

    def word(self, word, beside):
        """Everywhere where a word may be asked for."""
        control = self.words.like(word)
        length = self.rng.randrange(8, len(word))
        for target in (
                lambda w: "/search?q=" + w,
                lambda w: "/api/v1/search?q=" + w,
                lambda w: "/api/v1/search?q=%s+%s" % (beside, w),
                lambda w: "/search?q=%s+%s" % (w, beside),
                lambda w: "/api/v1/search?q=bins&service=" + w,
                lambda w: "/api/v1/suggest?q=" + w,
                lambda w: "/services/" + w,
                lambda w: "/waste/about-" + w,
                lambda w: "/api/v1/documents/waste/about-" + w):
            self.same(word, control, target)
        for one, other in ((word[:length], control[:length]),
                           self.words.slip(word, control)):
            for path in ("/search?q=", "/api/v1/search?q=",
                         "/api/v1/suggest?q="):
                self.same(one, other, lambda w, path=path: path + w)

    def page(self, page_id):
        """A page that is not there for this visitor: as any other address."""
        control = OURS.sub(lambda found: self.words.like(found.group()),
                           page_id)
        steps = self.known["pages"].get(page_id, {}).get("staff_steps", [])
        for prefix in ("/", "/api/v1/documents/"):
            self.same(page_id, control, lambda i, p=prefix: p + i)
        for step in steps[:1]:
            a = self.site.get("/%s/steps/%s" % (page_id, step))
            if a.status != 404:
                self.faults.append("/%s/steps/%s: %d" % (page_id, step,
                                                         a.status))


def known_targets(known, modes):
    for page_id, page in known["pages"].items():
        if page["mode"] in modes and page["type"] != "snippet":
            yield "/" + page_id
            yield "/api/v1/documents/" + page_id
            for step in page["steps"]:
                yield "/%s/steps/%s" % (page_id, step)


def visit(site, known, modes):
    """All that can be reached, and all that is known; yields (target, text)."""
    start = PLAIN + ERRORS + list(known_targets(known, modes))
    for target, reply in crawl(site, start):
        yield target, reply
    for method in ("POST", "DELETE", "HEAD"):
        yield method, site.get("/", method)
    for page_id in known["pages"]:
        for tool, asked in (("read", {"id": page_id}),
                            ("search", {"query": page_id})):
            body = json.dumps({"jsonrpc": "2.0", "id": 1,
                               "method": "tools/call",
                               "params": {"name": tool, "arguments": asked}})
            yield "mcp %s %s" % (tool, page_id), site.get(
                "/mcp", "POST", body, {"Content-Type": "application/json"})


def sample(rng, words, most):
    words = sorted(words)
    rng.shuffle(words)
    return words[:most]


def search_markers(site, known, markers):
    """Every marker is found where it stands; yields faults."""
    for word in markers:
        entry = known["markers"][word]
        for target in ("/api/v1/search?q=" + word, "/search?q=" + word):
            reply = site.get(target)
            leaks = set(FOUND.findall(reply.text))
            for line in about(known, leaks):
                yield "%s has %s" % (target, line)
            if NOT_SEARCHED.search(entry["where"]) or "api" not in target:
                continue
            if reply.status != 200 or '"id":"%s"' % entry["id"] not in \
                    reply.text.replace('": "', '":"'):
                yield "%s does not find %s: %s" % (target, entry["id"],
                                                   entry["where"])


def steps_of_staff(site, known):
    """A staff step of a public script is no address of the public's."""
    for page_id, page in known["pages"].items():
        for step in page.get("staff_steps", []):
            target = "/%s/steps/%s" % (page_id, step)
            if site.get(target).status != 404:
                yield target + " is there"
