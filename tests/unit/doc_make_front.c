/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/doc_make_front.c - fields of all forms. */
#include "tests/unit/doc_make.h"

#include "lib/fields.h"

#define PICK(m, list) (list)[doc_roll(m, SP_ARRAY_LEN(list))]

static const char *const texts[] = {
    "Plain words",
    "A: B",
    "\"quoted\" words",
    "'single' words",
    "it's \"both\"",
    "[a] b]",
    "[bracketed]",
    "# not a comment",
    "a # b",
    "- dash",
    "* star",
    "& and &amp; <b>",
    "> more",
    ">",
    "|",
    "{curly}",
    "%percent",
    "@at",
    "`tick`",
    "back\\slash",
    "yes",
    "null",
    "1.0",
    "ends: ",
    "a; b",
    "caf\xC3\xA9 \xE2\x80\x94 \xC2\xA3 5",
    "line\xE2\x80\xA8separator",
    "next\xC2\x85line",
    "mark\xEF\xBB\xBFinside",
    "\xC2\xA0space",
    "---",
    "...",
};

static struct sp_str
text(struct doc_maker *m)
{
  return sp_str_trim(sp_str(PICK(m, texts)));
}

/* Lists of these forms: what one item may be. */
static struct sp_str
item(struct doc_maker *m, enum sp_form form)
{
  static const char *const ids[] = {"waste/old", "a/b-c", "caf\xC3\xA9/x_y"};
  static const char *const sites[] = {"public", "staff"};
  static const char *const hours[] = {"Mon-Fri 08:45-17:15", "Sat 09:00-12:00",
                                      "Sun 10:00-12:00, 13:00-24:00"};
  static const char *const closed[] = {"2026-12-24 12:00-17:15", "2026-12-31"};
  struct sp_str s;

  switch (form) {
  case SP_FORM_PATHS:
    return sp_str(PICK(m, ids));
  case SP_FORM_SITES:
    return sp_str(PICK(m, sites));
  case SP_FORM_HOURS:
    return sp_str(PICK(m, hours));
  case SP_FORM_CLOSED:
    return sp_str(PICK(m, closed));
  default:
    break;
  }
  do
    s = text(m);
  while (sp_str_find(s, ';', 0) < s.len);
  return s;
}

static struct sp_str
value(struct doc_maker *m, enum sp_form form)
{
  static const char *const offers[] = {
      "[Do it](https://a.example/b?c=d&e=f) You can.", "[A (b) [c]](x(y))",
      "[\"Q\" & <b>](../a/b.md) A *sentence* [too](z)."};
  static const char *const kinds[] = {"team", "partner", "Emergency",
                                      "community", "elected"};
  static const char *const severities[] = {"emergency", "warning", "Info"};
  static const char *const yes[] = {"yes", "no", "true", "FALSE"};
  static const char *const langs[] = {"cy", "en-GB", "zh-Hant-TW"};

  switch (form) {
  case SP_FORM_DATE:
    return SP_STR("2026-09-01");
  case SP_FORM_CIVIL:
    return doc_roll(m, 2) ? SP_STR("2026-04-01") : SP_STR("2026-04-01 09:30");
  case SP_FORM_YES_NO:
    return sp_str(PICK(m, yes));
  case SP_FORM_LEVEL:
    return sp_arena_fmt(m->arena, "%u", 1 + doc_roll(m, 4));
  case SP_FORM_OFFER:
    return sp_str(PICK(m, offers));
  case SP_FORM_LANG:
    return sp_str(PICK(m, langs));
  case SP_FORM_CHANGED:
    return SP_STR("2026-04-01 Garden waste \xC2\xA3"
                  "50, was [\xC2\xA3"
                  "45]");
  case SP_FORM_KIND:
    return sp_str(PICK(m, kinds));
  case SP_FORM_SEVERITY:
    return sp_str(PICK(m, severities));
  case SP_FORM_EVERY:
    return SP_STR("6 months");
  case SP_FORM_PHONE:
    return SP_STR("01632 960 100 (option 2)");
  case SP_FORM_EMAIL:
    return SP_STR("a&b@c.example");
  case SP_FORM_WEB:
    return SP_STR("https://a.example/b?c=d&e=\"f\"");
  case SP_FORM_AUDIENCE:
    return doc_roll(m, 2) ? SP_STR("staff") : SP_STR("Public");
  case SP_FORM_TYPE:
    return sp_str(sp_doc_type_name(m->doc->type));
  default:
    return text(m);
  }
}

static bool
is_list(enum sp_form form)
{
  return form == SP_FORM_LIST || form == SP_FORM_PATHS ||
         form == SP_FORM_SITES || form == SP_FORM_HOURS ||
         form == SP_FORM_CLOSED;
}

static bool
is_needed(const struct doc_maker *m, struct sp_str name)
{
  static const char *const always[] = {"title", "type", "audience", "reviewed",
                                       "review-by"};

  for (size_t i = 0; i < SP_ARRAY_LEN(always); i++)
    if (sp_str_is(name, always[i]))
      return true;
  return m->doc->type == SP_DOC_NOTICE &&
         (sp_str_is(name, "severity") || sp_str_is(name, "from") ||
          sp_str_is(name, "until"));
}

/* Sometimes a field stands there and says nothing. */
static bool
may_be_empty(enum sp_form form)
{
  return form == SP_FORM_TEXT || form == SP_FORM_LIST || form == SP_FORM_PHONE;
}

static struct sp_field
make_field(struct doc_maker *m, const struct sp_field_rule *rule)
{
  struct sp_field field = {.name = sp_str(rule->name)};
  bool is_empty = !is_needed(m, field.name) && may_be_empty(rule->form) &&
                  doc_roll(m, 12) == 0;

  field.values = is_empty ? 0 : is_list(rule->form) ? 1 + doc_roll(m, 3) : 1;
  field.value = sp_arena_array(m->arena, struct sp_str, field.values + 1);
  for (size_t i = 0; i < field.values; i++)
    field.value[i] =
        is_list(rule->form) ? item(m, rule->form) : value(m, rule->form);
  return field;
}

/* `until` lies behind `from`; `level` is for staff. */
static void
make_sense(struct sp_field *field, size_t fields)
{
  bool is_public = false;

  for (size_t i = 0; i < fields; i++)
    is_public = is_public || (sp_str_is(field[i].name, "audience") &&
                              sp_str_ieq(field[i].value[0], SP_STR("public")));
  for (size_t i = 0; i < fields; i++)
    if (sp_str_is(field[i].name, "until"))
      field[i].value[0] = SP_STR("2027-05-01 12:00");
    else if (sp_str_is(field[i].name, "level") && is_public)
      field[i].values = 0;
}

void
doc_front(struct doc_maker *m)
{
  const struct sp_field_rule *rule;
  struct sp_field *field = NULL;
  size_t fields = 0, cap = 0;
  struct sp_diags diags = {.arena = m->arena};
  struct sp_read_options options = {.path = m->doc->path};
  struct sp_yaml_map map = {0};
  struct sp_reading reading;

  for (size_t i = 0; (rule = sp_field_rule_at(i)) != NULL; i++) {
    struct sp_field one;

    if (!(rule->types & 1u << m->doc->type) ||
        (!is_needed(m, sp_str(rule->name)) && doc_roll(m, 3)))
      continue;
    one = make_field(m, rule);
    m->cover->field[i]++;
    SP_PUSH(m->arena, field, fields, cap, one);
  }
  make_sense(field, fields);
  /* What stands there and is empty would be an error. */
  map.field = sp_arena_array(m->arena, struct sp_field, fields);
  for (size_t i = 0; i < fields; i++)
    if (field[i].values || !sp_str_is(field[i].name, "level"))
      map.field[map.fields++] = field[i];
  sp_fields_apply(m->arena, &map, &options, &diags, m->doc, &reading);
  if (diags.errors)
    sp_diags_print(&diags, stderr);
}
