/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/site.c - site.yaml. */
#include "lib/site.h"

#include "lib/fields_forms.h"
#include "lib/theme.h"

/* The file while it is read. */
struct reader {
  struct sp_arena *arena;
  struct sp_diags *diags;
  struct sp_str path;
};

/* The form of a zone's name; whether there is such a zone only the clock
 * knows. */
static bool
is_zone(struct sp_str s)
{
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];

    if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
          (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' ||
          c == '+'))
      return false;
  }
  return s.len < 64 && s.ptr[0] != '/';
}

static bool
is_id(struct sp_str s)
{
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];

    if (c <= ' ' || c == '\\' || c == '.' || c == '#' || c == '?')
      return false;
  }
  return s.ptr[0] != '/' && s.ptr[s.len - 1] != '/';
}

/* 7 to 18: below, schools read to them; above, everybody is grown up. */
static bool
is_reading_age(struct sp_str s)
{
  unsigned age = 0;

  for (size_t i = 0; i < s.len && i < 3; i++) {
    if (s.ptr[i] < '0' || s.ptr[i] > '9')
      return false;
    age = age * 10 + (unsigned)(s.ptr[i] - '0');
  }
  return s.len <= 2 && age >= 7 && age <= 18;
}

struct setting {
  const char *name;
  size_t at; /* offset in struct sp_site */
  bool (*good)(struct sp_str value);
  const char *form; /* what good() wants, for the author */
};
#define AT(member) offsetof(struct sp_site, member)

static const struct setting one_value[] = {
    {"name", AT(name), NULL, NULL},
    {"address", AT(address), NULL, NULL},
    {"phone", AT(phone), sp_form_phone, "a phone number"},
    {"textphone", AT(textphone), sp_form_phone, "a phone number"},
    {"hours", AT(hours), sp_form_hours,
     "hours such as Mon-Fri 08:45-17:15; Sat 09:00-12:00"},
    {"time-zone", AT(time_zone), is_zone, "a zone such as Europe/London"},
    {"email", AT(email), sp_form_email, "an e-mail address"},
    {"web", AT(web), sp_form_web, "an address that begins with https://"},
    {"reading-age", AT(reading_age), is_reading_age,
     "a number of years from 7 to 18"},
    {"safeguarding", AT(safeguarding), is_id,
     "a document's id such as shared/safeguarding, without ending"},
    {"complaints", AT(complaints), is_id,
     "a document's id such as complaints/complain, without ending"},
    {"difficult-call", AT(difficult_call), is_id,
     "a document's id such as shared/difficult-call, without ending"},
    {"incident", AT(incident), is_id,
     "a document's id such as emergencies/incident, without ending"},
};

#define HOME_FORM "ids of documents such as waste/bin-days, without ending"
static const struct setting many_values[] = {
    {"languages", AT(languages), sp_form_lang, "languages such as en; cy"},
    {"areas", AT(areas), NULL, NULL},
    {"home.top", AT(home[SP_HOME_TOP]), is_id, HOME_FORM},
    {"home.pay", AT(home[SP_HOME_PAY]), is_id, HOME_FORM},
    {"home.apply", AT(home[SP_HOME_APPLY]), is_id, HOME_FORM},
    {"home.report", AT(home[SP_HOME_REPORT]), is_id, HOME_FORM},
};

/* Those of them that have a form. */
static const struct setting extra_values[] = {
    {"privacy.contact", 0, NULL, NULL},
    {"privacy.email", 0, sp_form_email, "an e-mail address"},
    {"privacy.notice", 0, sp_form_web, "an address that begins with https://"},
};

static const struct setting *
setting_of(const struct setting *list, size_t n, struct sp_str name)
{
  for (size_t i = 0; i < n; i++)
    if (sp_str_is(name, list[i].name))
      return &list[i];
  return NULL;
}

/* Opening hours are a list to authors and one text to us. */
static struct sp_str
joined(const struct reader *r, const struct sp_field *field)
{
  struct sp_str whole = field->value[0];

  for (size_t i = 1; i < field->values; i++) {
    const struct sp_str part[] = {whole, SP_STR("; "), field->value[i]};

    whole = sp_arena_join(r->arena, SP_ARRAY_LEN(part), part);
  }
  return whole;
}

