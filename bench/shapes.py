# SPDX-License-Identifier: GPL-2.0-or-later
"""Queries that somebody might send to keep a search server busy.

SHAPES[name](rng) makes the bytes of one, another each time: at most LIMIT of
them, which is what the server takes, unless the shape is about more.  The words
are those of bench/corpus.py, so that the common ones are common in its
index."""
import string

import corpus

LIMIT = 2048
SHAPES = {}
OPERATORS = ["AND", "OR", "NOT", "XOR", "NEAR", "ADJ", "AND_NOT"]


def shape(name):
    def keep(make):
        SHAPES[name] = make
        return make
    return keep


def fitting(items, joint=" ", limit=LIMIT):
    """As many of the items as fit."""
    made, left = [], limit
    for item in items:
        item = item.encode() if isinstance(item, str) else item
        left -= len(item) + len(joint)
        if left < 0:
            break
        made.append(item)
    return joint.encode().join(made)


def forever(make):
    while True:
        yield make()


def words_of(table):
    """Its distinct words, the commonest first."""
    seen = {}
    for entry in corpus.TABLES[table]:
        for word in entry.lower().split():
            seen[word] = None
    return list(seen)


COMMON = [word for word in words_of("thing") if len(word) > 2][:60]
ALL = sorted({word for table in corpus.LISTS for word in words_of(table)})
STOP = sorted(corpus.STOP)


def some(rng, words, count):
    return [rng.choice(words) for _ in range(count)]


def rare(rng):
    return corpus.spelled(rng.randrange(20_000, 400_000)).lower()


def letters(rng, count):
    return "".join(rng.choices(string.ascii_lowercase, k=count))


def slipped(rng, word):
    at = rng.randrange(len(word))
    return word[:at] + rng.choice(string.ascii_lowercase) + word[at + 1:]


def listed(name, make, joint=" ", count=10_000):
    """A shape of many things of one kind."""
    def one(rng):
        return fitting((make(rng) for _ in range(count)), joint)
    SHAPES[name] = one


def fixed(name, text):
    SHAPES[name] = lambda rng: text.encode() + letters(rng, 2).encode()


# ---- many words ----
SHAPES["3,000 words"] = lambda rng: " ".join(some(rng, ALL, 3000)).encode()
listed("2 KiB of the commonest words", lambda r: r.choice(COMMON[:10]))
listed("2 KiB of common words", lambda r: r.choice(COMMON))
listed("2 KiB of any words", lambda r: r.choice(ALL))
listed("2 KiB of rare names", rare)
listed("32 commonest words", lambda r: r.choice(COMMON[:32]), count=32)
listed("32 rare names", rare, count=32)
listed("2 KiB of one-letter words", lambda r: letters(r, 1))
listed("2 KiB of two-letter words", lambda r: letters(r, 2))
listed("2 KiB of stop words", lambda r: r.choice(STOP))
listed("32 stop words", lambda r: r.choice(STOP), count=32)
listed("one stop word", lambda r: r.choice(STOP), count=1)
listed("stop words and one common word",
       lambda r: r.choice(STOP + COMMON[:1]), count=32)


@shape("500 distinct words")
def _(rng):
    return fitting(rng.sample(sorted({w for w in ALL if len(w) < 8}), 300) +
                   [letters(rng, 3) for _ in range(200)])


@shape("500 distinct words that are nowhere")
def _(rng):
    return fitting("q" + letters(rng, 2) for _ in range(500))


# ---- repeated ----
SHAPES["one letter x 2 KiB"] = lambda rng: letters(rng, 1).encode() * LIMIT
SHAPES["one letter x 512"] = lambda rng: letters(rng, 1).encode() * 512
SHAPES["two letters x 1 KiB"] = lambda rng: letters(rng, 2).encode() * 1024
SHAPES["one common word x 200"] = lambda rng: fitting(
    [rng.choice(COMMON)] * 200)
SHAPES["two common words x 100"] = lambda rng: fitting(
    rng.sample(COMMON, 2) * 100)
SHAPES["endings of one word"] = lambda rng: fitting(
    [rng.choice(COMMON) + end for end in ("", "s", "ed", "ing", "er", "ly",
                                          "ness", "able", "'s") * 20])
SHAPES["each start of a word"] = lambda rng: fitting(
    word[:n] for word in rng.sample(COMMON, 8) for n in range(1, len(word)))
listed("letters doubled and trebled", lambda r: "".join(
    c * r.randint(2, 3) for c in r.choice(COMMON)))
