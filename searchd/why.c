/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/why.h"

#include "lib/buf.h"

#define NAMED_MAX 8       /* words that one field's sentence names */
#define INSTEAD_MAX 3     /* that stand for what was typed */
#define SENTENCE_MAX 4096 /* bytes */

const char *
sp_why_as(enum sp_reason_kind kind)
{
  switch (kind) {
  case SP_REASON_WORD:
    return "word";
  case SP_REASON_SLIP:
    return "slip";
  case SP_REASON_COMPLETION:
    return "completion";
  case SP_REASON_SPLIT:
    return "split";
  case SP_REASON_JOINED:
    return "joined";
  case SP_REASON_SYNONYM:
    return "synonym";
  case SP_REASON_GLOSSARY:
    return "glossary";
  case SP_REASON_PHRASE:
    return "phrase";
  case SP_REASON_PAIRS:
    return "pairs";
  }
  return "word";
}

const char *
sp_why_field(enum sp_reason_field field)
{
  switch (field) {
  case SP_REASON_TITLE:
    return "title";
  case SP_REASON_ASKED:
    return "asked";
  case SP_REASON_HEADING:
    return "heading";
  case SP_REASON_BODY:
    return "text";
  case SP_REASON_ANYWHERE:
    return "anywhere";
  }
  return "anywhere";
}

/* Where, within a sentence. */
static const char *
place(enum sp_reason_field field)
{
  switch (field) {
  case SP_REASON_TITLE:
    return "in its title";
  case SP_REASON_ASKED:
    return "in customers’ words for it";
  case SP_REASON_HEADING:
    return "in its headings";
  case SP_REASON_BODY:
    return "in its text";
  case SP_REASON_ANYWHERE:
    break;
  }
  return "in any part of it";
}

/* "‘bin’ or ‘bag’" of "bin; bag"; a long list ends with "or others". */
static void
put_quoted(struct sp_buf *out, struct sp_str list)
{
  struct sp_str rest = list, piece;
  size_t count = 0;

  while (sp_str_split(&rest, ';', &piece)) {
    if (piece.len == 0)
      continue;
    if (count == INSTEAD_MAX) {
      sp_buf_put(out, SP_STR(" or others"));
      return;
    }
    sp_buf_fmt(out, "%s‘%.*s’", count > 0 ? " or " : "", SP_FMT(piece));
    count++;
  }
}

/* Typed text has semicolons of its own. */
static void
put_typed(struct sp_buf *out, const struct sp_reason *reason)
{
  sp_buf_fmt(out, "‘%.*s’", SP_FMT(reason->typed));
}

/* What is in the field for certain: the words as typed, or the only ones that
 * were looked for instead.  Empty: one of several. */
static struct sp_str
name_of(const struct sp_reason *reason)
{
  if (reason->kind == SP_REASON_WORD || reason->kind == SP_REASON_PHRASE)
    return reason->typed;
  if (sp_str_find(reason->found, ';', 0) < reason->found.len)
    return SP_STR("");
  return reason->found;
}

static size_t
parts_of(const struct sp_hit *hit)
{
  return hit->reasons < SP_WHY_PARTS_MAX ? hit->reasons : SP_WHY_PARTS_MAX;
}

static bool
is_named(const struct sp_str *named, size_t count, struct sp_str name)
{
  for (size_t i = 0; i < count; i++)
    if (sp_str_eq(named[i], name))
      return true;
  return false;
}

/* "Its title has ‘missed’ and ‘bin’. " */
static void
put_field(struct sp_buf *out, const struct sp_hit *hit,
          enum sp_reason_field field, const char *begin)
{
  struct sp_str named[NAMED_MAX];
  size_t count = 0;

  for (size_t i = 0; i < parts_of(hit) && count < NAMED_MAX; i++) {
    struct sp_str name = name_of(&hit->reason[i]);

    if (hit->reason[i].field == field && name.len > 0 &&
        !is_named(named, count, name))
      named[count++] = name;
  }
  if (count == 0)
    return;
  sp_buf_fmt(out, "%s ", begin);
  for (size_t i = 0; i < count; i++) {
    if (i > 0)
      sp_buf_put(out, i + 1 == count ? SP_STR(" and ") : SP_STR(", "));
    sp_buf_fmt(out, "‘%.*s’", SP_FMT(named[i]));
  }
  sp_buf_put(out, SP_STR(". "));
}

