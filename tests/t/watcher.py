# SPDX-License-Identifier: GPL-2.0-or-later
"""`signpost-indexer watch` as a test has it: started, asked, ended."""

import atexit
import http.client
import json
import os
import signal
import socket
import subprocess
import time

PATIENCE = 60  # seconds, until something is taken to have failed


def wait_until(condition, seconds=PATIENCE):
    """Ask again and again; the last answer."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer or time.monotonic() > end:
            return answer
        time.sleep(.02)


def usual_signals():
    """A test in the background has some of them ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Connection(http.client.HTTPConnection):
    def __init__(self, path, timeout=PATIENCE):
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Watcher:
    def __init__(self, indexer, content, index, *options, log, env=None):
        self.indexer, self.content, self.index = indexer, content, index
        self.options = list(options)
        self.path = os.path.join(index, "control.sock")
        if "--socket" in self.options:
            self.path = self.options[self.options.index("--socket") + 1]
        self.log = log
        self.env = env
        self.process = None

    def launch(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.indexer, "watch", "--content", self.content, "--index",
                 self.index] + self.options, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, env=dict(os.environ, **self.env or {}),
                start_new_session=True, preexec_fn=usual_signals)
        atexit.register(self.kill, self.process)

    @staticmethod
    def kill(process):
        """Whatever came of the test, nothing of it runs on."""
        if process.poll() is None:
            process.kill()
            process.wait()

    def start(self):
        """Until its first run is over."""
        self.launch()
        return self.settle(lambda s: s["runs"] > 0 or s["failures"] > 0)

    def ask(self, method, path, body=None, headers=None, patience=PATIENCE):
        """(HTTP status, media type, JSON), or None when nobody answers."""
        connection = Connection(self.path, patience)
        try:
            connection.request(method, path, body, headers or {})
            reply = connection.getresponse()
            text = reply.read()
            return (reply.status, reply.getheader("Content-Type"),
                    json.loads(text) if text else None)
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def status(self):
        answer = self.ask("GET", "/status")
        return answer[2] if answer else None

    def settle(self, condition=lambda s: True):
        """The status as soon as it is idle, or waits, and the condition holds;
        None when it never is."""
        def settled():
            status = self.status()
            return (status if status and status["state"] != "updating" and
                    condition(status) else None)
        return wait_until(settled)

    def update(self):
        return self.ask("POST", "/update")

    def clock(self, at):
        return self.ask("POST", "/clock?at=" + at.replace(" ", "+"))

    def workers(self):
        """The processes that work for it."""
        found = []
        for name in os.listdir("/proc"):
            try:
                with open("/proc/%s/stat" % name, encoding="ascii",
                          errors="replace") as stat:
                    if name.isdigit() and int(stat.read().rpartition(
                            ")")[2].split()[1]) == self.process.pid:
                        found.append(int(name))
            except OSError:
                pass
        return found

    def alive(self):
        return self.process.poll() is None

    def end(self, number=signal.SIGTERM):
        """Its exit status; below zero: killed."""
        self.process.send_signal(number)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            return self.process.wait()

    def said(self):
        with open(self.log, "r", encoding="utf-8", errors="replace") as log:
            return log.read()

    def dump(self, site):
        return subprocess.run(
            [self.indexer, "dump", os.path.join(self.index, site)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            check=False).stdout.decode("utf-8", "replace")

    def dumps(self):
        return [self.dump("public"), self.dump("staff")]

    def shows(self, site, word):
        return wait_until(lambda: word in self.dump(site))

    def lacks(self, site, word):
        return wait_until(lambda: word not in self.dump(site))
