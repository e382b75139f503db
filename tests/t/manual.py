# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes the examples out of the manual page of the content format and out of
the co-ordinators' guide, and asks whether the page names all that there is.

    manual.py unpack PAGE GUIDE FOLDER
        FOLDER/content is the tree of all examples; FOLDER/wrong.list has a
        line `NAME CODE PATH` for each example of an error, whose tree is
        FOLDER/NAME
    manual.py names PAGE SOURCE
        results: each name that the sources know stands in the page
"""
import os
import re
import shutil
import sys

from results import check

ESCAPES = {r"\e": "\\", r"\&": "", r"\ ": " ", r"\(Po": "£", r"\(ga": "`"}


def text_of(line):
    return re.sub(r"\\(?:\(..|.)", lambda m: ESCAPES[m.group(0)], line)


def page_blocks(page):
    """(what, arguments, text) of each marked literal block."""
    mark, lines = None, None
    for line in open(page, encoding="utf-8").read().splitlines():
        found = re.fullmatch(r'\.\\" (example|more|wrong): (.*)', line)
        if found:
            if mark:
                sys.exit(f"no block below: {mark}")
            mark = found.groups()
        elif line.startswith(".Bd -literal"):
            lines = []
        elif line == ".Ed" and lines is not None:
            if mark:
                yield mark[0], mark[1].split(), "".join(lines)
            else:
                sys.exit(f"a block without a mark: {lines[0]}")
            mark = lines = None
        elif lines is not None:
            lines.append(text_of(line) + "\n")
        elif mark and line != ".Pp":
            sys.exit(f"no block directly below: {mark}")


def guide_blocks(guide):
    """The same of the guide: a comment above a fenced block."""
    text = open(guide, encoding="utf-8").read()
    marked = re.findall(
        r"<!-- (example|more|wrong): (.*?) -->\n```markdown\n(.*?)^```$",
        text, re.M | re.S)
    if len(marked) != text.count("```markdown\n"):
        sys.exit("a block of the guide has no mark")
    for what, arguments, block in marked:
        yield what, arguments.split(), block


def put(folder, path, text):
    file = os.path.join(folder, path)
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "w", encoding="utf-8") as out:
        out.write(text)


def unpack(page, guide, folder):
    tree, heads, wrong = {}, {}, []
    for blocks in page_blocks(page), guide_blocks(guide):
        for what, arguments, text in blocks:
            path = arguments[-1]
            if what == "example":
                if path in tree:
                    sys.exit(f"two examples are {path}")
                tree[path] = heads[path] = text
            elif what == "more":
                tree[path] += "\n" + text
            else:
                wrong.append((arguments[0], path, text))
    content = os.path.join(folder, "content")
    for path, text in tree.items():
        put(content, path, text)
    with open(os.path.join(folder, "wrong.list"), "w") as out:
        for n, (code, path, text) in enumerate(wrong):
            name = f"wrong-{n}"
            own = os.path.join(folder, name)
            shutil.copytree(content, own)
            if path.endswith(".md"):
                if not text.startswith("---\n"):
                    head = heads[path]
                    text = head[:head.index("\n---\n") + 5] + text
                path = os.path.dirname(path) + f"/{name}.md"
                text = re.sub(r"(?m)^redirect-from:.*\n", "", text)
            put(own, path, text)
            print(name, code, path, file=out)


def words_of(page):
    """The page's words, without macros; and its code."""
    text = open(page, encoding="utf-8").read()
    return text_of(re.sub(r'(?m)^\.\\".*$', "", text))


def table(source, path, begin, pattern, end=r"\n\};?"):
    """What `pattern` finds from `begin` up to `end` in a file."""
    text = open(os.path.join(source, path), encoding="utf-8").read()
    at = text.index(begin)
    part = text[at:at + re.search(end, text[at:]).start()]
    names = re.findall(pattern, part)
    if not names:
        sys.exit(f"{path}: nothing found below {begin}")
    return list(dict.fromkeys(names))


