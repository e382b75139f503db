/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/site_parts.h - private to lib/site_lists.c and lib/pins.c: the rows of a
 * settings file that is a list. */
#ifndef SP_SITE_PARTS_H
#define SP_SITE_PARTS_H

#include "lib/site.h"

/* One of the files while it is read. */
struct sp_rows {
  struct sp_arena *arena;
  struct sp_diags *diags;
  struct sp_str path;
};

/* A field that a file has, and what some write for it, with commas between;
 * NULL: nothing. */
struct sp_row_field {
  const char *name, *others;
};

/* Where the field stands; where the row begins if it is not there. */
unsigned sp_row_line(const struct sp_yaml_map *row, const char *name);
/* The one value of a field, trimmed; empty when it is not there, or has
 * several, which is E25. */
struct sp_str sp_row_one(const struct sp_rows *rows,
                         const struct sp_yaml_map *row, const char *name);
/* E25 for each field that the file does not have, with the one that may be
 * meant.  False: there was one. */
bool sp_row_known(const struct sp_rows *rows, const struct sp_yaml_map *row,
                  const struct sp_row_field *known, size_t n);

#endif
