# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of results of one site.

  search.py public|staff ADDRESS
"""

import html
import json
import re
import sys

from http_site import Site, enc
from results import check

MAIN = re.compile(r"<main.*</main>", re.S)
HREF = re.compile(r'href="([^"]*)"')
SLIPS = (("misssed bin", "missed bin"), ("counil tax", "council tax"),
         ("potholle", "pothole"), ("recyling", "recycling"),
         ("parkign permit", "parking permit"))


class Pages:
    def __init__(self, address):
        self.site = Site(address)

    def page(self, target):
        reply = self.site.get(target)
        if reply.status != 200:
            return "status %d of %s" % (reply.status, target)
        return html.unescape(MAIN.search(reply.body.decode()).group())

    def api(self, target):
        return json.loads(self.site.get("/api/v1/search?" + target).body)


def corrected(pages):
    for typed, meant in SLIPS:
        got = pages.api("q=" + enc(typed))["corrected"]
        if got != meant:
            yield "%s is taken for %s" % (typed, got)
        page = pages.page("/search?q=" + enc(typed))
        as_typed = "/search?q=%s&as-typed=1" % enc(typed)
        if "Showing results for <strong>%s</strong>" % meant not in page:
            yield "%s: not said to be corrected" % typed
        if as_typed not in HREF.findall(page):
            yield "%s: no way to what was typed" % typed
        page = pages.page(as_typed)
        if "Searching for exactly what you typed" not in page:
            yield "%s: not said to be as typed" % typed
        if "Showing results for" in page:
            yield "%s: corrected all the same" % typed
        if pages.api("q=%s&as-typed=1" % enc(typed))["corrected"] is not None:
            yield "%s: corrected by the API all the same" % typed
    for typed in ("missed bin", "council tax"):
        if pages.api("q=" + enc(typed))["corrected"] is not None:
            yield "%s is corrected" % typed
    # The note stands above no results too.
    page = pages.page("/search?q=misssed+bin&service=none")
    if "We looked for <strong>missed bin</strong>" not in page:
        yield "not said to be corrected where nothing is found"


def nothing(pages):
    for target in ("/search?q=zzxqy", "/search?q=zzxqy&as-typed=1",
                   "/search?q=bin&service=none",
                   "/search?q=bin&type=faq&channel=none&provider=none",
                   "/search?q=bin&page=90"):
        page = pages.page(target)
        links = HREF.findall(page)
        if 'id="nothing"' not in page:
            yield "%s finds something" % target
        if "/a-z" not in links or "/services/waste" not in links:
            yield "%s: no services, no A to Z" % target
        if not any(link.startswith("tel:") for link in links):
            yield "%s: nobody to call" % target
        if "Monday to Friday" not in page:
            yield "%s: not when to call" % target
    # Filters that are in the way go first.
    page = pages.page("/search?q=bin&type=faq&service=none")
    ways = page[page.index("sp-ways"):]
    if HREF.findall(ways)[:3] != ["/search?q=bin&type=faq",
                                  "/search?q=bin&service=none",
                                  "/search?q=bin"]:
        yield "filters do not go: %s" % HREF.findall(ways)[:3]
    # A word that begins well leads on.
    page = pages.page("/search?q=potholezzz&as-typed=1")
    if "/roads/report-a-pothole" not in HREF.findall(page):
        yield "potholezzz leads nowhere"


def why(pages, site):
    for query in ("missed bin", "misssed dustbin", '"council tax" help',
                  "hmo", "my bin was not emptied"):
        found = pages.api("q=%s&limit=20&explain=1" % enc(query))["results"]
        if not found:
            yield "%s finds nothing" % query
        for hit in found:
            given = hit["why"]
            weight = sum(part["weight"] for part in given["parts"])
            if abs(weight - hit["score"]) > 1e-6:
                yield "%s: %s weighs %f of %f" % (query, hit["id"], weight,
                                                  hit["score"])
            if not given["sentence"].endswith("."):
                yield "%s: no sentence: %s" % (query, given)
    if "why" in pages.api("q=bin&explain=0")["results"][0]:
        yield "explained without being asked"
    plain = pages.page("/search?q=bin")
    asked = pages.page("/search?q=bin&explain=1")
    if site == "public":
        if "explain" in plain or "Why this" in asked or "explain" in asked:
            yield "residents' pages explain"
        return
    if "/search?q=bin&explain=1" not in HREF.findall(plain):
        yield "no link Why this?"
    if asked.count("<details class=\"sp-why\"") != asked.count(
            "<li class=\"sp-hit\""):
        yield "not every hit is explained"
    if "Its title has ‘bin’" not in asked:
        yield "no sentence on the page"
    if "/search?q=bin" not in HREF.findall(asked):
        yield "no way back"


def facets(pages):
    """Each link narrows, all may be chosen together, each may go again."""
    page = pages.page("/search?q=council")
    side = page[page.index('id="filters"'):]
    for name in ("service", "type", "provider", "channel"):
        links = [link for link in HREF.findall(side) if "&%s=" % name in link]
        if not 2 <= len(links) <= 8:
            yield "%s: %d values" % (name, len(links))
            continue
        narrow = pages.page(links[0])
        if "/search?q=council" not in HREF.findall(narrow):
            yield "%s does not go again" % name
        if any("&%s=" % name in link and link != links[0] and
               "page=" not in link and "explain" not in link
               for link in HREF.findall(narrow[narrow.index('id="found"'):])
               if link.startswith("/search") and
               link.split("&%s=" % name)[1:] and
               link.split("&%s=" % name)[1].split("&")[0] !=
               links[0].split("&%s=" % name)[1]):
            yield "%s is offered though it is chosen" % name
    both = "/search?q=council&service=waste&provider=council&channel=online"
    links = HREF.findall(pages.page(both))
    for name in ("service=waste", "provider=council", "channel=online"):
        if both.replace("&" + name, "") not in links:
            yield "%s does not go alone" % name
    if "/search?q=council" not in links:
        yield "they do not go together"
    for name, value in (("provider", "council"), ("channel", "online")):
        whole = pages.api("q=council&limit=0")
        part = pages.api("q=council&limit=0&%s=%s" % (name, value))
        count = [row["count"] for row in whole["facets"][name]
                 if row["value"] == value]
        if part["total"] > whole["total"] or part["total"] == 0:
            yield "%s: %d of %d" % (name, part["total"], whole["total"])
        if whole["exact"] and part["exact"] and count != [part["total"]]:
            yield "%s: %s counted, %d found" % (name, count, part["total"])


def switches(pages):
    for query in ("explain=2", "explain=yes", "as-typed=yes", "reasons=1"):
        if pages.site.get("/api/v1/search?q=bin&" + query).status != 422:
            yield "%s is taken" % query


def main(site, address):
    pages = Pages(address)
    for name, faults in (
            ("a slip is corrected, and what was typed is a link away",
             corrected(pages)),
            ("no result never ends the visit", nothing(pages)),
            ("why a result is there", why(pages, site)),
            ("results are narrowed by links", facets(pages)),
            ("unknown values are refused by the API", switches(pages))):
        check("%s: %s" % (site, name), faults)


if __name__ == "__main__":
    main(*sys.argv[1:])
