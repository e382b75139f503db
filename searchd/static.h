/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/static.h - the files of share/static, read into memory at start and
 * served for ever under names that carry a hash of their content. */
#ifndef SP_STATIC_H
#define SP_STATIC_H

#include "lib/error.h"
#include "lib/url.h"

#define SP_STATIC_FILES_MAX 512
#define SP_STATIC_FILE_MAX ((size_t)4 * 1024 * 1024)

struct sp_static; /* read only once loaded; shared by threads */

struct sp_static_file {
  struct sp_str name;   /* "main.css", "fonts/x.woff2": below the folder */
  struct sp_str hashed; /* "main.0123456789ab.css" */
  struct sp_str bytes;
  struct sp_str gzip; /* empty: there is none (NAME.gz beside it) */
  const char *type;   /* media type */
};

/* Read every file below `dir` but dot files; NAME.gz becomes the compressed
 * form of NAME and is dropped when NAME is missing.  In .css files `url(X)`
 * with X a file of the folder is put as its hashed name; such a file's .gz is
 * not used.  A folder that is not there gives an empty set.  On success *out is
 * the caller's, who ends it with sp_static_free(); on failure it is NULL.
 * SP_E_IO a file cannot be read; SP_E_LIMIT too many or too large; SP_E_DATA
 * a type that is not known, by its ending; SP_E_NOMEM. */
SP_NODISCARD enum sp_status
sp_static_load(const char *dir, struct sp_static **out, struct sp_err *err);
void sp_static_free(struct sp_static *files); /* NULL is fine */
size_t sp_static_count(const struct sp_static *files);

/* "/static/main.0123456789ab.css" for "main.css"; empty when there is no such
 * file.  Lives as long as the set. */
struct sp_url sp_static_url(const struct sp_static *files, const char *name);
/* By hashed name, the set's; NULL: none. */
const struct sp_static_file *sp_static_find(const struct sp_static *files,
                                            struct sp_str hashed);
/* A hash of all names and contents, in hexadecimal, the set's. */
struct sp_str sp_static_digest(const struct sp_static *files);

#endif