/* Was the same said of a weightier part? */
static bool
is_said(const struct sp_hit *hit, size_t at)
{
  for (size_t i = 0; i < at; i++)
    if (hit->reason[i].kind == hit->reason[at].kind &&
        sp_str_eq(hit->reason[i].typed, hit->reason[at].typed) &&
        sp_str_eq(hit->reason[i].found, hit->reason[at].found))
      return true;
  return false;
}

static void
put_pair(struct sp_buf *out, const char *before, const struct sp_reason *reason,
         const char *between)
{
  sp_buf_put(out, sp_str(before));
  put_typed(out, reason);
  sp_buf_put(out, sp_str(between));
  put_quoted(out, reason->found);
  sp_buf_put(out, SP_STR(". "));
}

/* What was looked for instead of what was typed. */
static void
put_instead(struct sp_buf *out, const struct sp_reason *reason)
{
  switch (reason->kind) {
  case SP_REASON_SLIP:
    put_pair(out, "", reason, " may be a slip for ");
    break;
  case SP_REASON_COMPLETION:
    put_pair(out, "", reason, " may be the beginning of ");
    break;
  case SP_REASON_SPLIT:
  case SP_REASON_JOINED:
    put_pair(out, "", reason, " was read as ");
    break;
  case SP_REASON_SYNONYM:
    put_pair(out, "A customer’s word ", reason, " stands for ");
    break;
  case SP_REASON_GLOSSARY:
    put_pair(out, "The glossary says that ", reason, " means ");
    break;
  case SP_REASON_PAIRS:
    sp_buf_put(out, SP_STR("Words of the search stand side by side. "));
    break;
  case SP_REASON_WORD:
  case SP_REASON_PHRASE:
    break;
  }
}

static void
put_pin(struct sp_buf *out, const struct sp_hit *hit)
{
  struct sp_str reason = sp_str_trim(hit->pin_reason);

  if (hit->pinned == SP_PINNED_NOT)
    return;
  sp_buf_put(out, hit->pinned == SP_PINNED_BEST ? SP_STR("Pinned first")
                                                : SP_STR("Pinned last"));
  if (hit->pin_owner.len)
    sp_buf_fmt(out, " by %.*s", SP_FMT(hit->pin_owner));
  if (reason.len)
    sp_buf_fmt(out, ": %.*s", SP_FMT(reason));
  sp_buf_put(out, reason.len && reason.ptr[reason.len - 1] == '.'
                      ? SP_STR(" ")
                      : SP_STR(". "));
}

static struct sp_str
finish(struct sp_arena *arena, struct sp_buf *buf, struct sp_str fallback)
{
  struct sp_str text = sp_str_trim(sp_buf_str(buf)), out = fallback;

  if (!buf->full && text.len > 0)
    out = sp_arena_copy(arena, text);
  sp_buf_release(buf);
  return out;
}

struct sp_str
sp_why_sentence(struct sp_arena *arena, const struct sp_hit *hit)
{
  struct sp_buf buf;

  sp_buf_init(&buf, SENTENCE_MAX);
  put_pin(&buf, hit);
  if (hit->is_named)
    sp_buf_puts(&buf, "It is the contact that the first result names. ");
  put_field(&buf, hit, SP_REASON_TITLE, "Its title has");
  put_field(&buf, hit, SP_REASON_ASKED, "Customers’ words for it have");
  put_field(&buf, hit, SP_REASON_HEADING, "Its headings have");
  put_field(&buf, hit, SP_REASON_BODY, "Its text has");
  for (size_t i = 0; i < parts_of(hit); i++)
    if (!is_said(hit, i))
      put_instead(&buf, &hit->reason[i]);
  return finish(arena, &buf, SP_STR("It matches the search."));
}

struct sp_str
sp_why_part(struct sp_arena *arena, const struct sp_reason *reason)
{
  struct sp_buf buf;

  if (reason->kind == SP_REASON_PAIRS)
    return SP_STR("words of the search side by side");
  sp_buf_init(&buf, SENTENCE_MAX);
  put_typed(&buf, reason);
  if (reason->found.len) {
    sp_buf_put(&buf, SP_STR(", as "));
    put_quoted(&buf, reason->found);
    sp_buf_putc(&buf, ',');
  }
  sp_buf_fmt(&buf, " %s", place(reason->field));
  return finish(arena, &buf, SP_STR("a part of the search"));
}
