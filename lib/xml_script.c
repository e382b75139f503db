/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_script.c - the parts of a step, and the test calls. */
#include "lib/xml_parts.h"

#include "lib/text.h"
#include "lib/write_parts.h"

#define CHOICES_MAX 9  /* labels: the advisor's number keys */
#define VALUES_MAX 100 /* of a record's choice */

const char sp_xml_part_names[] =
    "do-first record stop judgement option next outcome with-outcome";

struct sp_str
sp_xml_target(struct sp_xml *x, struct sp_str to)
{
  if (sp_str_starts(to, "./"))
    return sp_str_sub(to, 2, to.len);
  for (size_t i = 0; i < to.len; i++)
    if (to.ptr[i] == '#' || to.ptr[i] == '/' || to.ptr[i] == '.' ||
        to.ptr[i] == ':')
      return to;
  return to.len ? sp_arena_fmt(x->arena, "#%.*s", SP_FMT(to)) : to;
}

struct sp_str
sp_xml_path_words(struct sp_xml *x, struct sp_str path)
{
  return sp_write_path_words(x->arena, path);
}

struct sp_node *
sp_xml_keyed(struct sp_xml *x, const struct sp_xml_el *el, enum sp_key key,
             struct sp_node *into)
{
  struct sp_node *node = sp_xml_new(x, SP_NODE_KEYED, el);

  node->key = key;
  sp_node_append(into, node);
  return node;
}

/* Keys of which a step has one. */
void
sp_xml_check_single(struct sp_xml *x, const struct sp_xml_el *el,
                    enum sp_key key, const struct sp_node *into)
{
  for (const struct sp_node *n = into->first; n; n = n->next)
    if (n->kind == SP_NODE_KEYED && n->key == key) {
      SP_XML_ERROR(x, el->line,
                   "<%.*s> stands in this step a second time; keep one, or"
                   " make another step",
                   SP_FMT(el->name));
      return;
    }
}

/* <judgement>, <happens-next> and others that are words. */
struct sp_node *
sp_xml_keyed_text(struct sp_xml *x, const struct sp_xml_el *el, enum sp_key key,
                  struct sp_node *into)
{
  struct sp_node *node = sp_xml_keyed(x, el, key, into);

  sp_xml_check_attrs(x, el, "");
  sp_xml_inlines(x, el->first, NULL, el->name, node);
  if (!node->first)
    SP_XML_ERROR(x, el->line, "<%.*s> has no text", SP_FMT(el->name));
  return node;
}

static void
read_do_first(struct sp_xml *x, const struct sp_xml_el *el,
              struct sp_node *into)
{
  struct sp_node *node = sp_xml_keyed(x, el, SP_KEY_DO_FIRST, into);

  sp_xml_check_attrs(x, el, "href!");
  node->target = sp_xml_attr(el, "href");
  node->text = sp_xml_words(x, el, "");
  if (node->text.len == 0)
    node->text = sp_xml_path_words(x, node->target);
  if (node->target.len && node->text.len == 0)
    SP_XML_ERROR(x, el->line, "<do-first> has no words for its link");
}

static void
read_next(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node;

  sp_xml_check_single(x, el, SP_KEY_NEXT, into);
  node = sp_xml_keyed(x, el, SP_KEY_NEXT, into);
  sp_xml_check_attrs(x, el, "to!");
  if (!sp_xml_is_blank(el))
    SP_XML_ERROR(x, el->line, "<next> is empty; where to is in its to");
  node->target = sp_xml_target(x, sp_xml_attr(el, "to"));
}

/* Where a red flag leads: a step of this script, a file, or a contact by its
 * key. */
static void
set_stop(struct sp_xml *x, struct sp_str to, struct sp_node *node)
{
  struct sp_str up = SP_STR("");

  node->target = sp_xml_target(x, to);
  node->text = sp_xml_path_words(x, to);
  if (!sp_str_starts(node->target, "#") || sp_str_starts(to, "#"))
    return;
  for (size_t i = 0; i < x->anchors.count; i++)
    if (sp_str_eq(x->anchors.item[i], to)) {
      node->text = x->headings.item[i];
      return;
    }
  for (size_t i = 0; i < x->options->path.len; i++)
    if (x->options->path.ptr[i] == '/')
      up = sp_arena_fmt(x->arena, "%.*s../", SP_FMT(up));
  /* By its id: the contact may be a file of either form. */
  node->target =
      sp_arena_fmt(x->arena, "%.*scontacts/%.*s", SP_FMT(up), SP_FMT(to));
}