SHAPES["spaces x 2 KiB"] = lambda rng: b" " * (LIMIT - 8) + rng.choice(
    COMMON).encode()[:8]
listed("punctuation x 2 KiB", lambda r: r.choice(string.punctuation), "")

# ---- quotation marks ----
SHAPES["quote opened only"] = lambda rng: fitting(
    ['"'] + some(rng, COMMON, 30))
SHAPES["quote closed only"] = lambda rng: fitting(
    some(rng, COMMON, 30) + ['"'])
listed("2 KiB of quotes", lambda r: '"', "")
listed("empty phrases", lambda r: '""')
listed("each word in quotes", lambda r: f'"{r.choice(COMMON)}"')
listed("an odd number of quotes", lambda r: '"' + r.choice(COMMON))
SHAPES["a phrase of 30 common words"] = lambda rng: b'"' + fitting(
    some(rng, COMMON[:10], 30)) + b'"'
SHAPES["a phrase of 2 KiB of common words"] = lambda rng: b'"' + fitting(
    some(rng, COMMON[:10], 900), limit=LIMIT - 2) + b'"'
SHAPES["a phrase of stop words"] = lambda rng: b'"' + fitting(
    some(rng, STOP, 20)) + b'"'
SHAPES["a phrase of one stop word"] = lambda rng: b'"' + fitting(
    [rng.choice(["the", "a", "to", "in", "for"])] * 30) + b'"'
SHAPES["a phrase of two stop words"] = lambda rng: (
    f'"{rng.choice(["to", "in", "for"])} {rng.choice(["the", "a"])}"'.encode())
SHAPES["a phrase of one common word"] = lambda rng: b'"' + fitting(
    [rng.choice(COMMON)] * 30) + b'"'
SHAPES["a phrase of letters"] = lambda rng: b'"' + fitting(
    letters(rng, 1) for _ in range(30)) + b'"'
listed("16 phrases of two common words",
       lambda r: f'"{r.choice(COMMON[:10])} {r.choice(COMMON[:10])}"',
       count=16)
listed("16 phrases of two stop words",
       lambda r: f'"{r.choice(STOP)} {r.choice(STOP)}"', count=16)
listed("phrases that are nowhere",
       lambda r: f'"{r.choice(COMMON)} {rare(r)}"', count=16)
SHAPES["a sentence of a document in quotes"] = lambda rng: (
    '"' + corpus.document(1, rng.randrange(10000))[1][0][1][0][:400] +
    '"').encode()

# ---- what looks like a language ----
SHAPES["b* c* d*"] = lambda rng: fitting(
    letters(rng, 1) + "*" for _ in range(3))
SHAPES["one letter and *"] = lambda rng: letters(rng, 1).encode() + b"*"
SHAPES["each letter and *"] = lambda rng: fitting(
    c + "*" for c in string.ascii_lowercase)
listed("*word*", lambda r: f"*{r.choice(COMMON)[:4]}*")
listed("w?rd", lambda r: slipped(r, r.choice(COMMON)).replace("e", "?"))
listed("AND OR NOT NEAR",
       lambda r: f"{r.choice(COMMON)} {r.choice(OPERATORS)}")
listed("operators alone", lambda r: r.choice(OPERATORS))
listed("NEAR/1000", lambda r: f"{r.choice(COMMON)} NEAR/1000")
listed("NOT of common words", lambda r: "NOT " + r.choice(COMMON))
listed("-word", lambda r: "-" + r.choice(COMMON))
listed("+word", lambda r: "+" + r.choice(COMMON))
listed("~word", lambda r: "~" + r.choice(COMMON))
SHAPES["brackets, nested"] = lambda rng: (
    b"(" * 900 + rng.choice(COMMON).encode() + b")" * 900)
listed("brackets, not closed", lambda r: "(" + r.choice(COMMON))
listed("ranges", lambda r: f"{r.randrange(9)}..{r.randrange(10 ** 9)}")
fixed("XK:page", "XK:page ")
listed("field prefixes", lambda r: r.choice(
    ["XK:", "title:", "Q:", "K:", "S:", "XSERVICE:", "id:"]) +
       r.choice(COMMON))
listed("raw terms", lambda r: r.choice(["Z", "S", "ZS", "XA", "K", "Q"]) +
       r.choice(COMMON))
