/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/fields.h"

#include "lib/fields_forms.h"
#include "lib/fields_rules.h"
#include "lib/hours.h"
#include "lib/text.h"
#include "lib/url.h"

#define SUMMARY_MAX 160 /* characters */

static const struct {
  const char *folder;
  enum sp_doc_type type;
} folder_type[] = {{"contacts", SP_DOC_CONTACT},
                   {"notices", SP_DOC_NOTICE},
                   {"snippets", SP_DOC_SNIPPET}};

struct apply {
  struct sp_arena *arena;
  const struct sp_read_options *options;
  struct sp_diags *diags;
  struct sp_doc *doc;
  struct sp_reading *out;
  bool has_type;
  bool access_ok; /* who may see it, and when, is beyond doubt */
};

static bool
is_hours(const struct sp_field_rule *rule)
{
  return rule->form == SP_FORM_HOURS || rule->form == SP_FORM_CLOSED;
}

/* What to write into such a field; NULL: what stands there is of its form. */
static const char *
hours_why(struct apply *a, const struct sp_field *field,
          const struct sp_field_rule *rule)
{
  return sp_form_hours_why(sp_hours_join(a->arena, field->value, field->values),
                           rule->form == SP_FORM_CLOSED);
}

static void
refuse_form(struct apply *a, const struct sp_field *field,
            const struct sp_field_rule *rule)
{
  struct sp_str value = sp_hours_join(a->arena, field->value, field->values);
  char buf[SP_CIVIL_WHY_MAX];
  const char *help = NULL, *why = sp_form_date_why(rule->form, value, buf);

  if (sp_form_is_access(rule->form))
    a->access_ok = false;
  else if (a->options->lenient)
    return;
  if (rule->form == SP_FORM_AUDIENCE)
    a->doc->audience = SP_STAFF;
  if (is_hours(rule))
    help = hours_why(a, field, rule);
  if (!help && field->values > 1)
    sp_diag(a->diags, "E25", a->doc->path, field->line, 0,
            "`%s` takes one value, not a list", rule->name);
  else if (why)
    sp_diag(a->diags, "E25", a->doc->path, field->line, 0, "`%s: %.*s`: %s",
            rule->name, SP_FMT(sp_utf8_cut(value, 80)), why);
  else
    sp_diag(a->diags, "E25", a->doc->path, field->line, 0,
            "`%s: %.*s`: write %s", rule->name, SP_FMT(sp_utf8_cut(value, 80)),
            help ? help : sp_form_help(rule->form));
}

static void
refuse_unknown(struct apply *a, const struct sp_field *field)
{
  const char *near = sp_field_near(field->name);

  if (a->options->lenient)
    return;
  if (near)
    sp_diag(a->diags, "E25", a->doc->path, field->line, 0,
            "there is no field `%.*s`; did you mean `%s`?", SP_FMT(field->name),
            near);
  else
    sp_diag(a->diags, "E25", a->doc->path, field->line, 0,
            "there is no field `%.*s`; delete the line, or write it into the"
            " text",
            SP_FMT(field->name));
}

static bool
one_of(struct sp_str s, const char *const *name, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (sp_str_ieq(s, sp_str(name[i])))
      return true;
  return false;
}

static bool
is_kind(struct sp_str s)
{
  static const char *const name[] = {"team", "partner", "emergency",
                                     "community", "elected"};

  return one_of(s, name, SP_ARRAY_LEN(name));
}

static bool
is_severity(struct sp_str s)
{
  static const char *const name[] = {"emergency", "warning", "info"};

  return one_of(s, name, SP_ARRAY_LEN(name));
}

static struct sp_texts
split(struct sp_arena *arena, const struct sp_field *field)
{
  struct sp_yaml_map map = {.field = (struct sp_field *)field, .fields = 1};

  return sp_yaml_texts(arena, &map, sp_arena_cstr(arena, field->name));
}

