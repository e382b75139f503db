/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/site_parts.h"

#include "lib/near.h"

static const struct sp_field *
find(const struct sp_yaml_map *row, const char *name)
{
  for (size_t i = 0; i < row->fields; i++)
    if (sp_str_is(row->field[i].name, name))
      return &row->field[i];
  return NULL;
}

unsigned
sp_row_line(const struct sp_yaml_map *row, const char *name)
{
  const struct sp_field *field = find(row, name);

  return field ? field->line : row->line;
}

struct sp_str
sp_row_one(const struct sp_rows *rows, const struct sp_yaml_map *row,
           const char *name)
{
  const struct sp_field *field = find(row, name);

  if (!field || field->values == 0)
    return SP_STR("");
  if (field->values == 1)
    return sp_str_trim(field->value[0]);
  sp_diag(rows->diags, "E25", rows->path, field->line, 0, "%s takes one value",
          name);
  return SP_STR("");
}

static bool
is_one_of(struct sp_str name, struct sp_str others)
{
  struct sp_str piece;

  while (sp_str_split(&others, ',', &piece))
    if (sp_str_ieq(name, piece))
      return true;
  return false;
}

static struct sp_str
meant(struct sp_str name, const struct sp_row_field *known, size_t n)
{
  struct sp_nearest near = {.word = name};

  for (size_t i = 0; i < n; i++)
    if (is_one_of(name, sp_str(known[i].others)))
      return sp_str(known[i].name);
  for (size_t i = 0; i < n; i++)
    sp_nearest_try(&near, sp_str(known[i].name));
  return near.found;
}

static void
refuse(const struct sp_rows *rows, const struct sp_field *field,
       const struct sp_row_field *known, size_t n)
{
  struct sp_str near = meant(field->name, known, n);
  struct sp_str all = sp_str(known[0].name);

  for (size_t i = 1; i < n; i++)
    all = sp_arena_fmt(rows->arena, "%.*s%s%s", SP_FMT(all),
                       i + 1 < n ? ", " : " and ", known[i].name);
  if (near.len)
    sp_diag(rows->diags, "E25", rows->path, field->line, 0,
            "%.*s has no field \"%.*s\"; did you mean `%.*s`?",
            SP_FMT(rows->path), SP_FMT(field->name), SP_FMT(near));
  else
    sp_diag(rows->diags, "E25", rows->path, field->line, 0,
            "%.*s has no field \"%.*s\": its fields are %.*s",
            SP_FMT(rows->path), SP_FMT(field->name), SP_FMT(all));
}

bool
sp_row_known(const struct sp_rows *rows, const struct sp_yaml_map *row,
             const struct sp_row_field *known, size_t n)
{
  bool all = true;

  for (size_t i = 0; i < row->fields; i++) {
    size_t k = 0;

    while (k < n && !sp_str_is(row->field[i].name, known[k].name))
      k++;
    if (k < n)
      continue;
    refuse(rows, &row->field[i], known, n);
    all = false;
  }
  return all;
}
