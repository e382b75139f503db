# SPDX-License-Identifier: GPL-2.0-or-later
"""The JSON of one site's API: what is in it, and of what kind.

  contract_json.py public|staff ADDRESS
"""

import json
import sys

from http_site import Site, enc
from results import check

NUMBER = (int, float)


def shape(value, wanted, at="reply"):
    """Faults: wanted has each key's kind; a list means "a list of such"."""
    if isinstance(wanted, dict):
        if not isinstance(value, dict):
            yield "%s is no object" % at
            return
        for key, kind in wanted.items():
            if key not in value:
                yield "%s has no %s" % (at, key)
            else:
                yield from shape(value[key], kind, "%s.%s" % (at, key))
    elif isinstance(wanted, list):
        if not isinstance(value, list):
            yield "%s is no list" % at
            return
        for i, item in enumerate(value):
            yield from shape(item, wanted[0], "%s[%d]" % (at, i))
    elif not isinstance(value, wanted) or (isinstance(value, bool)
                                           and wanted is not bool):
        yield "%s is %r" % (at, value)


HIT = {"id": str, "url": str, "title": str, "section": str, "snippet": str,
       "service": str, "type": str, "score": NUMBER}
SEARCH = {"query": str, "total": int, "took_us": int, "facets": dict,
          "results": [HIT]}
SUGGEST = {"query": str, "suggestions": [{"text": str, "url": str, "id": str}]}
DOCUMENT = {"id": str, "url": str, "title": str, "type": str, "service": str,
            "summary": str, "reviewed": str,
            "sections": [{"anchor": str, "heading": str, "html": str}]}
PROBLEM = {"title": str, "status": int, "detail": str}
TYPES = ["guide", "faq", "script", "contact", "notice"]


class Api:
    def __init__(self, address):
        self.site = Site(address)

    def get(self, target, status=200):
        reply = self.site.get(target)
        if reply.status != status:
            return {"status": reply.status, "target": target}
        return json.loads(reply.body)


def is_behind(contact, answers):
    """A contact stands behind the answers of its service that have seven tenths
    of its score (docs/design.md)."""
    return contact["type"] == "contact" and any(
        answer["type"] != "contact" and answer["service"] == contact["service"]
        and answer["score"] >= 0.7 * contact["score"] for answer in answers)


def search(api):
    got = api.get("/api/v1/search?q=bin&limit=20")
    yield from shape(got, SEARCH)
    hits = got.get("results", [])
    if not 5 <= len(hits) <= 20 or got["total"] < len(hits):
        yield "%d results of %s" % (len(hits), got.get("total"))
    if "corrected" not in got:
        yield "no corrected"
    for hit in hits:
        path = "/" + hit["id"] + ("#" + hit["section"] if hit["section"]
                                  else "")
        if hit["url"] != path:
            yield "url %s of %s" % (hit["url"], path)
        if hit["type"] not in TYPES:
            yield "type %s" % hit["type"]
    ids = [hit["id"] for hit in hits]
    if len(set(ids)) != len(ids):
        yield "a page twice"
    if any(hit.get("named") for hit in hits[:2] + hits[3:]):
        yield "a named contact that is not third"
    by_score = [hit for hit in hits if not hit.get("named")]
    for after, hit in enumerate(by_score):
        for other in by_score[:after]:
            if other["score"] < hit["score"] and not is_behind(
                    hit, by_score[:after]):
                yield "not by score: %s before %s" % (other["id"], hit["id"])
    if not any("<mark>" in hit["snippet"] for hit in hits):
        yield "nothing marked"


def pages_of_results(api):
    """limit and offset cut the same list."""
    all_ids = [h["id"] for h in api.get(
        "/api/v1/search?q=council&limit=12")["results"]]
    parts = []
    for offset in range(0, 12, 4):
        parts += [h["id"] for h in api.get(
            "/api/v1/search?q=council&limit=4&offset=%d" % offset)["results"]]
    if parts != all_ids or len(all_ids) != 12:
        yield "%s, in parts %s" % (all_ids, parts)
    if api.get("/api/v1/search?q=council&limit=0")["results"]:
        yield "limit 0 gives some"


