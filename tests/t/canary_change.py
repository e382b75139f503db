# SPDX-License-Identifier: GPL-2.0-or-later
"""What was public becomes staff's, goes out of date, breaks or is deleted.
Its words then are "gone": the public's next index has none of them."""

import random
import re


def withdraw(c, page_id):
    """Nothing of this page is public any more; of the staff site nothing is
    asked."""
    path = c.pages[page_id]["path"]
    for word, about in list(c.markers.items()):
        if about["path"] == path:
            c.gone[word] = c.markers.pop(word)
    for about in c.secrets.values():
        if about["path"] == path:
            about["class"] = {"page": "free", "dump": "free",
                              "level": "above"}.get(about["class"],
                                                   about["class"])
    c.pages[page_id]["mode"] = "gone"


def replace(c, page_id, old, new):
    path = c.pages[page_id]["path"]
    assert old.encode() in c.files[path], (path, old)
    c.files[path] = c.files[path].replace(old.encode(), new.encode(), 1)


def to_staff(c, i):
    if c.pages[i]["path"].endswith(".xml"):
        replace(c, i, 'audience="public"', 'audience="staff"')
    else:
        replace(c, i, "audience: public", "audience: staff")
    withdraw(c, i)


def to_staff_with_error(c, i):
    replace(c, i, "audience: public", "audience: staff")
    c.files[c.pages[i]["path"]] += b"\n> [!STAF]\n> wrong\n"
    withdraw(c, i)


def expire(c, i):
    replace(c, i, "audience: public", "audience: public\nuntil: 2020-12-31")
    withdraw(c, i)


def embargo(c, i):
    replace(c, i, "audience: public", "audience: public\nfrom: 2099-01-01")
    withdraw(c, i)


def delete(c, i):
    del c.files[c.pages[i]["path"]]
    withdraw(c, i)


def garble(c, i):
    """It no longer says for whom it is."""
    replace(c, i, "---", "+++")
    withdraw(c, i)


PARAGRAPH = re.compile(
    r"^(?:Please ask about|You can use|The form for) .*pvx.*$", re.M)


def hide_paragraph(c, i):
    """A paragraph goes into a staff block."""
    path = c.pages[i]["path"]
    text = c.files[path].decode()
    for found in PARAGRAPH.finditer(text):
        # An unmarked quote after it would be an error then.
        if not text[found.end():].lstrip().startswith(">"):
            break
    else:
        return
    line = found.group()
    text = (text[:found.start()] + "> [!STAFF]\n> " + line
            + text[found.end():])
    c.files[path] = text.encode()
    for word in re.findall("pvx[a-z]+", line):
        c.gone[word] = c.markers.pop(word)


def break_it(c, i):
    """An error, and still public: the last good version stays."""
    path = c.pages[i]["path"]
    c.files[path] += b"\n> [!STAF]\n> " + c.secret(
        "broken later (%s)" % path, "free", path).encode() + b"\n"


def snippet_to_staff(c):
    path = c.public_snippets[0]
    i = path[:-3]
    replace(c, i, "audience: public", "audience: staff")
    withdraw(c, i)
    # What includes it is in error now, and has its words.
    for user, page in c.pages.items():
        if path.encode() in c.files.get(page["path"], b""):
            withdraw(c, user)


ANY = [to_staff, to_staff]
OF_MARKDOWN = [to_staff, to_staff_with_error, expire, embargo, delete, garble,
               hide_paragraph, break_it]


def change(c):
    """Change the corpus."""
    rng = random.Random(c.seed + 1)
    pages = [i for i, page in c.pages.items() if page["mode"] == "public"
             and page["type"] in ("guide", "faq", "script")
             and i not in c.parts
             and c.public_snippets[0].encode() not in c.files[page["path"]]]
    for actions, ending in ((ANY, ".xml"), (OF_MARKDOWN, ".md")):
        able = [i for i in pages if c.pages[i]["path"].endswith(ending)
                and b"\r" not in c.files[c.pages[i]["path"]]
                and not c.files[c.pages[i]["path"]].startswith(b"\xef")]
        rng.shuffle(able)
        actions = actions[:]
        rng.shuffle(actions)
        # One stays as it is.
        for action, i in zip(actions, able[1:]):
            action(c, i)
    snippet_to_staff(c)
