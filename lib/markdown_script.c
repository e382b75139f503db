/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_script.c - the steps of a script: keyed lines out of their
 * paragraphs, choices out of their lists. */
#include "lib/markdown_parts.h"

/* One step: a section, or the introduction. */
struct step {
  struct sp_node *node;
  struct sp_md_choices choices;
  unsigned seen; /* bit n: key n stood here */
};

/* Keys of which a step has one. */
static bool
is_single(enum sp_key key)
{
  return key == SP_KEY_NEXT || key == SP_KEY_OUTCOME ||
         key == SP_KEY_HAPPENS_NEXT || key == SP_KEY_SERVICE_LEVEL ||
         key == SP_KEY_LEGAL || key == SP_KEY_HAND_OVER;
}

static void
tell_near(struct sp_md *md, const struct sp_node *at, struct sp_str head)
{
  const char *key = sp_md_near_key(head);

  if (key)
    SP_MD_SAY(md, "W27", at->line, at->col,
              "this looks like a key and is read as text; write `%s:`", key);
}

static void
finish_keyed(struct sp_md *md, struct step *step, struct sp_node *keyed,
             size_t prefix)
{
  if (!keyed)
    return;
  sp_md_strip(keyed, prefix);
  sp_md_trim(keyed);
  if (is_single(keyed->key) && (step->seen & 1u << keyed->key))
    SP_MD_ERROR(md, keyed->line, keyed->col,
                "`%s:` stands in this step a second time; keep one, or make"
                " another step",
                sp_key_name(keyed->key));
  step->seen |= 1u << keyed->key;
  sp_md_key_value(md, keyed);
}

/* Bytes of the key and its colon at the start of a line, or 0; a colon with a
 * backslash before it makes no key. */
static size_t
key_of(struct sp_md *md, unsigned line, struct sp_str head, enum sp_key *key)
{
  size_t n = sp_md_key_prefix(head, key);

  return n && sp_md_is_escaped(md, line) ? 0 : n;
}

/* A paragraph whose first line begins with a key. */
static void
keyed_lines(struct sp_md *md, struct step *step, struct sp_node *para)
{
  struct sp_node *child = sp_md_detach(para), *next, *keyed = NULL;
  char buf[SP_MD_HEAD_MAX];
  bool at_start = true;
  size_t prefix = 0;

  for (; child && !md->over; child = next) {
    next = child->next;
    if (at_start) {
      struct sp_str head = sp_md_head(child, buf);
      enum sp_key key = SP_KEY_NEXT;
      size_t n = key_of(md, child->line, head, &key);

      if (n) {
        finish_keyed(md, step, keyed, prefix);
        prefix = n;
        keyed = sp_md_new(md, SP_NODE_KEYED, child->line, child->col);
        keyed->key = key;
        sp_node_append(step->node, keyed);
      } else {
        tell_near(md, child, head);
      }
    }
    at_start = sp_md_is_break(child);
    sp_node_append(keyed, child);
  }
  finish_keyed(md, step, keyed, prefix);
}

/* A paragraph that is text. */
struct text {
  const struct sp_node *para;
  const char *near; /* the key that its first words are nearly, or NULL */
  bool told;        /* that it was to be that key */
};

/* A slip in the key above took this one along. */
static void
tell_near_above(struct sp_md *md, struct text *text, enum sp_key key)
{
  if (!text->told)
    SP_MD_ERROR(md, text->para->line, text->para->col,
                "this looks like a key and is read as text; write `%s:`, and"
                " `%s:` below it is a key too",
                text->near, sp_key_name(key));
  text->told = true;
}

static void
check_text_line(struct sp_md *md, unsigned line, bool is_first,
                struct sp_str head, void *ctx)
{
  struct text *text = ctx;
  enum sp_key key;

  if (is_first)
    text->near = sp_md_near_key(head);
  else if (!key_of(md, line, head, &key) || sp_md_once(md, line, SP_MD_TOLD))
    return;
  else if (text->near)
    tell_near_above(md, text, key);
  else
    SP_MD_ERROR(md, line, 1,
                "leave a blank line before `%s:`, or write `\\:` if it is no"
                " key",
                sp_key_name(key));
}

static void
step_paragraph(struct sp_md *md, struct step *step, struct sp_node *para)
{
  struct text text = {.para = para};
  char buf[SP_MD_HEAD_MAX];
  enum sp_key key;

  if (key_of(md, para->line, sp_md_head(para->first, buf), &key)) {
    keyed_lines(md, step, para);
    return;
  }
  sp_md_each_line(md, para, check_text_line, &text);
  if (text.near && !text.told)
    tell_near(md, para, sp_md_head(para->first, buf));
  sp_node_append(step->node, para);
}

static void
refuse_key(struct sp_md *md, unsigned line, bool is_first, struct sp_str head,
           void *ctx)
{
  enum sp_key key;

  (void)is_first;
  (void)ctx;
  if (key_of(md, line, head, &key) && !sp_md_once(md, line, SP_MD_TOLD))
    SP_MD_ERROR(md, line, 1,
                "`%s:` stands alone after a blank line, outside quotes and"
                " lists; to guard it make a step with `Only:`",
                sp_key_name(key));
}

/* Inside quotes, marked blocks and lists there are no keys and choices. */
static void
check_inside(struct sp_md *md, const struct sp_node *block)
{
  for (struct sp_node *n = (struct sp_node *)block; n;
       n = sp_node_walk(block, n, false)) {
    if (n->kind == SP_NODE_PARA)
      sp_md_each_line(md, n, refuse_key, NULL);
    else if (n->kind == SP_NODE_LIST && n != block)
      sp_md_stray_choices(md, n);
  }
}

static void
step_block(struct sp_md *md, struct step *step, struct sp_node *block)
{
  if (block->kind == SP_NODE_PARA) {
    step_paragraph(md, step, block);
    return;
  }
  check_inside(md, block);
  if (block->kind != SP_NODE_LIST || !sp_md_choices(md, block, &step->choices))
    sp_node_append(step->node, block);
}

/* The blocks of a step, and then its choices. */
static void
read_step(struct sp_md *md, struct sp_node *node)
{
  struct step step = {.node = node};
  struct sp_node *block = sp_md_detach(node), *next;

  for (; block && !md->over; block = next) {
    next = block->next;
    step_block(md, &step, block);
  }
  if (step.choices.node)
    sp_node_append(node, step.choices.node);
}

/* The introduction: what stands before the first section. */
static void
read_introduction(struct sp_md *md, struct sp_node *root)
{
  struct sp_node intro = {.kind = SP_NODE_ROOT}, *n, *next;

  for (n = sp_md_detach(root); n && n->kind != SP_NODE_SECTION; n = next) {
    next = n->next;
    sp_node_append(&intro, n);
  }
  read_step(md, &intro);
  for (struct sp_node *block = intro.first; block; block = next) {
    next = block->next;
    sp_node_append(root, block);
  }
  for (; n; n = next) {
    next = n->next;
    sp_node_append(root, n);
  }
}

void
sp_md_script(struct sp_md *md, struct sp_node *root)
{
  read_introduction(md, root);
  for (struct sp_node *n = root->first; n && !md->over; n = n->next)
    if (n->kind == SP_NODE_SECTION && !(n->flags & SP_FLAG_TEST_CALLS))
      read_step(md, n);
}
