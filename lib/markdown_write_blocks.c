/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_write_blocks.c - blocks, with blank lines between.
 *
 * What stands in a quote or list is written for itself first; its lines then
 * get the signs before them. */
#include "lib/markdown_parts.h"
#include "lib/write_parts.h"

#include "lib/text.h"
#include "lib/tidy.h"

#define LIST_NUMBER_MAX 999999999 /* CommonMark */

/* A block, and what is known of the one before it. */
struct spot {
  const struct sp_node *before;
  char before_sign; /* of the bullets or numbers of that one, or 0 */
  char sign;        /* of this one */
  char item_sign;   /* of the list in which it comes first, or 0 */
};

/* Begin again in a buffer of its own; what was written so far. */
static void
begin_inner(struct sp_md_out *out, struct sp_buf *inner, struct sp_buf **outer)
{
  *outer = out->buf;
  sp_buf_init(inner, SP_DOC_MAX_BYTES);
  out->buf = inner;
}

/* Put its lines behind `first` and, from the second on, `rest`; nothing else
 * is put on an empty line but a quote's sign. */
static void
end_inner(struct sp_md_out *out, struct sp_buf *inner, struct sp_buf *outer,
          const char *first, const char *rest)
{
  struct sp_str s = sp_buf_str(inner);
  const char *before = first;
  bool is_quote = *rest == '>';
  size_t at = 0;

  out->buf = outer;
  if (s.len == 0) /* an empty item */
    sp_buf_fmt(outer, "%.*s\n", SP_FMT(sp_str_trim(sp_str(first))));
  while (at < s.len) {
    size_t end = sp_str_find(s, '\n', at);
    struct sp_str line = sp_str_sub(s, at, end - at);

    if (line.len)
      sp_buf_fmt(outer, "%s%.*s\n", before, SP_FMT(line));
    else
      sp_buf_puts(outer, is_quote ? ">\n" : "\n");
    before = rest;
    at = end + 1;
  }
  outer->full = outer->full || inner->full;
  sp_buf_release(inner);
}

static void
put_line(struct sp_md_out *out, const struct sp_node *node)
{
  sp_md_put_inlines(out, node, SP_MD_LINE);
  sp_buf_putc(out->buf, '\n');
}

/* ---- quotes */

static const struct {
  enum sp_node_kind kind;
  const char *marker;
} markers[] = {
    {SP_NODE_SAY, "SAY"},         {SP_NODE_STAFF, "STAFF"},
    {SP_NODE_WARNING, "WARNING"}, {SP_NODE_INFO, "INFO"},
    {SP_NODE_FRAUD, "FRAUD"},     {SP_NODE_VULNERABLE, "VULNERABLE"},
    {SP_NODE_ELSE, "ELSE"},
};

/* Would it be taken for a slip without a marker? */
static bool
needs_marker(const struct sp_node *node, const struct sp_node *before)
{
  char head[SP_MD_HEAD_MAX];
  const struct sp_node *first = node->first;

  if (sp_md_ends_marked(before))
    return true;
  return first && first->kind == SP_NODE_PARA && first->first &&
         sp_md_is_bare_marker(sp_md_line_head(first, first->first, head));
}

static bool
is_unmarked(const struct sp_node *node)
{
  return node->kind == SP_NODE_QUOTE ||
         (node->kind == SP_NODE_SAY && (node->flags & SP_FLAG_PLAIN_QUOTE));
}

/* The guard is text: its signs get their backslashes. */
static void
put_only_marker(struct sp_md_out *out, const struct sp_guard *guard)
{
  struct sp_buf words;

  sp_buf_init(&words, SP_DOC_MAX_BYTES);
  sp_write_guard(&words, guard);
  sp_buf_puts(out->buf, "[!ONLY ");
  sp_md_put_words(out, sp_buf_str(&words), SP_MD_BEHIND);
  sp_buf_puts(out->buf, "]\n");
  sp_buf_release(&words);
}

static void
put_marker(struct sp_md_out *out, const struct sp_node *node)
{
  const char *marker = "QUOTE";

  if (node->kind == SP_NODE_ONLY) {
    put_only_marker(out, &node->guard);
    return;
  }
  for (size_t i = 0; i < SP_ARRAY_LEN(markers) && !is_unmarked(node); i++)
    if (markers[i].kind == node->kind)
      marker = markers[i].marker;
  sp_buf_fmt(out->buf, "[!%s]\n", marker);
}