/* Lists: each value by itself. */
static bool
apply_list(struct apply *a, const struct sp_field_rule *rule,
           const struct sp_field *field, void *to)
{
  static const char *const site[] = {"public", "staff"};
  struct sp_texts texts = split(a->arena, field);

  for (size_t i = 0; i < texts.count; i++) {
    struct sp_str *item = &texts.item[i];

    if (rule->form == SP_FORM_SITES && !one_of(*item, site, SP_ARRAY_LEN(site)))
      return false;
    if (rule->form == SP_FORM_PATHS) {
      if (sp_str_starts(*item, "/"))
        *item = sp_str_sub(*item, 1, item->len);
      if (sp_form_bad_id(*item, a->options->lenient))
        return false;
    }
  }
  if (is_hours(rule))
    return !hours_why(a, field, rule);
  if (to)
    *(struct sp_texts *)to = texts;
  return texts.count > 0;
}

static bool
apply_summary(struct apply *a, const struct sp_field *field, struct sp_str s,
              struct sp_str *to)
{
  size_t count = sp_utf8_count(s);

  *to = s;
  if (count <= SUMMARY_MAX)
    return true;
  if (a->options->lenient)
    *to = sp_text_excerpt(a->arena, s, SUMMARY_MAX);
  else
    sp_diag(a->diags, "E25", a->doc->path, field->line, 0,
            "the summary has %zu characters; at most 160 fit into a result"
            " line",
            count);
  return true;
}

static bool
apply_level(struct sp_str s, unsigned *to)
{
  if (s.len != 1 || s.ptr[0] < '1' || s.ptr[0] > '4')
    return false;
  *to = (unsigned)(s.ptr[0] - '0');
  return true;
}

static bool
apply_audience(struct apply *a, struct sp_str s)
{
  a->doc->audience = sp_str_ieq(s, SP_STR("public")) ? SP_PUBLIC : SP_STAFF;
  return a->doc->audience == SP_PUBLIC || sp_str_ieq(s, SP_STR("staff"));
}

/* A field of one value; to is NULL for those that stay in doc->field. */
static bool
apply_value(struct apply *a, const struct sp_field_rule *rule,
            const struct sp_field *field, struct sp_str s, void *to)
{
  switch (rule->form) {
  case SP_FORM_DATE:
    if (!sp_form_date(s))
      return false;
    break;
  case SP_FORM_CIVIL:
    return sp_civil_parse(s, to);
  case SP_FORM_YES_NO:
    return sp_form_yes_no(s, to);
  case SP_FORM_LEVEL:
    return apply_level(s, to);
  case SP_FORM_TYPE:
    a->has_type = sp_doc_type_parse(s, to);
    return a->has_type;
  case SP_FORM_AUDIENCE:
    return apply_audience(a, s);
  case SP_FORM_SUMMARY:
    return apply_summary(a, field, s, to);
  case SP_FORM_OFFER:
    return sp_form_offer(s, to);
  case SP_FORM_LANG:
    if (!sp_form_lang(s))
      return false;
    break;
  case SP_FORM_CHANGED:
    if (!sp_form_changed(s))
      return false;
    break;
  case SP_FORM_KIND:
    return is_kind(s);
  case SP_FORM_SEVERITY:
    return is_severity(s);
  case SP_FORM_EVERY:
    return sp_form_every(s);
  case SP_FORM_PHONE:
    return sp_form_phone(s);
  case SP_FORM_EMAIL:
    return sp_form_email(s);
  case SP_FORM_WEB:
    return sp_form_web(s);
  default:
    break;
  }
  if (to)
    *(struct sp_str *)to = s;
  return true;
}

static void
apply_field(struct apply *a, const struct sp_field *field,
            const struct sp_field_rule *rule)
{
  void *to = rule->at == SP_FIELD_NOWHERE ? NULL : (char *)a->doc + rule->at;
  bool ok;

  if (field->values == 0) {
    /* `audience:` and nothing: a thought not finished. */
    if (sp_form_is_access(rule->form))
      refuse_form(a, field, rule);
    return;
  }
  if (rule->form == SP_FORM_LIST || rule->form == SP_FORM_PATHS ||
      rule->form == SP_FORM_SITES || rule->form == SP_FORM_HOURS ||
      rule->form == SP_FORM_CLOSED)
    ok = apply_list(a, rule, field, to);
  else
    ok = field->values == 1 &&
         apply_value(a, rule, field, sp_text_squeeze(a->arena, field->value[0]),
                     to);
  if (!ok)
    refuse_form(a, field, rule);
}

