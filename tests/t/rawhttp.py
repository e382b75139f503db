#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""rawhttp.py PORT [-s] BYTES - send exactly these bytes, tell what came back.

BYTES has Python's escapes (\\r\\n, \\x00) and <<TEXT*N>> for N times TEXT.
With -s it is sent a byte at a time.  Prints the status of every reply, then
"closed" or "open", then the status of a good request on a new connection:

    400 closed, then 200

A reply must carry the security headers and, when the connection was closed,
have said so; else that is printed instead.
"""
import codecs
import re
import socket
import sys

WAIT = 1.5  # seconds without a byte: nothing more is coming
HEADERS = (b"content-security-policy", b"x-content-type-options", b"referrer-policy")


def expand(text):
    text = re.sub(r"<<(.+?)\*(\d+)>>", lambda m: m[1] * int(m[2]), text)
    return codecs.escape_decode(text.encode("utf-8"))[0]


def exchange(port, data, slowly):
    """All that came back, and whether the server closed."""
    got = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            for at in range(0, len(data), 1 if slowly else len(data)):
                sock.sendall(data[at : at + 1] if slowly else data)
        except OSError:
            pass  # it may have heard enough
        sock.settimeout(WAIT)
        try:
            while True:
                more = sock.recv(65536)
                if not more:
                    return got, True
                got += more
        except TimeoutError:
            return got, False
        except OSError:
            return got, "reset"


def replies(got):
    """Cut the stream into heads by their Content-Length; HEAD is not sent."""
    heads = []
    while got:
        head, mark, rest = got.partition(b"\r\n\r\n")
        if not mark:
            return heads + [b"cut"]
        if head.startswith(b"HTTP/1.1 100"):
            got = rest
            continue
        heads.append(head)
        length = re.search(rb"(?im)^content-length: *(\d+)", head)
        got = rest[int(length[1]) if length else 0 :]
    return heads


def describe(got, closed):
    heads = replies(got)
    words = []
    for head in heads:
        status = re.match(rb"HTTP/1\.1 (\d{3}) ", head)
        words.append(status[1].decode() if status else "garbage")
        lines = head.lower()
        for name in HEADERS:
            if b"\n" + name + b":" not in lines:
                words.append("without-" + name.decode())
    if closed is True and heads and b"connection: close" not in heads[-1].lower():
        words.append("unannounced")
    words.append({True: "closed", False: "open"}.get(closed, closed))
    return " ".join(words)


def main():
    arguments = sys.argv[1:]
    slowly = "-s" in arguments
    port, text = [a for a in arguments if a != "-s"]
    first = describe(*exchange(int(port), expand(text), slowly))
    good = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    then, _ = exchange(int(port), good, False)
    print(f"{first}, then {then[9:12].decode()}")


main()
