/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/catalog.h - all that one run knows of the content folder: of each
 * file what came of reading it, now and in the last run, and the settings.
 *
 * Little of a file stays in memory; the rest lies in the spool and is read
 * again when it is needed. */
#ifndef SP_CATALOG_H
#define SP_CATALOG_H

#include "indexer/dita_shelf.h"
#include "indexer/entry.h"
#include "indexer/facts.h"
#include "indexer/lost.h"
#include "indexer/parser.h"
#include "indexer/progress.h"
#include "indexer/settings.h"
#include "indexer/spool.h"
#include "indexer/walk.h"
#include "lib/check.h"
#include "lib/index.h"

/* What is done about a file's page in one index. */
enum sp_action {
  SP_ACTION_NONE,      /* there is none, and there was none */
  SP_ACTION_KEEP,      /* it is there as it should be */
  SP_ACTION_PUT,       /* make it, or make it anew */
  SP_ACTION_LAST_GOOD, /* the file is in error; what is there stays */
  SP_ACTION_REMOVE
};

/* One for each file of the walk, at the same place. */
struct sp_item {
  struct sp_hash seen;   /* entry.h */
  struct sp_hash face;   /* survey.h */
  struct sp_span own;    /* sp_verdict_pack(), payload only for snippets,
                            contacts and settings */
  struct sp_span old;    /* entry of the last run, sp_entry_pack() */
  struct sp_span model;  /* sp_doc_pack() */
  struct sp_span result; /* make.h */
  struct sp_span entry;  /* sp_entry_pack(), when it is not the old one */
  struct sp_span brief;  /* brief.h */
  struct sp_span card;   /* of DITA: sp_dita_card_pack() */
  struct sp_span refs;   /* of a snippet: hash of what it refers to; world.c */
  struct sp_span named;  /* of what its checks ask for: inspect.c */
  struct sp_span whole;  /* what only the whole site shows: sp_diags_pack() */
  enum sp_kind kind : 8;
  enum sp_action action[2]; /* by enum sp_audience */
  bool refused[2];          /* an index would not take the page */
  bool gone;                /* it went away while we were reading */
  bool was_public;          /* the public index has a page of it */
  bool loses;               /* its address belongs to another file: E03 */
  bool named_known;         /* `named` is set */
  bool contact;             /* it is one, or its last good version is */
};

/* Set the first part, then sp_catalog_open(). */
struct sp_catalog {
  bool lenient;
  enum sp_audience default_audience;
  const char *schema; /* path of the RELAX NG schema; NULL: none was found */
  const char *at;     /* --at as written; NULL: the clock */
  struct sp_reader *old[2]; /* indexes of the last run; NULL: none */
  bool afresh;              /* read every file, whatever the last run knew */
  bool check_only;          /* nothing will be published */
  const struct sp_check_set *without; /* checks that are left out, or NULL */

  struct sp_walk walk;
  struct sp_item *item; /* walk.files of them */
  struct sp_spool spool;
  struct sp_arena arena; /* of the settings, and of what follows */
  struct sp_settings settings;
  bool fees_in_error;  /* fees.csv is there, but it is no table of fees */
  struct sp_lost lost; /* contacts that could not be read */
  struct sp_dita_keys dita_keys;
  struct sp_parser parser;
  sp_instant now;
  size_t documents; /* among the files */
  size_t read_anew; /* files that were read rather than known */
};

/* List the content folder; what must be kept goes to a file in `temporary`.
 * Both names are borrowed for the call only.  SP_E_NOTFOUND there is no such
 * content folder; SP_E_LIMIT too many files; SP_E_IO a folder cannot be read,
 * or the temporary file cannot be made; SP_E_NOMEM. */
SP_NODISCARD enum sp_status sp_catalog_open(struct sp_catalog *catalog,
                                            const char *content,
                                            const char *temporary,
                                            struct sp_err *err);
/* In any case, also when it was not opened.  The readers in `old` are the
 * caller's. */
void sp_catalog_release(struct sp_catalog *catalog);

/* Read all files, the settings first.  What is wrong with one file is said of
 * that file.  SP_E_NOTFOUND there is XML, but no schema; SP_E_IO the temporary
 * file; SP_E_LIMIT that file is too large; SP_E_INTERNAL a child cannot be
 * started; of an index of the last run SP_E_CORRUPT, SP_E_STALE, SP_E_IO,
 * SP_E_NOMEM, SP_E_INTERNAL. */
SP_NODISCARD enum sp_status sp_catalog_read(struct sp_catalog *catalog,
                                            struct sp_progress *progress,
                                            struct sp_err *err);

/* The models of those files of which wanted(ctx, i) is true, read again where
 * there is none yet.  One that has changed meanwhile gets none.  SP_E_NOTFOUND
 * there is XML, but no schema; SP_E_IO; SP_E_LIMIT; SP_E_INTERNAL. */
SP_NODISCARD enum sp_status
sp_catalog_models(struct sp_catalog *catalog,
                  bool (*wanted)(void *ctx, size_t i), void *ctx,
                  struct sp_progress *progress, struct sp_err *err);

/* The file of this path, or SIZE_MAX. */
size_t sp_catalog_find(const struct sp_catalog *catalog, struct sp_str path);
static inline struct sp_str
sp_catalog_path(const struct sp_catalog *catalog, size_t i)
{
  return catalog->walk.file[i].path;
}

/* What came of reading file i; its texts are in the arena.  SP_E_IO. */
SP_NODISCARD enum sp_status sp_catalog_own(const struct sp_catalog *catalog,
                                           size_t i, struct sp_arena *arena,
                                           struct sp_verdict *out,
                                           struct sp_err *err);
/* What the last run knew; all zero when it knew nothing.  SP_E_IO. */
SP_NODISCARD enum sp_status sp_catalog_old(const struct sp_catalog *catalog,
                                           size_t i, struct sp_arena *arena,
                                           struct sp_entry *out,
                                           struct sp_err *err);

#endif
