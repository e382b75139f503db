/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/tidy_inline.c - sentences: white space between words, emphasis. */
#include "lib/tidy.h"

#include "lib/text.h"

/* A sentence while it is put together anew.  What parts words waits until the
 * next word comes. */
struct run {
  struct sp_arena *arena;
  bool has_begun;             /* a word was put down */
  bool has_space;             /* and white space came after it */
  struct sp_node *break_node; /* or a hard break */
  bool in_emph, in_strong;
};

/* What the words go into; a wrapper is hung up with its first word. */
struct level {
  struct sp_node *node;
  struct level *up; /* NULL: the block */
  bool is_hung;
};

static bool
is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A word follows: hang up what it stands in.  What parts it from the word
 * before goes where both are. */
static void
hang(struct run *run, struct level *level)
{
  struct sp_node *space;

  if (!level->is_hung) {
    hang(run, level->up);
    sp_node_append(level->up->node, level->node);
    level->is_hung = true;
  } else if (run->break_node) {
    sp_node_append(level->node, run->break_node);
  } else if (run->has_space) {
    space = sp_node_new(run->arena, SP_NODE_TEXT, 0, 0);
    space->text = SP_STR(" ");
    sp_node_append(level->node, space);
  }
  run->break_node = NULL;
  run->has_space = false;
  run->has_begun = true;
}

static void
put_text(struct run *run, struct level *level, struct sp_node *text)
{
  char *out = sp_arena_alloc(run->arena, text->text.len + 1);
  size_t len = 0;

  for (size_t i = 0; i < text->text.len; i++) {
    if (is_space(text->text.ptr[i])) {
      run->has_space = run->has_begun;
      continue;
    }
    if (len == 0) {
      hang(run, level);
    } else if (run->has_space) {
      out[len++] = ' ';
      run->has_space = false;
    }
    out[len++] = text->text.ptr[i];
  }
  if (len == 0)
    return;
  text->text = sp_str_n(out, len);
  sp_node_append(level->node, text);
}

static void put_children(struct run *run, struct level *level,
                         struct sp_node *child);

static struct sp_node *
detach(struct sp_node *parent)
{
  struct sp_node *first = parent->first;

  parent->first = parent->last = NULL;
  return first;
}

static void
put_wrapper(struct run *run, struct level *level, struct sp_node *node)
{
  bool *inside = node->kind == SP_NODE_EMPH     ? &run->in_emph
                 : node->kind == SP_NODE_STRONG ? &run->in_strong
                                                : NULL;
  struct level own = {.node = node, .up = level};
  struct sp_node *first = detach(node);

  if (inside && *inside) {
    put_children(run, level, first);
    return;
  }
  if (inside)
    *inside = true;
  put_children(run, &own, first);
  if (inside)
    *inside = false;
  /* A link without words is for the reader's checks to find. */
  if (!inside && !own.is_hung)
    hang(run, &own);
}

static void
put_node(struct run *run, struct level *level, struct sp_node *node)
{
  switch (node->kind) {
  case SP_NODE_TEXT:
    put_text(run, level, node);
    return;
  case SP_NODE_EMPH:
  case SP_NODE_STRONG:
  case SP_NODE_LINK:
    put_wrapper(run, level, node);
    return;
  case SP_NODE_BREAK:
    if (run->has_begun)
      run->break_node = node;
    return;
  case SP_NODE_CODE:
    node->text = sp_text_squeeze(run->arena, node->text);
    if (node->text.len == 0)
      return;
    break;
  case SP_NODE_INCLUDE:
    sp_tidy_inlines(run->arena, node, false);
    break;
  default:
    break;
  }
  hang(run, level);
  sp_node_append(level->node, node);
}

static void
put_children(struct run *run, struct level *level, struct sp_node *child)
{
  for (struct sp_node *next; child; child = next) {
    next = child->next;
    put_node(run, level, child);
  }
}

/* ---- what stands side by side */

static bool
joins(enum sp_node_kind kind)
{
  return kind == SP_NODE_TEXT || kind == SP_NODE_CODE || kind == SP_NODE_EMPH ||
         kind == SP_NODE_STRONG;
}

/* The texts of the nodes from `from` up to (not with) `end`, one after
 * another. */
static struct sp_str
join_texts(struct sp_arena *arena, const struct sp_node *from,
           const struct sp_node *end)
{
  size_t len = 0, at = 0;
  char *text;

  for (const struct sp_node *n = from; n != end; n = n->next)
    len += n->text.len;
  text = sp_arena_alloc(arena, len + 1);
  for (const struct sp_node *n = from; n != end; n = n->next) {
    if (n->text.len)
      memcpy(text + at, n->text.ptr, n->text.len);
    at += n->text.len;
  }
  return sp_str_n(text, len);
}

static void
join(struct sp_arena *arena, struct sp_node *parent)
{
  for (struct sp_node *n = parent->first; n; n = n->next) {
    struct sp_node *end = n->next;

    while (joins(n->kind) && end && end->kind == n->kind)
      end = end->next;
    if (end != n->next) {
      if (n->kind == SP_NODE_TEXT || n->kind == SP_NODE_CODE)
        n->text = join_texts(arena, n, end);
      else
        for (struct sp_node *m = n->next; m != end; m = m->next)
          for (struct sp_node *c = detach(m), *next; c; c = next) {
            next = c->next;
            sp_node_append(n, c);
          }
      n->next = end;
      if (!end)
        parent->last = n;
    }
    join(arena, n);
  }
}

void
sp_tidy_inlines(struct sp_arena *arena, struct sp_node *node, bool is_strong)
{
  struct run run = {.arena = arena, .in_strong = is_strong};
  struct level level = {.node = node, .is_hung = true};

  put_children(&run, &level, detach(node));
  join(arena, node);
}
