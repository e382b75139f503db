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
#define SP_CSV_MAX_CELLS ((size_t)2 * 1000 * 1000)

struct sp_csv {
  struct sp_str *column; /* trimmed names */
  size_t columns;
  struct sp_str *cell; /* rows * columns, trimmed; in the arena */
  unsigned *line;      /* of each row; the first of a row with breaks in it */
  size_t rows;
};

/* Empty lines, and rows whose cells are all empty, are passed over.  A quote
 * inside a cell that does not begin with one is a letter like any other.
 * False (and E25 with the line) for a quote that does not end, a row of
 * another length, text after a closing quote, a NUL, a lone carriage return
 * outside quotes, bytes that are not UTF-8, a column without a name, a name
 * twice, no row of names, or more than the limits.  *out is then empty. */
bool sp_csv_read(struct sp_arena *arena, struct sp_str text, struct sp_str path,
                 struct sp_diags *diags, struct sp_csv *out);
/* Cell by column name; empty when there is no such column. */
struct sp_str sp_csv_get(const struct sp_csv *csv, size_t row,
                         const char *column);
/* Is there such a column? */
bool sp_csv_has(const struct sp_csv *csv, const char *column);

#ifdef __cplusplus
}
#endif
#endif
