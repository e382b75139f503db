/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/table.h - private to the readers of CSV tables (fees, calendar, rota,
 * areas): what they check and say alike. */
#ifndef SP_TABLE_H
#define SP_TABLE_H

#include "lib/csv.h"
#include "lib/when.h"

struct sp_table {
  const struct sp_csv *csv;
  struct sp_str path;
  struct sp_diags *diags;
};

/* E25 for a column that is not among the n names (an unknown one may be a slip
 * for one that matters), and for one of the first `required` of them that is
 * missing. */
bool sp_table_columns(const struct sp_table *table, const char *const *name,
                      size_t n, size_t required);

/* A date cell, with a time or without; an empty one leaves *out as it is.
 * False and E25 when it is none. */
bool sp_table_instant(const struct sp_table *table, size_t row,
                      const char *column, bool is_until, sp_instant *out);
/* The columns from and until, open when empty.  False and E25 also when they
 * are the wrong way round. */
bool sp_table_times(const struct sp_table *table, size_t row, sp_instant *from,
                    sp_instant *until);

#endif
