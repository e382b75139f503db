/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_write_script.c - the parts of a step, and test calls, in XML. */
#include "lib/write_parts.h"
#include "lib/xml_parts.h"

void
sp_xml_put_when(struct sp_xml_out *out, const struct sp_guard *guard)
{
  struct sp_buf words;

  if (guard->kind == SP_GUARD_NONE)
    return;
  sp_buf_init(&words, SP_DOC_MAX_BYTES);
  sp_write_guard(&words, guard);
  sp_xml_put_attr(out, "when", sp_buf_str(&words));
  sp_buf_release(&words);
}

/* What is no address of a step by its form. */
static bool
is_path(struct sp_str target)
{
  for (size_t i = 0; i < target.len; i++)
    if (strchr("#/.:", target.ptr[i]))
      return true;
  return false;
}

void
sp_xml_put_to(struct sp_xml_out *out, const char *name, struct sp_str target)
{
  const struct sp_node *section = sp_write_section(out->doc, target);

  if (section)
    sp_xml_put_attr(out, name, section->anchor);
  else if (is_path(target) && !sp_str_starts(target, "./"))
    sp_xml_put_attr(out, name, target);
  else
    sp_xml_put_attr(out, name,
                    sp_arena_fmt(out->arena, "./%.*s", SP_FMT(target)));
}

/* ---- keyed lines */

static void
put_link(struct sp_xml_out *out, const struct sp_node *keyed, const char *name)
{
  sp_buf_fmt(out->buf, "<%s", name);
  sp_xml_put_attr(out, "href", keyed->target);
  if (keyed->title.len)
    sp_xml_put_attr(out, "fee", keyed->title);
  sp_buf_putc(out->buf, '>');
  sp_xml_put_text(out, keyed->text);
  if (keyed->first) {
    sp_buf_puts(out->buf, "<note>");
    sp_xml_put_inlines(out, keyed);
    sp_buf_puts(out->buf, "</note>");
  }
  sp_buf_fmt(out->buf, "</%s>", name);
}

static void
put_words(struct sp_xml_out *out, const struct sp_node *keyed, const char *name)
{
  sp_buf_fmt(out->buf, "<%s>", name);
  sp_xml_put_inlines(out, keyed);
  sp_buf_fmt(out->buf, "</%s>", name);
}

static void
put_also_ask(struct sp_xml_out *out, const struct sp_node *keyed)
{
  const struct sp_node *link = keyed->first;

  if (link && !link->next && link->title.len == 0) {
    sp_buf_puts(out->buf, "<also-ask");
    sp_xml_put_attr(out, "href", link->target);
    sp_buf_putc(out->buf, '>');
    sp_xml_put_inlines(out, link);
    sp_buf_puts(out->buf, "</also-ask>");
    return;
  }
  put_words(out, keyed, "also-ask");
}

static void
put_stop(struct sp_xml_out *out, const struct sp_node *keyed)
{
  const struct sp_node *section = sp_write_section(out->doc, keyed->target);
  struct sp_str words =
      section ? section->text : sp_write_path_words(out->arena, keyed->target);

  sp_buf_puts(out->buf, "<stop");
  sp_xml_put_to(out, "to", keyed->target);
  if (!sp_str_eq(words, keyed->text))
    sp_xml_put_attr(out, "label", keyed->text);
  sp_buf_putc(out->buf, '>');
  sp_xml_put_inlines(out, keyed);
  sp_buf_puts(out->buf, "</stop>");
}

static void
put_record(struct sp_xml_out *out, const struct sp_node *keyed)
{
  sp_buf_puts(out->buf, "<record");
  sp_xml_put_attr(out, "name", keyed->text);
  sp_xml_put_attr(out, "type",
                  sp_str(sp_record_name((enum sp_record)keyed->number)));
  if (keyed->flags & SP_FLAG_REQUIRED)
    sp_xml_put_attr(out, "required", SP_STR("yes"));
  if (!keyed->first) {
    sp_buf_puts(out->buf, "/>");
    return;
  }
  sp_buf_putc(out->buf, '>');
  for (const struct sp_node *value = keyed->first; value; value = value->next) {
    sp_buf_puts(out->buf, "<value>");
    sp_xml_put_text(out, value->text);
    sp_buf_puts(out->buf, "</value>");
  }
  sp_buf_puts(out->buf, "</record>");
}

/* A name with `/` in it would be taken for a path. */
static void
put_receiver(struct sp_xml_out *out, const struct sp_node *keyed)
{
  bool is_path = sp_str_find(keyed->target, '/', 0) < keyed->target.len;
  struct sp_str words = sp_write_path_words(out->arena, keyed->target);

  if (keyed->number == SP_OUTCOME_RETURN) {
    sp_xml_put_attr(out, "result", keyed->text);
  } else if (keyed->target.len) {
    sp_xml_put_attr(out, "to", keyed->target);
    if (!is_path || !sp_str_eq(words, keyed->text))
      sp_xml_put_attr(out, "label", keyed->text);
  } else if (keyed->text.len) {
    sp_xml_put_attr(out,
                    sp_str_find(keyed->text, '/', 0) < keyed->text.len ? "label"
                                                                       : "to",
                    keyed->text);
  }
}

