/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_bytes.c - what can be told before a parser sees the bytes. */
#define _GNU_SOURCE
#include "lib/xml_parts.h"

#include "lib/text.h"

#define ATTRS_MAX 64 /* of one element */

/* The encoding that the XML declaration names, or nothing. */
static struct sp_str
declared_encoding(struct sp_str bytes)
{
  struct sp_str head = sp_str_sub(bytes, 0, sp_str_find(bytes, '>', 0));
  const char *at;
  size_t from;

  if (!sp_str_starts(head, "<?xml "))
    return SP_STR("");
  at = memmem(head.ptr, head.len, "encoding", 8);
  if (!at)
    return SP_STR("");
  from = (size_t)(at - head.ptr) + 8;
  while (from < head.len && head.ptr[from] != '"' && head.ptr[from] != '\'')
    from++;
  if (from == head.len)
    return SP_STR("");
  return sp_str_sub(head, from + 1,
                    sp_str_find(head, head.ptr[from], from + 1) - from - 1);
}

/* Size, encoding. */
static bool
check_text(struct sp_xml *x, struct sp_str bytes)
{
  size_t bad;
  unsigned line = 1;
  struct sp_str encoding;

  if (bytes.len > SP_DOC_MAX_BYTES) {
    SP_XML_ERROR(x, 0, "the file is larger than %zu KiB; split it",
                 SP_DOC_MAX_BYTES / 1024);
    return false;
  }
  bad = sp_utf8_check(bytes);
  if (sp_str_find(bytes, '\0', 0) < bad)
    bad = sp_str_find(bytes, '\0', 0);
  if (bad < bytes.len) {
    for (size_t i = 0; i < bad; i++)
      line += bytes.ptr[i] == '\n';
    SP_XML_ERROR(x, line, "this line is not UTF-8; save the file as UTF-8");
    return false;
  }
  encoding = declared_encoding(bytes);
  if (encoding.len && !sp_str_ieq(encoding, SP_STR("UTF-8"))) {
    SP_XML_ERROR(x, 1, "encoding=\"%.*s\": save the file as UTF-8 and say so",
                 SP_FMT(sp_utf8_cut(encoding, 40)));
    return false;
  }
  return true;
}

/* Offset behind the next `end` at or after `at`, or the text's end. */
static size_t
skip_to(struct sp_str s, size_t at, const char *end)
{
  const char *hit =
      at < s.len ? memmem(s.ptr + at, s.len - at, end, strlen(end)) : NULL;

  return hit ? (size_t)(hit - s.ptr) + strlen(end) : s.len;
}

/* Offset behind the start tag whose `<` stands at `at`; *attrs: its quoted
 * values. */
static size_t
skip_tag(struct sp_str s, size_t at, size_t *attrs)
{
  *attrs = 0;
  while (++at < s.len && s.ptr[at] != '>')
    if (s.ptr[at] == '"' || s.ptr[at] == '\'') {
      at = sp_str_find(s, s.ptr[at], at + 1);
      ++*attrs;
    }
  return at;
}

/* Attributes take libxml2 time as the square of their number. */
static bool
check_tags(struct sp_xml *x, struct sp_str s)
{
  size_t at = 0, attrs = 0, counted = 0;
  unsigned line = 1;

  while ((at = sp_str_find(s, '<', at)) < s.len) {
    struct sp_str rest = sp_str_sub(s, at, 9);
    size_t start = at;

    if (sp_str_starts(rest, "<!--"))
      at = skip_to(s, at + 4, "-->");
    else if (sp_str_starts(rest, "<![CDATA["))
      at = skip_to(s, at + 9, "]]>");
    else if (sp_str_starts(rest, "<?"))
      at = skip_to(s, at + 2, "?>");
    else
      at = skip_tag(s, at, &attrs);
    if (attrs <= ATTRS_MAX)
      continue;
    for (; counted < start; counted++)
      line += s.ptr[counted] == '\n';
    SP_XML_ERROR(x, line, "this element has more than %d attributes",
                 ATTRS_MAX);
    return false;
  }
  return true;
}

bool
sp_xml_check_bytes(struct sp_xml *x, struct sp_str bytes)
{
  return check_text(x, bytes) && check_tags(x, bytes);
}
