/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/settings.h - how searchd is set up: a flat YAML file, overridden by
 * options of the same names. */
#ifndef SP_SETTINGS_H
#define SP_SETTINGS_H

#include "lib/arena.h"
#include "lib/doc.h"
#include "lib/error.h"

#define SP_SETTINGS_MAX ((size_t)64 * 1024)
#define SP_WORKERS_MAX 64

/* X(member, key and option, argument shown by --help, help) */
#define SP_SETTINGS_LIST(X)                                                    \
  X(site, "site", "public|staff", "which of the two sites to serve")           \
  X(index, "index", "DIR", "folder of the indexes (public/, staff/)")          \
  X(listen, "listen", "ADDR:PORT|unix:PATH", "where to listen")                \
  X(admin, "admin", "ADDR:PORT|unix:PATH", "where /metrics is served")         \
  X(state, "state", "DIR", "folder for what the program writes")               \
  X(share, "share", "DIR", "folder of templates/ and static/")                 \
  X(level, "level", "1-4", "of the staff site: what it shows (default: 1)")    \
  X(workers, "workers", "N", "searches at a time (default: 2 a processor)")    \
  X(cache_mb, "cache-size", "MB", "memory for finished pages (default: 32)")   \
  X(socket, "socket", "PATH", "the indexer's control socket")                  \
  X(base_url, "base-url", "URL", "the site's address as visitors see it")

/* An address to listen on. */
struct sp_endpoint {
  bool is_unix;
  struct sp_str host; /* without brackets; of a Unix socket its path */
  uint16_t port;      /* 0: any free one */
  bool set;
};

/* Texts live in the arena that was given. */
struct sp_settings {
  enum sp_audience site;
  bool site_set;
  struct sp_str index, state, share, socket, base_url;
  struct sp_endpoint listen, admin;
  unsigned workers;  /* 0: twice the processors */
  unsigned level;    /* 0: not given, which is 1 */
  unsigned cache_mb; /* when set; 0: nothing is kept */
  bool cache_mb_set; /* false: SP_CACHE_MB_DEFAULT */
  /* Pages are made to be kept as files (--copy): each says when, and nothing
   * on them needs a server or is true only at the moment they are made. */
  bool copy;
};

/* Set one of SP_SETTINGS_LIST.  The last value counts.
 * SP_E_USAGE there is no such key, or the value is not of its form. */
SP_NODISCARD enum sp_status
sp_settings_set(struct sp_settings *settings, struct sp_arena *arena,
                struct sp_str key, struct sp_str value, struct sp_err *err);
/* Read a file's text.  SP_E_USAGE it is no map of settings, or one of them is
 * wrong: the message starts with path:line. */
SP_NODISCARD enum sp_status
sp_settings_parse(struct sp_settings *settings, struct sp_arena *arena,
                  struct sp_str path, struct sp_str text, struct sp_err *err);
/* Read the file `path`.  SP_E_USAGE as above; SP_E_NOTFOUND; SP_E_IO;
 * SP_E_TOOBIG more than SP_SETTINGS_MAX. */
SP_NODISCARD enum sp_status sp_settings_read(struct sp_settings *settings,
                                             struct sp_arena *arena,
                                             const char *path,
                                             struct sp_err *err);
/* What must be set is; the staff site listens on loopback only, and it alone
 * has a level; copies are of the public site.  SP_E_USAGE. */
SP_NODISCARD enum sp_status sp_settings_check(const struct sp_settings *s,
                                              struct sp_err *err);

#endif
