/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_quotes.c - quotes into marked blocks. */
#include "lib/markdown_parts.h"

#include "lib/text.h"

#define MARKER_NAMES                                                           \
  "[!STAFF], [!WARNING], [!INFO], [!SAY], [!VULNERABLE], [!FRAUD], [!QUOTE],"  \
  " [!ONLY level 2] or [!ELSE]"

/* A quote while it is being understood. */
struct quote {
  struct sp_node *node;
  const struct sp_node *before; /* the block before it, or NULL */
  unsigned depth;               /* quotes around it, itself counted */
  unsigned end;                 /* its last line */
  bool is_marked;               /* with what it is, in brackets */
  bool is_quote;                /* with `[!QUOTE]` */
};

/* A block that is not for everyone: what an author left out of it by a slip
 * was not, either. */
static bool
is_for_some(const struct sp_node *n)
{
  return n->kind == SP_NODE_STAFF || n->kind == SP_NODE_VULNERABLE ||
         n->kind == SP_NODE_FRAUD || n->kind == SP_NODE_ONLY ||
         n->kind == SP_NODE_ELSE ||
         (n->kind == SP_NODE_SAY && !(n->flags & SP_FLAG_PLAIN_QUOTE));
}

/* The first paragraph of a quote, or NULL. */
static struct sp_node *
opening(const struct sp_node *quote)
{
  return quote->first && quote->first->kind == SP_NODE_PARA ? quote->first
                                                            : NULL;
}

/* The first bracket that closes none is the marker's. */
static bool
has_open_bracket(struct sp_str s)
{
  size_t open = 0, closed = 0;

  for (size_t i = 0; i < s.len; i++) {
    open += s.ptr[i] == '[';
    closed += s.ptr[i] == ']';
  }
  return open != closed;
}

static void
set_guard(struct sp_md *md, struct quote *q, struct sp_str guard)
{
  struct sp_node *node = q->node;
  const char *why;

  if (has_open_bracket(guard)) {
    why = "its square brackets stand in pairs";
  } else if (sp_guard_parse(md->arena, guard, &node->guard, &why)) {
    if (node->guard.kind == SP_GUARD_IF && md->doc->type != SP_DOC_SCRIPT)
      SP_MD_ERROR(md, node->line, node->col,
                  "`if` asks for an answer of a script, and this is none; use"
                  " another condition");
    return;
  }
  node->kind = SP_NODE_STAFF;
  if (!md->options->lenient)
    SP_MD_ERROR(md, node->line, node->col, "`[!ONLY %.*s]`: %s",
                SP_FMT(sp_utf8_cut(guard, 60)), why);
}

static void
set_else(struct sp_md *md, struct quote *q, struct sp_str words)
{
  struct sp_node *node = q->node;

  if (words.len == 0 && q->before && q->before->kind == SP_NODE_ONLY) {
    node->guard = q->before->guard;
    node->guard.negated = true;
    return;
  }
  node->kind = SP_NODE_STAFF;
  if (md->options->lenient)
    return;
  if (words.len)
    SP_MD_ERROR(md, node->line, node->col,
                "`[!ELSE]` has no condition of its own; write `[!ONLY %.*s]`",
                SP_FMT(words));
  else
    SP_MD_ERROR(md, node->line, node->col,
                "`[!ELSE]` stands directly after a block `[!ONLY …]`, with"
                " nothing but a blank line between");
}

/* What the words in the brackets make of the quote. */
static void
apply_marker(struct sp_md *md, struct quote *q, struct sp_str inside)
{
  size_t space = sp_str_find(inside, ' ', 0);
  struct sp_str name = sp_str_sub(inside, 0, space);
  struct sp_str words = sp_str_trim(sp_str_sub(inside, space, inside.len));
  const struct sp_md_marker *marker = sp_md_marker(name, md->options->lenient);
  struct sp_node *node = q->node;

  q->is_marked = true;
  node->kind = marker ? marker->kind : SP_NODE_STAFF;
  if (marker && marker->kind == SP_NODE_ONLY) {
    set_guard(md, q, words);
  } else if (marker && marker->kind == SP_NODE_ELSE) {
    set_else(md, q, words);
  } else if (!marker || words.len) {
    node->kind = SP_NODE_STAFF;
    if (!md->options->lenient)
      SP_MD_ERROR(md, node->line, node->col,
                  "`[!%.*s]` is no marker; write one of %s",
                  SP_FMT(sp_utf8_cut(inside, 60)), MARKER_NAMES);
  } else {
    q->is_quote = marker->kind == SP_NODE_QUOTE;
  }
}

static void
see_line(struct sp_md *md, unsigned line, bool is_first, struct sp_str head,
         void *ctx)
{
  bool *found = ctx;

  (void)md;
  (void)line;
  *found = *found || sp_md_is_near_marker(head) ||
           (is_first && sp_md_is_bare_marker(head));
}

/* In a foreign quote, a marker that is none. */
static bool
hides_marker(struct sp_md *md, const struct sp_node *quote)
{
  bool found = false;

  for (struct sp_node *n = quote->first; n && !found;
       n = sp_node_walk(quote, n, false))
    /* The first line of an inner quote is for that quote. */
    if (n->kind == SP_NODE_PARA &&
        (n->parent == quote || n->parent->kind != SP_NODE_QUOTE ||
         n->parent->first != n))
      sp_md_each_line(md, n, see_line, &found);
  return found;
}

/* The first line holds no marker that is one. */
static void
no_marker(struct sp_md *md, struct quote *q, struct sp_str head)
{
  if (md->options->lenient) {
    q->is_marked = hides_marker(md, q->node);
    if (q->is_marked)
      q->node->kind = SP_NODE_STAFF;
  } else if (sp_md_is_bare_marker(head)) {
    SP_MD_ERROR(
        md, q->node->line, q->node->col,
        "a quote that begins like this is read as a quote that everybody"
        " sees; for a marked block write the name as in `> [!STAFF]`");
  }
}

