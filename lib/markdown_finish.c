/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_finish.c - the last look at a tree. */
#include "lib/markdown_parts.h"

static const char *const empty_words[] = {
    "click here", "click",     "here",      "link",         "this link",
    "more",       "read more", "this page", "find out more"};

static void
check_link(struct sp_md *md, const struct sp_node *link)
{
  struct sp_str words = sp_md_plain(md, link);

  if (link->target.len == 0)
    SP_MD_ERROR(md, link->line, link->col,
                "this link leads nowhere; write its address into the round"
                " brackets");
  if (words.len == 0) {
    SP_MD_SAY(md, "W26", link->line, link->col, "this link has no words");
    return;
  }
  if (sp_str_ends(words, "."))
    words.len--;
  for (size_t i = 0; i < SP_ARRAY_LEN(empty_words); i++)
    if (sp_str_ieq(words, sp_str(empty_words[i])))
      SP_MD_SAY(md, "W26", link->line, link->col,
                "`%.*s` says nothing when links are read out alone; write"
                " where it leads",
                SP_FMT(words));
}

static void
check_node(struct sp_md *md, const struct sp_node *node)
{
  if (node->kind == SP_NODE_INCLUDE && md->doc->type == SP_DOC_SNIPPET)
    SP_MD_ERROR(md, node->line, node->col,
                "a snippet includes nothing; write the text or the amount here"
                " or include it where the snippet is included");
  if (md->options->lenient)
    return;
  if (node->kind == SP_NODE_LINK)
    check_link(md, node);
  else if (node->kind == SP_NODE_IMAGE && sp_md_is_bare_marker(node->text))
    SP_MD_ERROR(md, node->line, node->col,
                "this is an image; a marked block begins with `> [!STAFF]`");
  else if (node->kind == SP_NODE_IMAGE && sp_str_trim(node->text).len == 0)
    SP_MD_SAY(md, "W26", node->line, node->col,
              "the image has no text for those who cannot see it; write it"
              " into the square brackets");
}

/* Texts that stand side by side become one. */
static void
join_texts(struct sp_md *md, struct sp_node *parent)
{
  for (struct sp_node *n = parent->first; n; n = n->next) {
    struct sp_node *end = n->next;
    size_t len = n->text.len, at = 0;
    char *text;

    if (n->kind != SP_NODE_TEXT || !end || end->kind != SP_NODE_TEXT)
      continue;
    for (; end && end->kind == SP_NODE_TEXT; end = end->next)
      len += end->text.len;
    text = sp_arena_alloc(md->arena, len + 1);
    for (struct sp_node *t = n; t != end; t = t->next) {
      if (t->text.len)
        memcpy(text + at, t->text.ptr, t->text.len);
      at += t->text.len;
    }
    n->text = sp_str_n(text, len);
    n->next = end;
    if (!end)
      parent->last = n;
  }
}

/* Paragraphs of which raw HTML was all. */
static void
drop_empty(struct sp_node *parent)
{
  struct sp_node *n = parent->first, *next;

  parent->first = parent->last = NULL;
  for (; n; n = next) {
    next = n->next;
    n->next = NULL;
    if (n->kind != SP_NODE_PARA || n->first)
      sp_node_append(parent, n);
  }
}

static void
finish(struct sp_md *md, struct sp_node *node)
{
  check_node(md, node);
  if (node->kind == SP_NODE_PARA)
    node->number = 0;
  node->flags &=
      ~(unsigned)(SP_MD_FLAG_SOFT | SP_MD_FLAG_SETEXT | SP_MD_FLAG_INDENTED);
  /* The values of a choice to record are texts apart. */
  if (node->kind == SP_NODE_KEYED && node->key == SP_KEY_RECORD)
    return;
  if (node->kind != SP_NODE_ITEM)
    drop_empty(node);
  join_texts(md, node);
  for (struct sp_node *n = node->first; n; n = n->next)
    finish(md, n);
}

void
sp_md_finish(struct sp_md *md, struct sp_node *root)
{
  finish(md, root);
}
