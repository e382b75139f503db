# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes many valid files, and changes them; nothing secret in them.

  plain_content.py FOLDER COUNT     COUNT documents in folders of 100
  plain_content.py FOLDER big       one page, large as HTML
  plain_content.py FOLDER change N  change document N, say its new word
"""

import os
import random
import sys

SUBJECTS = ["bins", "parking", "council tax", "housing", "roads", "trees",
            "benefits", "libraries", "licences", "noise", "pests", "planning"]
VERBS = ["Report", "Pay for", "Ask about", "Cancel", "Change", "Renew",
         "Find", "Check", "Apply for", "Complain about"]
SENTENCES = [
    "You can do this online at any time, and it takes a few minutes.",
    "We reply within 10 working days.",
    "Tell us if something changes, and we will put it right.",
    "Have your reference number ready when you call.",
    "There is no charge for residents of the district.",
    "The county council looks after this, and we pass it on.",
    "If it is not safe to stay, leave first and then call us.",
    "Somebody will visit you and look at the place.",
    "Your councillor can help when you do not agree with us.",
    "Leave it at the kerb by 7 in the morning.",
]


def word(n):
    """A word that only document n has, in letters alone."""
    return "w" + "".join("bdfgklmnpt"[int(d)] + "aeiou"[int(d) % 5]
                         for d in str(n))


def place(n):
    ending = ".xml" if n % 10 == 9 else ".md"
    return "service-%02d/page-%d%s" % (n // 100, n, ending)


def document(n, version=0):
    rng = random.Random(n * 1000 + version)
    title = "%s %s %s" % (rng.choice(VERBS), rng.choice(SUBJECTS), word(n))
    said = lambda: " ".join(rng.sample(SENTENCES, 3)) + \
        " Its word is %s." % word(n * 7919 + version)
    heads = ["How to do it", "What it costs", "How long it takes",
             "If you do not agree"]
    audience = "staff" if n % 7 == 3 else "public"
    if n % 10 == 9:
        return ('<guide xmlns="urn:signpost:content:1" id="%s" audience="%s" '
                'owner="Manager" reviewed="2026-09-01" review-by="2027-09-01">'
                "\n<title>%s</title>\n<p>%s</p>\n%s</guide>\n" % (
                    place(n)[:-4], audience, title, said(), "".join(
                        "<section><heading>%s</heading><p>%s</p></section>\n"
                        % (head, said()) for head in heads)))
    out = ["---", "title: " + title, "type: guide", "audience: " + audience,
           "owner: Manager", "reviewed: 2026-09-01", "review-by: 2027-09-01",
           "also-asked: where is %s" % word(n), "---", said(), ""]
    for head in heads:
        out += ["## " + head, "", said(), "", "- " + rng.choice(SENTENCES),
                "- " + rng.choice(SENTENCES), ""]
    out += ["> [!STAFF]", "> " + said()]
    return "\n".join(out) + "\n"


def write(folder, n, version=0):
    path = os.path.join(folder, place(n))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(document(n, version))
    return path


def write_big(folder):
    """Some 200 KiB that become more than a megabyte."""
    os.makedirs(os.path.join(folder, "big"), exist_ok=True)
    with open(os.path.join(folder, "big/page.md"), "w", encoding="utf-8") as f:
        f.write("---\ntitle: A big page\ntype: guide\naudience: public\n"
                "owner: Manager\nreviewed: 2026-09-01\nreview-by: 2027-09-01\n"
                "summary: Very long.\n---\n")
        for _ in range(1000):
            f.write('&"' * 100 + "\n\n")


def main(folder, what, *more):
    if what == "big":
        write_big(folder)
    elif what == "change":
        n = int(more[0])
        version = random.SystemRandom().randrange(1, 1 << 30)
        write(folder, n, version)
        print(word(n * 7919 + version))
    else:
        for n in range(int(what)):
            write(folder, n)


if __name__ == "__main__":
    main(*sys.argv[1:])
