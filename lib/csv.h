/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/csv.h - comma-separated values as RFC 4180 has them, UTF-8, a BOM and
 * CRLF allowed, first row the names of the columns. */
#ifndef SP_CSV_H
#define SP_CSV_H

#include "lib/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SP_CSV_MAX_BYTES ((size_t)16 * 1024 * 1024)
#define SP_CSV_MAX_COLUMNS 64

struct sp_csv {
  struct sp_str *column; /* trimmed names */
  size_t columns;
  struct sp_str *cell; /* rows * columns, trimmed */
  unsigned *line;      /* of each row */
  size_t rows;
};

/* False (and E25 with the line) for a quote that does not end, a row of
 * another length, text after a closing quote, a NUL, bytes that are not UTF-8,
 * a name twice, or more than the limits. */
bool sp_csv_read(struct sp_arena *arena, struct sp_str text, struct sp_str path,
                 struct sp_diags *diags, struct sp_csv *out);
/* Cell by column name; empty when there is no such column. */
struct sp_str sp_csv_get(const struct sp_csv *csv, size_t row,
                         const char *column);

#ifdef __cplusplus
}
#endif
#endif