def names(page, source):
    text = words_of(page)
    string = r'"([^"]+)"'
    first = r'\{"([^"]+)",'

    anywhere = r"(?<![\w-]){}(?![\w-])"
    as_field = r"(?m)^\.(?:It )?Cm (?:.*[ ,])?{}(?:\*| |$)"
    as_word = r"(?m)^\.(?:It )?(?:Ql|Ic) .*" + anywhere

    def all_named(what, found, form=as_field):
        missing = [n for n in found
                   if not re.search(form.format(re.escape(n)), text)]
        check(f"the page names every {what} ({len(found)})", missing)

    def of(*arguments, **keywords):
        return table(source, *arguments, **keywords)

    all_named("field", of("lib/fields_rules.c", "rules[] = {", first))
    all_named("reserved name", of("lib/fields_rules.c", "reserved[]", string),
              as_word)
    for what, begin in (("type", "type_name[]"), ("key", "key_name[]"),
                        ("outcome", "outcome_name[]"),
                        ("record type", "record_name[]")):
        all_named(what, of("lib/doc.c", begin, string, end=r"\};"), as_word)
    all_named("marker", of("lib/markdown_markers.c", "markers[] = {", first),
              as_word)
    all_named("condition", of("lib/guard.c", "plain[] = {", first) +
              ["level 2", "area:", "from 2026-12-01", "until 2026-12-24",
               "if bin:"], as_word.replace(anywhere, "{}"))
    all_named("setting", of("lib/site.c", "one_value[]", first) +
              of("lib/site.c", "many_values[]", first) +
              ["theme.", "accessibility."])
    all_named("colour", of("lib/theme.c", "colours[] = {", r'\{"([a-z-]+)", "--'))
    lists = "lib/site_lists.c"
    all_named("field of a service",
              of(lists, "read_service(", first, end=r"\};"))
    all_named("field of the glossary",
              of(lists, "read_entry(", first, end=r"\};"))
    all_named("field of pins.yaml", of("lib/pins.c", "known[] = {", first))
    for name, path in (("fees.csv", "lib/fees.c"),
                       ("bank-holidays.csv", "lib/calendar.c"),
                       ("on-call.csv", "lib/rota.c")):
        all_named(f"column of {name}",
                  of(path, "column_name[]", string, end=r"\};"))
    all_named("column of areas.csv",
              of("lib/areas.c", "own_column[]", string, end=r"\};"))
    all_named("known acronym",
              of("lib/check_acronyms.c", "known[] = {", string), anywhere)
    codes = of("lib/check_table.c", "sp_checks[] = {", first)
    all_named("code", codes, r"(?m)^\.It {}$")
    told = re.findall(r"(?m)^\.It ([EW]\d\d)$", text)
    check("the page names no other code, and each once",
          [] if sorted(told) == sorted(codes) else told)
    schema = open(os.path.join(source, "schema/signpost.rng"),
                  encoding="utf-8").read()
    xml = text[text.index("\n.Sh XML"):]
    elements = set(re.findall(r'<element name="([^"]+)"', schema))
    missing = [n for n in sorted(elements)
               if not re.search(r"<" + n + r"[ />]", text)]
    check(f"every XML element has an example ({len(elements)})", missing)
    untold = [n for n in sorted(elements)
              if not re.search(as_word.format(n), xml)]
    check("every XML element is explained", untold)
    attributes = set(re.findall(r'<attribute name="([^"]+)"', schema))
    untold = [n for n in sorted(attributes)
              if not re.search(rf"(?m)^\.Cm .*(?<![\w-]){n}(?![\w-])", xml)]
    check(f"every XML attribute is explained ({len(attributes)})", untold)


if __name__ == "__main__":
    {"unpack": unpack, "names": names}[sys.argv[1]](*sys.argv[2:])
