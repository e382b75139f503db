# SPDX-License-Identifier: GPL-2.0-or-later
"""Omega, Xapian's own CGI program, behind nginx and fcgiwrap; and Xapian alone
in a process on the same database: the yardstick of a search.

fcgiwrap does not wait for the programs it starts, so the system does not add
their CPU time to its own.  It is measured beside each load: the same requests,
the CGI program started and waited for by us."""
import os
import pathlib
import shutil
import sys
import urllib.parse

import measure
from peer import Row, signpost

NAME = "Omega"
PACKAGES = ["xapian-omega", "nginx", "fcgiwrap"]
CGI = pathlib.Path("/usr/lib/cgi-bin/omega/omega")
WORKERS = 4  # CGI programs at a time
CGI_RUNS = 100  # of which its CPU time is the mean

SCRIPT = """id : field=url boolean=Q unique=Q
title : field=title index=S weight=3 index
body : field=body index
"""
HIT = "$html{$field{title}}\t$html{$field{url}}"
PAGES = {
    "plain": HIT,
    "snippets": HIT + "\t$snippet{$field{body}}",
}
NGINX = """daemon off;
pid %(folder)s/nginx.pid;
error_log %(folder)s/error.log;
worker_processes 2;
%(user)s
events { worker_connections 512; }
http {
  access_log off;
  client_body_temp_path %(folder)s/t1;
  proxy_temp_path %(folder)s/t2;
  fastcgi_temp_path %(folder)s/t3;
  uwsgi_temp_path %(folder)s/t4;
  scgi_temp_path %(folder)s/t5;
  keepalive_requests 1000000;
  server {
    listen 127.0.0.1:%(port)d;
    location / {
      fastcgi_pass unix:%(folder)s/cgi.sock;
      fastcgi_param SCRIPT_FILENAME %(cgi)s;
      fastcgi_param SCRIPT_NAME /omega;
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param OMEGA_CONFIG_FILE %(folder)s/omega.conf;
    }
  }
}
"""


def program(name):
    return shutil.which(name) or shutil.which(name, path="/usr/sbin")


def missing():
    return [p for p in ("scriptindex", "nginx", "fcgiwrap") if not program(p)
            ] + ([] if CGI.exists() else [str(CGI)])


class Peer:
    def __init__(self, job):
        self.job = job
        self.folder = job.folder("omega")
        self.database = self.folder / "data" / "bench"
        self.database.parent.mkdir()
        script = self.folder / "script"
        script.write_text(SCRIPT)
        dump = self.folder / "dump"
        with dump.open("w", encoding="utf-8") as out:
            for number, title, body in job.records():
                out.write(f"id={number}\ntitle={title}\nbody={body}\n\n")
        measure.run(["scriptindex", self.database, script, dump],
                    env={**os.environ, "XAPIAN_FLUSH_THRESHOLD": "1000"})
        dump.unlink()
        self.configure()

    def configure(self):
        folder = self.folder
        (folder / "templates").mkdir()
        (folder / "omega.conf").write_text(
            f"database_dir {folder}/data\ntemplate_dir {folder}/templates\n"
            f"log_dir {folder}\ncdb_dir {folder}\n")
        for name, hit in PAGES.items():
            (folder / "templates" / name).write_text(
                "$httpheader{Content-Type,text/plain}$hitlist{" + hit + "\n}")

    def start(self):
        self.port = measure.free_port()
        conf = self.folder / "nginx.conf"
        conf.write_text(NGINX % {
            "folder": self.folder, "port": self.port, "cgi": CGI,
            "user": "user root;" if os.geteuid() == 0 else ""})
        self.processes = [
            measure.Process([program("fcgiwrap"), "-c", WORKERS, "-s",
                             f"unix:{self.folder}/cgi.sock"]),
            measure.Process([program("nginx"), "-p", self.folder, "-c", conf])]
        self.processes[1].wait_for(
            lambda: measure.reply(self.port, self.path("plain", "council")))

    def stop(self):
        for process in reversed(self.processes):
            process.stop()

    @staticmethod
    def path(page, query):
        return "/omega?" + urllib.parse.urlencode({
            "DB": "bench", "FMT": page, "HITSPERPAGE": 10, "DEFAULTOP": "and",
            "P": query})

    def over_http(self, page):
        paths = measure.write_lines(
            self.folder / (page + ".paths"),
            [self.path(page, query) for query in self.job.queries])

        def load(connections, seconds):
            served = measure.wrk(self.processes, self.port, paths, connections,
                                 seconds)
            return served._replace(cpu_us=served.cpu_us + self.cgi_cpu(page))
        return load

    def cgi_cpu(self, page):
        """CPU microseconds of the CGI program for a request."""
        used = 0.0
        for at in range(CGI_RUNS):
            query = self.job.queries[at % len(self.job.queries)]
            env = {"REQUEST_METHOD": "GET", "SCRIPT_NAME": "/omega",
                   "QUERY_STRING": self.path(page, query).split("?")[1],
                   "OMEGA_CONFIG_FILE": f"{self.folder}/omega.conf"}
            pid = os.posix_spawn(CGI, [str(CGI)], env, file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
            _, status, usage = os.wait4(pid, 0)
            if status:
                sys.exit(f"bench: {CGI} failed")
            used += usage.ru_utime + usage.ru_stime
        return used * 1e6 / CGI_RUNS

    def found(self, query):
        return (measure.reply(self.port, self.path("plain", query)) or
                "").count("\tservice-")

    def alone(self, *more):
        return lambda connections, seconds: measure.in_process(
            [self.job.build / "bench/bench-inxapian", self.database,
             self.job.queries_file, seconds, signpost.threads(connections),
             *more])

    def rows(self):
        return [
            Row("Xapian in process, OR, data", "any", "no", self.alone("or")),
            Row("Xapian in process, AND, data", "all", "no",
                self.alone("and")),
            Row("Xapian in process, OR, no data", "any", "no",
                self.alone("or", "omit-data")),
            Row("Omega CGI", "all", "no", self.over_http("plain"), self.found),
            Row("Omega CGI, $snippet", "all", "yes",
                self.over_http("snippets"), self.found),
        ]
