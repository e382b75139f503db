# SPDX-License-Identifier: GPL-2.0-or-later
"""Type on a running site and look at what is suggested.

  suggest.py SITE HOST:PORT TASKS

TASKS is tests/relevance/tasks.csv: a task's document, and what a person types
who wants it."""

import csv
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

from results import check

KEYS = 4  # strokes
SHARE = 0.9  # of the tasks


class Site:
    def __init__(self, address):
        self.base = "http://" + address
        self.seen = {}  # url: text of what was suggested

    def fetch(self, path):
        try:
            with urllib.request.urlopen(self.base + path, timeout=30) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def suggest(self, typed, more=""):
        status, body = self.fetch("/api/v1/suggest?q=" +
                                  urllib.parse.quote(typed) + more)
        reply = json.loads(body)
        if status != 200 or reply["query"] != typed:
            raise SystemExit("%s: %d %s" % (typed, status, body[:200]))
        for one in reply["suggestions"]:
            self.seen[one["url"]] = one["text"]
        return reply["suggestions"]

    def has(self, document):
        return self.fetch("/api/v1/documents/" + document)[0] == 200


def keys_for(site, document, words):
    """Strokes until the document is suggested; None: never."""
    for count in range(1, len(words) + 1):
        if document in [s["id"] for s in site.suggest(words[:count])]:
            return count
    return None


def tasks_come_up(site, tasks):
    here = [task for task in tasks if site.has(task["document"])]
    late = []
    for task in here:
        keys = keys_for(site, task["document"], task["words"])
        if keys is None or keys > KEYS:
            late.append("%s for %s: %s keys" % (task["words"],
                                                task["document"], keys))
    enough = len(here) - len(late) >= SHARE * len(here)
    return here, [] if enough and here else late


def slips_are_forgiven(site):
    wrong = {"coucil tax": "council-tax/pay", "rubish": "waste/bin-days",
             "recyling": "waste/what-goes-where"}
    return ["%s does not give %s" % pair for pair in wrong.items()
            if pair[1] not in [s["id"] for s in
                               site.suggest(pair[0], "&limit=20")]]


def leads_nowhere(site):
    """Addresses that do not answer, fragments that the page does not have."""
    for url, text in sorted(site.seen.items()):
        path, _, fragment = url.partition("#")
        status, body = site.fetch(path)
        if status != 200:
            yield "%s: %s gives %d" % (text, url, status)
        elif fragment and 'id="%s"' % urllib.parse.unquote(fragment) \
                not in body:
            yield "%s: no %s" % (text, url)


def own_words(site, name):
    """A staff word of the glossary, and a public one."""
    staff = [s["text"] for s in site.suggest("amhp")]
    public = [s for s in site.suggest("dfg")]
    if (name == "staff") != bool(staff):
        yield "amhp: %s" % staff
    if not public or public[0]["id"] != "" or \
            not public[0]["url"].startswith("/search?q="):
        yield "dfg: %s" % public


def main(name, address, tasks):
    site = Site(address)
    with open(tasks, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    check("fifty tasks are known", [] if len(rows) >= 50 else [len(rows)])
    here, late = tasks_come_up(site, rows)
    check("%s: the task comes up within %d keys" % (name, KEYS), late)
    if name == "staff":
        check("staff: all of the tasks are there",
              [row for row in rows if row not in here])
    check("%s: one slip is forgiven" % name, slips_are_forgiven(site))
    check("%s: the glossary is the site's own" % name, own_words(site, name))
    pets = [s["url"] for s in site.suggest("keep a pet")]
    check("%s: a question leads to its answer" % name,
          [] if "/housing/tenancy-questions#can-i-keep-a-pet" in pets
          else pets)
    check("%s: no more than asked for" % name,
          [n for n in (0, 1, 3, 100)
           if len(site.suggest("c", "&limit=%d" % n)) > n])
    check("%s: every suggestion leads somewhere" % name, leads_nowhere(site))


main(*sys.argv[1:])
