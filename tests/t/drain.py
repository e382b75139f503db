# SPDX-License-Identifier: GPL-2.0-or-later
"""SIGTERM to searchd while requests are under way: each of them is answered in
full.

  drain.py ADDRESS PID TARGET...   the first target has a large page
"""

import os
import signal
import socket
import sys
import time

from results import check


def connect(address, small=False):
    host, _, port = address.rpartition(":")
    s = socket.socket()
    s.settimeout(60)
    if small:
        # So little room that the server cannot hand over its reply at once.
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    s.connect((host, int(port)))
    return s


def request(address, target):
    return ("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n" % (target,
                                                     address)).encode()


def reply_of(s, already=b""):
    """The whole reply, by its Content-Length; a fault when it is short."""
    data = already
    while b"\r\n\r\n" not in data:
        more = s.recv(65536)
        if not more:
            return None, "ended in its head after %d bytes" % len(data)
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    while len(body) < length:
        more = s.recv(65536)
        if not more:
            return None, "ended after %d of %d bytes" % (len(body), length)
        body += more
    status = int(head.split()[1])
    return body, None if status == 200 else "status %d" % status


def main(address, pid, *targets):
    faults = []
    s = connect(address)
    s.sendall(request(address, targets[0]))
    whole, fault = reply_of(s)
    check("the page is large", [fault] if fault else
          [] if len(whole) > 1 << 20 else ["%d bytes" % len(whole)])
    slow = []
    for _ in range(4):
        s = connect(address, small=True)
        s.sendall(request(address, targets[0]))
        slow.append((s, s.recv(100)))
    half = []
    for target in targets:
        s = connect(address)
        text = request(address, target)
        s.sendall(text[:-2])
        half.append((s, text[-2:], target))
    waiting = connect(address)
    # Let the server see them.
    time.sleep(.5)
    os.kill(int(pid), signal.SIGTERM)
    time.sleep(.5)
    for s, rest, target in half:
        try:
            s.sendall(rest)
            _, fault = reply_of(s)
        except OSError as e:
            fault = repr(e)
        if fault:
            faults.append("%s, half sent: %s" % (target, fault))
    for s, start in slow:
        try:
            body, fault = reply_of(s, start)
        except OSError as e:
            fault = repr(e)
        if fault:
            faults.append("slow reader: " + fault)
        elif body != whole:
            faults.append("slow reader: other bytes")
    check("requests under way are answered in full after SIGTERM", faults)
    try:
        rest = waiting.recv(100)
    except OSError:
        rest = b""
    check("a connection that only waits is closed", [rest] if rest else [])


if __name__ == "__main__":
    main(*sys.argv[1:])
