/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_root.c - the root element: front matter, sections, their
 * addresses. */
#include "lib/xml_parts.h"

#include <stdio.h>

#include "lib/fields.h"
#include "lib/fields_forms.h"
#include "lib/markdown_parts.h"
#include "lib/text.h"

#define SECTION_NAMES "section question step"
#define NAMES_MAX 400

/* What the parts of this type are called; NULL: it has none. */
static const char *
section_name(const struct sp_xml *x)
{
  switch (x->doc->type) {
  case SP_DOC_FAQ:
    return "question";
  case SP_DOC_SCRIPT:
    return "step";
  case SP_DOC_SNIPPET:
    return NULL;
  default:
    return "section";
  }
}

/* Names of all that can stand in the root or in a section. */
static void
body_names(const struct sp_xml *x, bool is_root, char *out, size_t size)
{
  const char *section = section_name(x);
  bool is_script = x->doc->type == SP_DOC_SCRIPT;

  snprintf(out, size, "%s %s %s %s", sp_xml_block_names,
           is_root && section ? section : "",
           is_script ? sp_xml_part_names : "",
           is_root && is_script ? "test-calls" : "");
}

static void
misplaced(struct sp_xml *x, const struct sp_xml_el *el, struct sp_str where,
          const char *names)
{
  const char *section = section_name(x);

  if (section && sp_xml_listed(SECTION_NAMES, el->name) &&
      !sp_xml_listed(SECTION_NAMES, where))
    SP_XML_ERROR(x, el->line, "in a <%.*s> write <%s>, not <%.*s>",
                 SP_FMT(where), section, SP_FMT(el->name));
  else
    sp_xml_misplaced(x, el, where, names);
}

/* ---- front matter */

#define FIELD_NAMES                                                            \
  "title summary also-asked self-service legal service-level changed related"
#define FIELDS_MAX 128 /* more than there are names and attributes */

struct front {
  struct sp_field field[FIELDS_MAX];
  size_t value_cap[FIELDS_MAX];
  size_t fields;
};

static size_t
field_of(struct front *f, struct sp_str name, unsigned line)
{
  for (size_t i = 0; i < f->fields; i++)
    if (sp_str_eq(f->field[i].name, name))
      return i;
  if (f->fields == FIELDS_MAX)
    return FIELDS_MAX - 1;
  f->field[f->fields] = (struct sp_field){.name = name, .line = line};
  return f->fields++;
}

/* The same name again makes a list; where one value is wanted that is told
 * with the others' rules. */
static void
add_value(struct sp_xml *x, struct front *f, struct sp_str name,
          struct sp_str value, unsigned line)
{
  size_t i = field_of(f, name, line);
  struct sp_field *field = &f->field[i];

  if (value.len)
    SP_PUSH(x->arena, field->value, field->values, f->value_cap[i], value);
}

/* `<a href="link">label</a> sentence` as Markdown writes it. */
static struct sp_str
offer_of(struct sp_xml *x, const struct sp_xml_el *el)
{
  const struct sp_xml_el *link = el->first;
  struct sp_str sentence = sp_xml_words(x, el, "a"), label, value;
  struct sp_offer offer;

  while (link && link->name.len == 0 && sp_str_trim(link->text).len == 0)
    link = link->next;
  if (!link || !sp_str_is(link->name, "a")) {
    SP_XML_ERROR(x, el->line,
                 "write <self-service><a href=\"…\">label</a> a sentence to"
                 " say</self-service>");
    return SP_STR("");
  }
  for (const struct sp_xml_el *more = link->next; more; more = more->next)
    if (sp_str_is(more->name, "a"))
      SP_XML_ERROR(x, more->line, "<self-service> has one link");
  sp_xml_check_attrs(x, link, "href!");
  label = sp_xml_words(x, link, "");
  value = sp_arena_fmt(x->arena, "[%.*s](%.*s)%s%.*s", SP_FMT(label),
                       SP_FMT(sp_xml_attr(link, "href")),
                       sentence.len ? " " : "", SP_FMT(sentence));
  /* As the fields' rules will read it. */
  if (sp_form_offer(value, &offer) &&
      (!sp_str_eq(offer.label, label) || !sp_str_eq(offer.sentence, sentence)))
    SP_XML_ERROR(x, el->line,
                 "leave brackets that are not in pairs out of the words and"
                 " the address of <self-service>");
  return value;
}

static bool
is_field(const struct sp_xml_el *el)
{
  return el->name.len && sp_field_use(el->name) != SP_FIELD_UNKNOWN;
}

static void
add_element(struct sp_xml *x, struct front *f, const struct sp_xml_el *el)
{
  sp_xml_check_attrs(x, el, "");
  if (sp_str_is(el->name, "type"))
    SP_XML_ERROR(x, el->line, "the root element says the type; delete <type>");
  else if (sp_str_is(el->name, "self-service"))
    add_value(x, f, el->name, offer_of(x, el), el->line);
  else
    add_value(x, f, el->name, sp_xml_words(x, el, ""), el->line);
}

