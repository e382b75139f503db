/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_inline.c - what the passes do with nodes and inline text. */
#include "lib/markdown_parts.h"

#include "lib/text.h"

void
sp_md_give_up(struct sp_md *md, unsigned line, const char *why)
{
  if (!md->over)
    SP_MD_ERROR(md, line, 0, "%s", why);
  md->over = true;
}

struct sp_node *
sp_md_new(struct sp_md *md, enum sp_node_kind kind, unsigned line, unsigned col)
{
  if (++md->nodes > SP_DOC_MAX_NODES)
    sp_md_give_up(md, line,
                  "the document has more than 100000 parts; split it");
  return sp_node_new(md->arena, kind, line, col);
}

struct sp_node *
sp_md_detach(struct sp_node *parent)
{
  struct sp_node *first = parent->first;

  parent->first = parent->last = NULL;
  return first;
}

bool
sp_md_is_break(const struct sp_node *node)
{
  return node->kind == SP_NODE_BREAK || (node->flags & SP_MD_FLAG_SOFT);
}

bool
sp_md_is_blank(const struct sp_node *node)
{
  return node->kind == SP_NODE_BREAK ||
         (node->kind == SP_NODE_TEXT && sp_str_trim(node->text).len == 0);
}

struct sp_str
sp_md_plain(struct sp_md *md, const struct sp_node *parent)
{
  return sp_node_words(md->arena, parent);
}

static void
pop_first(struct sp_node *parent)
{
  parent->first = parent->first->next;
  if (!parent->first)
    parent->last = NULL;
}

static bool
is_wrapper(const struct sp_node *node)
{
  return node->kind == SP_NODE_EMPH || node->kind == SP_NODE_STRONG;
}

void
sp_md_strip(struct sp_node *parent, size_t n)
{
  /* Down into the wrapper where the text begins, then back up. */
  while (parent->first && n) {
    struct sp_node *child = parent->first;

    if (child->kind == SP_NODE_TEXT) {
      size_t cut = child->text.len < n ? child->text.len : n;

      child->text = sp_str_sub(child->text, cut, child->text.len);
      n -= cut;
      if (child->text.len == 0)
        pop_first(parent);
    } else if (is_wrapper(child)) {
      size_t inside = 0;

      for (struct sp_node *w = child; w; w = sp_node_walk(child, w, false))
        if (w->kind == SP_NODE_TEXT)
          inside += w->text.len;
      if (inside > n) {
        sp_md_strip(child, n);
        return;
      }
      n -= inside;
      pop_first(parent);
    } else {
      return;
    }
  }
}

static struct sp_str
trim_left(struct sp_str s)
{
  struct sp_str t = sp_str_trim(s);

  return t.len ? sp_str_n(t.ptr, (size_t)(s.ptr + s.len - t.ptr)) : t;
}

static void
trim_start(struct sp_node *parent)
{
  while (parent->first) {
    struct sp_node *child = parent->first;

    if (child->kind == SP_NODE_TEXT)
      child->text = trim_left(child->text);
    else if (is_wrapper(child))
      trim_start(child);
    if (child->kind == SP_NODE_BREAK ||
        (child->kind == SP_NODE_TEXT && child->text.len == 0) ||
        (is_wrapper(child) && !child->first))
      pop_first(parent);
    else
      return;
  }
}

/* Without a way back from the last child, find where the white space at the
 * end begins. */
static void
trim_end(struct sp_node *parent)
{
  struct sp_node *last = NULL;

  for (struct sp_node *n = parent->first; n; n = n->next)
    if (!sp_md_is_blank(n))
      last = n;
  parent->last = last;
  if (!last) {
    parent->first = NULL;
    return;
  }
  last->next = NULL;
  if (last->kind == SP_NODE_TEXT) {
    struct sp_str t = sp_str_trim(last->text);

    last->text.len = (size_t)(t.ptr + t.len - last->text.ptr);
  }
}

void
sp_md_trim(struct sp_node *parent)
{
  trim_start(parent);
  trim_end(parent);
}

struct head {
  char *buf;
  size_t len;
};

static void
head_put(struct head *h, struct sp_str s)
{
  size_t room = SP_MD_HEAD_MAX - h->len;

  s = sp_utf8_cut(s, room);
  if (s.len)
    memcpy(h->buf + h->len, s.ptr, s.len);
  h->len += s.len;
}

static void
head_node(struct head *h, const struct sp_node *node)
{
  static const char link = SP_MD_HEAD_LINK, other = SP_MD_HEAD_OTHER;

  if (node->kind == SP_NODE_TEXT)
    head_put(h, node->text);
  else if (node->kind == SP_NODE_LINK)
    head_put(h, sp_str_n(&link, 1));
  else if (!is_wrapper(node))
    head_put(h, sp_str_n(&other, 1));
}

struct sp_str
sp_md_head(const struct sp_node *first, char buf[SP_MD_HEAD_MAX])
{
  struct head h = {buf, 0};

  for (const struct sp_node *top = first; top; top = top->next)
    for (const struct sp_node *n = top; n;
         n = sp_node_walk(top, (struct sp_node *)n, false)) {
      if (sp_md_is_break(n) || h.len >= SP_MD_HEAD_MAX - 4)
        return sp_str_n(buf, h.len);
      head_node(&h, n);
    }
  return sp_str_n(buf, h.len);
}

struct sp_str
sp_md_line_head(const struct sp_node *block, const struct sp_node *from,
                char buf[SP_MD_HEAD_MAX])
{
  struct head h = {buf, 0};

  for (const struct sp_node *n = from; n && h.len < SP_MD_HEAD_MAX - 4;
       n = sp_node_walk(block, (struct sp_node *)n, false)) {
    if (sp_md_is_break(n))
      break;
    head_node(&h, n);
  }
  return sp_str_n(buf, h.len);
}

void
sp_md_each_line(struct sp_md *md, const struct sp_node *para, sp_md_line_fn *fn,
                void *ctx)
{
  char buf[SP_MD_HEAD_MAX];
  struct head h = {buf, 0};
  unsigned line = para->line;
  bool is_first = true, at_start = true;

  for (const struct sp_node *n = para->first; n;
       n = sp_node_walk(para, (struct sp_node *)n, false)) {
    if (sp_md_is_break(n)) {
      fn(md, line, is_first, sp_str_n(buf, h.len), ctx);
      is_first = false;
      at_start = true;
      h.len = 0;
      line++;
      continue;
    }
    if (at_start && n->line > line && n->line <= para->number)
      line = n->line;
    at_start = false;
    if (h.len < SP_MD_HEAD_MAX - 4)
      head_node(&h, n);
  }
  fn(md, line, is_first, sp_str_n(buf, h.len), ctx);
}
