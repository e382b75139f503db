# SPDX-License-Identifier: GPL-2.0-or-later
"""A folder of content under construction, and what is known of each word.

Classes of canaries; none of them may ever reach the public:
  page   an advisor of level 1 must find it on the staff site
  dump   it must be in the staff index; no page need show it
  level  in the staff index, but in no reply below its level: from there on an
         advisor must find it if `shown`, up to the level `most`
  above  as level, but it need not be anywhere
  dead   embargoed or expired: in neither index, in no reply to anybody
  free   nothing is asked of the staff site

Where a place has a guard of its own its class is written level2, level3 or
level4.
"""

import json
import os
import random

from canary_words import Words

# What the words of a document are, by its mode: (its open text, its staff
# text).  None: a plain word that nobody looks for.
MODES = {
    "public": ("marker", "page"),
    "soon": ("marker", "page"),  # public, and for a few weeks only
    "staff": ("page", "page"),
    "level": ("level", "level"),
    "dead": ("dead", "dead"),
    "slip": (None, "free"),
    "free": ("free", "free"),
}

TOP = 4  # the highest level


class Corpus:
    def __init__(self, seed):
        self.seed = seed
        self.rng = random.Random(seed)
        self.words = Words(self.rng)
        self.files = {}
        self.secrets = {}  # word: {class, where, path}
        self.markers = {}  # word: {where, path, id, soon: it ends this year}
        self.pages = {}  # id: {path, mode, type, steps}
        self.staff_paths = []  # files that staff text may link to
        self.public_paths = []
        self.staff_snippets = []
        self.public_snippets = []
        self.redirects = {}  # old id of a staff document: its new one
        self.hidden = {}  # old ids of what is above level 1, or dead: its level
        self.pinned = []  # documents above level 1 that a search shows first
        self.parts = []  # ids of canary_parts.py
        self.takes = []
        self.gone = {}  # after a change: words that the public had before

    def secret(self, where, cls, path, level=1, shown=True, most=TOP):
        word = self.words.secret()
        if cls[:-1] == "level":
            cls, level = "level", max(level, int(cls[-1]))
        self.secrets[word] = {"class": cls, "where": where, "path": path,
                              "level": level, "most": most,
                              "shown": shown and level <= most}
        return word

    def marker(self, where, path, page_id, soon=False):
        word = self.words.marker()
        self.markers[word] = {"where": where, "path": path, "id": page_id,
                              "soon": soon}
        return word

    def put(self, path, text):
        if isinstance(text, str):
            text = text.encode("utf-8")
        self.files[path] = text

    def save(self, folder, manifest):
        for path, data in self.files.items():
            full = os.path.join(folder, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "wb") as f:
                f.write(data)
        self.note(manifest)

    def note(self, manifest):
        keys = ("seed", "secrets", "markers", "pages", "redirects", "hidden",
                "gone")
        with open(manifest, "w", encoding="utf-8") as f:
            json.dump({k: getattr(self, k) for k in keys}, f, indent=1)


class Doc:
    """One document being written.  mode is a key of MODES."""

    def __init__(self, corpus, page_id, ending, kind, mode, level=1):
        self.corpus = corpus
        self.rng = corpus.rng
        self.id = page_id
        self.path = page_id + ending
        self.kind = kind
        self.mode = mode
        self.level = level  # above 1 in mode "level" only
        self.steps = []
        # Half of what is not for now would be public.
        self.is_public = mode in ("public", "soon", "slip") or (
            mode == "dead" and corpus.rng.random() < .5)
        corpus.pages[page_id] = {"path": self.path, "mode": mode,
                                 "type": kind, "steps": self.steps,
                                 "level": level}

    def up(self):
        """What leads from this file to the folder of all."""
        return "../" * self.path.count("/")

    def secret(self, where, cls="page", most=TOP):
        """A word for staff; cls counts where the document itself is open to
        advisors of level 1."""
        own = MODES[self.mode][1]
        if own == "level" and cls not in ("free", "page", "dump", "dead"):
            return self._secret(where, cls, most)
        return self._secret(where, cls if own == "page" or cls == "free"
                            else own, most, cls == "page")

    def open(self, where, staff="page", soon=False):
        """A word for everybody who may see the document; in a document for
        staff its class is `staff`, or what the level makes of it."""
        cls = MODES[self.mode][0]
        if cls is None:
            return "plainly"
        if cls == "marker":
            return self.corpus.marker("%s (%s)" % (where, self.path),
                                      self.path, self.id,
                                      soon or self.mode == "soon")
        if cls == "page" or (cls == "level" and staff == "free"):
            cls = staff
        word = self._secret(where, cls, shown=staff == "page")
        self.corpus.secrets[word]["soon"] = soon
        return word

    def _secret(self, where, cls, most=TOP, shown=True):
        return self.corpus.secret("%s (%s)" % (where, self.path), cls,
                                  self.path, self.level, shown, most)

    def dead(self, where):
        """A word whose time is not now."""
        return self._secret(where, "free" if self.mode == "slip" else "dead")
