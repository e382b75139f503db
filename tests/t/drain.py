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


def unread(sockets):
    """Has the server not yet read all that was sent on these?"""
    ends = {"%04X" % s.getsockname()[1] for s in sockets}
    with open("/proc/net/tcp", encoding="ascii") as f:
        rows = [line.split() for line in f][1:]
    waiting = {row[2].split(":")[1]: int(row[4].split(":")[1], 16)
               for row in rows}
    return any(waiting.get(end, 1) for end in ends)


def wait_while(condition):
    for _ in range(600):
        if not condition():
            return True
        time.sleep(.05)
    return False


def lets_in(address):
    try:
        connect(address).close()
    except OSError:
        return False
    return True


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
        s.sendall(request(address, "/healthz"))
        reply_of(s)
        text = request(address, target)
        s.sendall(text[:-2])
        half.append((s, text[-2:], target))
    waiting = connect(address)
    waiting.sendall(request(address, "/healthz"))
    reply_of(waiting)
    check("the server has read all that was sent", [] if wait_while(
        lambda: unread([s for s, _, _ in half])) else ["it has not"])
    os.kill(int(pid), signal.SIGTERM)
    check("after SIGTERM nobody is let in", [] if wait_while(
        lambda: lets_in(address)) else ["somebody is"])
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
