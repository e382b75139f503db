# SPDX-License-Identifier: GPL-2.0-or-later
"""What programs read of one site.

  machines.py public|staff ADDRESS
"""

import json
import re
import sys

from http_site import Site, enc
from results import check

QUERIES = ("when is my bin day", "waste team phone", "parking permit cost",
           "missed bin", "register a birth", "apply for council tax support",
           "noise from neighbours", "how much is garden waste")


def squeeze(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


def ask(site, query):
    reply = site.get("/api/v1/answer?q=" + enc(query))
    return json.loads(reply.body) if reply.status == 200 else {}


def answers(site):
    given = 0
    for query in QUERIES:
        got = ask(site, query)
        first = json.loads(site.get("/api/v1/search?limit=1&q="
                                    + enc(query)).body)["results"][0]
        answer = got.get("answer")
        if (answer is not None) != (got.get("confidence", 0) >= 0.6):
            yield "%s: %s" % (query, got)
        if answer is None:
            continue
        given += 1
        if answer["id"] != first["id"] or answer["url"] not in (
                first["url"], "/" + first["id"]):
            yield "%s: %s, but %s is first" % (query, answer, first["url"])
        if not 0 < len(answer["text"]) <= 600 or "<" in answer["text"]:
            yield "%s: %r" % (query, answer["text"])
        document = json.loads(site.get("/api/v1/documents/"
                                       + answer["id"]).body)
        for name in ("title", "type", "lang", "provider", "reviewed"):
            if answer[name] != document[name]:
                yield "%s: %s is %s" % (query, name, answer[name])
        if answer["heading"] not in [s["heading"] for s in
                                     document["sections"]] + [""]:
            yield "%s: no heading %s" % (query, answer["heading"])
    if given < len(QUERIES) / 2:
        yield "%d answers only" % given


def none(site):
    for query in ("", "zzxqy", "zzxqy wwvvq", "the", '"no such phrase here"'):
        got = ask(site, query)
        if got.get("answer", "") is not None or got["query"] != query:
            yield "%r: %s" % (query, got)


def refused(site):
    for target, status in (("q=bin&limit=1", 422), ("q=bin&q=bin", 422),
                           ("q=%FF", 400), ("q=" + "a" * 2049, 400)):
        reply = site.get("/api/v1/answer?" + target)
        if reply.status != status or reply.header("content-type") != \
                "application/problem+json":
            yield "%s: %d %s" % (target[:20], reply.status, reply.body[:90])


def audience(site, name):
    """Advisors are answered from their scripts, residents never."""
    for query in ("bin missed collection crew script", "caller shouting at me",
                  "card declined", "failed security check", "pci recording"):
        answer = ask(site, query).get("answer")
        if name == "public" and answer is not None and \
                site.get("/" + answer["id"]).status != 200:
            yield "%s: %s" % (query, answer["id"])


def kept(site, name):
    """As all of the API: for all with an ETag, and for staff not kept."""
    reply = site.get("/api/v1/answer?q=bin")
    control = reply.header("cache-control")
    if (name == "public") != control.startswith("public, max-age=") or \
            (name == "public") != bool(reply.header("etag")):
        yield control
    if site.get("/api/v1/answer?q=bin").body != reply.body:
        yield "another answer the second time"


API = ("/api/v1/search?q=bin", "/api/v1/answer?q=bin", "/api/v1/suggest?q=b",
       "/api/v1/documents/waste/bin-days", "/api/openapi.json",
       "/api/v1/search?colour=red", "/api/v1/documents/none", "/api/none")
PAGES = ("/", "/services", "/services/waste", "/a-z", "/accessibility",
         "/waste/bin-days", "/waste/food-waste", "/contacts/waste-team",
         "/planning/do-i-need-permission", "/roads/report-a-pothole",
         "/notices/electoral-canvass",
         "/homelessness/at-risk/steps/do-you-have-a-bed-for-tonight")
OPEN = "access-control-allow-origin"


def other_sites(site, name):
    """Pages of other sites may read the residents' API, and nothing else; the
    second reply is a kept one."""
    for target in API + API:
        if site.get(target).header(OPEN) != ("*" if name == "public" else ""):
            yield "%s: %r" % (target, site.get(target).header(OPEN))
        for header in ("access-control-allow-credentials",):
            if site.get(target).header(header):
                yield "%s: %s" % (target, header)
    for target in PAGES + ("/search?q=bin", "/feed.atom", "/none"):
        if site.get(target).header(OPEN):
            yield target
    if site.get(API[0], "OPTIONS").status != 405:
        yield "OPTIONS"


def canonical(site, name):
    """Each kind of page for residents says its one address."""
    wanted = [(page, page) for page in PAGES]
    wanted += [("/search?q=bin&page=2", "/search"), ("/a-z?letter=b", "/a-z"),
               ("/waste/bin-days?from=mail", "/waste/bin-days")]
    for target, path in wanted:
        text = site.get(target).body.decode()
        got = re.findall(r'<link rel="canonical" href="([^"]*)"', text)
        if got != (["https://help.example.org" + path]
                   if name == "public" else []):
            yield "%s: %s" % (target, got)


BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
NEEDED = {"BreadcrumbList": ("itemListElement",),
          "FAQPage": ("name", "url", "mainEntity"),
          "GovernmentService": ("name", "description", "url", "provider",
                                "serviceType"),
          "Organization": ("name", "url", "contactPoint")}
KINDS = {"faq": "FAQPage", "guide": "GovernmentService",
         "script": "GovernmentService", "contact": "Organization"}


def without(value, at):
    """Members without a value, and addresses that are not whole."""
    if isinstance(value, dict):
        if "@type" not in value and "@context" not in value:
            yield at + " has no type"
        for name, member in value.items():
            yield from without(member, at + "." + name)
            if name in ("url", "item", "serviceUrl") and not str(
                    member).startswith("https://"):
                yield "%s.%s: %s" % (at, name, member)
    elif isinstance(value, list):
        for member in value:
            yield from without(member, at)
    elif value in ("", None):
        yield at + " is empty"


def json_ld(site, name):
    """What pages say of themselves, on all pages of the site map."""
    paths = [re.sub("^https://[^/]*", "", place) for place in re.findall(
        "<loc>([^<]*)</loc>", site.get("/sitemap.xml").body.decode())]
    seen = set()
    for path in paths + [PAGES[-1], "/search?q=bin", "/services/waste"]:
        text = site.get(path).body.decode()
        blocks = BLOCK.findall(text)
        if text.count("application/ld+json") != len(blocks):
            yield path + ": a block without an end"
        if name == "staff":
            if blocks:
                yield path + " has a block"
            continue
        graph = json.loads(blocks[0])["@graph"] if blocks else []
        kinds = [thing["@type"] for thing in graph]
        for thing in graph:
            for member in NEEDED[thing["@type"]]:
                if not thing.get(member):
                    yield "%s: %s has no %s" % (path, thing["@type"], member)
            yield from without(thing, path)
        if ("sp-crumbs" in text) != ("BreadcrumbList" in kinds):
            yield "%s: crumbs and %s" % (path, kinds)
        reply = site.get("/api/v1/documents" + path)
        if reply.status == 200 and path != "/":
            document = json.loads(reply.body)
            wanted = KINDS.get(document["type"])
            if not document["service"] and wanted == "GovernmentService":
                wanted = None
            if wanted and wanted not in kinds:
                yield "%s: %s" % (path, kinds)
            for thing in graph[1:]:
                if thing["name"] != document["title"]:
                    yield "%s: %s" % (path, thing["name"])
        seen.update(kinds)
    if name == "public" and seen != set(NEEDED):
        yield "only %s" % seen


def main(name, address):
    site = Site(address)
    for what, faults in (
            ("answers are of the first result, short and plain",
             answers(site)),
            ("without a good result there is none", none(site)),
            ("what is wrong in the question is refused", refused(site)),
            ("they keep to their audience", audience(site, name)),
            ("they are kept like searches", kept(site, name)),
            ("other sites may read the residents' API alone",
             other_sites(site, name)),
            ("pages say what they are", json_ld(site, name)),
            ("residents' pages have one address", canonical(site, name))):
        check("%s: %s" % (name, what), faults)


if __name__ == "__main__":
    main(*sys.argv[1:])
