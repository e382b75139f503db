# SPDX-License-Identifier: GPL-2.0-or-later
"""What the benchmarks share: processes with the CPU time of all their children,
and load over HTTP."""
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import typing
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
TICK = os.sysconf("SC_CLK_TCK")
PATIENCE_S = 60  # until a server answers
ROUND_S = 300  # more than any round of a load takes
SETTLE_S = 20  # until one has done what nobody waits for any more


class Load(typing.NamedTuple):
    """One round of one row."""
    cpu_us: float  # of the servers, a request
    rate: float  # requests a second
    errors: int


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def fields_of(pid):
    """/proc/PID/stat from the state on, or nothing when it has ended."""
    try:
        text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return text.rsplit(")", 1)[1].split()


def family(root):
    """The process and its living descendants."""
    parents = {}
    for entry in os.listdir("/proc"):
        fields = fields_of(entry) if entry.isdigit() else None
        if fields:
            parents[int(entry)] = int(fields[1])
    found, fresh = [], [root] if root in parents else []
    while fresh:
        found += fresh
        fresh = [pid for pid, parent in parents.items() if parent in fresh]
    return found


def born(pids):
    """When each was started: a number may be given again."""
    return {pid: fields[19] for pid in pids if (fields := fields_of(pid))}


running = []  # Processes that were started here and not stopped yet


def stop_all():
    """The last started first."""
    while running:
        running[-1].stop()


def end_well():
    """A request to end takes the way of an error, which stops all of them."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("bench: ended"))


class Process:
    """A server in the foreground, started by us and ended by its id."""

    def __init__(self, command, **options):
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.DEVNULL)
        self.name = pathlib.Path(command[0]).name
        self.process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL,
            **options)
        running.append(self)

    def cpu(self):
        """CPU seconds of it and of all its children, ended ones too."""
        ticks = 0
        for pid in family(self.process.pid):
            fields = fields_of(pid)
            if fields:
                ticks += sum(int(field) for field in fields[11:15])
        return ticks / TICK

    def wait_for(self, answers):
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_S:
            if self.process.poll() is not None:
                sys.exit(f"bench: {self.name} ended at once")
            if answers():
                return
            time.sleep(0.05)
        sys.exit(f"bench: {self.name} does not answer")

    def stop(self, number=signal.SIGTERM):
        if self not in running:
            return
        running.remove(self)
        children = born(family(self.process.pid)[1:])
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pid, when in children.items():
            if born([pid]).get(pid) == when:  # it did not end with its parent
                try:
                    os.kill(pid, 9)
                except OSError:
                    pass  # it has now


def reply(port, path):
    """The body at this path, None when there is no reply of 200."""
    try:
        with urllib.request.urlopen(
                f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return answer.read().decode("utf-8", "replace")
    except (OSError, urllib.error.URLError):
        return None


def listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


def cpu_of_all(processes):
    return sum(process.cpu() for process in processes)


def settled_cpu(processes):
    """CPU seconds once nobody works any more."""
    began, last = time.monotonic(), cpu_of_all(processes)
    while time.monotonic() - began < SETTLE_S:
        time.sleep(0.06)
        now = cpu_of_all(processes)
        if now - last < 0.02:
            return now
        last = now
    return last


def wrk(processes, port, paths, connections, seconds):
    """Load from wrk, which takes the paths of a file in turn."""
    before = settled_cpu(processes)
    out = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s",
         "-s", str(HERE / "requests.lua"), f"http://127.0.0.1:{port}"],
        env={**os.environ, "SP_PATHS": str(paths)}, check=True,
        capture_output=True, text=True, timeout=ROUND_S).stdout
    requests, micros, errors = result_of(out)[:3]
    used = settled_cpu(processes) - before
    return Load(used * 1e6 / max(requests, 1), requests / (micros / 1e6),
                errors)


def result_of(text):
    """The numbers of a line RESULT."""
    for line in text.splitlines():
        if line.startswith("RESULT "):
            return [int(field) for field in line.split()[1:]]
    sys.exit("bench: a program printed no result")


def in_process(command):
    """A program that searches in its own process and prints
    RESULT searches wall-us cpu-us failures hits."""
    out = run(command, timeout=ROUND_S)
    searches, wall, cpu, failures, hits = result_of(out)
    if hits == 0:
        sys.exit(f"bench: {command[0]} found nothing at all")
    return Load(cpu / max(searches, 1), searches / (wall / 1e6), failures)


def write_lines(path, lines):
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def run(command, **options):
    """A step that must succeed, its words shown only if it does not."""
    done = subprocess.run([str(part) for part in command], text=True,
                          stdin=options.pop("stdin", subprocess.DEVNULL),
                          capture_output=True, **options)
    if done.returncode:
        sys.exit(f"bench: {' '.join(map(str, command))} failed:\n"
                 f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout
