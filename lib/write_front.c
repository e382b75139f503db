/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/write_front.c - the fields of the front matter, as either form writes
 * them. */
#include "lib/write_parts.h"

#include "lib/text.h"

bool
sp_write_is_list(const struct sp_field_rule *rule)
{
  return rule->form == SP_FORM_LIST || rule->form == SP_FORM_PATHS ||
         rule->form == SP_FORM_SITES || rule->form == SP_FORM_HOURS ||
         rule->form == SP_FORM_CLOSED;
}

static void
add(struct sp_arena *arena, struct sp_texts *values, struct sp_str value)
{
  if (value.len)
    SP_PUSH(arena, values->item, values->count, values->cap, value);
}

static struct sp_texts
values_of(struct sp_arena *arena, const struct sp_field_rule *rule,
          const struct sp_field *field)
{
  struct sp_texts values = {0};

  for (size_t i = 0; i < field->values; i++) {
    struct sp_str rest = sp_text_squeeze(arena, field->value[i]), piece;

    if (!sp_write_is_list(rule))
      add(arena, &values, rest);
    else
      while (sp_str_split(&rest, ';', &piece))
        add(arena, &values, piece);
  }
  return values;
}

/* What the document says without a field for it. */
static struct sp_str
implied(const struct sp_doc *doc, const struct sp_field_rule *rule)
{
  if (rule->form == SP_FORM_TYPE)
    return sp_str(sp_doc_type_name(doc->type));
  return sp_str_is(sp_str(rule->name), "title") ? doc->title : SP_STR("");
}

struct sp_write_field *
sp_write_fields(struct sp_arena *arena, const struct sp_doc *doc, size_t *count)
{
  const struct sp_field_rule *rule;
  struct sp_write_field *list = NULL;
  size_t cap = 0;

  *count = 0;
  for (size_t i = 0; (rule = sp_field_rule_at(i)) != NULL; i++) {
    const struct sp_field *field = sp_doc_field_all(doc, rule->name);
    struct sp_write_field one = {.rule = rule};

    if (field)
      one.values = values_of(arena, rule, field);
    else
      add(arena, &one.values, implied(doc, rule));
    if (field || one.values.count)
      SP_PUSH(arena, list, *count, cap, one);
  }
  return list;
}