listed("colons", lambda r: r.choice(COMMON[:5]), "::")
listed("caret weights", lambda r: r.choice(COMMON) + "^999999")
fixed("SQL", "' OR 1=1; DROP TABLE docs; -- ")
fixed("markup", "<script>alert(1)</script><mark>council</mark>&amp;&#0; ")
fixed("template words", "{{TITLE}} ${council} $hitlist{x} %s%n%x ")
listed("addresses", lambda r: f"{letters(r, 5)}@{letters(r, 6)}.example")
listed("URLs", lambda r: f"https://{letters(r, 8)}.example/{letters(r, 9)}?a=b")
listed("percent signs and backslashes", lambda r: r.choice("%\\+/;"), "")

# ---- words that are looked for in vain ----
listed("32 rare words with a slip", lambda r: slipped(r, rare(r)), count=32)
listed("32 common words with a slip",
       lambda r: slipped(r, r.choice(COMMON)), count=32)
listed("32 words of four letters, nowhere", lambda r: letters(r, 4), count=32)
listed("32 words of five letters, nowhere", lambda r: letters(r, 5), count=32)
listed("32 words of twelve letters, nowhere",
       lambda r: letters(r, 12), count=32)
listed("two slips a word", lambda r: slipped(r, slipped(
    r, r.choice(COMMON))), count=32)
listed("words run together", lambda r: "".join(some(r, COMMON, 4)), count=32)
SHAPES["2 KiB of words run together"] = lambda rng: fitting(
    some(rng, COMMON, 900), "")
listed("words cut in two", lambda r: r.choice(COMMON)[:3] + " " +
       r.choice(COMMON)[3:], count=32)
listed("words of 64 letters", lambda r: letters(r, 64))
listed("words of 200 letters", lambda r: letters(r, 200))
SHAPES["a word of 246 letters"] = lambda rng: letters(rng, 246).encode()
SHAPES["a word of 2 KiB"] = lambda rng: letters(rng, LIMIT).encode()
SHAPES["one rare word with a slip"] = lambda rng: slipped(
    rng, rare(rng)).encode()

# ---- digits, joints ----
listed("numbers", lambda r: str(r.randrange(10 ** 6)))
SHAPES["a number of 2 KiB"] = lambda rng: "".join(
    rng.choices(string.digits, k=LIMIT)).encode()
listed("postcodes", lambda r: f"WX{r.randrange(30)} {r.randrange(10)}AB")
listed("apostrophes", lambda r: r.choice("osd"), "'")
listed("hyphens", lambda r: r.choice(COMMON), "-")
listed("dots", lambda r: letters(r, 1).upper(), ".")
listed("ampersands", lambda r: letters(r, 2), "&")
listed("underlines", lambda r: r.choice(COMMON), "_")

# ---- Unicode ----
listed("letters under marks", lambda r: letters(r, 1) + "".join(
    chr(r.randrange(0x300, 0x36f)) for _ in range(8)), "")
listed("accented letters", lambda r: chr(r.randrange(0xc0, 0x17f)), "")
listed("accented words", lambda r: r.choice(COMMON).replace(
    "e", "é").replace("a", "â"))
listed("right to left", lambda r: "\u202e" + r.choice(COMMON) + "\u202c")
listed("Hebrew and Arabic", lambda r: chr(r.choice(
    [r.randrange(0x5d0, 0x5ea), r.randrange(0x621, 0x64a)])), "")
listed("emoji", lambda r: chr(r.randrange(0x1f300, 0x1f6ff)), "")
listed("Chinese", lambda r: chr(r.randrange(0x4e00, 0x9fff)), "")
listed("full-width letters", lambda r: "".join(
    chr(ord(c) + 0xfee0) for c in r.choice(COMMON) if c in
    string.ascii_lowercase))
listed("ligatures and sharp s", lambda r: r.choice("ßﬁﬂﬀſıİǅ"), "")
listed("joiners between letters", lambda r: "\u200d".join(r.choice(COMMON)))
listed("look-alike letters", lambda r: r.choice(COMMON).replace(
    "a", "а").replace("o", "о").replace("e", "е"))
listed("private and missing characters", lambda r: chr(r.choice(
    [r.randrange(0xe000, 0xf8ff), 0xfffd, 0xfffe, 0xffff, 0x10ffff])), "")
listed("tabs and line ends", lambda r: r.choice(COMMON), "\t\r\n")
SHAPES["not UTF-8"] = lambda rng: b"\xff\xfe\xc0\x80" + rng.choice(
    COMMON).encode()
SHAPES["overlong UTF-8"] = lambda rng: b"\xc0\xaf" * 900
SHAPES["a zero byte"] = lambda rng: b"council\0" + letters(rng, 3).encode()
