/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/diag.h - what is wrong with a file, as compilers say it:
 * `path:line:col: error: message [E02]`. */
#ifndef SP_DIAG_H
#define SP_DIAG_H

#include "lib/arena.h"
#include "lib/pack.h"

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

enum sp_severity { SP_WARNING, SP_ERROR };

struct sp_diag {
  enum sp_severity severity;
  char code[4];       /* "E02"; the table is content-format's */
  struct sp_str path; /* below the content folder */
  unsigned line, col; /* from 1; 0: the file as a whole */
  struct sp_str text; /* says what is wrong and what to write instead */
  /* The other files without which there would be no such finding, below the
   * content folder: who changed one of them wants to know. */
  struct sp_str *partner;
  size_t partners, partners_cap;
};

struct sp_diags {
  struct sp_arena *arena; /* owns the texts */
  struct sp_diag *item;
  size_t count, cap;
  size_t errors;
};

#define SP_DIAG_PARTNERS_MAX 10 /* more are not kept */
/* At most this many are kept of one file; one more says that there are
 * more. */
#define SP_DIAGS_PER_FILE 50

/* code[0] gives the severity: 'E' error, 'W' warning.  The path and the text
 * are copied. */
void sp_diag(struct sp_diags *diags, const char *code, struct sp_str path,
             unsigned line, unsigned col, const char *fmt, ...) SP_PRINTF(6, 7);
/* The finding that sp_diag() has just said has this partner too; the path is
 * copied. */
void sp_diag_partner(struct sp_diags *diags, struct sp_str path);
/* Add a copy of a finding, whatever its file has already. */
void sp_diags_add(struct sp_diags *diags, const struct sp_diag *from);
/* By path, line, column, code; for steady output. */
void sp_diags_sort(struct sp_diags *diags);
/* One line each; in paths and texts control characters and bytes that are not
 * UTF-8 are shown as \xNN, C1 controls and marks of direction as \u{202E}. */
void sp_diags_print(const struct sp_diags *diags, FILE *out);
/* {"diagnostics":[{"path","line","column","severity","code","message"}]}, with
 * "partners":[path] where there are some; and "unchecked":[path] when any are
 * given: files of which no more was looked for (unchecked NULL: none). */
struct sp_diag_paths {
  struct sp_str *item;
  size_t count, cap;
};
void sp_diags_print_json(const struct sp_diags *diags,
                         const struct sp_diag_paths *unchecked, FILE *out);

void sp_diags_pack(struct sp_buf *out, const struct sp_diags *diags);
/* Appends copies that live in diags->arena, so the bytes may go; false when the
 * bytes are broken. */
bool sp_diags_unpack(struct sp_unpack *in, struct sp_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
