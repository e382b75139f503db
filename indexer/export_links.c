/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/export_links.h"

#define NAME_MAX_BYTES 200 /* of a part; file systems take 255 */
#define FILE_MAX_BYTES 1000

static bool
is_space(char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool
leads(struct sp_str name)
{
  return sp_str_is(name, "href") || sp_str_is(name, "src") ||
         sp_str_is(name, "action");
}

/* From within a tag: the next attribute with a value, *at behind it; false at
 * the tag's end. */
static bool
next_attribute(struct sp_str html, size_t *at, struct sp_str *name,
               struct sp_str *value)
{
  size_t from = *at, end;

  while (from < html.len && html.ptr[from] != '>' && html.ptr[from] != '=')
    from++;
  if (from + 1 >= html.len || html.ptr[from] == '>' ||
      html.ptr[from + 1] != '"') {
    *at = from + 1;
    return from < html.len && html.ptr[from] == '=';
  }
  end = sp_str_find(html, '"', from + 2);
  *value = sp_str_sub(html, from + 2, end - from - 2);
  *name = sp_str_sub(html, *at, from - *at);
  for (size_t i = name->len; i > 0; i--)
    if (is_space(name->ptr[i - 1])) {
      *name = sp_str_sub(*name, i, name->len);
      break;
    }
  *at = end + 1;
  return true;
}

bool
sp_export_next_link(struct sp_str html, size_t *at, struct sp_str *value)
{
  /* Where a value ended we are still within its tag; at the very beginning
   * the doctype is one. */
  while (*at < html.len) {
    struct sp_str name = SP_STR("");

    *value = SP_STR("");
    if (!next_attribute(html, at, &name, value))
      *at = sp_str_find(html, '<', *at);
    else if (leads(name) && sp_str_starts(*value, "/") &&
             !sp_str_starts(*value, "//"))
      return true;
  }
  return false;
}

void
sp_export_split_link(struct sp_arena *arena, struct sp_str value,
                     struct sp_str *address, struct sp_str *fragment)
{
  size_t hash = sp_str_find(value, '#', 0);
  struct sp_buf plain;

  *fragment = sp_str_sub(value, hash, value.len);
  value.len = hash;
  sp_buf_init(&plain, value.len + 1);
  for (size_t i = 0; i < value.len; i++) {
    sp_buf_putc(&plain, value.ptr[i]);
    if (sp_str_starts(sp_str_sub(value, i, value.len), "&amp;"))
      i += 4;
  }
  *address = sp_arena_copy(arena, sp_buf_str(&plain));
  sp_buf_release(&plain);
}

/* FAT, NTFS and file addresses included; '%' stands for an escape, whose own
 * characters are checked when it is undone. */
static bool
is_part(struct sp_str part)
{
  if (part.len == 0 || part.len > NAME_MAX_BYTES || part.ptr[0] == '.' ||
      part.ptr[part.len - 1] == '.')
    return false;
  for (size_t i = 0; i < part.len; i++)
    if ((unsigned char)part.ptr[i] <= ' ' ||
        strchr("\\:*?\"<>|&'\x7f", part.ptr[i]))
      return false;
  return true;
}

static bool
are_parts(struct sp_str path)
{
  for (size_t at = 0; at <= path.len;) {
    size_t end = sp_str_find(path, '/', at);

    if (!is_part(sp_str_sub(path, at, end - at)))
      return false;
    at = end + 1;
  }
  return true;
}

/* "page=2" as a part of a name: "page-2". */
static struct sp_str
of_query(struct sp_arena *arena, struct sp_str query)
{
  struct sp_str copy = sp_arena_copy(arena, query);
  char *bytes = (char *)copy.ptr;

  for (size_t i = 0; i < copy.len; i++)
    if (bytes[i] == '=' || bytes[i] == '&')
      bytes[i] = bytes[i] == '=' ? '-' : '_';
  return copy;
}

bool
sp_export_file(struct sp_arena *arena, struct sp_str address,
               struct sp_str *file)
{
  size_t mark = sp_str_find(address, '?', 0);
  struct sp_str path = sp_str_sub(address, 1, mark - 1);
  struct sp_str query = sp_str_sub(address, mark + 1, address.len);

  if (sp_str_is(address, "/"))
    *file = SP_STR("index.html");
  else if (sp_str_is(address, SP_EXPORT_SEARCH))
    *file = SP_STR("search.html");
  else if (sp_str_is(address, SP_EXPORT_WORDS) ||
           sp_str_is(address, SP_EXPORT_THEME) ||
           sp_str_starts(path, "static/"))
    *file = sp_arena_copy(arena, path);
  else if (query.len)
    *file = sp_arena_fmt(arena, "%.*s/%.*s/index.html", SP_FMT(path),
                         SP_FMT(of_query(arena, query)));
  else
    *file = sp_arena_fmt(arena, "%.*s/index.html", SP_FMT(path));
  return file->len <= FILE_MAX_BYTES && are_parts(*file);
}

struct sp_str
sp_export_way_up(struct sp_arena *arena, struct sp_str file)
{
  struct sp_str way = SP_STR("");

  for (size_t i = 0; i < file.len; i++)
    if (file.ptr[i] == '/')
      way = sp_arena_fmt(arena, "../%.*s", SP_FMT(way));
  return way;
}
