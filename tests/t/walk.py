# SPDX-License-Identifier: GPL-2.0-or-later
"""Scripts with the answers in the address.

  walk.py every SITE ADDRESS    each script of the sample, every path
  walk.py door day|night ADDRESS
  walk.py gate SITE ADDRESS
"""

import html
import json
import re
import sys
import urllib.parse

from http_site import Site
from results import check

PATHS_MAX = 400  # of one script
CHOICE = re.compile(r'<a class="govuk-link sp-choice__link" href="([^"]*)">'
                    r'(.*?)</a>')
NEXT = re.compile(r'sp-line--next"><dt>[^<]*</dt><dd>'
                  r'<a class="govuk-link" href="([^"]*)">')
ROW = re.compile(r'sp-trail__row"><dt>(.*?)</dt><dd>(.*?)</dd>.*?href="'
                 r'([^"]*)"', re.S)
BACK = re.compile(r'sp-back__link" href="([^"]*)"')
STEP = re.compile(r'class="sp-step__title" id="([^"]*)">(.*?)</h')
ANSWERED = re.compile(r'class="sp-answered">The answer was <strong>(.*?)<')
CANONICAL = re.compile(r'rel="canonical" href="([^"]*)"')


class Page:
    def __init__(self, site, target):
        reply = site.get(target)
        body = reply.body.decode()
        self.target, self.status, self.body = target, reply.status, body
        self.choices = [(html.unescape(label), html.unescape(url))
                        for url, label in CHOICE.findall(body)]
        self.next = [html.unescape(url) for url in NEXT.findall(body)]
        self.trail = [tuple(map(html.unescape, row))
                      for row in ROW.findall(body)]
        back = BACK.search(body)
        self.back = html.unescape(back.group(1)) if back else ""
        step = STEP.search(body)
        self.step = html.unescape(step.group(2)) if step else ""
        answered = ANSWERED.search(body)
        self.answered = html.unescape(answered.group(1)) if answered else ""

    def to(self, label):
        return dict(self.choices)[label]


def path_of(target):
    return target.split("?")[0]


def answers_of(target):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(target).query))


def scripts(site):
    found, offset = [], 0
    text = site.get("/sitemap.xml").body.decode()
    for address in re.findall(r"<loc>http://[^/]*/([^<]*)</loc>", text):
        reply = site.get("/api/v1/documents/" + address)
        if reply.status == 200 and json.loads(reply.body)["type"] == "script":
            found.append(address)
    return found


def walk(site, script):
    """Every path; yields what is wrong."""
    todo, seen = [(Page(site, "/" + script), [])], set()
    while todo and len(seen) < PATHS_MAX:
        page, said = todo.pop()
        if page.status != 200:
            yield "%s: status %d" % (page.target, page.status)
            continue
        told = [answer for _, answer, _ in page.trail]
        if told != said:
            yield "%s: said %s, told %s" % (page.target, said, told)
        if CANONICAL.search(page.body) and "?" in CANONICAL.search(
                page.body).group(1):
            yield "%s: answers in its canonical address" % page.target
        ways = [(url, said + [label]) for label, url in page.choices] + [
            (url, said) for url in page.next]
        for url, then in ways:
            if not path_of(url).startswith("/%s/steps/" % script):
                continue
            if url in seen:
                continue
            seen.add(url)
            if len(then) > 60:
                yield "%s: no end" % url
                return
            todo.append((Page(site, url), then))
    if todo:
        yield "%s: more than %d ways" % (script, PATHS_MAX)


def each_path(site):
    for script in scripts(site):
        yield from walk(site, script)


def each_change(site):
    """Changing the first answer of a way keeps what else was said."""
    tried = 0
    for script in scripts(site):
        page = Page(site, "/" + script)
        first = page
        while page.choices and len(page.trail) < 3:
            own = [(label, url) for label, url in page.choices
                   if "/steps/" in url and path_of(url) != path_of(
                       page.target)]
            if not own:
                break
            page = Page(site, own[0][1])
        if len(page.trail) < 2:
            continue
        tried += 1
        change = Page(site, page.trail[0][2])
        if change.answered != page.trail[0][1]:
            yield "%s: %r is its answer" % (change.target, change.answered)
        if change.trail:
            yield "%s: answers before the first" % change.target
        kept = answers_of(page.target)
        for label, url in change.choices:
            if "?" not in url:
                continue
            now = answers_of(url)
            lost = [name for name in kept if name not in now]
            if lost:
                yield "%s, %s: lost %s" % (change.target, label, lost)
        if change.choices[0][1] and first.choices[0][0] == \
                page.trail[0][1]:
            again = Page(site, change.to(page.trail[0][1]))
            if path_of(again.target) != path_of(page.target) or \
                    again.trail != page.trail:
                yield "%s: the same answer leads to %s, not back to %s" % (
                    change.target, again.target, page.target)
    if tried < 3:
        yield "%d scripts only" % tried


def each_back(site):
    for script in scripts(site):
        page = Page(site, "/" + script)
        for _ in range(4):
            own = [url for _, url in page.choices if "/steps/" in url]
            if not own:
                break
            then = Page(site, own[0])
            before = Page(site, then.back) if then.back else None
            if before is None or before.step != page.step or \
                    [c[0] for c in before.choices] != [c[0] for c in
                                                       page.choices]:
                yield "%s: back is %s, not %s" % (
                    then.target, before and before.target, page.target)
            page = then


