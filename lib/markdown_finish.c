/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_finish.c - the last look at a tree. */
#include "lib/markdown_parts.h"

#include "lib/audience.h"
#include "lib/tidy.h"

/* Does it hold an image, which may be all of a link? */
static bool
holds_image(const struct sp_node *node)
{
  for (struct sp_node *n = (struct sp_node *)node; n;
       n = sp_node_walk(node, n, false))
    if (n->kind == SP_NODE_IMAGE)
      return true;
  return false;
}

static void
check_link(struct sp_md *md, const struct sp_node *link)
{
  struct sp_str words = sp_md_plain(md, link);

  if (link->target.len == 0)
    SP_MD_ERROR(md, link->line, link->col,
                "this link leads nowhere; write its address into the round"
                " brackets");
  if (words.len == 0 && !holds_image(link))
    SP_MD_ERROR(md, link->line, link->col,
                "this link has no words; write into the square brackets where"
                " it leads");
  if (sp_link_says_nothing(words))
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
  if (sp_else_is_unclear(md->doc, node))
    SP_MD_ERROR(
        md, node->line, node->col,
        "on a public page the `[!ELSE]` of an advisor's level or channel"
        " does not say whether residents may read it; if they may, put"
        " it in a paragraph of its own, outside the block; if not,"
        " write `> [!STAFF]`");
  if ((node->kind == SP_NODE_IMAGE || node->kind == SP_NODE_INCLUDE) &&
      node->target.len == 0)
    SP_MD_ERROR(md, node->line, node->col,
                "write the address into the round brackets");
  if (node->kind == SP_NODE_CODE && sp_str_trim(node->text).len == 0)
    SP_MD_ERROR(md, node->line, node->col,
                "nothing stands between these backticks; write something"
                " there, or a backslash before each");
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

static void
finish(struct sp_md *md, struct sp_node *node)
{
  check_node(md, node);
  if (node->kind == SP_NODE_PARA)
    node->number = 0;
  node->flags &=
      ~(unsigned)(SP_MD_FLAG_SOFT | SP_MD_FLAG_SETEXT | SP_MD_FLAG_INDENTED);
  for (struct sp_node *n = node->first; n; n = n->next)
    finish(md, n);
}

/* When nothing else is wrong: what stood on two lines can look like a marker or
 * a condition now. */
static void
check_again(struct sp_md *md, struct sp_node *root)
{
  for (struct sp_node *n = root; n; n = sp_node_walk(root, n, false)) {
    if (sp_md_shows_marker(n))
      SP_MD_ERROR(md, n->line, n->col,
                  "this looks like a marker; one stands at the start of a"
                  " quote's first line, as in `> [!STAFF]`");
    if (n->kind == SP_NODE_CHOICE && sp_md_hides_guard(md->arena, n))
      SP_MD_ERROR(md, n->line, n->col,
                  "a choice's condition stands in italics directly after its"
                  " link, on one line");
    if (sp_md_hides_only(md->arena, n))
      SP_MD_ERROR(md, n->first->line, n->first->col,
                  "to guard this section write `Only:` and the condition, as"
                  " in `Only: level 3.`");
  }
}

void
sp_md_finish(struct sp_md *md, struct sp_node *root)
{
  finish(md, root);
  sp_tidy(md->arena, root);
  if (!md->options->lenient && md->diags->errors == md->errors_before)
    check_again(md, root);
}
