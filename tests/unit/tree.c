/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/tree.h"

#define TREE_MAX ((size_t)4 * 1024 * 1024)

/* Short, and one word. */
static const char *
name_of(enum sp_node_kind kind)
{
  switch (kind) {
  case SP_NODE_HEADING:
    return "h";
  case SP_NODE_EMPH:
    return "emph";
  case SP_NODE_CODE_BLOCK:
    return "code-block";
  case SP_NODE_TEXT:
    return "";
  default:
    return sp_node_name(kind);
  }
}

static const char *const keys[] = {
    "next",     "outcome", "happens-next", "service-level", "legal",
    "online",   "payment", "book",         "also-ask",      "hand-over",
    "do-first", "record",  "stop",         "judgement"};
_Static_assert(SP_ARRAY_LEN(keys) == SP_KEYS, "a name each");

static void
put_text(struct sp_buf *out, struct sp_str text)
{
  sp_buf_putc(out, '\'');
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '\'')
      sp_buf_putc(out, '\\');
    if (text.ptr[i] == '\n')
      sp_buf_puts(out, "\\n");
    else
      sp_buf_putc(out, text.ptr[i]);
  }
  sp_buf_putc(out, '\'');
}

static void
put_civil(struct sp_buf *out, const char *name, const struct sp_civil *c)
{
  if (!c->year)
    return;
  sp_buf_fmt(out, "%s(%04d-%02d-%02d", name, c->year, c->month, c->day);
  if (c->hour >= 0)
    sp_buf_fmt(out, " %02d:%02d", c->hour, c->minute);
  sp_buf_putc(out, ')');
}

static void
put_guard(struct sp_buf *out, const struct sp_guard *guard)
{
  static const char *const plain[] = {[SP_GUARD_STAFF] = "staff",
                                      [SP_GUARD_PUBLIC] = "public",
                                      [SP_GUARD_OFFICE_HOURS] = "office-hours",
                                      [SP_GUARD_OUT_OF_HOURS] = "out-of-hours",
                                      [SP_GUARD_IF] = NULL};

  if (guard->kind == SP_GUARD_NONE)
    return;
  sp_buf_puts(out, guard->negated ? " ?!" : " ?");
  if (plain[guard->kind])
    sp_buf_puts(out, plain[guard->kind]);
  else if (guard->kind == SP_GUARD_LEVEL)
    sp_buf_fmt(out, "level-%u", guard->number);
  else if (guard->kind == SP_GUARD_AREA)
    sp_buf_fmt(out, "area(%.*s)", SP_FMT(guard->text));
  else if (guard->kind == SP_GUARD_CHANNEL)
    sp_buf_fmt(out, "channel(%.*s)", SP_FMT(guard->text));
  else if (guard->kind == SP_GUARD_IF)
    sp_buf_fmt(out, "if(%.*s=%.*s)", SP_FMT(guard->text), SP_FMT(guard->value));
  put_civil(out, "from", &guard->from);
  put_civil(out, "until", &guard->until);
}

/* The words behind a node's name. */
static void
put_flags(struct sp_buf *out, const struct sp_node *node)
{
  if (node->flags & SP_FLAG_TEST_CALLS)
    sp_buf_puts(out, " test-calls");
  if (node->flags & SP_FLAG_HEAD)
    sp_buf_puts(out, " head");
  if (node->flags & SP_FLAG_HEAD_CELL)
    sp_buf_puts(out, " head-cell");
  if (node->kind == SP_NODE_LIST && !(node->flags & SP_FLAG_TIGHT))
    sp_buf_puts(out, " loose");
  if (node->kind == SP_NODE_KEYED && node->key == SP_KEY_OUTCOME)
    sp_buf_fmt(out, " %s", sp_outcome_name((enum sp_outcome)node->number));
  if (node->kind == SP_NODE_KEYED && node->key == SP_KEY_RECORD)
    sp_buf_fmt(out, " %s", sp_record_name((enum sp_record)node->number));
  if (node->flags & SP_FLAG_REQUIRED)
    sp_buf_puts(out, " required");
}

static void
put_name(struct sp_buf *out, const struct sp_node *node)
{
  static const char *const align[] = {"", ":left", ":centre", ":right"};

  if (node->kind == SP_NODE_KEYED)
    sp_buf_puts(out, keys[node->key]);
  else if (node->kind == SP_NODE_SAY && (node->flags & SP_FLAG_PLAIN_QUOTE))
    sp_buf_puts(out, "said");
  else if (node->flags & SP_FLAG_ORDERED)
    sp_buf_fmt(out, "numbers-%u", node->number);
  else
    sp_buf_puts(out, name_of(node->kind));
  if (node->kind == SP_NODE_HEADING)
    sp_buf_fmt(out, "%u", node->number);
  if (node->kind == SP_NODE_CELL && node->number < SP_ARRAY_LEN(align))
    sp_buf_puts(out, align[node->number]);
}

static void
put_node(struct sp_buf *out, const struct sp_node *node)
{
  if (node->kind == SP_NODE_TEXT) {
    put_text(out, node->text);
    return;
  }
  sp_buf_putc(out, '(');
  put_name(out, node);
  if (node->text.len) {
    sp_buf_putc(out, ' ');
    put_text(out, node->text);
  }
  if (node->anchor.len)
    sp_buf_fmt(out, " #%.*s", SP_FMT(node->anchor));
  put_flags(out, node);
  put_guard(out, &node->guard);
  if (node->target.len)
    sp_buf_fmt(out, " ->%.*s", SP_FMT(node->target));
  if (node->title.len)
    sp_buf_fmt(out, " ~%.*s", SP_FMT(node->title));
  for (const struct sp_node *child = node->first; child; child = child->next) {
    sp_buf_putc(out, ' ');
    put_node(out, child);
  }
  sp_buf_putc(out, ')');
}

struct sp_str
tree_print(struct sp_arena *arena, const struct sp_node *root)
{
  struct sp_buf buf;
  struct sp_str out;

  sp_buf_init(&buf, TREE_MAX);
  put_node(&buf, root);
  out = sp_arena_copy(arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return out;
}

struct sp_str
tree_print_diags(struct sp_arena *arena, struct sp_diags *diags,
                 unsigned first_line)
{
  struct sp_buf buf;
  struct sp_str out;

  sp_diags_sort(diags);
  sp_buf_init(&buf, TREE_MAX);
  for (size_t i = 0; i < diags->count; i++) {
    unsigned line = diags->item[i].line;

    sp_buf_fmt(&buf, "%s%s:", i ? " " : "", diags->item[i].code);
    if (line && line < first_line)
      sp_buf_fmt(&buf, "f%u", line);
    else
      sp_buf_fmt(&buf, "%u", line ? line - first_line + 1 : 0);
  }
  out = sp_arena_copy(arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return out;
}
