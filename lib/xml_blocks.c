/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_blocks.c - blocks: paragraphs, marked blocks, headings. */
#include "lib/xml_parts.h"

#include <stdio.h>

#include "lib/text.h"

const char sp_xml_block_names[] =
    "p ul ol checklist table h3 h4 h5 h6 say note info warning staff"
    " vulnerable fraud quote only else include pre hr";

struct sp_node *
sp_xml_new(struct sp_xml *x, enum sp_node_kind kind, const struct sp_xml_el *el)
{
  if (++x->nodes > SP_DOC_MAX_NODES && !x->over) {
    x->over = true;
    SP_XML_ERROR(x, el->line, "the document has more than %d parts; split it",
                 SP_DOC_MAX_NODES);
  }
  return sp_node_new(x->arena, kind, el->line, 0);
}

static bool
is_blank_text(const struct sp_xml_el *el)
{
  return el->name.len == 0 && sp_str_trim(el->text).len == 0;
}

bool
sp_xml_is_blank(const struct sp_xml_el *el)
{
  for (const struct sp_xml_el *child = el->first; child; child = child->next)
    if (!is_blank_text(child))
      return false;
  return true;
}

/* What the text should have been put into. */
static const char *
home_of_text(struct sp_str where)
{
  if (sp_xml_listed("ul ol checklist", where))
    return "<li>";
  if (sp_str_is(where, "table"))
    return "<td> of a <tr>";
  if (sp_str_is(where, "tr"))
    return "<td>";
  if (sp_xml_listed("outcome with-outcome also-ask record test-calls", where))
    return "one of its elements";
  return "<p>";
}

const struct sp_xml_el *
sp_xml_elements(struct sp_xml *x, const struct sp_xml_el *el,
                struct sp_str where)
{
  for (; el && el->name.len == 0; el = el->next)
    if (!is_blank_text(el))
      SP_XML_ERROR(x, el->line,
                   "\"%.*s\" stands directly in <%.*s>; put the text into %s",
                   SP_FMT(sp_utf8_cut(sp_text_squeeze(x->arena, el->text), 40)),
                   SP_FMT(where), home_of_text(where));
  return el;
}

static bool
is_fee(struct sp_str target)
{
  return sp_str_ends(sp_str_sub(target, 0, sp_str_find(target, '#', 0)),
                     "fees.csv");
}

/* The text from `first` up to (not with) `end` as a paragraph, if there is
 * any.  An include alone in it stands for blocks. */
static void
paragraph(struct sp_xml *x, const struct sp_xml_el *first,
          const struct sp_xml_el *end, struct sp_str where,
          const struct sp_xml_el *at, struct sp_node *into)
{
  struct sp_node *para = sp_xml_new(x, SP_NODE_PARA, at), *only;

  sp_xml_inlines(x, first, end, where, para);
  only = para->first;
  if (!only)
    return;
  if (only->kind == SP_NODE_INCLUDE && !only->next && !is_fee(only->target)) {
    sp_node_unlink(only);
    para = only;
  }
  sp_node_append(into, para);
}

void
sp_xml_flow(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  const struct sp_xml_el *child = el->first, *end, *before = NULL;
  char names[256];

  for (; child && !x->over; child = end) {
    end = child->next;
    if (is_blank_text(child) && (!end || !sp_xml_is_inline(end)))
      continue;
    if (sp_xml_is_inline(child)) {
      while (end && sp_xml_is_inline(end))
        end = end->next;
      paragraph(x, child, end, el->name, child, into);
      before = NULL;
      continue;
    }
    if (!sp_xml_block(x, child, before, into)) {
      snprintf(names, sizeof(names), "%s %s", sp_xml_block_names,
               sp_xml_inline_names);
      sp_xml_misplaced(x, child, el->name, names);
    }
    before = child;
  }
}

static void
read_para(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  paragraph(x, el->first, NULL, el->name, el, into);
}

static void
read_include(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  paragraph(x, el, el->next, el->name, el, into);
}

static struct sp_node *
read_marked(struct sp_xml *x, const struct sp_xml_el *el,
            enum sp_node_kind kind, struct sp_node *into)
{
  struct sp_node *node = sp_xml_new(x, kind, el);

  sp_xml_flow(x, el, node);
  if (!node->first)
    SP_XML_ERROR(x, el->line, "<%.*s> has no text", SP_FMT(el->name));
  sp_node_append(into, node);
  return node;
}

/* In a script `say` is what residents read too, as an unmarked quote is. */
static void
read_say(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = read_marked(x, el, SP_NODE_SAY, into);
  bool has_audience = false;

  for (size_t i = 0; i < el->attrs; i++)
    has_audience = has_audience || sp_str_is(el->attr[i].name, "audience");
  if (has_audience && !sp_str_is(sp_xml_attr(el, "audience"), "staff"))
    SP_XML_ERROR(x, el->line,
                 "audience of <say>: write staff, or leave it out");
  if (x->doc->type == SP_DOC_SCRIPT && !has_audience)
    node->flags |= SP_FLAG_PLAIN_QUOTE;
}

static void
read_quote(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  bool is_script = x->doc->type == SP_DOC_SCRIPT;

  if (is_script)
    SP_XML_ERROR(x, el->line,
                 "a script has no quotations; write <say> for what is said"
                 " aloud");
  read_marked(x, el, is_script ? SP_NODE_STAFF : SP_NODE_QUOTE, into);
}

