# SPDX-License-Identifier: GPL-2.0-or-later
"""What a page has from other files: the text of snippets, the titles of related
pages and of who provides it.  The change takes these back, and in half of the
corpora the page gets an error of its own at the same time, so that its last
good version would keep them."""

import canary_docs as docs
from canary_blocks import in_words, indent, join, para, quote
from canary_change import (break_it, delete, embargo, garble, replace,
                           withdraw)

SNIPPETS = "snippets"


# --- making -------------------------------------------------------------------


def write_snippet(d, dates=()):
    fields = [("title", "Text " + d.secret("snippet's title", "free")),
              ("audience", "public" if d.is_public else "staff"),
              ("owner", "Manager " + d.secret("snippet's owner", "free")),
              ("reviewed", "2026-09-01"), ("review-by", "2027-09-01")]
    lines = para(d, "snippet") if d.is_public else in_words(
        d, "staff snippet", "page")
    d.corpus.put(d.path, "\n".join(docs.front(fields + list(dates)) + lines)
                 + "\n")


def include(d, path, form):
    link = "[Text](%s%s \"include\")" % (d.up(), path)
    return {"alone": [link],
            "item": ["- first", "", "- second", ""] + indent([link]),
            "info": quote(["[!INFO]", "", link]),
            "sentence": ["Before it, %s and after." % link],
            "staff": quote(["[!STAFF]", "", link]),
            }[form]


def user(c, form, path, more=()):
    """A public guide that includes a snippet."""
    d = docs.new(c, "waste", ".md", "guide", "public")
    c.put(d.path, "\n".join(join(
        [docs.head(d, more) + para(d)]
        + ([include(d, path, form)] if path else []) + [para(d)])) + "\n")
    c.parts.append(d.id)
    return d.id


def snippet(c, mode, dates=()):
    d = docs.new(c, SNIPPETS, ".md", "snippet", mode)
    d.is_public = mode != "staff"
    write_snippet(d, dates)
    c.parts.append(d.id)
    return d


def make(c):
    """Pages and their parts; c.takes: what the change does to them."""
    rng = c.rng
    for way in (to_staff, deleted, expired, put_off, garbled, left):
        form = rng.choice(["alone", "item", "info", "sentence"])
        d = snippet(c, "public")
        c.takes.append((way, user(c, form, d.path), d.id, form))
    d = snippet(c, "staff")
    c.takes.append((left_by_staff, user(c, "staff", d.path), d.id, "staff"))
    other = docs.new(c, "housing", ".md", "guide", "public")
    docs.page(other)
    team = docs.new(c, "contacts", ".md", "contact", "public")
    docs.contact(team)
    c.parts += [other.id, team.id]
    c.takes.append((related_to_staff, user(c, None, None, [
        ("related", other.id)]), other.id, None))
    c.takes.append((provider_to_staff, user(c, None, None, [
        ("provided-by", team.id.split("/")[1])]), team.id, None))
    # These go and come by themselves.
    user(c, "alone", snippet(c, "dead", [rng.choice(
        [("from", "2099-01-01"), ("until", "2026-10-31")])]).path)
    user(c, "info", snippet(c, "soon", [("until", "2026-12-31")]).path)


# --- taking back --------------------------------------------------------------


def to_staff(c, page, part, form, broken):
    replace(c, part, "audience: public", "audience: staff")
    withdraw(c, part)
    withdraw(c, page)


def deleted(c, page, part, form, broken):
    delete(c, part)
    withdraw(c, page)


def garbled(c, page, part, form, broken):
    garble(c, part)
    withdraw(c, page)


def by_date(c, page, form, broken):
    # In the middle of a sentence there is no place for dates.
    if broken or form == "sentence":
        withdraw(c, page)


def expired(c, page, part, form, broken):
    # After the page's last review: before it, that is an error [E17].
    replace(c, part, "audience: public", "audience: public\nuntil: 2026-10-31")
    withdraw(c, part)
    by_date(c, page, form, broken)


def put_off(c, page, part, form, broken):
    embargo(c, part)
    by_date(c, page, form, broken)


def left(c, page, part, form, broken):
    """The snippet has an error too: the words of both stay."""
    c.files[c.pages[part]["path"]] += b"\n> [!STAF]\n> " + c.secret(
        "a snippet broken later", "free", page).encode() + b"\n"


def left_by_staff(c, page, part, form, broken):
    """It stood in a staff block only."""
    path = c.pages[part]["path"]
    del c.files[path]
    for about in c.secrets.values():
        if about["path"] == path:
            about["class"] = "free"


def related_to_staff(c, page, part, form, broken):
    replace(c, part, "audience: public", "audience: staff")
    withdraw(c, part)
    if broken:
        withdraw(c, page)


def provider_to_staff(c, page, part, form, broken):
    replace(c, part, "audience: public", "audience: staff")
    withdraw(c, part)
    withdraw(c, page)


def take_back(c, rng):
    for way, page, part, form in c.takes:
        broken = rng.random() < .5
        if broken:
            break_it(c, page)
        way(c, page, part, form, broken)
