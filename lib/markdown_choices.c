/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_choices.c - a list whose every item starts with a link is the
 * choices of its step. */
#include "lib/markdown_parts.h"

#include "lib/text.h"

/* The only thing in it that is not blank, or NULL. */
static struct sp_node *
only_child(const struct sp_node *node)
{
  struct sp_node *only = NULL;

  for (struct sp_node *n = node->first; n; n = n->next) {
    if (sp_md_is_blank(n))
      continue;
    if (only)
      return NULL;
    only = n;
  }
  return only;
}

static struct sp_node *
first_inline(const struct sp_node *item)
{
  struct sp_node *n = NULL;

  if (item->first && item->first->kind == SP_NODE_PARA)
    n = item->first->first;
  while (n && sp_md_is_blank(n))
    n = n->next;
  return n;
}

struct sp_node *
sp_md_item_link(const struct sp_node *item)
{
  struct sp_node *n = first_inline(item);

  while (n && (n->kind == SP_NODE_STRONG || n->kind == SP_NODE_EMPH))
    n = only_child(n);
  return n && n->kind == SP_NODE_LINK ? n : NULL;
}

static bool
is_step(const struct sp_node *link)
{
  return sp_str_starts(link->target, "#");
}

struct sp_md_starts
sp_md_starts(const struct sp_node *list)
{
  struct sp_md_starts s = {0};

  for (const struct sp_node *item = list->first; item; item = item->next) {
    const struct sp_node *link = sp_md_item_link(item);

    s.items++;
    if (link) {
      s.links++;
      s.steps += is_step(link);
    } else if (!s.odd) {
      s.odd = item;
    }
  }
  return s;
}

/* The first item that starts with `[` and is no link, or NULL. */
static const struct sp_node *
bracketed(const struct sp_md *md, const struct sp_node *list)
{
  for (const struct sp_node *item = list->first; item; item = item->next) {
    const struct sp_node *first = first_inline(item);

    if (!sp_md_item_link(item) && first && first->kind == SP_NODE_TEXT &&
        sp_str_starts(sp_str_trim(first->text), "[") &&
        sp_md_begins_with(md, item->first->line, '['))
      return item;
  }
  return NULL;
}

/* Does this text, in brackets or with stray signs, read like a guard? */
static bool
reads_like_guard(struct sp_arena *arena, struct sp_str s)
{
  struct sp_guard guard;
  const char *why;

  s = sp_str_trim(s);
  while (s.len && strchr("(,:-*_", s.ptr[0]))
    s = sp_str_trim(sp_str_sub(s, 1, s.len));
  while (s.len && strchr("),*_", s.ptr[s.len - 1]))
    s = sp_str_trim(sp_str_sub(s, 0, s.len - 1));
  return s.len && s.len < SP_MD_HEAD_MAX &&
         sp_guard_parse(arena, s, &guard, &why);
}

static bool
holds_emphasis(const struct sp_node *link)
{
  for (struct sp_node *n = (struct sp_node *)link; n;
       n = sp_node_walk(link, n, false))
    if (n->kind == SP_NODE_EMPH)
      return true;
  return false;
}

/* The italics directly after the link. */
static void
set_guard(struct sp_md *md, struct sp_node *choice, const struct sp_node *emph)
{
  struct sp_str words = sp_md_plain(md, emph);
  const char *why;

  if (!sp_guard_parse(md->arena, words, &choice->guard, &why))
    SP_MD_ERROR(md, emph->line, emph->col,
                "italics directly after a choice are its condition, and"
                " `%.*s` is none: %s; to stress words use bold",
                SP_FMT(words), why);
}

bool
sp_md_hides_guard(struct sp_arena *arena, const struct sp_node *choice)
{
  char buf[SP_MD_HEAD_MAX];
  bool found = choice->first && choice->guard.kind == SP_GUARD_NONE &&
               reads_like_guard(arena, sp_md_head(choice->first, buf));

  for (const struct sp_node *n = choice->first; n && !found; n = n->next)
    found = (n->kind == SP_NODE_EMPH ||
             (n->kind == SP_NODE_STRONG && n == choice->first)) &&
            reads_like_guard(arena, sp_node_words(arena, n));
  return found;
}

/* What else behind the link reads like a guard would be shown as text. */
static void
check_text(struct sp_md *md, const struct sp_node *choice)
{
  if (sp_md_hides_guard(md->arena, choice))
    SP_MD_ERROR(md, choice->line, choice->col,
                "a choice's condition stands in italics directly after its"
                " link, as in `- [Refuse](#refuse) *out of hours* text`");
}

/* The inline nodes from `n` on become the choice's text. */
static void
take_text(struct sp_node *choice, struct sp_node *n)
{
  for (struct sp_node *next; n; n = next) {
    next = n->next;
    sp_node_append(choice, n);
  }
}

/* The paragraphs after the item's first. */
static void
take_rest(struct sp_md *md, struct sp_node *choice, struct sp_node *block)
{
  for (; block; block = block->next) {
    if (block->kind != SP_NODE_PARA) {
      SP_MD_ERROR(md, block->line, block->col,
                  "a choice is a link and some text; write this outside of the"
                  " list, or into the step that the choice leads to");
      return;
    }
    sp_node_append(choice, sp_md_new(md, SP_NODE_BREAK, block->line, 0));
    take_text(choice, sp_md_detach(block));
  }
}

