# SPDX-License-Identifier: GPL-2.0-or-later
"""Words for the canary tests.

A canary ("secret") begins with zqx and is made of consonants alone, so that
it stems to itself, is in no dictionary and is far from every other word.  A
marker, the public's twin, begins with pvx.  No other text of the tests has
these beginnings, so "zqx" in a byte of the public's is a leak, even of half a
word.
"""

import re

SECRET = "zqx"
MARKER = "pvx"
LETTERS = "bcdfghjklmnpqrtvwxz"
FOUND = re.compile(SECRET + "[" + LETTERS + "]*")
OURS = re.compile("(?:%s|%s)[%s]*" % (SECRET, MARKER, LETTERS))


class Words:
    def __init__(self, rng):
        self.rng = rng
        self.used = set()

    def _make(self, start):
        while True:
            middle = "".join(self.rng.choice(LETTERS) for _ in range(9))
            word = start + middle + "k"
            if not (SECRET in word[1:] or MARKER in word[1:]
                    or word in self.used):
                self.used.add(word)
                return word

    def secret(self):
        return self._make(SECRET)

    def marker(self):
        return self._make(MARKER)

    def like(self, word):
        return self._make(word[:3])

    def slip(self, word, other):
        """Both words without one letter, at the same place."""
        while True:
            at = self.rng.randrange(4, len(word) - 1)
            slips = [w[:at] + w[at + 1:] for w in (word, other)]
            if not any(SECRET in w[1:] or MARKER in w[1:] for w in slips):
                return slips


def is_slip(typed, word):
    """May a search take one for the other?  Two letters added, left out,
    changed or swapped; or one of them so far as it was typed."""
    last, row = None, list(range(len(word) + 1))
    for i, a in enumerate(typed, 1):
        before, last, row = last, row, [i]
        for j, b in enumerate(word, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if before and j > 1 and a == word[j - 2] and b == typed[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1] <= 2 or min(row) <= 1
