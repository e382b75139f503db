# SPDX-License-Identifier: GPL-2.0-or-later
"""PostgreSQL with a GIN index and ts_rank, driven by pgbench over its own
protocol."""
import os
import pathlib
import pwd
import re
import signal
import subprocess

import measure
from peer import Row

NAME = "PostgreSQL"
PACKAGES = ["postgresql"]
SCRIPTS, PER_SCRIPT = 100, 10  # pgbench draws a script of ten queries
TABLE = """CREATE TABLE docs (id text, title text, body text);
\\copy docs FROM '%s'
ALTER TABLE docs ADD tsv tsvector;
UPDATE docs SET tsv = setweight(to_tsvector('english', title), 'A') ||
  to_tsvector('english', body);
CREATE INDEX ON docs USING gin (tsv);
VACUUM ANALYZE docs;
"""
SELECT = ("SELECT id, title, ts_rank(tsv, q) FROM docs, "
          "plainto_tsquery('english', '%s') q WHERE tsv @@ q "
          "ORDER BY 3 DESC LIMIT 10;")


def programs():
    """The folder of the newest version's programs."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/pgbench"),
                   key=lambda p: int(p.parts[-3]))
    return found[-1].parent if found else None


def missing():
    return [] if programs() else ["postgres, pgbench"]


class Peer:
    def __init__(self, job):
        self.job, self.bin = job, programs()
        self.folder = job.folder("postgres")
        self.port = measure.free_port()
        # It refuses to run as root.
        self.user = {"user": "postgres"} if os.geteuid() == 0 else {}
        if self.user:
            entry = pwd.getpwnam("postgres")
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        measure.run([self.bin / "initdb", "-D", self.folder / "data", "-U",
                     "bench", "--auth=trust", "-E", "UTF8", "--locale=C"],
                    cwd="/", **self.user)
        self.write_scripts()
        self.start()
        sql = self.folder / "table.sql"
        sql.write_text(TABLE % job.text)
        measure.run([self.bin / "psql", "-q", "-v", "ON_ERROR_STOP=1", *
                     self.where(), "-f", sql, "postgres"])
        self.stop()

    def where(self):
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "bench"]

    def write_scripts(self):
        """The words are letters alone, so they need no quoting."""
        queries = self.job.queries
        for number in range(SCRIPTS):
            some = [queries[(number * PER_SCRIPT + i) % len(queries)]
                    for i in range(PER_SCRIPT)]
            measure.write_lines(self.folder / f"{number}.sql",
                                [SELECT % query for query in some])

    def start(self):
        self.server = measure.Process(
            [self.bin / "postgres", "-D", self.folder / "data", "-p",
             self.port, "-c", "listen_addresses=127.0.0.1", "-c",
             "unix_socket_directories=", "-c", "shared_buffers=512MB", "-c",
             "work_mem=64MB", "-c", "fsync=off", "-c", "jit=off"],
            cwd="/", **self.user)
        self.server.wait_for(lambda: subprocess.run(
            [self.bin / "pg_isready", "-q", *self.where()[:4]],
            check=False).returncode == 0)

    def stop(self):
        self.server.stop(signal.SIGINT)  # without waiting for clients

    def load(self, connections, seconds):
        command = [self.bin / "pgbench", "-n", "-c", connections, "-j", 1,
                   "-T", seconds, *self.where()]
        for number in range(SCRIPTS):
            command += ["-f", self.folder / f"{number}.sql"]
        before = measure.settled_cpu([self.server])
        out = measure.run(command + ["postgres"], timeout=measure.ROUND_S)
        used = measure.settled_cpu([self.server]) - before
        done = int(re.search(r"actually processed: (\d+)", out).group(1))
        rate = float(re.search(r"tps = ([\d.]+) \(without", out).group(1))
        failed = re.search(r"failed transactions: (\d+)", out)
        return measure.Load(used * 1e6 / max(done * PER_SCRIPT, 1),
                            rate * PER_SCRIPT,
                            int(failed.group(1)) if failed else 0)

    def found(self, query):
        return measure.run(
            [self.bin / "psql", "-At", *self.where(), "-c", SELECT % query,
             "postgres"]).count("service-")

    def rows(self):
        return [Row("PostgreSQL GIN, ts_rank", "all", "no", self.load,
                    self.found)]
