/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_markers.c - `[!STAFF]` and what a tired eye takes for it. */
#include "lib/markdown_parts.h"

#include "lib/text.h"

static const struct sp_md_marker markers[] = {
    {"STAFF", SP_NODE_STAFF, false},
    {"WARNING", SP_NODE_WARNING, false},
    {"INFO", SP_NODE_INFO, false},
    {"SAY", SP_NODE_SAY, false},
    {"VULNERABLE", SP_NODE_VULNERABLE, false},
    {"FRAUD", SP_NODE_FRAUD, false},
    {"ONLY", SP_NODE_ONLY, false},
    {"ELSE", SP_NODE_ELSE, false},
    {"QUOTE", SP_NODE_QUOTE, false},
    {"NOTE", SP_NODE_INFO, true},
    {"TIP", SP_NODE_INFO, true},
    {"IMPORTANT", SP_NODE_WARNING, true},
    {"CAUTION", SP_NODE_WARNING, true},
};

#define NAME_MAX_BYTES 16

const struct sp_md_marker *
sp_md_marker(struct sp_str name, bool is_lenient)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(markers); i++)
    if (sp_str_ieq(name, sp_str(markers[i].name)) &&
        (!markers[i].is_foreign || is_lenient))
      return &markers[i];
  return NULL;
}

/* The bracket that closes the one at `at`, or else the first one behind it;
 * s.len: there is none. */
static size_t
closing(struct sp_str s, size_t at)
{
  size_t depth = 0;

  for (size_t i = at; i < s.len; i++) {
    depth += s.ptr[i] == '[';
    depth -= s.ptr[i] == ']';
    if (depth == 0)
      return i;
  }
  return sp_str_find(s, ']', at);
}

size_t
sp_md_find_marker(struct sp_str head, struct sp_str *inside)
{
  size_t at = sp_md_skip_unseen(head, 0), close;

  if (at + 1 >= head.len || head.ptr[at] != '[' || head.ptr[at + 1] != '!')
    return 0;
  close = closing(head, at);
  if (close == head.len)
    return 0;
  for (size_t i = at; i < close; i++)
    if (head.ptr[i] == SP_MD_HEAD_LINK || head.ptr[i] == SP_MD_HEAD_OTHER)
      return 0;
  *inside = sp_str_trim(sp_str_sub(head, at + 2, close - at - 2));
  return close + 1;
}

/* What the next character looks like, in ASCII: full-width forms and brackets
 * of all kinds are themselves, what is not seen is a space, other scripts are
 * '?'. */
static char
look(struct sp_str s, size_t *at)
{
  size_t unseen = sp_md_skip_unseen(s, *at);
  uint32_t c;

  if (unseen > *at) {
    *at = unseen;
    return ' ';
  }
  c = sp_utf8_next(s, at);
  if (c >= 0xFF01 && c <= 0xFF5E)
    c -= 0xFEE0;
  else if (c == 0xA1)
    c = '!';
  else if (c == 0x27E6 || (c >= 0x3008 && c <= 0x301B && c % 2 == 0))
    c = '[';
  else if (c == 0x27E7 || (c >= 0x3008 && c <= 0x301B))
    c = ']';
  return c < 128 ? (char)c : '?';
}

static bool
is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Does leaving this marker out, or spoiling it, change who reads the text or
 * how?  `[!QUOTE]` says what a quote is anyway. */
static bool
is_warning(struct sp_str name)
{
  const struct sp_md_marker *marker = sp_md_marker(name, false);

  return marker && marker->kind != SP_NODE_QUOTE;
}

/* A marker's name from *at on, after white space and signs in `skip`; then *at
 * is behind it. */
static bool
look_name(struct sp_str s, size_t *at, const char *skip)
{
  char name[NAME_MAX_BYTES];
  size_t i = *at, next = i, n = 0;
  char c = 0;

  while (next < s.len && strchr(skip, c = look(s, &next)))
    i = next;
  for (next = i; next < s.len && n < sizeof(name); i = next) {
    c = look(s, &next);
    if (!is_letter(c))
      break;
    name[n++] = c;
  }
  *at = i;
  return n && n < sizeof(name) && is_warning(sp_str_n(name, n));
}

bool
sp_md_holds_marker(struct sp_str text)
{
  size_t at = 0;
  bool is_open = false;

  while (at < text.len) {
    char c = look(text, &at);
    size_t behind = at;

    if (c == '!' && is_open && look_name(text, &behind, " \\!"))
      return true;
    if (c != ' ' && c != '\\')
      is_open = c == '[' || c == '(' || c == '{';
  }
  return false;
}

/* `[!`, or a link whose words begin with `!`; behind `>` as text. */
static bool
begins_marker(struct sp_str head)
{
  size_t at = sp_md_skip_unseen(head, 0), next;

  while (at < head.len && head.ptr[at] == '>')
    at = sp_md_skip_unseen(head, at + 1);
  if (at == head.len ||
      (head.ptr[at] != '[' && head.ptr[at] != SP_MD_HEAD_LINK))
    return false;
  next = head.ptr[at] == '[' ? at + 1 : sp_md_skip_unseen(head, at + 1);
  return next < head.len && head.ptr[next] == '!';
}

bool
sp_md_is_near_marker(struct sp_str head)
{
  size_t at = 0, next = 0, brackets = 0;
  char c = 0;

  if (begins_marker(head))
    return true;
  while (next < head.len && strchr(" >*_~`\"'\\|!", c = look(head, &next)))
    at = next;
  for (next = at; next < head.len && (c = look(head, &next)) == '['; at = next)
    brackets++;
  if (brackets == 0 || !look_name(head, &at, " \\!"))
    return false;
  while (at < head.len)
    if (look(head, &at) == ']')
      return true;
  return false;
}

/* What people write who mean `[!STAFF]`. */
static const char *const staff_words[] = {"staff",
                                          "staff only",
                                          "staff note",
                                          "for staff",
                                          "for staff only",
                                          "note for staff",
                                          "note to staff",
                                          "fraud",
                                          "vulnerable",
                                          "internal",
                                          "internal only",
                                          "internal note",
                                          "internal use only",
                                          "for internal use",
                                          "for internal use only",
                                          "advisors only",
                                          "advisers only",
                                          "for advisors",
                                          "for advisers",
                                          "for advisors only",
                                          "for advisers only",
                                          "not for residents",
                                          "not for the public"};

/* Does the line begin with these words and nothing else, or with a colon or a
 * dash behind them? */
static bool
begins_with(struct sp_str head, const char *words)
{
  size_t at = 0, next = 0;
  char c = 0;

  while (next < head.len && strchr(" *_!#@", c = look(head, &next)))
    at = next;
  for (; *words; words++) {
    if (at >= head.len)
      return false;
    c = look(head, &at);
    if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != *words)
      return false;
  }
  while (at < head.len) {
    c = look(head, &at);
    if (c == ':' || c == '-')
      return true;
    if (!strchr(" .!*_", c))
      return false;
  }
  return true;
}

static bool
means_staff(struct sp_str head)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(staff_words); i++)
    if (begins_with(head, staff_words[i]))
      return true;
  return false;
}

bool
sp_md_is_bare_marker(struct sp_str head)
{
  size_t at = 0;

  if (means_staff(head))
    return true;
  if (!look_name(head, &at, " *_!"))
    return false;
  while (at < head.len)
    if (!strchr(" :.!*_", look(head, &at)))
      return false;
  return true;
}