static void
read_stop(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_xml_keyed(x, el, SP_KEY_STOP, into);
  struct sp_str to = sp_xml_attr(el, "to");
  struct sp_str label = sp_text_squeeze(x->arena, sp_xml_attr(el, "label"));

  sp_xml_check_attrs(x, el, "to! label");
  sp_xml_inlines(x, el->first, NULL, el->name, node);
  if (!node->first)
    SP_XML_ERROR(x, el->line, "<stop> says when: what the caller tells you");
  if (to.len)
    set_stop(x, to, node);
  if (label.len)
    node->text = label;
  if (to.len && node->text.len == 0)
    SP_XML_ERROR(x, el->line,
                 "the way out of <stop> has no words; write label=\"Duty"
                 " officer\"");
}

/* yes or no; absent is no. */
static bool
yes_no(struct sp_xml *x, const struct sp_xml_el *el, const char *name)
{
  struct sp_str value = sp_xml_attr(el, name);

  if (value.len && !sp_str_is(value, "yes") && !sp_str_is(value, "no"))
    SP_XML_ERROR(x, el->line, "%s: write yes or no", name);
  return sp_str_is(value, "yes");
}

static void
read_values(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *node)
{
  const struct sp_xml_el *value = sp_xml_elements(x, el->first, el->name);
  size_t count = 0;

  for (; value && count <= VALUES_MAX;
       value = sp_xml_elements(x, value->next, el->name)) {
    struct sp_node *text = sp_xml_new(x, SP_NODE_TEXT, value);

    if (!sp_str_is(value->name, "value")) {
      sp_xml_misplaced(x, value, el->name, "value");
      continue;
    }
    sp_xml_check_attrs(x, value, "");
    text->text = sp_xml_words(x, value, "");
    if (text->text.len == 0)
      SP_XML_ERROR(x, value->line, "<value> has no text");
    for (const struct sp_node *n = node->first; n; n = n->next)
      if (sp_str_ieq(n->text, text->text))
        SP_XML_ERROR(x, value->line, "the value \"%.*s\" stands here twice",
                     SP_FMT(text->text));
    count++;
    sp_node_append(node, text);
  }
  if (count > VALUES_MAX)
    SP_XML_ERROR(x, el->line, "a record has %d values at most", VALUES_MAX);
  else if (count == 0 && node->number == SP_RECORD_CHOICE)
    SP_XML_ERROR(x, el->line,
                 "a record of type choice needs a <value> or more");
  else if (count && node->number != SP_RECORD_CHOICE)
    SP_XML_ERROR(x, el->line, "only a record of type choice has a <value>");
}

static void
read_record(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_xml_keyed(x, el, SP_KEY_RECORD, into);
  struct sp_str type = sp_xml_attr(el, "type");

  sp_xml_check_attrs(x, el, "name! type! required");
  node->text = sp_text_squeeze(x->arena, sp_xml_attr(el, "name"));
  while (node->number < SP_RECORDS &&
         !sp_str_is(type, sp_record_name((enum sp_record)node->number)))
    node->number++;
  if (node->number == SP_RECORDS) {
    node->number = SP_RECORD_TEXT;
    if (type.len)
      SP_XML_ERROR(x, el->line,
                   "type: write text, number, date, time, postcode, phone,"
                   " email, yes-no or choice");
    return;
  }
  if (yes_no(x, el, "required"))
    node->flags |= SP_FLAG_REQUIRED;
  read_values(x, el, node);
}

void
sp_xml_check_choices(struct sp_xml *x, const struct sp_node *choices)
{
  struct sp_str label[CHOICES_MAX];
  size_t labels = 0, i;

  for (const struct sp_node *n = choices->first; n; n = n->next) {
    for (i = 0; i < labels && !sp_str_eq(label[i], n->text);)
      i++;
    if (i < labels)
      continue;
    if (labels == CHOICES_MAX) {
      SP_XML_ERROR(x, n->line,
                   "a step has nine choices at most; ask in two steps");
      return;
    }
    label[labels++] = n->text;
  }
}

static void
read_option(struct sp_xml *x, const struct sp_xml_el *el,
            struct sp_node **choices)
{
  struct sp_node *node = sp_xml_new(x, SP_NODE_CHOICE, el);

  if (!*choices)
    *choices = sp_xml_new(x, SP_NODE_CHOICES, el);
  sp_xml_check_attrs(x, el, "to! when");
  node->target = sp_xml_target(x, sp_xml_attr(el, "to"));
  sp_xml_guard(x, el, "when", &node->guard);
  node->text = sp_xml_words(x, el, "note");
  if (node->text.len == 0)
    SP_XML_ERROR(x, el->line,
                 "an option has words, as in <option"
                 " to=\"yes\">Yes</option>");
  for (const struct sp_xml_el *note = el->first; note; note = note->next) {
    if (!sp_str_is(note->name, "note"))
      continue;
    sp_xml_check_attrs(x, note, "");
    if (node->first)
      sp_node_append(node, sp_xml_new(x, SP_NODE_BREAK, note));
    sp_xml_inlines(x, note->first, NULL, note->name, node);
  }
  sp_node_append(*choices, node);
}