static void
put_quote(struct sp_md_out *out, const struct sp_node *node,
          const struct sp_node *before)
{
  struct sp_buf inner, *outer;

  begin_inner(out, &inner, &outer);
  if (!is_unmarked(node) || needs_marker(node, before)) {
    put_marker(out, node);
    /* Only a paragraph begins directly below. */
    if (node->first && node->first->kind != SP_NODE_PARA)
      sp_buf_putc(&inner, '\n');
  }
  sp_md_put_blocks(out, node);
  end_inner(out, &inner, outer, "> ", "> ");
}

/* ---- lists */

static bool
is_list(const struct sp_node *node)
{
  return node->kind == SP_NODE_LIST || node->kind == SP_NODE_CHECKLIST ||
         node->kind == SP_NODE_CHOICES;
}

/* Lists side by side, and one that begins an item of another, have other
 * signs. */
static char
list_sign(const struct sp_node *node, const struct spot *spot)
{
  char sign = node->flags & SP_FLAG_ORDERED ? '.' : '-';
  char other = node->flags & SP_FLAG_ORDERED ? ')' : '*';

  return spot->before_sign == sign || spot->item_sign == sign ? other : sign;
}

static void put_item_blocks(struct sp_md_out *out, const struct sp_node *item,
                            bool is_tight, bool is_check, char sign);

static void
put_item(struct sp_md_out *out, const struct sp_node *list,
         const struct sp_node *item, const char *first, char sign)
{
  struct sp_buf inner, *outer;
  char rest[16] = "";
  size_t n = strlen(first);

  memset(rest, ' ', n);
  rest[n] = '\0';
  begin_inner(out, &inner, &outer);
  put_item_blocks(out, item, (list->flags & SP_FLAG_TIGHT) != 0,
                  list->kind == SP_NODE_CHECKLIST, sign);
  end_inner(out, &inner, outer, first, rest);
}

static void
put_list(struct sp_md_out *out, const struct sp_node *list, char sign)
{
  unsigned number = list->number;
  struct sp_buf first;

  sp_buf_init(&first, 16);
  for (const struct sp_node *item = list->first; item; item = item->next) {
    sp_buf_clear(&first);
    if (list->flags & SP_FLAG_ORDERED)
      sp_buf_fmt(&first, "%u%c ", number, sign);
    else
      sp_buf_fmt(&first, "%c ", sign);
    if (item != list->first && !(list->flags & SP_FLAG_TIGHT))
      sp_buf_putc(out->buf, '\n');
    put_item(out, list, item, first.ptr, sign);
    number += number < LIST_NUMBER_MAX;
  }
  sp_buf_release(&first);
}

/* ---- tables */

static void
put_cell(struct sp_md_out *out, const struct sp_node *cell)
{
  struct sp_node strong = {
      .kind = SP_NODE_STRONG, .first = cell->first, .last = cell->last};
  struct sp_node bold = {
      .kind = SP_NODE_CELL, .first = &strong, .last = &strong};

  sp_md_put_inlines(out, cell->flags & SP_FLAG_HEAD_CELL ? &bold : cell,
                    SP_MD_CELL);
}

static void
put_row(struct sp_md_out *out, const struct sp_node *row)
{
  sp_buf_putc(out->buf, '|');
  for (const struct sp_node *cell = row->first; cell; cell = cell->next) {
    sp_buf_putc(out->buf, ' ');
    put_cell(out, cell);
    sp_buf_puts(out->buf, cell->first ? " |" : "|");
  }
  sp_buf_putc(out->buf, '\n');
}

static void
put_table(struct sp_md_out *out, const struct sp_node *table)
{
  static const char *const dashes[] = {"---|", ":--|", ":-:|", "--:|"};
  bool has_head = (table->flags & SP_FLAG_HEAD) != 0;
  const struct sp_node *first = table->first;

  if (!first)
    return;
  if (has_head) {
    put_row(out, first);
  } else {
    sp_buf_putc(out->buf, '|');
    for (const struct sp_node *c = first->first; c; c = c->next)
      sp_buf_puts(out->buf, " |");
    sp_buf_putc(out->buf, '\n');
  }
  sp_buf_putc(out->buf, '|');
  for (const struct sp_node *c = first->first; c; c = c->next)
    sp_buf_puts(out->buf, dashes[c->number & 3]);
  sp_buf_putc(out->buf, '\n');
  for (const struct sp_node *row = has_head ? first->next : first; row;
       row = row->next)
    put_row(out, row);
}

/* ---- code */