/* A block whose guard is in doubt is staff text. */
static void
read_only(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = read_marked(x, el, SP_NODE_ONLY, into);

  if (!sp_xml_guard(x, el, "when", &node->guard) ||
      node->guard.kind == SP_GUARD_NONE)
    node->kind = SP_NODE_STAFF;
}

static void
read_else(struct sp_xml *x, const struct sp_xml_el *el,
          const struct sp_xml_el *before, struct sp_node *into)
{
  const struct sp_node *only = into->last;
  struct sp_node *node;

  if (!before || !sp_str_is(before->name, "only")) {
    SP_XML_ERROR(x, el->line, "<else> stands directly after an <only>");
    only = NULL;
  }
  node = read_marked(x, el, SP_NODE_STAFF, into);
  if (!only || only->kind != SP_NODE_ONLY)
    return;
  node->kind = SP_NODE_ELSE;
  node->guard = only->guard;
  node->guard.negated = true;
}

static void
read_heading(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_xml_new(x, SP_NODE_HEADING, el);

  node->number = (unsigned)(el->name.ptr[1] - '0');
  node->text = sp_xml_words(x, el, "");
  node->anchor = sp_text_slug(x->arena, node->text);
  if (into->kind != SP_NODE_ROOT && into->kind != SP_NODE_SECTION)
    SP_XML_ERROR(x, el->line,
                 "a heading cannot stand inside another block; write <strong>,"
                 " or move it out");
  else if (x->doc->type == SP_DOC_SNIPPET)
    SP_XML_ERROR(x, el->line, "a snippet has no headings");
  else if (node->anchor.len == 0)
    SP_XML_ERROR(x, el->line,
                 "a heading needs a letter or a digit for its address");
  sp_node_append(into, node);
}

/* As written, but for the line breaks next to the tags. */
static void
read_pre(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_xml_new(x, SP_NODE_CODE_BLOCK, el);
  struct sp_str text = SP_STR("");

  (void)sp_xml_words(x, el, ""); /* says what is not text */
  if (el->first && !el->first->next)
    text = el->first->text;
  if (sp_str_starts(text, "\n"))
    text = sp_str_sub(text, 1, text.len);
  if (sp_str_ends(text, "\n"))
    text.len--;
  node->text = text;
  sp_node_append(into, node);
}

static void
read_rule(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  if (!sp_xml_is_blank(el))
    SP_XML_ERROR(x, el->line, "<hr> is empty");
  sp_node_append(into, sp_xml_new(x, SP_NODE_RULE, el));
}

static const struct {
  const char *name, *attrs;
  enum sp_node_kind kind;
  void (*read)(struct sp_xml *x, const struct sp_xml_el *el,
               struct sp_node *into); /* NULL: by kind */
} blocks[] = {
    {"p", "", SP_NODE_PARA, read_para},
    {"ul", "", SP_NODE_LIST, NULL},
    {"ol", "start", SP_NODE_LIST, NULL},
    {"checklist", "", SP_NODE_CHECKLIST, NULL},
    {"table", "", SP_NODE_TABLE, sp_xml_table},
    {"h3", "", SP_NODE_HEADING, read_heading},
    {"h4", "", SP_NODE_HEADING, read_heading},
    {"h5", "", SP_NODE_HEADING, read_heading},
    {"h6", "", SP_NODE_HEADING, read_heading},
    {"say", "audience", SP_NODE_SAY, read_say},
    {"note", "", SP_NODE_NOTE, NULL},
    {"info", "", SP_NODE_INFO, NULL},
    {"warning", "", SP_NODE_WARNING, NULL},
    {"staff", "", SP_NODE_STAFF, NULL},
    {"vulnerable", "", SP_NODE_VULNERABLE, NULL},
    {"fraud", "", SP_NODE_FRAUD, NULL},
    {"quote", "", SP_NODE_QUOTE, read_quote},
    {"only", "when!", SP_NODE_ONLY, read_only},
    {"else", "", SP_NODE_ELSE, NULL},
    {"include", "href!", SP_NODE_INCLUDE, read_include},
    {"pre", "", SP_NODE_CODE_BLOCK, read_pre},
    {"hr", "", SP_NODE_RULE, read_rule},
};

bool
sp_xml_block(struct sp_xml *x, const struct sp_xml_el *el,
             const struct sp_xml_el *before, struct sp_node *into)
{
  size_t i = 0;

  while (i < SP_ARRAY_LEN(blocks) && !sp_str_is(el->name, blocks[i].name))
    i++;
  if (i == SP_ARRAY_LEN(blocks))
    return false;
  /* An include checks its own, as inside a sentence. */
  if (blocks[i].kind != SP_NODE_INCLUDE)
    sp_xml_check_attrs(x, el, blocks[i].attrs);
  if (blocks[i].read)
    blocks[i].read(x, el, into);
  else if (blocks[i].kind == SP_NODE_ELSE)
    read_else(x, el, before, into);
  else if (blocks[i].kind == SP_NODE_LIST ||
           blocks[i].kind == SP_NODE_CHECKLIST)
    sp_xml_list(x, el, blocks[i].kind, into);
  else
    read_marked(x, el, blocks[i].kind, into);
  return true;
}
