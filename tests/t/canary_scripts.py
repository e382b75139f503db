# SPDX-License-Identifier: GPL-2.0-or-later
"""Scripts in Markdown with canaries in every keyed line that is for staff."""

from canary_blocks import (PLACES, body, in_words, inside, join, marked,
                           quote)
from canary_docs import HELP_DESK, head


def slug(text):
    return "".join(c if c.isalnum() else "-" for c in text.lower())


def said(d):
    return quote(["So, is it %s for you?" % d.open("said words")])


def records(d):
    word = d.secret("Record, name")
    return ["Record: %s (text; required)" % word,
            "Record: %s (choice(%s; %s))" % (d.secret("Record, name"),
                                             d.secret("Record, value"),
                                             d.secret("Record, value"))], word


def cues(d, step):
    """Keyed lines of a step that are for staff, in any of their forms."""
    key = d.rng.choice([str, str.lower, str.upper, lambda k: "**%s**" % k])
    lines = ["%s: %s happens or %s. [%s](#%s)"
             % (key("Stop and escalate if"), d.secret("Stop"),
                d.secret("Stop"), d.secret("Stop, label"), step),
             "",
             "%s: %s, or else %s." % (key("Judgement"), d.secret("Judgement"),
                                      d.secret("Judgement"))]
    return lines


def choices(d, guard, yes, no, inner, upper, later):
    """Labels, guards and notes.  Of the notes residents see nothing."""
    cls = guard.replace(" ", "")
    note = lambda: " Ask for %s first." % d.secret("choice's note")
    lines = ["- [Yes %s](#%s)%s" % (d.open("choice's label"), yes, note()),
             "- [Soon %s](#%s) *until 2026-12-31*"
             % (d.open("label under *until*", soon=True), no),
             "- [Inner %s](#%s) *staff*%s"
             % (d.secret("label under *staff*"), inner, note()),
             "- [Upper %s](#%s) *%s* Mind %s."
             % (d.secret("label under *%s*" % guard, cls), upper, guard,
                d.secret("choice's note under *%s*" % guard, cls)),
             "- [Chat %s](#%s) _webchat_%s"
             % (d.secret("label under *webchat*", "dump"), no, note()),
             "- [Later %s](#%s) *%s*"
             % (d.dead("label under *from*"), later, "from 2099-01-01"),
             "- [Now %s](#%s) *office hours* **%s**"
             % (d.open("label in office hours", "dump"), no,
                d.secret("choice's note", "dump")),
             "- [Not sure](#%s)%s" % (no, note())]
    return lines


def outcome(d, kind, more=()):
    return ["Outcome: " + kind,
            "What happens next: We send %s." % d.open("What happens next"),
            "Service level: Within %s days." % d.open("Service level"),
            "Hand over: %s; %s" % (d.secret("Hand over"),
                                   d.secret("Hand over"))] + list(more)


def script(d, check=None):
    """A script of six steps.  check: a sub-script to do first."""
    sent_on = d.rng.random() < .5
    guard = d.rng.choice(["level 2", "level 3", "level 4"])
    cls = guard.replace(" ", "")
    yes, no, inner, upper, later = (
        "Yes " + d.corpus.words.marker(), "No " + d.corpus.words.marker(),
        "Inner " + d.secret("staff step's heading"),
        # Those who are sent on come to an address made of the heading.
        "Upper " + d.secret("heading of a step for " + guard,
                            "free" if sent_on else cls),
        "Later " + d.dead("later step's heading"))
    to = [slug(h) for h in (yes, no, inner, upper, later)]
    recorded, field = records(d)
    first = [["## First " + d.open("step's heading")], said(d)]
    if check:
        first.append(["Do first: [Check %s](%s%s)"
                      % (d.secret("Do first"), d.up(), check)])
    first += [recorded, d.rng.choice(PLACES)(d), cues(d, to[1]),
              choices(d, guard, *to)]
    inner_choice = first[-1][2].split("[")[1].split("]")[0]
    parts = [
        head(d, [("self-service", "[Do it](https://www.example.org/do) online")]
             ) + body(d, PLACES, 2) + ["", "- [Begin](#%s)"
                                       % slug(first[0][0][3:])],
        join(first),
        join([["## " + yes], said(d), d.rng.choice(PLACES)(d),
              outcome(d, "resolved",
                      ["Online: [Form](https://www.example.org/form) Use"])]),
        join([["## " + no], said(d),
              outcome(d, "transfer to " + HELP_DESK.split("/")[1])]),
        join([["## " + inner], ["Only: staff."],
              quote(["Inside, is it %s?" % d.secret("said in a staff step")]),
              in_words(d, "staff step", "page"),
              ["Outcome: resolved",
               "What happens next: " + d.secret("outcome of a staff step"),
               "Hand over: %s; %s" % (field, d.secret("Hand over"))]]),
        join([["## " + upper],
              ["Only: %s." % guard + (" Otherwise [Desk](#%s)" % to[1]
                                      if sent_on else "")],
              quote(["Then, is it %s?" % d.secret("said for " + guard, cls)]),
              inside(d, "step for " + guard, cls),
              ["Record: %s (choice(%s; %s))" % tuple(
                  d.secret("Record for " + guard, cls) for _ in range(3))],
              ["Stop and escalate if: it is %s. [No](#%s)"
               % (d.secret("Stop for " + guard, cls), to[1])],
              ["Outcome: resolved", "What happens next: "
               + d.secret("outcome for " + guard, cls),
               "Hand over: " + d.secret("Hand over for " + guard, cls)]]),
        join([["## " + later], ["Only: from 2099-01-01."],
              ["See %s." % d.dead("later step")],
              ["Outcome: resolved"]]),
        join([["## Test calls"],
              ["- Begin; Not sure => " + no,
               "- (Sunday 02:10; level 4) Begin; %s => %s"
               % (inner_choice, inner)]]),
    ]
    d.steps += to[:2] + [slug(first[0][0][3:])]
    d.corpus.put(d.path, "\n".join(join(parts)) + "\n")
    d.corpus.pages[d.id]["staff_steps"] = to[2:]
    return d


def check_script(d):
    """A sub-script: it returns a result."""
    parts = [head(d),
             join([["Before anything else %s." % d.open("introduction")],
                   said(d), ["- [Yes](#passed-it)", "- [No](#failed-it)"]]),
             join([["## Passed it"], said(d), ["Outcome: return passed"]]),
             join([["## Failed it"], marked(d, "FRAUD", in_words(
                 d, "fraud cue", "page")), ["Outcome: return failed"]])]
    d.corpus.put(d.path, "\n".join(join(parts)) + "\n")
    return d