bool
sp_xml_part(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into,
            struct sp_node **choices)
{
  if (sp_str_is(el->name, "do-first"))
    read_do_first(x, el, into);
  else if (sp_str_is(el->name, "record"))
    read_record(x, el, into);
  else if (sp_str_is(el->name, "stop"))
    read_stop(x, el, into);
  else if (sp_str_is(el->name, "judgement"))
    sp_xml_keyed_text(x, el, SP_KEY_JUDGEMENT, into);
  else if (sp_str_is(el->name, "option"))
    read_option(x, el, choices);
  else if (sp_str_is(el->name, "next"))
    read_next(x, el, into);
  else if (sp_str_is(el->name, "outcome"))
    sp_xml_outcome(x, el, into);
  else if (sp_str_is(el->name, "with-outcome"))
    sp_xml_with_outcome(x, el, into);
  else
    return false;
  return true;
}

/* ---- test calls: as the items of Markdown's list */

static struct sp_str
call_text(struct sp_arena *arena, struct sp_str given, struct sp_str path,
          struct sp_str ends)
{
  return sp_arena_fmt(arena, "%s%.*s%s%.*s => %.*s", given.len ? "(" : "",
                      SP_FMT(given), given.len ? ") " : "", SP_FMT(path),
                      SP_FMT(ends));
}

bool
sp_xml_call_parts(struct sp_arena *arena, struct sp_str text,
                  struct sp_str *given, struct sp_str *path,
                  struct sp_str *ends)
{
  struct sp_str rest = text;
  size_t arrow = 0;

  *given = SP_STR("");
  if (sp_str_starts(rest, "(")) {
    *given = sp_str_sub(rest, 1, sp_str_find(rest, ')', 0) - 1);
    rest = sp_str_trim(sp_str_sub(rest, given->len + 2, rest.len));
  }
  while (arrow < rest.len && !sp_str_starts(sp_str_sub(rest, arrow, 2), "=>"))
    arrow++;
  *path = sp_str_trim(sp_str_sub(rest, 0, arrow));
  *ends = sp_str_trim(sp_str_sub(rest, arrow + 2, rest.len));
  return path->len && ends->len && sp_str_trim(*given).len == given->len &&
         sp_str_eq(call_text(arena, *given, *path, *ends), text);
}

static struct sp_str
words_of(struct sp_xml *x, const struct sp_xml_el *el, const char *name)
{
  return sp_text_squeeze(x->arena, sp_xml_attr(el, name));
}

static struct sp_node *
read_call(struct sp_xml *x, const struct sp_xml_el *el)
{
  struct sp_node *item = sp_xml_new(x, SP_NODE_ITEM, el);
  struct sp_node *para = sp_xml_new(x, SP_NODE_PARA, el);
  struct sp_node *text = sp_xml_new(x, SP_NODE_TEXT, el);

  if (sp_xml_is_blank(el)) {
    sp_xml_check_attrs(x, el, "path! ends! given");
    text->text = call_text(x->arena, words_of(x, el, "given"),
                           words_of(x, el, "path"), words_of(x, el, "ends"));
  } else {
    sp_xml_check_attrs(x, el, "");
    text->text = sp_xml_words(x, el, "");
  }
  sp_node_append(para, text);
  sp_node_append(item, para);
  return item;
}

void
sp_xml_test_calls(struct sp_xml *x, const struct sp_xml_el *el,
                  struct sp_node *root)
{
  struct sp_node *section = sp_xml_new(x, SP_NODE_SECTION, el), *list = NULL;
  const struct sp_xml_el *child = sp_xml_elements(x, el->first, el->name);
  const struct sp_xml_el *before = NULL;

  sp_xml_guard_section(x, el, section);
  section->text = SP_STR("Test calls");
  section->anchor = SP_STR("test-calls");
  section->flags = SP_FLAG_TEST_CALLS;
  for (; child && !x->over; child = sp_xml_elements(x, child->next, el->name)) {
    if (sp_str_is(child->name, "call")) {
      if (!list) {
        list = sp_xml_new(x, SP_NODE_LIST, child);
        list->flags = SP_FLAG_TIGHT;
        sp_node_append(section, list);
      }
      sp_node_append(list, read_call(x, child));
    } else {
      list = NULL;
      if (!sp_xml_block(x, child, before, section))
        sp_xml_misplaced(x, child, el->name, "call");
    }
    before = child;
  }
  sp_node_append(root, section);
}