/* The attributes of the root and its leading elements; the first element after
 * them. */
static const struct sp_xml_el *
read_front(struct sp_xml *x, const struct sp_xml_el *root, struct front *f)
{
  const struct sp_xml_el *el = sp_xml_elements(x, root->first, root->name);
  char names[NAMES_MAX], all[NAMES_MAX + sizeof(FIELD_NAMES)];

  body_names(x, true, names, sizeof(names));
  snprintf(all, sizeof(all), "%s %s", FIELD_NAMES, names);

  add_value(x, f, SP_STR("type"), root->name, root->line);
  for (size_t i = 0; i < root->attrs; i++) {
    const struct sp_xml_attr *attr = &root->attr[i];

    if (sp_str_is(attr->name, "type"))
      SP_XML_ERROR(x, root->line,
                   "the root element says the type; delete the attribute");
    else if (!sp_str_is(attr->name, "id"))
      add_value(x, f, attr->name, sp_str_trim(attr->value), root->line);
  }
  for (; el && !sp_xml_listed(names, el->name);
       el = sp_xml_elements(x, el->next, root->name))
    if (is_field(el))
      add_element(x, f, el);
    else
      misplaced(x, el, root->name, all);
  return el;
}

static struct sp_yaml_map
front_map(struct sp_xml *x, const struct front *f, unsigned line)
{
  struct sp_yaml_map map = {.fields = f->fields, .line = line};

  map.field = sp_arena_array(x->arena, struct sp_field, f->fields);
  memcpy(map.field, f->field, f->fields * sizeof(*f->field));
  return map;
}

static void
check_id(struct sp_xml *x, const struct sp_xml_el *root)
{
  struct sp_str id = sp_xml_attr(root, "id");

  if (id.len == 0)
    SP_XML_ERROR(x, root->line, "<%.*s> needs the attribute id=\"%.*s\"",
                 SP_FMT(root->name), SP_FMT(x->doc->id));
  else if (!sp_str_eq(id, x->doc->id))
    SP_XML_ERROR(x, root->line,
                 "id is \"%.*s\", but the file's path makes it \"%.*s\"",
                 SP_FMT(sp_utf8_cut(id, 80)), SP_FMT(x->doc->id));
}

/* ---- sections */

/* The addresses of the steps are known before the steps are read. */
static void
gather_anchors(struct sp_xml *x, const struct sp_xml_el *el)
{
  for (; el; el = el->next) {
    const struct sp_xml_el *heading = el->first;
    struct sp_str words = SP_STR("");

    if (!sp_xml_listed(SECTION_NAMES, el->name))
      continue;
    while (heading && heading->name.len == 0)
      heading = heading->next;
    if (heading && heading->first && !heading->first->next)
      words = sp_text_squeeze(x->arena, heading->first->text);
    SP_PUSH(x->arena, x->anchors.item, x->anchors.count, x->anchors.cap,
            sp_text_slug(x->arena, words));
    SP_PUSH(x->arena, x->headings.item, x->headings.count, x->headings.cap,
            words);
  }
}

/* Blocks and, of a script, parts from `el` on into `into`, up to the first
 * that is neither; that one. */
static const struct sp_xml_el *
read_blocks(struct sp_xml *x, const struct sp_xml_el *el, struct sp_str where,
            struct sp_node *into)
{
  const struct sp_xml_el *before = NULL;
  struct sp_node *choices = NULL;

  for (; el && !x->over; el = sp_xml_elements(x, el->next, where)) {
    if (!sp_xml_block(x, el, before, into) &&
        !(x->doc->type == SP_DOC_SCRIPT && sp_xml_part(x, el, into, &choices)))
      break;
    before = el;
  }
  if (choices) {
    sp_xml_check_choices(x, choices);
    sp_node_append(into, choices);
  }
  return el;
}

static const struct sp_xml_el *
read_heading(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *node)
{
  const struct sp_xml_el *first = sp_xml_elements(x, el->first, el->name);

  if (!first || !sp_str_is(first->name, "heading")) {
    SP_XML_ERROR(x, el->line, "<%.*s> begins with a <heading>",
                 SP_FMT(el->name));
    return first;
  }
  sp_xml_check_attrs(x, first, "");
  node->text = sp_xml_words(x, first, "");
  node->anchor = sp_text_slug(x->arena, node->text);
  if (node->anchor.len == 0)
    SP_XML_ERROR(x, first->line,
                 "a heading needs a letter or a digit for its address");
  if (x->doc->type == SP_DOC_SCRIPT && sp_str_is(node->anchor, "test-calls"))
    SP_XML_ERROR(x, first->line,
                 "a step cannot be called \"Test calls\"; write <test-calls>");
  else if (x->doc->type == SP_DOC_SCRIPT &&
           sp_md_is_near_test_calls(node->anchor))
    SP_XML_ERROR(x, first->line,
                 "this would be a step for all to see; write <test-calls>, or"
                 " word it differently");
  return sp_xml_elements(x, first->next, el->name);
}