static void
apply_path(struct apply *a)
{
  struct sp_doc *doc = a->doc;
  struct sp_str path = doc->path, id = path;
  const char *why;
  size_t slash;

  if (sp_str_ends(path, ".md"))
    id.len -= 3;
  else if (sp_str_ends(path, ".xml"))
    id.len -= 4;
  else if (sp_str_ends(path, ".dita"))
    id.len -= 5;
  else if (sp_str_ends(path, ".markdown"))
    id.len -= 9;
  /* A map's id is its whole path (dita.h). */
  doc->id = id;
  why = sp_form_bad_id(id, a->options->lenient);
  if (why)
    sp_diag(a->diags, "E25", path, 0, 0, "this file's path %s", why);
  slash = sp_str_find(id, '/', 0);
  if (slash == id.len)
    return;
  doc->service = sp_str_sub(id, 0, slash);
  for (size_t i = 0; i < SP_ARRAY_LEN(folder_type); i++)
    if (sp_str_is(doc->service, folder_type[i].folder)) {
      doc->type = folder_type[i].type;
      doc->service = SP_STR("");
      a->has_type = true;
    }
}

/* Files of contacts/, notices/ and snippets/ are what their folder says. */
static void
check_type(struct apply *a, const struct sp_yaml_map *map,
           enum sp_doc_type by_folder)
{
  struct sp_str written = sp_yaml_get(map, "type");
  enum sp_doc_type type;

  if (!sp_doc_type_parse(written, &type) || type == by_folder)
    return;
  a->doc->type = by_folder;
  if (!a->options->lenient)
    sp_diag(a->diags, "E25", a->doc->path, map->line, 0,
            "`type: %.*s`, but files of this folder are of type %s; delete the"
            " line, or move the file",
            SP_FMT(written), sp_doc_type_name(by_folder));
}

static void
check_together(struct apply *a, const struct sp_yaml_map *map)
{
  struct sp_doc *doc = a->doc;

  if (doc->audience == SP_PUBLIC && sp_yaml_get(map, "level").len) {
    a->access_ok = false;
    sp_diag(a->diags, "E25", doc->path, map->line, 0,
            "`level` is for staff text, but this file is public; delete it, or"
            " write `audience: staff`");
  }
  if (!sp_civil_in_order(&doc->from, &doc->until)) {
    a->access_ok = false;
    sp_diag(a->diags, "E25", doc->path, map->line, 0,
            "`until` lies before `from`, so this would never be shown");
  }
}

static void
require(struct apply *a, const struct sp_yaml_map *map, const char *name)
{
  if (sp_yaml_get(map, name).len == 0)
    sp_diag(a->diags, "E16", a->doc->path, 1, 0,
            "the field `%s` is missing: write %s", name,
            sp_form_help(sp_field_rule(sp_str(name))->form));
}

static void
check_required(struct apply *a, const struct sp_yaml_map *map)
{
  if (a->options->lenient)
    return;
  if (!a->has_type && sp_yaml_get(map, "type").len == 0)
    require(a, map, "type");
  switch (a->doc->type) {
  case SP_DOC_NOTICE:
    require(a, map, "severity");
    require(a, map, "from");
    require(a, map, "until");
    break;
  case SP_DOC_CONTACT: /* `verified` and `verify-every` take their place */
    break;
  default:
    require(a, map, "reviewed");
    require(a, map, "review-by");
    break;
  }
}

/* A marker does nothing here, so what the author meant to hide would show. */
static void
refuse_marker(struct apply *a, const struct sp_field *field)
{
  for (size_t v = 0; v < field->values; v++)
    if (sp_str_has(field->value[v], "[!")) {
      sp_diag(a->diags, "E25", a->doc->path, field->line, 0,
              "a marker such as `[!STAFF]` does nothing in the field `%.*s`;"
              " leave the words out, or write them into a block of the page",
              SP_FMT(field->name));
      return;
    }
}