static bool
value_is_good(const struct reader *r, const struct setting *setting,
              const struct sp_field *field, struct sp_str value)
{
  if (!setting->good || setting->good(value))
    return true;
  sp_diag(r->diags, "E25", r->path, field->line, 0,
          "%s: \"%.*s\" is not right; write %s", setting->name, SP_FMT(value),
          setting->form);
  return false;
}

static void
set_one(const struct reader *r, const struct setting *setting,
        const struct sp_field *field, struct sp_site *site)
{
  struct sp_str *place = (struct sp_str *)((char *)site + setting->at);
  struct sp_str value;

  if (field->values > 1 && setting->at != AT(hours)) {
    sp_diag(r->diags, "E25", r->path, field->line, 0, "%s takes one value",
            setting->name);
    return;
  }
  value = sp_str_trim(joined(r, field));
  if (value.len && value_is_good(r, setting, field, value))
    *place = value;
}

static void
set_many(const struct reader *r, const struct setting *setting,
         const struct sp_yaml_map *map, const struct sp_field *field,
         struct sp_site *site)
{
  struct sp_texts *place = (struct sp_texts *)((char *)site + setting->at);
  struct sp_texts all = sp_yaml_texts(r->arena, map, setting->name);
  struct sp_texts good = {0};

  for (size_t i = 0; i < all.count; i++)
    if (all.item[i].len && value_is_good(r, setting, field, all.item[i]))
      SP_PUSH(r->arena, good.item, good.count, good.cap, all.item[i]);
  if (good.count)
    *place = good;
}

#define THEME "theme."
#define STATEMENT "accessibility."

static bool
is_extra(struct sp_str name)
{
  if (sp_str_starts(name, THEME))
    return sp_theme_knows(sp_str_sub(name, strlen(THEME), name.len));
  if (sp_str_starts(name, STATEMENT))
    return name.len > strlen(STATEMENT);
  return setting_of(extra_values, SP_ARRAY_LEN(extra_values), name) != NULL;
}

/* A fact of a page of ours, kept as it is written. */
static bool
extra_is_good(const struct reader *r, const struct sp_field *field)
{
  static const struct setting colour = {"theme.*", 0, sp_theme_is_colour,
                                        "a colour such as \"#0b4f6c\", quoted"};
  const struct setting *setting =
      sp_str_starts(field->name, THEME)
          ? &colour
          : setting_of(extra_values, SP_ARRAY_LEN(extra_values), field->name);
  struct sp_str value = sp_str_trim(field->value[0]);

  if (setting == NULL || value.len == 0)
    return true;
  if (field->values == 1)
    return value_is_good(r, setting, field, value);
  sp_diag(r->diags, "E25", r->path, field->line, 0, "%s takes one value",
          setting->name);
  return false;
}

bool
sp_site_read_settings(struct sp_arena *arena, struct sp_str bytes,
                      struct sp_diags *diags, struct sp_site *site)
{
  struct reader r = {arena, diags, SP_STR("site.yaml")};
  struct sp_yaml_map map;
  size_t cap = 0;

  if (!sp_yaml_map(arena, bytes, SP_YAML_TABLE_MAX, r.path, 1, diags, &map))
    return false;
  site->extra = NULL;
  site->extras = 0;
  for (size_t i = 0; i < map.fields; i++) {
    const struct sp_field *field = &map.field[i];
    const struct setting *single =
        setting_of(one_value, SP_ARRAY_LEN(one_value), field->name);
    const struct setting *list =
        setting_of(many_values, SP_ARRAY_LEN(many_values), field->name);

    if (!single && !list && !is_extra(field->name))
      sp_diag(diags, "E25", r.path, field->line, 0,
              "site.yaml has no field \"%.*s\"", SP_FMT(field->name));
    else if (field->values == 0)
      continue;
    else if (single)
      set_one(&r, single, field, site);
    else if (list)
      set_many(&r, list, &map, field, site);
    else if (extra_is_good(&r, field))
      SP_PUSH(arena, site->extra, site->extras, cap, *field);
  }
  sp_theme_check(site, r.path, diags);
  return true;
}

void
sp_site_defaults(struct sp_site *site)
{
  static struct sp_str language[] = {SP_STR_INIT("en")};

  *site = (struct sp_site){
      .name = SP_STR("Signpost"),
      .time_zone = SP_STR("Europe/London"),
      .reading_age = SP_STR("9"),
      .languages = {.item = language, .count = 1, .cap = 1},
  };
}