/* Understand the first line; what is marker goes. */
static void
read_marker(struct sp_md *md, struct quote *q)
{
  struct sp_node *para = opening(q->node);
  char buf[SP_MD_HEAD_MAX];
  struct sp_str head = {0}, inside;
  size_t n = 0;

  if (para) {
    head = sp_md_head(para->first, buf);
    n = sp_md_find_marker(head, &inside);
  }
  if (n == 0) {
    no_marker(md, q, head);
    return;
  }
  sp_md_once(md, para->line, SP_MD_MARKER);
  inside = sp_text_squeeze(md->arena, inside);
  if (n < head.len && head.ptr[n] == ':' && !md->options->lenient &&
      !sp_md_once(md, para->line, SP_MD_TOLD))
    SP_MD_ERROR(md, para->line, para->col, "delete the colon after `[!%.*s]`",
                SP_FMT(inside));
  apply_marker(md, q, inside);
  sp_md_strip(para, n);
  sp_md_trim(para);
  if (para->first) {
    para->line = para->first->line;
    para->col = para->first->col;
  } else {
    q->node->first = para->next;
    if (!para->next)
      q->node->last = NULL;
  }
}

/* Quote signs at the start of a line, as far as `want`. */
static unsigned
quote_signs(struct sp_str line, unsigned want)
{
  size_t end = sp_md_prefix(line);
  unsigned signs = 0;

  for (size_t i = 0; i < end && signs < want; i++)
    signs += line.ptr[i] == '>';
  return signs;
}

static void
check_lazy(struct sp_md *md, const struct quote *q)
{
  for (unsigned i = q->node->line; i <= q->end; i++) {
    if (quote_signs(sp_md_line(md, i), q->depth) >= q->depth)
      continue;
    if (!sp_md_once(md, i, SP_MD_TOLD))
      SP_MD_ERROR(md, i, 1,
                  "this line belongs to the quote above; begin it with `>`"
                  " (behind a blank line it is for all who read the page)");
    return;
  }
}

/* Is the line the next item of the list that the quote stands in?  at: behind
 * the signs of the quotes around that. */
static bool
is_next_item(const struct quote *q, struct sp_str line, size_t at)
{
  const struct sp_node *up = q->node->parent;
  unsigned around = q->depth - 1; /* quotes around the item */

  for (; up->kind != SP_NODE_ITEM && up->parent; up = up->parent)
    around--;
  return up->kind == SP_NODE_ITEM && sp_md_prefix(line) > at &&
         quote_signs(sp_str_sub(line, 0, at), q->depth) <= around;
}

/* The line below a quote that is neither blank nor a heading was meant for
 * it, or looks so. */
static void
check_below(struct sp_md *md, const struct quote *q)
{
  struct sp_str line = sp_md_line(md, q->end + 1);
  size_t at = 0;
  struct sp_str rest;

  while (at < line.len &&
         (line.ptr[at] == ' ' || line.ptr[at] == '\t' || line.ptr[at] == '>'))
    at++;
  rest = sp_str_sub(line, at, line.len);
  if (rest.len == 0 || sp_str_starts(rest, "#"))
    return;
  if (is_next_item(q, line, at))
    return;
  if (md->options->lenient && !is_for_some(q->node))
    return;
  if (!sp_md_once(md, q->end + 1, SP_MD_TOLD))
    SP_MD_ERROR(md, q->end + 1, 1,
                "a quote ends on the line above; begin this line with `>` too,"
                " or leave a blank line between");
}

static bool
is_marked_kind(enum sp_node_kind kind)
{
  return kind >= SP_NODE_STAFF && kind <= SP_NODE_ELSE;
}

bool
sp_md_ends_marked(const struct sp_node *n)
{
  for (; n; n = n->last) {
    if (is_marked_kind(n->kind) ||
        (n->kind == SP_NODE_SAY && !(n->flags & SP_FLAG_PLAIN_QUOTE)))
      return true;
    if (n->kind != SP_NODE_LIST && n->kind != SP_NODE_ITEM &&
        n->kind != SP_NODE_QUOTE && n->kind != SP_NODE_SAY)
      return false;
  }
  return false;
}

static void
make_quote(struct sp_md *md, const struct quote *q)
{
  struct sp_node *node = q->node;

  if (md->doc->type == SP_DOC_SCRIPT) {
    node->kind = SP_NODE_SAY;
    node->flags |= SP_FLAG_PLAIN_QUOTE;
  }
  if (q->is_marked || !sp_md_ends_marked(q->before))
    return;
  if (!md->options->lenient) {
    SP_MD_ERROR(md, node->line, node->col,
                "a quote without a marker follows a marked block; put `>` on"
                " the blank line too, or begin it with a marker, if only"
                " `[!QUOTE]`");
  } else if (is_for_some(q->before)) {
    node->kind = SP_NODE_STAFF;
    node->flags &= ~(unsigned)SP_FLAG_PLAIN_QUOTE;
  }
}

void
sp_md_quote(struct sp_md *md, struct sp_node *node,
            const struct sp_node *before, unsigned quotes)
{
  struct quote q = {node, before, quotes + 1, node->number, false, false};

  node->number = 0;
  read_marker(md, &q);
  if (!q.is_marked || q.is_quote)
    make_quote(md, &q);
  if (!md->options->lenient)
    check_lazy(md, &q);
  check_below(md, &q);
  if (!node->first && !md->options->lenient)
    SP_MD_ERROR(md, node->line, node->col,
                "%s; every line of it begins with `>`",
                q.is_marked ? "this block has no text" : "this quote is empty");
}
