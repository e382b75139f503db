# SPDX-License-Identifier: GPL-2.0-or-later
"""What export.t asks of Python: is this folder a site by itself?

  links FOLDER          every address leads to a file and a place in it
  plain FOLDER          nothing that needs a server, no inline script
  search FOLDER         the list of pages is a plain script
"""

import html.parser
import json
import os
import sys
import urllib.parse

from results import check

OUTSIDE = ("https:", "http:", "tel:", "mailto:")


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.inline, self.forms = set(), [], [], []
        with open(path, encoding="utf-8") as f:
            self.text = f.read()
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if "id" in known:
            self.ids.add(known["id"])
        self.links += [known[n] for n in ("href", "src", "action")
                       if n in known]
        if tag == "style" or (tag == "script" and "src" not in known):
            self.inline.append(tag)
        self.inline += [n for n in known if n.startswith("on") or n == "style"]
        if tag == "form":
            self.forms.append(known.get("method"))
        if known.get("type") == "module":
            self.inline.append("module")


def pages(folder):
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".html"):
                path = os.path.join(at, name)
                found[os.path.realpath(path)] = Page(path)
    return found


def broken(folder):
    top = os.path.realpath(folder)
    all_pages = pages(folder)
    seen = 0
    for path, page in all_pages.items():
        for link in page.links:
            if link.startswith(OUTSIDE):
                continue
            seen += 1
            where = urllib.parse.urlsplit(link)
            file = urllib.parse.unquote(where.path)
            target = os.path.realpath(
                os.path.join(os.path.dirname(path), file)) if file else path
            shown = "%s: %s" % (os.path.relpath(path, top), link)
            if where.scheme or link.startswith("/"):
                yield shown + " is not relative"
            elif not target.startswith(top + "/"):
                yield shown + " leads out"
            elif not os.path.isfile(target):
                yield shown + " is not there"
            elif where.fragment and urllib.parse.unquote(
                    where.fragment) not in all_pages[target].ids:
                yield shown + " has no such place"
    if seen < 1000 or len(all_pages) < 200:
        yield "only %d links on %d pages" % (seen, len(all_pages))


def do_links(folder):
    check("every link leads to a file and a place in it", broken(folder))


def odd(folder):
    for path, page in pages(folder).items():
        shown = os.path.relpath(path, folder)
        for what in page.inline:
            yield "%s: %s" % (shown, what)
        if any(method != "get" for method in page.forms):
            yield "%s: a form that is no GET" % shown
        for word in ("/feedback", "/api/", "feed.atom", "localhost"):
            if word in page.text:
                yield "%s: %s" % (shown, word)
        if "This is a copy, made on 22 November 2026 at midday." \
                not in page.text:
            yield "%s: does not say when it was made" % shown
        if "href=\"tel:" not in page.text:
            yield "%s: no phone number" % shown


def do_plain(folder):
    check("no page needs a server, and each says when it was made",
          odd(folder))


def wrong_words(folder):
    with open(os.path.join(folder, "search-words.js"), encoding="ascii") as f:
        text = f.read()
    before = "globalThis.signpostPages = "
    if not text.startswith(before) or not text.endswith(",\n];\n"):
        yield "not of the form"
        return
    words = json.loads(text[len(before):-5] + "]")
    if len(words) < 100:
        yield "only %d pages" % len(words)
    for page in words:
        if not os.path.isfile(os.path.join(folder, page["file"])):
            yield "%s is not there" % page["file"]
        if not page["title"] or "<" in page["title"]:
            yield "%s: title %s" % (page["file"], page["title"])
        if "href=" in page["text"] or "&amp;" in page["text"]:
            yield "%s: its text is markup" % page["file"]


def do_search(folder):
    check("the list of pages is a plain script", wrong_words(folder))


if __name__ == "__main__":
    globals()["do_" + sys.argv[1]](sys.argv[2])