def strangers(site):
    """What is no answer is not carried on, nor shown."""
    for script in scripts(site):
        page = Page(site, "/%s?utm_source=zebracorn&step=yetimilk" % script)
        if "zebracorn" in page.body or "yetimilk" in page.body:
            yield script
        if page.status != 200:
            yield "%s: status %d" % (script, page.status)


def every(name, address):
    site = Site(address)
    check("%s: scripts are there" % name, () if len(scripts(site)) >= 5
          else ["%d" % len(scripts(site))])
    check("%s: each path of each script shows the answers that led there"
          % name, each_path(site))
    check("%s: an answer can be changed, and the rest is kept" % name,
          each_change(site))
    check("%s: one step back is the step before" % name, each_back(site))
    check("%s: what is no answer goes no further" % name, strangers(site))


def door(name, address):
    site = Site(address)
    start = Page(site, "/housing/door")
    who = Page(site, start.to("Yes"))
    unsure = Page(site, start.to("Not sure"))
    stranger = Page(site, who.to("A stranger"))
    shut = Page(site, who.to("Nobody"))

    def wrong():
        if [label for label, _ in who.choices] != [
                "A friend", "A stranger", "Nobody"]:
            yield "after Yes: %s" % who.choices
        if [label for label, _ in unsure.choices] != ["A stranger", "Nobody"]:
            yield "after Not sure: %s" % unsure.choices
        if stranger.step != ("Let in" if name == "day" else "Wait") and \
                stranger.step != "Ask":
            yield "a stranger by %s leads to %s" % (name, stranger.step)
        if (stranger.step == "Wait") != (name == "night"):
            yield "a stranger by %s leads to %s" % (name, stranger.step)
        if [(step, said) for step, said, _ in shut.trail] != [
                ("Is it open?", "Yes"), ("Who is there?", "Nobody")]:
            yield "the trail is %s" % shut.trail
        if "office hours" in who.body or "out of hours" in who.body:
            yield "a condition that holds is said"
    check("%s: choices are those of the answers and the clock" % name,
          wrong())

    def kept():
        friend = Page(site, who.to("A friend"))
        change = Page(site, friend.trail[0][2])
        other = Page(site, change.to("Not sure"))
        # What was answered to a question that is now another one does not
        # stand: the choice is gone, so it is asked again.
        if other.step != "Who is there?" or other.trail[0][1] != "Not sure":
            yield "changed to %s, %s" % (other.step, other.trail)
        other = Page(site, change.to("Yes"))
        if other.step != "Let in":
            yield "the same answer leads to %s" % other.step
        other = Page(site, change.to("No"))
        if other.step != "Shut" or answers_of(other.target).get(
                "who-is-there") != "a-friend":
            yield "%s does not keep the rest" % other.target
    check("%s: a change asks again what no longer fits" % name, kept())

    def odd():
        for query in ("is-it-open=maybe", "is-it-open=", "is-it-open",
                      "is-it-open=yes&is-it-open=no", "is-it-open=YES",
                      "is-it-open=%00", "is-it-open=" + "y" * 3000):
            page = Page(site, "/housing/door/steps/who-is-there?" + query)
            if page.status not in (200, 400):
                yield "%s: %d" % (query[:40], page.status)
            elif page.status == 200 and query[-3:] not in ("yes", "=no") \
                    and page.trail:
                yield "%s: %s" % (query[:40], page.trail)
    check("%s: other values are no answers" % name, odd())

    def kept():
        reply = site.get("/housing/door?is-it-open=yes")
        if "no-store" in reply.header("cache-control"):
            yield "an answer: " + reply.header("cache-control")
        reply = site.get("/housing/door?colour=green")
        if "no-store" not in reply.header("cache-control"):
            yield "a stranger: " + reply.header("cache-control")
    check("%s: only replies to answers are kept" % name, kept())


def gate(name, address):
    """Level 1 meets what level 3 may choose."""
    site = Site(address)
    page = Page(site, "/housing/gate/steps/who-is-there?is-it-open=yes")

    def wrong():
        if "quaggafish" in page.body.lower():
            yield "it is shown"
        for target in ("/housing/gate/steps/shut?is-it-open=yes"
                       "&who-is-there=quaggafish",
                       "/housing/gate?who-is-there=quaggafish"):
            got = Page(site, target)
            if "quaggafish" in got.body.lower():
                yield "%s says that there is one" % target
            if len(got.trail) > 1:
                yield "%s: %s" % (target, got.trail)
    check("%s: a choice of level 3 cannot be guessed" % name, wrong())

    def hidden():
        for target in ("/housing/gate/steps/who-is-there?is-it-open=yes",
                       "/housing/gate/steps/who-is-there",
                       "/housing/gate/steps/who-is-there?is-it-open=no"):
            got = Page(site, target)
            if "Ask them" not in dict(got.choices):
                yield "%s: no way on" % target
            elif path_of(got.to("Ask them")) != "/housing/gate/steps/wait":
                yield "%s leads to %s" % (target, got.to("Ask them"))
            if "narwhal vault" in got.body.lower():
                yield "%s has a heading of level 3" % target
    check("%s: a way to a step of level 3 leads the others elsewhere" % name,
          hidden())


if __name__ == "__main__":
    {"every": every, "door": door, "gate": gate}[sys.argv[1]](*sys.argv[2:])
