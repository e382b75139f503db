/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_front.c - the front matter: from the first line, `---`, to the
 * next one. */
#include "lib/fields.h"
#include "lib/markdown_parts.h"
#include "lib/near.h"
#include "lib/text.h"

static bool
is_fence(const struct sp_md *md, unsigned line)
{
  struct sp_str s = sp_md_line(md, line);

  return sp_str_starts(s, "---") && sp_str_is(sp_str_trim(s), "---");
}

/* The text of lines [from, to). */
static struct sp_str
lines_text(const struct sp_md *md, unsigned from, unsigned to)
{
  size_t start = from <= md->lines ? md->line[from - 1].at : md->text.len;
  size_t end = to <= md->lines ? md->line[to - 1].at : md->text.len;

  return sp_str_sub(md->text, start, end - start);
}

/* Does the line begin a field?  Then *name is its name. */
static bool
begins_field(struct sp_str line, struct sp_str *name)
{
  size_t colon = sp_str_find(line, ':', 0);

  if (colon == line.len || line.ptr[0] == ' ' || line.ptr[0] == '\t' ||
      line.ptr[0] == '#' || line.ptr[0] == '-')
    return false;
  *name = sp_str_trim(sp_str_sub(line, 0, colon));
  return true;
}

/* A field of foreign front matter, lines [from, to).  What cannot be read is
 * left out, unless it decides who sees the text. */
static bool
foreign_field(struct sp_md *md, struct sp_str name, unsigned from, unsigned to,
              struct sp_yaml_map *map, size_t *cap)
{
  struct sp_diags unsaid = {.arena = md->arena};
  enum sp_field_use use = sp_field_use(name);
  struct sp_yaml_map one;

  if (use == SP_FIELD_UNKNOWN)
    return true;
  for (size_t i = 0; i < map->fields; i++)
    if (sp_str_eq(map->field[i].name, name)) {
      if (use == SP_FIELD_ACCESS)
        SP_MD_ERROR(md, from, 0, "`%.*s` stands here a second time; keep one",
                    SP_FMT(name));
      return use != SP_FIELD_ACCESS;
    }
  if (sp_yaml_map(md->arena, lines_text(md, from, to), SP_YAML_FRONT_MAX,
                  md->options->path, from,
                  use == SP_FIELD_ACCESS ? md->diags : &unsaid, &one)) {
    for (size_t i = 0; i < one.fields; i++)
      SP_PUSH(md->arena, map->field, map->fields, *cap, one.field[i]);
    return true;
  }
  return use != SP_FIELD_ACCESS;
}

/* `  audience: staff`, `Audience: staff`: not our field, but plain enough. */
static bool
is_plain_warning(struct sp_str line)
{
  size_t colon = sp_str_find(line, ':', 0);
  struct sp_str name = sp_str_trim(sp_str_sub(line, 0, colon));
  struct sp_str value = sp_str_trim(sp_str_sub(line, colon + 1, line.len));

  return sp_str_ieq(value, SP_STR("staff")) &&
         sp_near_distance(name, SP_STR("audience"), 2) <= 2;
}

/* Lines [from, end) of a foreign file: field by field. */
static bool
read_foreign(struct sp_md *md, unsigned from, unsigned end,
             struct sp_yaml_map *map)
{
  size_t cap = 0;

  map->line = 1;
  if (lines_text(md, from, end).len > SP_YAML_FRONT_MAX) {
    SP_MD_ERROR(md, 1, 0, "the front matter has more than %zu bytes",
                SP_YAML_FRONT_MAX);
    return false;
  }
  while (from < end) {
    unsigned to = from + 1;
    struct sp_str name, other;

    if (is_plain_warning(sp_md_line(md, from)) &&
        !sp_str_starts(sp_md_line(md, from), "audience:")) {
      SP_MD_ERROR(md, from, 0,
                  "to keep this file with staff write `audience: staff`, in"
                  " small letters and without spaces before it");
      return false;
    }
    if (!begins_field(sp_md_line(md, from), &name)) {
      from++;
      continue;
    }
    while (to < end && !begins_field(sp_md_line(md, to), &other) &&
           !is_plain_warning(sp_md_line(md, to)))
      to++;
    if (!foreign_field(md, name, from, to, map, &cap))
      return false;
    from = to;
  }
  return true;
}

/* Front matter that was never closed, or a rule and text? */
static bool
looks_like_fields(const struct sp_md *md, unsigned from)
{
  for (unsigned i = from; i <= md->lines; i++) {
    struct sp_str line = sp_md_line(md, i), name;

    if (sp_str_trim(line).len == 0)
      return false;
    if (begins_field(line, &name) && sp_field_use(name) != SP_FIELD_UNKNOWN)
      return true;
  }
  return false;
}

static unsigned
first_line(const struct sp_md *md)
{
  unsigned line = 1;

  while (line <= md->lines && sp_str_trim(sp_md_line(md, line)).len == 0)
    line++;
  return line;
}

static bool
no_front(struct sp_md *md)
{
  unsigned line = first_line(md);

  if (md->options->lenient)
    return true;
  if (line > 1 && is_fence(md, line))
    SP_MD_ERROR(md, 1, 0,
                "the front matter begins on the first line; delete what stands"
                " before `---`");
  else
    SP_MD_ERROR(md, 1, 0,
                "the file has no front matter: begin it with a line `---`,"
                " lines such as `title: Report a missed bin`, and another line"
                " `---`");
  return false;
}

/* A value is one line, however it was written. */
static void
squeeze(struct sp_md *md, struct sp_yaml_map *map)
{
  for (size_t i = 0; i < map->fields; i++)
    for (size_t v = 0; v < map->field[i].values; v++)
      map->field[i].value[v] =
          sp_text_squeeze(md->arena, map->field[i].value[v]);
}

static bool
read_front(struct sp_md *md, struct sp_yaml_map *map)
{
  unsigned start = md->options->lenient ? first_line(md) : 1, end = start + 1;

  *map = (struct sp_yaml_map){.line = 1};
  md->body = 1;
  if (!is_fence(md, start))
    return no_front(md);
  while (end <= md->lines && !is_fence(md, end))
    end++;
  if (end > md->lines) {
    if (md->options->lenient && !looks_like_fields(md, start + 1))
      return true;
    SP_MD_ERROR(md, 1, 0,
                "the front matter is not closed; write a line `---` below its"
                " last field");
    return false;
  }
  md->body = end + 1;
  if (md->options->lenient)
    return read_foreign(md, start + 1, end, map);
  return sp_yaml_map(md->arena, lines_text(md, 2, end), SP_YAML_FRONT_MAX,
                     md->options->path, 2, md->diags, map);
}

bool
sp_md_read_front(struct sp_md *md, struct sp_yaml_map *map)
{
  bool ok = read_front(md, map);

  if (ok)
    squeeze(md, map);
  return ok;
}
