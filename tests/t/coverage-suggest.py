# SPDX-License-Identifier: GPL-2.0-or-later
"""Take the test calls out of the sample council's scripts, put in what
`check --coverage` suggests, and check again.

  suggest.py INDEXER CONTENT SCRATCH
"""

import os
import re
import shutil
import subprocess
import sys

from results import check

AT = "2026-11-22"
HEAD = re.compile(r"^(\S+): (\d+) of (\d+) ways$")


def run(indexer, content, *options):
    done = subprocess.run([indexer, "check", "--at", AT, *options, content],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def counted(text):
    """{path: (gone, of)}, {path: [suggested lines]}"""
    ways, calls, path = {}, {}, None
    for line in text.splitlines():
        head = HEAD.match(line)
        if head:
            path = head.group(1)
            ways[path] = (int(head.group(2)), int(head.group(3)))
        elif line.startswith("  - "):
            calls.setdefault(path, []).append(line[2:])
    return ways, calls


def scripts(content):
    for folder, _, names in os.walk(content):
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith(".md"):
                with open(path, encoding="utf-8") as file:
                    text = file.read()
                if "\n## Test calls\n" in text:
                    yield path, text


def main(indexer, original, scratch):
    content = os.path.join(scratch, "content")
    shutil.copytree(original, content)
    before, _ = counted(run(indexer, content, "--coverage")[1])
    bare = {}
    for path, text in scripts(content):
        bare[os.path.relpath(path, content)] = text = \
            text[:text.index("\n## Test calls\n")]
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
    check("there are scripts with test calls",
          [] if len(bare) > 30 else [str(len(bare))])
    without, calls = counted(run(indexer, content, "--coverage")[1])
    check("without their calls no way is gone",
          [path for path in bare if without[path][0] != 0])
    check("calls are suggested for each", [p for p in bare if p not in calls])
    for path, text in bare.items():
        with open(os.path.join(content, path), "w", encoding="utf-8") as out:
            out.write(text + "\n## Test calls\n\n" +
                      "".join(line + "\n" for line in calls.get(path, [])))
    status, out, err = run(indexer, content)
    check("all of them pass", [] if status == 0 else (out + err).splitlines())
    after, more = counted(run(indexer, content, "--coverage")[1])
    check("they go the ways that the author's own went",
          ["%s: %s, and was %s" % (path, after[path], before[path])
           for path in bare if after[path][0] < before[path][0] or
           after[path][1] != before[path][1]])
    check("what is suggested then was not before",
          ["%s: %s" % (path, line) for path in bare
           for line in more.get(path, []) if line in calls[path]])


main(*sys.argv[1:])