static size_t
longest_run(struct sp_str s)
{
  size_t longest = 0, run = 0;

  for (size_t i = 0; i < s.len; i++) {
    run = s.ptr[i] == '`' ? run + 1 : 0;
    longest = run > longest ? run : longest;
  }
  return longest;
}

static void
put_code(struct sp_md_out *out, const struct sp_node *node)
{
  size_t length = longest_run(node->text) + 1;

  length = length < 3 ? 3 : length;
  for (size_t i = 0; i < length; i++)
    sp_buf_putc(out->buf, '`');
  sp_buf_putc(out->buf, '\n');
  if (node->text.len) {
    sp_buf_put(out->buf, node->text);
    sp_buf_putc(out->buf, '\n');
  }
  for (size_t i = 0; i < length; i++)
    sp_buf_putc(out->buf, '`');
  sp_buf_putc(out->buf, '\n');
}

/* ---- all of them */

static void
put_heading(struct sp_md_out *out, const struct sp_node *node, unsigned depth)
{
  for (unsigned i = 0; i < depth && i < 6; i++)
    sp_buf_putc(out->buf, '#');
  sp_buf_putc(out->buf, ' ');
  sp_md_put_words(out, node->text, SP_MD_HEADING);
  sp_buf_putc(out->buf, '\n');
}

static void
put_section(struct sp_md_out *out, const struct sp_node *section)
{
  put_heading(out, section, 2);
  if (section->guard.kind != SP_GUARD_NONE) {
    sp_buf_putc(out->buf, '\n');
    sp_md_put_only(out, section);
  }
  if (section->first)
    sp_buf_putc(out->buf, '\n');
  sp_md_put_blocks(out, section);
}

/* In a list `---` would be part of one. */
static bool
is_outside(const struct sp_node *node)
{
  return !node->parent || node->parent->kind == SP_NODE_ROOT ||
         node->parent->kind == SP_NODE_SECTION;
}

static void
put_block(struct sp_md_out *out, const struct sp_node *node, struct spot *spot)
{
  switch (node->kind) {
  case SP_NODE_SECTION:
    put_section(out, node);
    return;
  case SP_NODE_HEADING:
    put_heading(out, node, node->number);
    return;
  case SP_NODE_PARA:
    put_line(out, node);
    return;
  case SP_NODE_INCLUDE:
    sp_md_put_inline(out, node);
    sp_buf_putc(out->buf, '\n');
    return;
  case SP_NODE_LIST:
  case SP_NODE_CHECKLIST:
    put_list(out, node, spot->sign);
    return;
  case SP_NODE_CHOICES:
    sp_md_put_choices(out, node, spot->sign);
    return;
  case SP_NODE_TABLE:
    put_table(out, node);
    return;
  case SP_NODE_CODE_BLOCK:
    put_code(out, node);
    return;
  case SP_NODE_RULE:
    sp_buf_puts(out->buf, is_outside(node) ? "---\n" : "___\n");
    return;
  case SP_NODE_KEYED:
    sp_md_put_keyed(out, node);
    return;
  case SP_NODE_NOTE:
    sp_md_put_blocks(out, node);
    return;
  default:
    put_quote(out, node, spot->before);
    return;
  }
}

static void
put_next(struct sp_md_out *out, const struct sp_node *node, struct spot *spot)
{
  spot->sign = is_list(node) ? list_sign(node, spot) : 0;
  put_block(out, node, spot);
  spot->before = node;
  spot->before_sign = spot->sign;
  spot->item_sign = 0;
}

static void
put_item_blocks(struct sp_md_out *out, const struct sp_node *item,
                bool is_tight, bool is_check, char sign)
{
  struct spot spot = {.item_sign = sign};
  const struct sp_node *first = item->first;
  bool on_line =
      first && (first->kind == SP_NODE_PARA || first->kind == SP_NODE_INCLUDE);

  if (is_check)
    sp_buf_puts(out->buf, on_line ? "[ ] " : "[ ]\n");
  for (const struct sp_node *n = first; n; n = n->next) {
    bool is_below = n != first || (is_check && !on_line);

    if (is_below && !(is_tight && sp_tidy_touches(spot.before, n)))
      sp_buf_putc(out->buf, '\n');
    put_next(out, n, &spot);
  }
}

void
sp_md_put_blocks(struct sp_md_out *out, const struct sp_node *parent)
{
  struct spot spot = {0};

  for (const struct sp_node *n = parent->first; n; n = n->next) {
    if (spot.before && !sp_md_is_grouped(spot.before, n))
      sp_buf_putc(out->buf, '\n');
    put_next(out, n, &spot);
  }
}
