/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/page_links.h"

#include "lib/buf.h"
#include "lib/html.h"
#include "lib/url.h"

#define LINK_MAX ((size_t)64 * 1024)
#define DIGITS_MAX 24

static struct sp_html
finish(struct sp_arena *arena, struct sp_buf *buf)
{
  struct sp_html out = {buf->full ? SP_STR("")
                                  : sp_arena_copy(arena, sp_buf_str(buf))};

  sp_buf_release(buf);
  return out;
}

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* The first number in it: offsets of its first byte and past its last digit,
 * and its digits alone. */
static bool
find_number(struct sp_str s, size_t *from, size_t *to, char *dial)
{
  size_t n = 0, digits = 0;

  for (*from = 0; *from < s.len && !is_digit(s.ptr[*from]); ++*from)
    continue;
  if (*from > 0 && s.ptr[*from - 1] == '+') {
    --*from;
    dial[n++] = '+';
  }
  *to = *from;
  for (size_t i = *from + n; i < s.len && n < DIGITS_MAX; i++) {
    if (is_digit(s.ptr[i])) {
      dial[n++] = s.ptr[i];
      digits++;
      *to = i + 1;
    } else if (s.ptr[i] != ' ') {
      break;
    }
  }
  dial[n] = '\0';
  return digits >= 3;
}

struct sp_html
sp_link_phone(struct sp_arena *arena, struct sp_str phone)
{
  char dial[DIGITS_MAX + 1];
  size_t from, to;
  struct sp_buf buf;

  sp_buf_init(&buf, LINK_MAX);
  if (!find_number(phone, &from, &to, dial)) {
    sp_html_escape(&buf, phone);
    return finish(arena, &buf);
  }
  sp_html_escape(&buf, sp_str_sub(phone, 0, from));
  sp_buf_fmt(&buf, "<a class=\"govuk-link sp-tel\" href=\"tel:%s\">", dial);
  sp_html_escape(&buf, sp_str_sub(phone, from, to - from));
  sp_buf_puts(&buf, "</a>");
  sp_html_escape(&buf, sp_str_sub(phone, to, phone.len));
  return finish(arena, &buf);
}

/* One @, and nothing that would end or extend a mailto address. */
static bool
is_plain_email(struct sp_str s)
{
  size_t at = sp_str_find(s, '@', 0);

  if (at == 0 || at + 1 >= s.len)
    return false;
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

    if (!is_letter && !is_digit(c) && (i != at || c != '@') && c != '.' &&
        c != '-' && c != '_' && c != '+')
      return false;
  }
  return true;
}

static void
put_link(struct sp_buf *buf, struct sp_str href, struct sp_str label)
{
  sp_buf_puts(buf, "<a class=\"govuk-link\"");
  sp_html_attr(buf, "href", href);
  sp_buf_putc(buf, '>');
  sp_html_escape(buf, label);
  sp_buf_puts(buf, "</a>");
}

struct sp_html
sp_link_email(struct sp_arena *arena, struct sp_str email)
{
  struct sp_buf buf;

  sp_buf_init(&buf, LINK_MAX);
  if (is_plain_email(email))
    put_link(&buf, sp_arena_fmt(arena, "mailto:%.*s", SP_FMT(email)), email);
  else
    sp_html_escape(&buf, email);
  return finish(arena, &buf);
}

struct sp_html
sp_link_web(struct sp_arena *arena, struct sp_str address)
{
  struct sp_str label = address;
  struct sp_buf buf;

  sp_buf_init(&buf, LINK_MAX);
  if (sp_str_starts(label, "https://"))
    label = sp_str_sub(label, 8, label.len);
  else if (sp_str_starts(label, "http://"))
    label = sp_str_sub(label, 7, label.len);
  if (sp_url_external(address))
    put_link(&buf, address, label);
  else
    sp_html_escape(&buf, address);
  return finish(arena, &buf);
}

struct sp_html
sp_link_page(struct sp_arena *arena, struct sp_url url, struct sp_str label)
{
  struct sp_buf buf;

  sp_buf_init(&buf, LINK_MAX);
  put_link(&buf, url.raw, label);
  return finish(arena, &buf);
}

/* Offset of `what` at or after `from`, or s.len. */
static size_t
find_text(struct sp_str s, const char *what, size_t from)
{
  size_t n = strlen(what);
  const char *hit =
      from < s.len ? memmem(s.ptr + from, s.len - from, what, n) : NULL;

  return hit ? (size_t)(hit - s.ptr) : s.len;
}

struct sp_html
sp_link_flags(struct sp_arena *arena, struct sp_html html)
{
  static const char open[] = "<div class=\"sp-line sp-line--stop\">";
  static const char close[] = "</div>";
  struct sp_str s = html.raw;
  struct sp_buf buf;
  size_t at, end;

  sp_buf_init(&buf, LINK_MAX);
  for (at = find_text(s, open, 0); at < s.len; at = find_text(s, open, end)) {
    end = find_text(s, close, at);
    if (end == s.len)
      break;
    end += sizeof(close) - 1;
    if (buf.len == 0)
      sp_buf_puts(&buf, "<dl class=\"sp-lines\">\n");
    sp_buf_put(&buf, sp_str_sub(s, at, end - at));
    sp_buf_putc(&buf, '\n');
  }
  if (buf.len)
    sp_buf_puts(&buf, "</dl>\n");
  return finish(arena, &buf);
}

static bool
has_text(const struct sp_texts *texts, struct sp_str text)
{
  for (size_t i = 0; i < texts->count; i++)
    if (sp_str_eq(texts->item[i], text))
      return true;
  return false;
}

void
sp_link_ids(struct sp_arena *arena, struct sp_html html, size_t max,
            struct sp_texts *ids)
{
  static const char open[] = "href=\"/";
  struct sp_str s = html.raw;
  size_t at, end;

  for (at = find_text(s, open, 0); at < s.len && ids->count < max;
       at = find_text(s, open, end)) {
    struct sp_str id;

    at += sizeof(open) - 1;
    end = sp_str_find(s, '"', at);
    id = sp_str_sub(s, at, end - at);
    id = sp_str_sub(id, 0, sp_str_find(id, '#', 0));
    if (sp_url_decode(arena, id, false, &id) && id.len > 0 &&
        !has_text(ids, id))
      SP_PUSH(arena, ids->item, ids->count, ids->cap, id);
  }
}

bool
sp_link_has_choices(struct sp_html html)
{
  return find_text(html.raw, "<ul class=\"govuk-list sp-choices\">", 0) <
         html.raw.len;
}

bool
sp_link_repeats(struct sp_arena *arena, struct sp_html snippet,
                struct sp_str text)
{
  struct sp_str s = snippet.raw, plain, escaped;
  struct sp_buf buf;

  sp_buf_init(&buf, LINK_MAX);
  for (size_t at = 0, open; at < s.len; at = sp_str_find(s, '>', open) + 1) {
    open = sp_str_find(s, '<', at);
    sp_buf_put(&buf, sp_str_sub(s, at, open - at));
  }
  plain = sp_str_trim(finish(arena, &buf).raw);
  sp_buf_init(&buf, LINK_MAX);
  sp_html_escape(&buf, text);
  escaped = finish(arena, &buf).raw;
  return plain.len <= escaped.len &&
         sp_str_eq(plain, sp_str_sub(escaped, 0, plain.len));
}