static void
apply_fields(struct apply *a, const struct sp_yaml_map *map)
{
  for (size_t i = 0; i < map->fields; i++) {
    const struct sp_field *field = &map->field[i];
    const struct sp_field_rule *rule = sp_field_rule(field->name);

    refuse_marker(a, field);
    if (!rule)
      refuse_unknown(a, field);
    else
      apply_field(a, field, rule);
  }
}

/* Once the type is known. */
static void
check_owners(struct apply *a, const struct sp_yaml_map *map)
{
  if (a->options->lenient)
    return;
  for (size_t i = 0; i < map->fields; i++) {
    const struct sp_field_rule *rule = sp_field_rule(map->field[i].name);

    if (rule && !(rule->types & 1u << a->doc->type))
      sp_diag(a->diags, "E25", a->doc->path, map->field[i].line, 0,
              "a %s has no field `%s`; %s", sp_doc_type_name(a->doc->type),
              rule->name,
              rule->types & 1u << SP_DOC_CONTACT
                  ? "write it into a file of contacts/"
                  : "write it into a file of notices/");
  }
}

void
sp_fields_apply(struct sp_arena *arena, const struct sp_yaml_map *map,
                const struct sp_read_options *options, struct sp_diags *diags,
                struct sp_doc *doc, struct sp_reading *out)
{
  struct apply a = {arena, options, diags, doc, out, false, true};
  enum sp_doc_type by_folder;
  bool has_folder_type;

  doc->path = options->path;
  doc->level = 1;
  doc->audience = options->lenient ? options->default_audience : SP_STAFF;
  doc->field = map->field;
  doc->fields = map->fields;
  apply_path(&a);
  by_folder = doc->type;
  has_folder_type = a.has_type;
  apply_fields(&a, map);
  if (has_folder_type)
    check_type(&a, map, by_folder);
  check_owners(&a, map);
  check_together(&a, map);
  check_required(&a, map);
  /* What is in doubt counts as not public. */
  out->audience_known = a.access_ok;
  out->audience = doc->audience;
  out->until = doc->until;
}

static struct sp_str
title_of_file(struct sp_arena *arena, struct sp_str id)
{
  struct sp_str name = sp_url_last(id);
  char *title = sp_arena_alloc(arena, name.len + 1);

  for (size_t i = 0; i < name.len; i++)
    title[i] = name.ptr[i] == '-' || name.ptr[i] == '_' ? ' ' : name.ptr[i];
  if (*title >= 'a' && *title <= 'z')
    *title = (char)(*title - 32);
  return sp_str_n(title, name.len);
}

/* The first paragraph that everyone who may see the document sees. */
static const struct sp_node *
first_paragraph(const struct sp_node *parent)
{
  for (const struct sp_node *n = parent->first; n; n = n->next) {
    if (n->kind == SP_NODE_PARA)
      return n;
    if (n->kind == SP_NODE_SECTION && n->guard.kind == SP_GUARD_NONE &&
        !(n->flags & SP_FLAG_TEST_CALLS)) {
      const struct sp_node *found = first_paragraph(n);

      if (found)
        return found;
    }
  }
  return NULL;
}

void
sp_fields_complete(struct sp_arena *arena,
                   const struct sp_read_options *options,
                   struct sp_diags *diags, struct sp_doc *doc, struct sp_str h1)
{
  const struct sp_node *para;

  if (doc->title.len == 0)
    doc->title = h1;
  if (doc->title.len == 0 && options->lenient)
    doc->title = title_of_file(arena, doc->id);
  if (doc->title.len == 0)
    sp_diag(diags, "E16", doc->path, 1, 0,
            "the field `title` is missing: write what the page is for, as in"
            " `title: Report a missed bin`");
  if (doc->summary.len)
    return;
  para = doc->root ? first_paragraph(doc->root) : NULL;
  if (para)
    doc->summary =
        sp_text_excerpt(arena, sp_node_words(arena, para), SUMMARY_MAX);
}