static struct sp_node *
read_choice(struct sp_md *md, const struct sp_node *item)
{
  struct sp_node *start = first_inline(item), *link = sp_md_item_link(item);
  struct sp_node *choice = sp_md_new(md, SP_NODE_CHOICE, link->line, link->col);
  struct sp_node *n = start->next;

  choice->text = sp_md_plain(md, link);
  choice->target = link->target;
  if (choice->text.len == 0 || choice->target.len == 0)
    SP_MD_ERROR(md, link->line, link->col,
                "a choice has words and a target, as in `[Yes](#yes)`");
  if (holds_emphasis(link))
    SP_MD_ERROR(md, link->line, link->col,
                "a condition stands behind the link, not in it: `[Refuse]"
                "(#refuse) *out of hours*`");
  while (n && n->kind == SP_NODE_TEXT && sp_md_is_blank(n))
    n = n->next;
  if (n && n->kind == SP_NODE_EMPH) {
    set_guard(md, choice, n);
    n = n->next;
  }
  take_text(choice, n);
  take_rest(md, choice, item->first->next);
  sp_md_trim(choice);
  check_text(md, choice);
  return choice;
}

/* Choices with one label are alternatives and count once. */
static void
count_label(struct sp_md *md, struct sp_md_choices *choices,
            const struct sp_node *choice)
{
  for (size_t i = 0; i < choices->labels; i++)
    if (sp_str_eq(choices->label[i], choice->text))
      return;
  if (choices->labels < SP_MD_CHOICES_MAX) {
    choices->label[choices->labels++] = choice->text;
    return;
  }
  if (!choices->told)
    SP_MD_ERROR(md, choice->line, choice->col,
                "a step has nine choices at most; ask in two steps");
  choices->told = true;
}

/* The address in round brackets from `at` on. */
static struct sp_str
address_at(struct sp_str s, size_t at)
{
  size_t end = sp_str_find(s, ')', at);

  return sp_str_trim(sp_str_sub(s, at, end - at));
}

const char *
sp_md_spaced_link(struct sp_md *md, unsigned line)
{
  struct sp_str s = sp_md_line(md, line);

  for (size_t i = 0; i + 1 < s.len; i++) {
    struct sp_str to;

    if (s.ptr[i] != ']' || s.ptr[i + 1] != '(')
      continue;
    to = address_at(s, i + 2);
    if (sp_str_find(to, ' ', 0) == to.len || sp_str_starts(to, "<") ||
        sp_str_has(to, "\"") || sp_str_has(to, "'") || to.len > 200)
      continue;
    if (!sp_str_starts(to, "#"))
      return "an address has no spaces, so this is no link; rename the file"
             " with hyphens for its spaces, and write that name";
    return sp_arena_fmt(md->arena,
                        "an address has no spaces, so this is no link; write"
                        " a hyphen for each, as in `(#%.*s)`",
                        SP_FMT(sp_text_slug(md->arena, to)))
        .ptr;
  }
  return NULL;
}

static bool
refuse_list(struct sp_md *md, const struct sp_node *list,
            const struct sp_md_starts *s)
{
  const struct sp_node *odd = bracketed(md, list);
  const char *spaced = odd ? sp_md_spaced_link(md, odd->line) : NULL;

  if (spaced) {
    SP_MD_ERROR(md, odd->line, odd->col, "%s", spaced);
    return true;
  }
  if (list->flags & SP_FLAG_ORDERED) {
    if (s->links == s->items || s->steps)
      SP_MD_ERROR(md, list->line, list->col,
                  "choices are a bullet list: begin each with `-`, not with a"
                  " number");
    return true;
  }
  if (s->links && s->links < s->items)
    SP_MD_ERROR(md, s->odd->line, s->odd->col,
                "some items of this list start with a link and some do not;"
                " make each a choice, as `[Yes](#yes)`, or begin each with a"
                " word");
  else if (odd)
    SP_MD_ERROR(md, odd->line, odd->col,
                "this starts with `[` and is no link; write `[Yes](#yes)`,"
                " without a space between");
  return s->links < s->items;
}

bool
sp_md_choices(struct sp_md *md, struct sp_node *list,
              struct sp_md_choices *choices)
{
  struct sp_md_starts s = sp_md_starts(list);

  if (s.items == 0 || refuse_list(md, list, &s))
    return false;
  if (!choices->node)
    choices->node = sp_md_new(md, SP_NODE_CHOICES, list->line, list->col);
  for (const struct sp_node *item = list->first; item && !md->over;
       item = item->next) {
    struct sp_node *choice = read_choice(md, item);

    count_label(md, choices, choice);
    sp_node_append(choices->node, choice);
  }
  return true;
}

void
sp_md_stray_choices(struct sp_md *md, const struct sp_node *list)
{
  for (const struct sp_node *item = list->first; item; item = item->next) {
    const struct sp_node *link = sp_md_item_link(item);

    if (link && is_step(link)) {
      SP_MD_ERROR(md, item->line, item->col,
                  "choices stand outside quotes and other lists; write a"
                  " condition in italics behind the link, as in `- [Yes](#yes)"
                  " *level 2*`");
      return;
    }
  }
}
