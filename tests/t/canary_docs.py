# SPDX-License-Identifier: GPL-2.0-or-later
"""Whole Markdown documents with canaries: guides, FAQs, contacts, notices,
snippets, for the public and for staff."""

from canary_blocks import (FUTURE, GUIDE_PLACES, PAST, SINCE, SOON, body,
                           in_words, join, marked, para)
from canary_corpus import Doc

HELP_DESK = "contacts/help-desk"  # a public contact that is always open


def front(fields):
    return ["---"] + ["%s: %s" % pair for pair in fields] + ["---"]


def not_now(d):
    return d.rng.choice([("from", "2099-01-01"), ("until", "2020-12-31")])


def head(d, more=()):
    """Front matter of a page; what is for staff in it is secret."""
    fields = [
        ("title", "About " + d.open("title")),
        ("type", d.kind),
        ("audience", "public" if d.is_public else "staff"),
        ("owner", "Manager " + d.secret("owner")),
        ("reviewed", "2026-09-01"),
        ("review-by", "2027-09-01"),
        ("also-asked", "where is %s; what is %s"
         % (d.open("also-asked", "dump"), d.open("also-asked", "dump"))),
        ("changed", "2026-04-01 Now " + d.secret("changed")),
    ]
    if d.mode == "level":
        fields.append(("level", str(d.level)))
    if d.mode == "dead":
        fields.append(not_now(d))
    if d.mode == "soon":
        fields.append(("until", "2026-12-31"))
    if d.rng.random() < .5:
        fields.append(("must-read", "yes"))
    if d.rng.random() < .7:
        # Else the first paragraph that everybody may read.
        fields.append(("summary", "In short: %s." % d.open("summary")))
    fields.extend(more)
    fixed, rest = fields[:1], fields[1:]
    d.rng.shuffle(rest)
    return front(fixed + rest)


# --- sections -------------------------------------------------------------


def open_section(d):
    return join([["## Part " + d.open("heading")], para(d)]
                + [d.rng.choice(GUIDE_PLACES)(d) for _ in range(2)]
                + [["### Detail " + d.open("H3")], para(d)])


def only(d, guard):
    return ["%s: %s%s" % (d.rng.choice(["Only", "only", "**Only**"]), guard,
                          d.rng.choice([".", ""]))]


def guarded_section(d):
    guard, cls = d.rng.choice([("staff", "page"), ("level 2", "level2"),
                               ("level 4", "level4"), ("phone", "dump"),
                               ("webchat", "dump"), ("face to face", "dump")])
    where = "section under Only: " + guard
    return join([["## Inner " + d.secret(where + ", heading", cls)],
                 only(d, guard), in_words(d, where, cls),
                 ["### More " + d.secret(where + ", H3", cls)],
                 ["- item " + d.secret(where + ", list", cls)]])


def otherwise_section(d):
    """Those who may not see it are sent on."""
    end = d.corpus.words.marker()
    return join([["## Inner " + d.secret("guarded section with Otherwise")],
                 ["Only: level 1. Otherwise [Go on](#go-on-%s)" % end],
                 in_words(d, "guarded section with Otherwise", "page"),
                 ["## Go on " + end], para(d)])


def dead_section(d):
    guard = d.rng.choice([FUTURE, PAST])
    return join([["## Then " + d.dead("heading under Only: " + guard)],
                 only(d, guard),
                 ["See %s." % d.dead("section under Only: " + guard)]])


def soon_section(d):
    where = "section under Only: " + SOON
    return join([["## Soon " + d.open(where + ", heading", soon=True)],
                 only(d, SOON), ["See %s." % d.open(where, soon=True)]])


def timed_section(d):
    return join([["## Now " + d.open("heading under Only: " + SINCE)],
                 only(d, SINCE), para(d, "section under Only: " + SINCE)])


SECTIONS = [open_section, guarded_section, otherwise_section, dead_section,
            soon_section, timed_section]