/* One whose guard is in doubt is staff text. */
void
sp_xml_guard_section(struct sp_xml *x, const struct sp_xml_el *el,
                     struct sp_node *node)
{
  sp_xml_check_attrs(x, el, "when otherwise");
  if (!sp_xml_guard(x, el, "when", &node->guard))
    node->guard.kind = SP_GUARD_STAFF;
  node->target = sp_xml_target(x, sp_xml_attr(el, "otherwise"));
  if (node->target.len && node->guard.kind == SP_GUARD_NONE)
    SP_XML_ERROR(x, el->line, "otherwise has a meaning only beside when");
}

static void
read_section(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *root)
{
  struct sp_node *node = sp_xml_new(x, SP_NODE_SECTION, el);
  const struct sp_xml_el *child;
  char names[NAMES_MAX];

  body_names(x, false, names, sizeof(names));
  sp_xml_guard_section(x, el, node);
  child = read_heading(x, el, node);
  while ((child = read_blocks(x, child, el->name, node)) != NULL && !x->over) {
    if (sp_str_is(child->name, "heading"))
      SP_XML_ERROR(x, child->line,
                   "<%.*s> has one <heading>, its first element; write <h3>"
                   " below it",
                   SP_FMT(el->name));
    else
      misplaced(x, child, el->name, names);
    child = sp_xml_elements(x, child->next, el->name);
  }
  sp_node_append(root, node);
}

/* What stands in the root behind its blocks. */
struct body {
  const struct sp_xml_el *root;
  struct sp_node *node;
  bool has_sections, has_calls;
};

static void
read_part(struct sp_xml *x, struct body *b, const struct sp_xml_el *el)
{
  const char *section = section_name(x);
  bool is_section = section && sp_str_is(el->name, section);
  char names[NAMES_MAX];

  if (b->has_calls) {
    SP_XML_ERROR(x, el->line,
                 "<%.*s> stands behind <test-calls>, which is"
                 " the last",
                 SP_FMT(el->name));
  } else if (is_section) {
    read_section(x, el, b->node);
    b->has_sections = true;
  } else if (x->doc->type == SP_DOC_SCRIPT &&
             sp_str_is(el->name, "test-calls")) {
    sp_xml_test_calls(x, el, b->node);
    b->has_calls = true;
  } else if (is_field(el)) {
    SP_XML_ERROR(x, el->line, "<%.*s> stands before the text",
                 SP_FMT(el->name));
  } else if (b->has_sections && (sp_xml_listed(sp_xml_block_names, el->name) ||
                                 sp_xml_listed(sp_xml_part_names, el->name))) {
    SP_XML_ERROR(x, el->line, "<%.*s> stands behind a <%s>; put it into one",
                 SP_FMT(el->name), section);
  } else {
    body_names(x, true, names, sizeof(names));
    misplaced(x, el, b->root->name, names);
  }
}

static void
read_body(struct sp_xml *x, const struct sp_xml_el *root,
          const struct sp_xml_el *el, struct sp_node *node)
{
  struct body b = {.root = root, .node = node};

  for (el = read_blocks(x, el, root->name, node); el && !x->over;) {
    read_part(x, &b, el);
    el = sp_xml_elements(x, el->next, root->name);
    if (!b.has_sections && !b.has_calls)
      el = read_blocks(x, el, root->name, node);
  }
}

void
sp_xml_document(struct sp_xml *x, const struct sp_xml_el *root,
                struct sp_reading *out)
{
  struct front front = {.fields = 0};
  const struct sp_xml_el *body;
  struct sp_yaml_map map;
  enum sp_doc_type type;

  if (!sp_doc_type_parse(root->name, &type) ||
      !sp_str_is(root->name, sp_doc_type_name(type))) {
    SP_XML_ERROR(x, root->line,
                 "the root element is one of <guide>, <faq>, <script>,"
                 " <contact>, <notice>, <snippet>, not <%.*s>",
                 SP_FMT(root->name));
    return;
  }
  x->doc = sp_arena_new(x->arena, struct sp_doc);
  x->doc->type = type;
  body = read_front(x, root, &front);
  map = front_map(x, &front, root->line);
  sp_fields_apply(x->arena, &map, x->options, x->diags, x->doc, out);
  check_id(x, root);
  gather_anchors(x, body);
  x->doc->root = sp_xml_new(x, SP_NODE_ROOT, root);
  read_body(x, root, body, x->doc->root);
  if (x->over)
    return;
  sp_xml_finish(x);
  sp_fields_complete(x->arena, x->options, x->diags, x->doc, SP_STR(""));
  out->doc = x->doc;
}
