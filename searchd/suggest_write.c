/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/suggest_parts.h"

#include "lib/url.h"

#define PLAIN_MAX 512 /* bytes of a title and twice an id */

/* The characters inside the quotes of a JSON string (RFC 8259, 7). */
static void
put_inside(struct sp_buf *out, struct sp_str text)
{
  size_t from = 0;

  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];

    if (c >= 0x20 && c != '"' && c != '\\')
      continue;
    sp_buf_put(out, sp_str_n(text.ptr + from, i - from));
    from = i + 1;
    if (c < 0x20) {
      sp_buf_fmt(out, "\\u%04x", c);
    } else {
      sp_buf_putc(out, '\\');
      sp_buf_putc(out, (char)c);
    }
  }
  sp_buf_put(out, sp_str_sub(text, from, text.len));
}

void
sp_suggest_quote(struct sp_buf *out, struct sp_str text)
{
  sp_buf_putc(out, '"');
  put_inside(out, text);
  sp_buf_putc(out, '"');
}

/* Most ids are their own address. */
static bool
is_plain(struct sp_str id)
{
  for (size_t i = 0; i < id.len; i++) {
    char c = id.ptr[i];

    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
          c == '/'))
      return false;
  }
  return id.len > 0;
}

bool
sp_suggest_is_plain(struct sp_str title, struct sp_str id)
{
  for (size_t i = 0; i < title.len; i++)
    if ((unsigned char)title.ptr[i] < 0x20 || title.ptr[i] == '"' ||
        title.ptr[i] == '\\')
      return false;
  return is_plain(id) && title.len + 2 * id.len <= PLAIN_MAX;
}

static char *
append(char *to, struct sp_str text)
{
  memcpy(to, text.ptr, text.len);
  return to + text.len;
}

static void
put_plain(struct sp_buf *out, const struct sp_page_head *head)
{
  char piece[PLAIN_MAX + 64], *to = piece;

  to = append(to, SP_STR("{\"text\":\""));
  to = append(to, head->title);
  to = append(to, SP_STR("\",\"url\":\"/"));
  to = append(to, head->id);
  to = append(to, SP_STR("\",\"id\":\""));
  to = append(to, head->id);
  to = append(to, SP_STR("\"}"));
  sp_buf_put(out, sp_str_n(piece, (size_t)(to - piece)));
}

static void
put_page_url(struct sp_buf *out, struct sp_str id, struct sp_arena *arena)
{
  if (is_plain(id)) {
    sp_buf_putc(out, '/');
    sp_buf_put(out, id);
  } else {
    put_inside(out, sp_url_page(arena, id, SP_STR("")).raw);
  }
}

static uint32_t
head_of(const struct sp_suggest *suggest, uint32_t target)
{
  return target < suggest->heads ? target
                                 : suggest->other[target - suggest->heads].head;
}

void
sp_suggest_put(const struct sp_suggest *suggest, uint32_t entry,
               struct sp_arena *arena, struct sp_buf *out)
{
  uint32_t at = head_of(suggest, suggest->target[entry]);
  const struct sp_page_head *head =
      at != SP_SUGGEST_NONE ? &suggest->head[at] : NULL;
  struct sp_str url = {"", 0};

  if (suggest->shown[entry] == SP_SUGGEST_PLAIN) {
    put_plain(out, head);
    return;
  }
  sp_buf_put(out, SP_STR("{\"text\":\""));
  if (suggest->shown[entry] == SP_SUGGEST_NONE) {
    put_inside(out, head->title);
  } else {
    const char *record = suggest->texts + suggest->shown[entry];
    uint16_t lens[2];

    memcpy(lens, record, sizeof(lens));
    sp_buf_put(out, sp_str_n(record + sizeof(lens), lens[0]));
    url = sp_str_n(record + sizeof(lens) + lens[0], lens[1]);
  }
  sp_buf_put(out, SP_STR("\",\"url\":\""));
  if (head != NULL)
    put_page_url(out, head->id, arena);
  sp_buf_put(out, url);
  sp_buf_put(out, SP_STR("\",\"id\":\""));
  if (head != NULL)
    put_inside(out, head->id);
  sp_buf_put(out, SP_STR("\"}"));
}