def page(d, more=()):
    """A guide or FAQ."""
    parts = [head(d, more)]
    if d.rng.random() < .8:
        parts[0] += body(d, GUIDE_PLACES, 4)
    kinds = SECTIONS[:]
    d.rng.shuffle(kinds)
    parts.extend(kind(d) for kind in kinds)
    text = "\n".join(join(parts)) + "\n"
    form = d.rng.random()
    if form < .15:
        text = text.replace("\n", "\r\n")
    elif form < .3:
        text = "\ufeff" + text
    d.corpus.put(d.path, text)
    return d


# --- the rest ----------------------------------------------------------------


def contact(d, more=()):
    fields = [("title", "Team " + d.open("contact's title")),
              ("audience", "public" if d.is_public else "staff"),
              ("kind", "team"), ("owner", "Manager " + d.secret("owner")),
              ("phone", "01632 960100"),
              ("staff-phone", "01632 960123 " + d.secret("staff-phone")),
              ("staff-email", d.secret("staff-email") + "@wenmarsh.example"),
              ("email", d.open("email") + "@wenmarsh.example"),
              ("hours", "always"), ("verified", "2026-09-01"),
              ("verify-every", "12 months"),
              ("reviewed", "2026-09-01"), ("review-by", "2027-09-01"),
              ("summary", "Help with %s." % d.open("contact's summary")),
              ("also-asked", "ring %s" % d.open("also-asked", "dump"))]
    if d.mode == "level":
        fields.append(("level", str(d.level)))
    if d.mode == "dead":
        fields.append(not_now(d))
    fields.extend(more)
    d.corpus.put(d.path, "\n".join(front(fields) + body(
        d, GUIDE_PLACES, 2)) + "\n")
    return d


def notice(d, sites=None):
    public = d.is_public or sites == "staff"
    times = ("2026-11-01", "2099-01-31")
    if d.mode == "soon":
        times = ("2026-11-01", "2026-12-31 18:00")
    if d.mode == "dead":
        times = d.rng.choice([("2098-01-01", "2099-01-31"),
                              ("2019-01-01", "2019-01-31 12:00")])
    fields = [("title", "News of " + d.open("notice's title")),
              ("audience", "public" if public else "staff"),
              ("severity", d.rng.choice(["info", "warning"])),
              ("from", times[0]), ("until", times[1]),
              ("expect-calls", "Why is it %s" % d.secret("expect-calls"))]
    if sites:
        fields.append(("sites", sites))
    if d.mode == "level":
        fields.append(("level", str(d.level)))
    if d.rng.random() < .5:
        fields.append(("owner", "Manager " + d.secret("owner")))
    d.corpus.put(d.path, "\n".join(front(fields) + join(
        [para(d), marked(d, "STAFF", in_words(d, "notice's staff block",
                                              "page")), para(d)])) + "\n")
    return d


def snippet(d):
    """Open text of a public snippet is found where it is included."""
    public = d.mode == "public"
    fields = [("title", "Text " + d.corpus.secret(
                  "snippet's title (%s)" % d.path, "free", d.path)),
              ("audience", "public" if public else "staff"),
              ("owner", "Manager " + d.corpus.secret(
                  "snippet's owner (%s)" % d.path, "free", d.path)),
              ("reviewed", "2026-09-01"), ("review-by", "2027-09-01")]
    blocks = [para(d, "snippet")]
    if public:
        blocks.append(marked(d, "STAFF", in_words(d, "snippet's staff block",
                                                  "page")))
    d.corpus.put(d.path, "\n".join(front(fields) + join(blocks)) + "\n")
    return d


def new(corpus, folder, ending, kind, mode, name=None):
    """A document whose file name is for those who may see it."""
    path = "%s/%s%s" % (folder, name or "x", ending)
    level = corpus.rng.choice([2, 3, 4]) if mode == "level" else 1
    if name is None:
        cls = {"staff": "page", "level": "level", "dead": "dead"}.get(mode)
        if cls and kind == "snippet":
            cls = "free"
        name = "about-" + (corpus.secret("file name in " + folder, cls, path,
                                         level)
                           if cls else corpus.words.marker())
    return Doc(corpus, "%s/%s" % (folder, name), ending, kind, mode, level)