static void
put_other(struct sp_xml_out *out, const struct sp_node *keyed)
{
  switch (keyed->key) {
  case SP_KEY_NEXT:
    sp_buf_puts(out->buf, "<next");
    sp_xml_put_to(out, "to", keyed->target);
    sp_buf_puts(out->buf, "/>");
    break;
  case SP_KEY_HAPPENS_NEXT:
    put_words(out, keyed, "happens-next");
    break;
  case SP_KEY_SERVICE_LEVEL:
    put_words(out, keyed, "service-level");
    break;
  case SP_KEY_LEGAL:
    put_words(out, keyed, "legal");
    break;
  case SP_KEY_HAND_OVER:
    put_words(out, keyed, "handover");
    break;
  case SP_KEY_JUDGEMENT:
    put_words(out, keyed, "judgement");
    break;
  case SP_KEY_ONLINE:
    put_link(out, keyed, "online");
    break;
  case SP_KEY_PAYMENT:
    put_link(out, keyed, "payment");
    break;
  case SP_KEY_BOOK:
    put_link(out, keyed, "book");
    break;
  case SP_KEY_DO_FIRST:
    put_link(out, keyed, "do-first");
    break;
  case SP_KEY_ALSO_ASK:
    put_also_ask(out, keyed);
    break;
  case SP_KEY_RECORD:
    put_record(out, keyed);
    break;
  case SP_KEY_STOP:
    put_stop(out, keyed);
    break;
  case SP_KEY_OUTCOME:
  case SP_KEYS:
    break;
  }
}

/* Does it belong to the outcome before it? */
static bool
is_of_outcome(const struct sp_node *n)
{
  return n && n->kind == SP_NODE_KEYED && n->key > SP_KEY_OUTCOME &&
         n->key <= SP_KEY_HAND_OVER;
}

/* From `first` on; the last of them. */
static const struct sp_node *
put_parts(struct sp_xml_out *out, const struct sp_node *first, const char *name)
{
  const struct sp_node *last = first;

  sp_buf_putc(out->buf, '>');
  out->depth++;
  for (const struct sp_node *n = first; is_of_outcome(n); n = n->next) {
    sp_xml_put_indent(out);
    put_other(out, n);
    last = n;
  }
  out->depth--;
  sp_xml_put_indent(out);
  sp_buf_fmt(out->buf, "</%s>", name);
  return last;
}

const struct sp_node *
sp_xml_put_keyed(struct sp_xml_out *out, const struct sp_node *keyed)
{
  sp_xml_put_indent(out);
  if (is_of_outcome(keyed)) {
    sp_buf_puts(out->buf, "<with-outcome");
    return put_parts(out, keyed, "with-outcome");
  }
  if (keyed->key != SP_KEY_OUTCOME) {
    put_other(out, keyed);
    return keyed;
  }
  sp_buf_puts(out->buf, "<outcome");
  sp_xml_put_attr(out, "kind",
                  sp_str(sp_outcome_name((enum sp_outcome)keyed->number)));
  put_receiver(out, keyed);
  if (is_of_outcome(keyed->next))
    return put_parts(out, keyed->next, "outcome");
  sp_buf_puts(out->buf, "/>");
  return keyed;
}

/* ---- choices */

void
sp_xml_put_choices(struct sp_xml_out *out, const struct sp_node *choices)
{
  for (const struct sp_node *n = choices->first; n; n = n->next) {
    sp_xml_put_indent(out);
    sp_buf_puts(out->buf, "<option");
    sp_xml_put_to(out, "to", n->target);
    sp_xml_put_when(out, &n->guard);
    sp_buf_putc(out->buf, '>');
    sp_xml_put_text(out, n->text);
    if (n->first) {
      sp_buf_puts(out->buf, "<note>");
      sp_xml_put_inlines(out, n);
      sp_buf_puts(out->buf, "</note>");
    }
    sp_buf_puts(out->buf, "</option>");
  }
}

/* ---- test calls */

/* Is it one text, and nothing else? */
static bool
is_call(const struct sp_node *item)
{
  const struct sp_node *para = item->first;

  return para && !para->next && para->kind == SP_NODE_PARA && para->first &&
         !para->first->next && para->first->kind == SP_NODE_TEXT;
}

/* Calls side by side are one list, so that behind a list there are none. */
static bool
is_calls(const struct sp_node *list, const struct sp_node *before)
{
  if (list->kind != SP_NODE_LIST || !(list->flags & SP_FLAG_TIGHT) ||
      list->flags & SP_FLAG_ORDERED || !list->first ||
      (before && before->kind == SP_NODE_LIST))
    return false;
  for (const struct sp_node *item = list->first; item; item = item->next)
    if (!is_call(item))
      return false;
  return true;
}

static void
put_call(struct sp_xml_out *out, struct sp_str text)
{
  struct sp_str given, path, ends;

  sp_xml_put_indent(out);
  sp_buf_puts(out->buf, "<call");
  if (!sp_xml_call_parts(out->arena, text, &given, &path, &ends)) {
    sp_buf_putc(out->buf, '>');
    sp_xml_put_text(out, text);
    sp_buf_puts(out->buf, "</call>");
    return;
  }
  sp_xml_put_attr(out, "path", path);
  sp_xml_put_attr(out, "ends", ends);
  if (given.len)
    sp_xml_put_attr(out, "given", given);
  sp_buf_puts(out->buf, "/>");
}

void
sp_xml_put_test_calls(struct sp_xml_out *out, const struct sp_node *section)
{
  const struct sp_node *before = NULL;

  sp_xml_put_indent(out);
  sp_buf_puts(out->buf, "<test-calls");
  sp_xml_put_when(out, &section->guard);
  if (section->target.len)
    sp_xml_put_to(out, "otherwise", section->target);
  sp_buf_putc(out->buf, '>');
  out->depth++;
  for (const struct sp_node *n = section->first; n; n = n->next) {
    if (is_calls(n, before))
      for (const struct sp_node *item = n->first; item; item = item->next)
        put_call(out, item->first->first->text);
    else
      sp_xml_put_block(out, n);
    before = n;
  }
  out->depth--;
  sp_xml_put_indent(out);
  sp_buf_puts(out->buf, "</test-calls>");
}
