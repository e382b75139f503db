#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A content folder that changes at random, the same way for the same seed.

    random-corpus.py SEED STEP DIR

makes DIR what it is after STEP changes: files are written, renamed and removed
until it is, and those that stay the same are not touched.  Prints one line:
the instant that the step happens at, for --at.

Among the changes are edits, renames, removals, changes of audience, level and
dates, of snippets, fees and settings, and slips: files that cannot be read,
links to nothing, addresses that two files want, symbolic links, bytes that are
no text.  Now and then everything is mended, so that many steps are clean.
"""

import copy
import datetime
import os
import random
import sys

WORDS = """bin crew street letter garden council bill visit phone form badge
permit home repair noise dog tree road light school vote birth notice paper
glass kitchen roof rent flat key water drain lorry collection calendar sticker
charge payment refund officer review appeal evidence address postcode""".split()

FOLDERS = ["waste", "council-tax", "parking", "housing", "roads"]
GUARDS = ["staff", "level 2", "level 3", "area: Northmarsh", "out of hours",
          "from 2026-03-01", "until 2026-05-01", "from 2026-06-01 until 2026-09-01",
          "phone"]
BLOCKS = ["STAFF", "WARNING", "INFO"]


class Corpus:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.at = datetime.datetime(2026, 1, 10, 9, 0)
        self.count = 0
        self.docs = {}       # path -> document
        self.raw = {}        # path -> bytes: slips that are no documents
        self.links = {}      # path -> target: symbolic links
        self.snippets = {}   # name -> document
        self.contacts = {}   # key -> document
        self.fees = {}       # key -> amount
        self.services = {f: f"Owner of {f}" for f in FOLDERS}
        self.has_services = True
        self.site = {"name": "Wenmarsh", "time-zone": "Europe/London"}
        self.has_site = True
        self.glossary = {}
        for _ in range(3):
            self.add_snippet()
            self.add_contact()
            self.add_fee()
        for _ in range(14):
            self.add_doc()
        self.mend()

    # ---- words ----

    def word(self):
        return self.rng.choice(WORDS)

    def sentence(self, least=4, most=12):
        n = self.rng.randint(least, most)
        return " ".join(self.word() for _ in range(n)).capitalize() + "."

    def title(self):
        self.count += 1
        return f"{self.word().capitalize()} {self.word()} {self.count}"

    def some(self, of):
        return self.rng.choice(sorted(of)) if of else None

    # ---- pieces ----

    def section(self):
        return {"heading": self.title() + "?", "guard": None,
                "parts": [self.part() for _ in range(self.rng.randint(1, 3))]}

    def part(self):
        kind = self.rng.choice(["text", "text", "link", "block", "dated", "include",
                                "fee", "list"])
        target = None
        if kind == "link":
            target = self.some(self.docs) or "nothing.md"
        elif kind == "include":
            target = self.some(self.snippets)
        elif kind == "fee":
            target = self.some(self.fees)
        return {"kind": kind, "text": self.sentence(), "target": target,
                "guard": self.rng.choice(GUARDS), "block": self.rng.choice(BLOCKS)}

    def add_doc(self):
        self.count += 1
        folder = self.rng.choice(FOLDERS)
        self.docs[f"{folder}/{self.word()}-{self.count}.md"] = {
            "title": self.title(), "type": self.rng.choice(["guide", "guide", "faq"]),
            "audience": self.rng.choice(["public", "public", "staff", None]),
            "level": None, "from": None, "until": None, "redirects": [],
            "owner": self.rng.choice([None, "Head of things"]),
            "asked": self.rng.choice([None, f"{self.word()} {self.word()}; my {self.word()}"]),
            "provided": None, "related": None, "slip": None, "service": None,
            "sections": [self.section() for _ in range(self.rng.randint(1, 3))]}

    def add_snippet(self):
        self.count += 1
        self.snippets[f"piece-{self.count}"] = {
            "title": self.title(), "text": self.sentence(), "audience": "public",
            "link": None, "slip": None, "dated": None}

    def add_contact(self):
        self.count += 1
        self.contacts[f"team-{self.count}"] = {
            "title": self.title(), "audience": self.rng.choice(["public", "staff"]),
            "phone": "01632 960" + str(100 + self.count % 800), "slip": None}

    def add_fee(self):
        self.count += 1
        self.fees[f"fee-{self.count}"] = self.rng.randint(1, 300)

    # ---- one change ----

    def step(self):
        self.at += datetime.timedelta(days=self.rng.choice([0, 0, 1, 5, 20]),
                                      minutes=self.rng.randint(0, 600))
        for _ in range(self.rng.choice([0, 1, 1, 1, 2, 5])):
            self.rng.choice(self.CHANGES)(self)
        if self.rng.random() < 0.5:
            self.mend()

    def edit_text(self):
        path = self.some(self.docs)
        if path:
            section = self.rng.choice(self.docs[path]["sections"])
            self.rng.choice(section["parts"])["text"] = self.sentence()

    def edit_title(self):
        path = self.some(self.docs)
        if path:
            self.docs[path]["title"] = self.title()

    def edit_sections(self):
        path = self.some(self.docs)
        if not path:
            return
        sections = self.docs[path]["sections"]
        if len(sections) > 1 and self.rng.random() < 0.5:
            sections.pop(self.rng.randrange(len(sections)))
        else:
            sections.insert(self.rng.randint(0, len(sections)), self.section())

    def edit_guard(self):
        path = self.some(self.docs)
        if path:
            section = self.rng.choice(self.docs[path]["sections"])
            section["guard"] = self.rng.choice([None] + GUARDS)

    def edit_fields(self):
        path = self.some(self.docs)
        if not path:
            return
        doc = self.docs[path]
        field = self.rng.choice(["audience", "level", "from", "until", "asked",
                                 "provided", "related", "owner", "service"])
        day = (self.at + datetime.timedelta(days=self.rng.randint(-40, 40))).strftime("%Y-%m-%d")
        doc[field] = {
            "audience": self.rng.choice(["public", "staff", None]),
            "level": self.rng.choice([None, 2, 3]),
            "from": self.rng.choice([None, day]),
            "until": self.rng.choice([None, day, day + " 12:00"]),
            "asked": self.rng.choice([None, f"where is my {self.word()}"]),
            "provided": self.rng.choice([None, "council", self.some(self.contacts)]),
            "related": self.some(self.docs),
            "owner": self.rng.choice([None, "Head of things", "Another head"]),
            "service": self.rng.choice([None, self.rng.choice(FOLDERS)]),
        }[field]

    def remove_doc(self):
        if len(self.docs) > 5:
            del self.docs[self.some(self.docs)]

    def rename_doc(self):
        path = self.some(self.docs)
        if not path:
            return
        doc = self.docs.pop(path)
        self.count += 1
        new = f"{self.rng.choice(FOLDERS)}/{self.word()}-{self.count}.md"
        if self.rng.random() < 0.7:
            doc["redirects"].append(path[:-3])
        self.docs[new] = doc
        if self.rng.random() < 0.5:
            for other in self.docs.values():
                for part in self.parts(other):
                    if part["target"] == path:
                        part["target"] = new

    def copy_doc(self):
        """Two files that want one old address."""
        path = self.some(self.docs)
        if path:
            self.count += 1
            twin = copy.deepcopy(self.docs[path])
            twin["redirects"] = [self.rng.choice([path[:-3], f"old/page-{self.count % 4}"])]
            self.docs[f"{self.rng.choice(FOLDERS)}/{self.word()}-{self.count}.md"] = twin

    def edit_snippet(self):
        name = self.some(self.snippets)
        if not name:
            return
        snippet = self.snippets[name]
        what = self.rng.choice(["text", "text", "audience", "link", "dated", "gone"])
        if what == "text":
            snippet["text"] = self.sentence()
        elif what == "audience":
            snippet["audience"] = self.rng.choice(["public", "staff"])
        elif what == "link":
            snippet["link"] = self.some(self.docs)
        elif what == "dated":
            snippet["dated"] = self.rng.choice([None] + GUARDS)
        elif len(self.snippets) > 1:
            del self.snippets[name]

    def edit_contact(self):
        key = self.some(self.contacts)
        if not key:
            return
        what = self.rng.choice(["title", "audience", "phone", "gone"])
        contact = self.contacts[key]
        if what == "title":
            contact["title"] = self.title()
        elif what == "audience":
            contact["audience"] = self.rng.choice(["public", "staff"])
        elif what == "phone":
            contact["phone"] = "01632 960" + str(self.rng.randint(100, 999))
        elif len(self.contacts) > 1:
            del self.contacts[key]

    def edit_fee(self):
        key = self.some(self.fees)
        if key and self.rng.random() < 0.8:
            self.fees[key] = self.rng.randint(1, 300)
        elif key and len(self.fees) > 1:
            del self.fees[key]

    def edit_settings(self):
        what = self.rng.choice(["name", "zone", "owner", "glossary", "term", "services",
                                "site", "service"])
        if what == "name":
            self.site["name"] = self.title()
        elif what == "zone":
            self.site["time-zone"] = self.rng.choice(
                ["Europe/London", "Europe/London", "America/New_York", "Mars/Olympus"])
        elif what == "owner":
            self.services[self.some(self.services)] = self.title()
        elif what == "glossary":
            self.glossary[self.word().upper()] = (self.sentence(),
                                                  self.rng.choice(["public", "staff"]))
        elif what == "term" and self.glossary:
            del self.glossary[self.some(self.glossary)]
        elif what == "services":
            self.has_services = not self.has_services
        elif what == "site":
            self.has_site = not self.has_site
        elif what == "service":
            folder = self.rng.choice(FOLDERS)
            if folder in self.services and len(self.services) > 1:
                del self.services[folder]
            else:
                self.services[folder] = self.title()

    def slip(self):
        what = self.rng.choice(["doc", "doc", "doc", "snippet", "contact", "raw", "link",
                                "twin", "settings"])
        if what == "doc":
            path = self.some(self.docs)
            self.docs[path]["slip"] = self.rng.choice(
                ["field", "marker", "link", "anchor", "yaml", "bytes", "empty", "staffslip"])
        elif what == "snippet":
            self.snippets[self.some(self.snippets)]["slip"] = "marker"
        elif what == "contact":
            self.contacts[self.some(self.contacts)]["slip"] = "field"
        elif what == "raw":
            self.raw[f"waste/raw-{self.count % 3}.md"] = self.rng.choice(
                [b"", b"\x00\x01\x02", b"\xff\xfe broken", b"# Title only\n", b"---\n"])
        elif what == "link":
            self.links["waste/link.md"] = "../../outside.md"
        elif what == "twin":
            path = self.some(self.docs)
            self.raw[path[:-3] + ".xml"] = b"<guide/>"
        elif what == "settings":
            self.raw[self.rng.choice(["pins.yaml", "areas.csv", "on-call.csv"])] = b'"\n- [\n'

    def add_something(self):
        self.rng.choice([self.add_doc, self.add_doc, self.add_snippet, self.add_contact,
                         self.add_fee])()

    CHANGES = [edit_text, edit_text, edit_text, edit_title, edit_title, edit_sections,
               edit_guard, edit_fields, edit_fields, edit_fields, remove_doc, rename_doc,
               rename_doc, copy_doc, edit_snippet, edit_snippet, edit_contact, edit_fee,
               edit_fee, edit_settings, edit_settings, slip, slip, slip, add_something]

    # ---- mending ----

    @staticmethod
    def parts(doc):
        return [part for section in doc["sections"] for part in section["parts"]]

    def mend(self):
        """Everything in order again, as far as the format's rules go."""
        self.raw.clear()
        self.links.clear()
        if self.site["time-zone"].startswith("Mars"):
            self.site["time-zone"] = "Europe/London"
        for folder in FOLDERS:
            self.services.setdefault(folder, f"Owner of {folder}")
        for thing in [*self.docs.values(), *self.snippets.values(), *self.contacts.values()]:
            thing["slip"] = None
        taken = {path[:-3] for path in self.docs}
        public = {path for path, doc in self.docs.items() if self.is_public(doc)}
        for snippet in self.snippets.values():
            snippet["audience"] = "public"
            if snippet["link"] not in public:
                snippet["link"] = None
        for path in sorted(self.docs):
            self.mend_doc(path, self.docs[path], taken, public)

    @staticmethod
    def is_public(doc):
        return doc["audience"] == "public"

    def mend_doc(self, path, doc, taken, public):
        is_public = self.is_public(doc)
        if is_public:
            doc["level"] = None
        if doc["from"] and doc["until"] and doc["from"] > doc["until"]:
            doc["until"] = None
        doc["redirects"] = [r for r in doc["redirects"] if r not in taken]
        taken.update(doc["redirects"])
        if doc["related"] not in self.docs:
            doc["related"] = None
        if doc["provided"] not in self.contacts or (
                is_public and self.contacts[doc["provided"]]["audience"] != "public"):
            doc["provided"] = None
        for part in self.parts(doc):
            if part["kind"] == "link" and (
                    part["target"] not in self.docs or part["target"] == path
                    or (is_public and part["target"] not in public)):
                part.update(kind="text", target=None)
            if part["kind"] == "include" and part["target"] not in self.snippets:
                part.update(kind="text", target=None)
            if part["kind"] == "fee" and part["target"] not in self.fees:
                part.update(kind="text", target=None)

    # ---- files ----

    def part_text(self, part):
        kind, text, target = part["kind"], part["text"], part["target"]
        if kind == "link" and target:
            return f"{text} See [the {self.words_of(target)}](../{target}) for more."
        if kind == "block":
            return f"> [!{part['block']}]\n> {text}"
        if kind == "dated":
            return f"> [!ONLY {part['guard']}]\n> {text}"
        if kind == "include" and target:
            return f'[Piece](../snippets/{target}.md "include")'
        if kind == "fee" and target:
            amount = self.fees.get(target, 1)
            return f'It costs [£{amount}](../fees.csv#{target} "include") a year.'
        if kind == "list":
            return f"- {text}\n- Another {text}"
        return text

    @staticmethod
    def words_of(path):
        return path.rsplit("/", 1)[-1].rsplit("-", 1)[0]

    def doc_text(self, doc):
        lines = ["---", f"title: {doc['title']}", f"type: {doc['type']}",
                 "reviewed: 2026-01-01", "review-by: 2027-12-31"]
        for field, name in [("audience", "audience"), ("level", "level"), ("from", "from"),
                            ("until", "until"), ("owner", "owner"), ("asked", "also-asked"),
                            ("provided", "provided-by"), ("service", "service")]:
            if doc[field]:
                lines.append(f"{name}: {doc[field]}")
        if doc["related"]:
            lines.append(f"related: {doc['related'][:-3]}")
        if doc["redirects"]:
            lines.append("redirect-from: " + "; ".join(doc["redirects"]))
        if doc["slip"] == "field":
            lines.append("colour: blue")
        if doc["slip"] == "yaml":
            lines.append("  : : [")
        if doc["slip"] == "staffslip":
            lines[2:2] = ["audience: staff", "colour: red"]
        lines += ["---", "", "Read this first. " + doc["title"] + ".", ""]
        for section in doc["sections"]:
            lines += ["## " + section["heading"], ""]
            if section["guard"]:
                lines += [f"Only: {section['guard']}.", ""]
            for part in section["parts"]:
                lines += [self.part_text(part), ""]
        if doc["slip"] == "marker":
            lines += ["> [!STAF]", "> Text.", ""]
        if doc["slip"] == "link":
            lines += ["See [this](nothing-there.md).", ""]
        if doc["slip"] == "anchor":
            lines += ["See [this](#nothing-there).", ""]
        text = "\n".join(lines).encode()
        if doc["slip"] == "bytes":
            text += b"\xff\xfe\n"
        return b"" if doc["slip"] == "empty" else text

    def snippet_text(self, snippet):
        lines = ["---", f"title: {snippet['title']}", f"audience: {snippet['audience']}",
                 "owner: Head of pieces", "reviewed: 2026-01-01", "review-by: 2027-12-31",
                 "---", "", snippet["text"], ""]
        if snippet["link"]:
            lines += [f"More is [here](../{snippet['link']}).", ""]
        if snippet["dated"]:
            lines += [f"> [!ONLY {snippet['dated']}]", f"> {snippet['text']}", ""]
        if snippet["slip"]:
            lines += ["> [!STAF]", "> Text.", ""]
        return "\n".join(lines).encode()

    def contact_text(self, contact):
        lines = ["---", f"title: {contact['title']}", "kind: team",
                 f"audience: {contact['audience']}", f"phone: {contact['phone']}",
                 "hours: always", "verified: 2026-01-01", "owner: Head of teams",
                 "reviewed: 2026-01-01", "review-by: 2027-12-31"]
        if contact["slip"]:
            lines.append("colour: blue")
        return "\n".join(lines + ["---", "", "They answer.", ""]).encode()

    def files(self):
        out = {path: self.doc_text(doc) for path, doc in self.docs.items()}
        for name, snippet in self.snippets.items():
            out[f"snippets/{name}.md"] = self.snippet_text(snippet)
        for key, contact in self.contacts.items():
            out[f"contacts/{key}.md"] = self.contact_text(contact)
        out["fees.csv"] = ("key,label,amount,unit,from,until,service,owner,source,checked\n" +
                           "".join(f"{k},Label,{v},per year,2025-01-01,,waste,Owner,Minutes,2026-01-01\n"
                                   for k, v in sorted(self.fees.items()))).encode()
        if self.has_services:
            out["services.yaml"] = "".join(
                f"- key: {k}\n  title: {k.capitalize()}\n  owner: {v}\n\n"
                for k, v in sorted(self.services.items())).encode()
        if self.has_site:
            out["site.yaml"] = "".join(f"{k}: {v}\n" for k, v in self.site.items()).encode()
        if self.glossary:
            out["glossary.yaml"] = "".join(
                f"- short: {k}\n  long: {v[0]}\n  audience: {v[1]}\n\n"
                for k, v in sorted(self.glossary.items())).encode()
        out.update(self.raw)
        return out


def present(folder):
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(base, name)
            found[os.path.relpath(full, folder)] = full
    return found


def write(folder, corpus):
    files = corpus.files()
    for path, full in present(folder).items():
        if os.path.islink(full) or (path not in files and path not in corpus.links):
            os.unlink(full)
    for path, content in files.items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        try:
            with open(full, "rb") as old:
                same = old.read() == content
        except OSError:
            same = False
        if not same:
            with open(full, "wb") as new:
                new.write(content)
    for path, target in corpus.links.items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        if os.path.lexists(full):
            os.unlink(full)
        os.symlink(target, full)


def main():
    seed, steps, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    corpus = Corpus(seed)
    for _ in range(steps):
        corpus.step()
    os.makedirs(folder, exist_ok=True)
    write(folder, corpus)
    print(corpus.at.strftime("%Y-%m-%dT%H:%M:%SZ"))


main()
