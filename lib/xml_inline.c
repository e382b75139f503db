/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_inline.c - what stands inside a sentence. */
#include "lib/xml_parts.h"

#include "lib/text.h"

const char sp_xml_inline_names[] = "strong em code a include br img";

bool
sp_xml_is_inline(const struct sp_xml_el *el)
{
  return el->name.len == 0 || sp_xml_listed(sp_xml_inline_names, el->name);
}

static bool
is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A sentence while it is read.  White space is squeezed across elements: it is
 * put down when something visible follows it. */
struct run {
  struct sp_xml *x;
  bool has_begun; /* something visible stands on this line */
  bool has_space; /* and then white space came */
  bool put_space; /* and was put down */
  bool in_link;
};

/* Something visible was put down. */
static void
see(struct run *run)
{
  run->has_begun = true;
  run->has_space = run->put_space = false;
}

static void
put_text(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  char *out = sp_arena_alloc(run->x->arena, el->text.len + 1);
  struct sp_node *node;
  size_t len = 0;

  for (size_t i = 0; i < el->text.len; i++) {
    if (is_space(el->text.ptr[i])) {
      run->has_space = run->has_begun && !run->put_space;
      continue;
    }
    if (run->has_space)
      out[len++] = ' ';
    out[len++] = el->text.ptr[i];
    see(run);
  }
  if (len == 0)
    return;
  node = sp_xml_new(run->x, SP_NODE_TEXT, el);
  node->text = sp_str_n(out, len);
  sp_node_append(into, node);
}

/* The space before an element stands before it, not in it. */
static void
put_space(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *last = into->last;

  if (!run->has_space)
    return;
  run->has_space = false;
  run->put_space = true;
  if (last && last->kind == SP_NODE_TEXT) {
    const struct sp_str part[] = {last->text, SP_STR(" ")};

    last->text = sp_arena_join(run->x->arena, SP_ARRAY_LEN(part), part);
    return;
  }
  last = sp_xml_new(run->x, SP_NODE_TEXT, el);
  last->text = SP_STR(" ");
  sp_node_append(into, last);
}

static void put_inlines(struct run *run, const struct sp_xml_el *first,
                        const struct sp_xml_el *end, struct sp_str where,
                        struct sp_node *into);

/* An element around words; without words there is nothing to see. */
static void
put_wrapper(struct run *run, const struct sp_xml_el *el, enum sp_node_kind kind,
            struct sp_node *into)
{
  struct sp_node *node = sp_xml_new(run->x, kind, el);
  bool was_in_link = run->in_link;

  if (kind == SP_NODE_LINK && run->in_link)
    SP_XML_ERROR(run->x, el->line, "a link cannot stand in a link");
  run->in_link = run->in_link || kind == SP_NODE_LINK;
  put_inlines(run, el->first, NULL, el->name, node);
  run->in_link = was_in_link;
  node->target = sp_xml_attr(el, "href");
  node->title = sp_text_squeeze(run->x->arena, sp_xml_attr(el, "title"));
  if (node->first || kind == SP_NODE_INCLUDE)
    sp_node_append(into, node);
  else if (kind == SP_NODE_LINK)
    SP_XML_ERROR(run->x, el->line, "the link to %.*s has no words",
                 SP_FMT(sp_utf8_cut(node->target, 80)));
  if (kind == SP_NODE_INCLUDE)
    see(run);
}

static void
put_code(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_xml_new(run->x, SP_NODE_CODE, el);

  node->text = sp_xml_words(run->x, el, "");
  if (node->text.len == 0)
    return;
  see(run);
  sp_node_append(into, node);
}

static void
put_image(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_xml_new(run->x, SP_NODE_IMAGE, el);

  if (!sp_xml_is_blank(el))
    SP_XML_ERROR(run->x, el->line, "<img> is empty; its words stand in alt");
  node->target = sp_xml_attr(el, "src");
  node->text = sp_text_squeeze(run->x->arena, sp_xml_attr(el, "alt"));
  node->title = sp_text_squeeze(run->x->arena, sp_xml_attr(el, "title"));
  see(run);
  sp_node_append(into, node);
}

/* A break before anything, or after a break, breaks nothing. */
static void
put_break(struct run *run, const struct sp_xml_el *el, struct sp_node *into)
{
  if (!sp_xml_is_blank(el))
    SP_XML_ERROR(run->x, el->line, "<br> is empty");
  if (run->has_begun)
    sp_node_append(into, sp_xml_new(run->x, SP_NODE_BREAK, el));
  run->has_begun = run->has_space = run->put_space = false;
}

static const struct {
  const char *name, *attrs;
} inline_attrs[] = {
    {"strong", ""},           {"em", ""},           {"code", ""},
    {"a", "href! title"},     {"include", "href!"}, {"br", ""},
    {"img", "src! alt title"}};

static void
put_inline(struct run *run, const struct sp_xml_el *el, struct sp_str where,
           struct sp_node *into)
{
  size_t i = 0;

  while (i < SP_ARRAY_LEN(inline_attrs) &&
         !sp_str_is(el->name, inline_attrs[i].name))
    i++;
  if (i == SP_ARRAY_LEN(inline_attrs)) {
    sp_xml_misplaced(run->x, el, where, sp_xml_inline_names);
    return;
  }
  sp_xml_check_attrs(run->x, el, inline_attrs[i].attrs);
  if (!sp_str_is(el->name, "br"))
    put_space(run, el, into);
  if (sp_str_is(el->name, "strong"))
    put_wrapper(run, el, SP_NODE_STRONG, into);
  else if (sp_str_is(el->name, "em"))
    put_wrapper(run, el, SP_NODE_EMPH, into);
  else if (sp_str_is(el->name, "a"))
    put_wrapper(run, el, SP_NODE_LINK, into);
  else if (sp_str_is(el->name, "include"))
    put_wrapper(run, el, SP_NODE_INCLUDE, into);
  else if (sp_str_is(el->name, "code"))
    put_code(run, el, into);
  else if (sp_str_is(el->name, "img"))
    put_image(run, el, into);
  else
    put_break(run, el, into);
}

static void
put_inlines(struct run *run, const struct sp_xml_el *first,
            const struct sp_xml_el *end, struct sp_str where,
            struct sp_node *into)
{
  for (const struct sp_xml_el *el = first; el && el != end; el = el->next)
    if (el->name.len == 0)
      put_text(run, el, into);
    else
      put_inline(run, el, where, into);
}

/* Take what is left of white space and breaks off the end. */
static void
trim_end(struct sp_node *parent)
{
  struct sp_node *last;

  while ((last = parent->last) != NULL) {
    if (last->kind == SP_NODE_TEXT)
      while (last->text.len && last->text.ptr[last->text.len - 1] == ' ')
        last->text.len--;
    else if (last->kind == SP_NODE_EMPH || last->kind == SP_NODE_STRONG)
      trim_end(last);
    else if (last->kind != SP_NODE_BREAK)
      return;
    if (last->first || last->text.len)
      return;
    sp_node_unlink(last);
  }
}

void
sp_xml_inlines(struct sp_xml *x, const struct sp_xml_el *first,
               const struct sp_xml_el *end, struct sp_str where,
               struct sp_node *into)
{
  struct run run = {.x = x};

  put_inlines(&run, first, end, where, into);
  trim_end(into);
}