def filters(api):
    for name, value in (("service", "waste"), ("type", "faq")):
        got = api.get("/api/v1/search?q=bin&limit=50&%s=%s" % (name, value))
        kinds = {h[name] for h in got["results"]}
        if kinds != {value}:
            yield "%s=%s gives %s" % (name, value, kinds)
    if api.get("/api/v1/search?q=bin&service=none")["results"]:
        yield "an unknown service gives some"


def words(api):
    """Whatever is asked, the same words come back; long ones are cut."""
    for query in ("bin", "  Bin   DAY ", "caf\u00e9 & th\u00e9 <b>", "\"",
                  "+-*", "\u65e5\u672c", "a AND OR NOT (b", "title:x",
                  "\U0001f6ae"):
        got = api.get("/api/v1/search?q=" + enc(query))
        if got.get("query") != query:
            yield "%r comes back as %r" % (query, got)
    got = api.get("/api/v1/search?q=" + "+".join(["bin"] * 40))
    if got.get("truncated") is not True:
        yield "40 words are not truncated"
    if api.get("/api/v1/search?q=bin").get("truncated") is not False:
        yield "one word is truncated"


def suggest(api):
    got = api.get("/api/v1/suggest?q=bi")
    yield from shape(got, SUGGEST)
    if not got.get("suggestions"):
        yield "none for bi"
    for one in got.get("suggestions", []):
        # A page, a question of it, or (without a document) a search.
        page = one["url"].split("#")[0]
        if page != "/" + one["id"] and (
                one["id"] or not page.startswith("/search?q=")):
            yield "url %s of %s" % (one["url"], one["id"])
    if len(api.get("/api/v1/suggest?q=a&limit=2")["suggestions"]) > 2:
        yield "more than limit"
    if api.get("/api/v1/suggest?q=qqqq")["suggestions"]:
        yield "some for qqqq"


def documents(api):
    hits = api.get("/api/v1/search?q=council&limit=100")["results"]
    for hit in hits:
        got = api.get("/api/v1/documents/" + hit["id"])
        yield from shape(got, DOCUMENT, hit["id"])
        if got["id"] != hit["id"] or got["title"] != hit["title"]:
            yield "%s: %s" % (hit["id"], got)
        if hit["section"] and hit["section"] not in [
                s["anchor"] for s in got["sections"]]:
            yield "%s has no section %s" % (hit["id"], hit["section"])
        if api.site.get("/" + hit["id"]).status != 200:
            yield "/%s has no page" % hit["id"]


def problems(api):
    for target, status, named in (
            ("/api/v1/search?q=a&colour=red", 422, "colour"),
            ("/api/v1/search?q=a&limit=101", 422, "limit"),
            ("/api/v1/suggest?limit=x", 422, "limit"),
            ("/api/v1/documents/none", 404, ""),
            ("/api/v1/none", 404, ""),
            ("/api/v1/search?q=%FF", 400, "")):
        got = api.get(target, status)
        yield from shape(got, PROBLEM, target)
        if got.get("status") != status or named not in got.get("detail", ""):
            yield "%s: %s" % (target, got)


def openapi(api):
    got = api.get("/api/openapi.json")
    yield from shape(got, {"openapi": str, "info": {"title": str,
                                                    "version": str},
                           "paths": dict})
    for path in ("/api/v1/search", "/api/v1/suggest",
                 "/api/v1/documents/{id}"):
        if path not in got.get("paths", {}):
            yield "no " + path


def staff_words(api, site):
    """Advisors find scripts for staff, residents do not."""
    ids = [h["id"] for h in api.get(
        "/api/v1/search?q=missed+bin+collection&limit=50")["results"]]
    if ("waste/missed-bin" in ids) != (site == "staff"):
        yield "waste/missed-bin among %s" % ids


def main(site, address):
    api = Api(address)
    for name, faults in (
            ("a search's results are as promised", search(api)),
            ("limit and offset cut one list", pages_of_results(api)),
            ("service and type filter", filters(api)),
            ("any words are taken", words(api)),
            ("suggestions are as promised", suggest(api)),
            ("every result's document is there", documents(api)),
            ("errors are problems that name the fault", problems(api)),
            ("the API describes itself", openapi(api)),
            ("staff's pages are found by staff alone",
             staff_words(api, site))):
        check("%s: %s" % (site, name), faults)


if __name__ == "__main__":
    main(*sys.argv[1:])
