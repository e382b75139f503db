/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/site_lists.c - services.yaml, glossary.yaml and pins.yaml. */
#include "lib/site.h"

#include "lib/fields.h"
#include "lib/fields_forms.h"
#include "lib/text.h"

/* Services and their nesting; a council has some dozens, two deep. */
#define SERVICES_MAX 1000
#define PARENTS_MAX 8

/* One of the files while it is read. */
struct reader {
  struct sp_arena *arena;
  struct sp_diags *diags;
  struct sp_str path;
};

static const struct sp_field *
find(const struct sp_yaml_map *map, const char *name)
{
  for (size_t i = 0; i < map->fields; i++)
    if (sp_str_is(map->field[i].name, name))
      return &map->field[i];
  return NULL;
}

static unsigned
line_of(const struct sp_yaml_map *map, const char *name)
{
  const struct sp_field *field = find(map, name);

  return field ? field->line : map->line;
}

/* The one value of a field; empty when it is not there or has several. */
static struct sp_str
one(const struct reader *r, const struct sp_yaml_map *map, const char *name)
{
  const struct sp_field *field = find(map, name);

  if (!field || field->values == 0)
    return SP_STR("");
  if (field->values == 1)
    return sp_str_trim(field->value[0]);
  sp_diag(r->diags, "E25", r->path, field->line, 0, "%s takes one value", name);
  return SP_STR("");
}

static void
check_names(const struct reader *r, const struct sp_yaml_map *map,
            const char *const *known, size_t n)
{
  for (size_t i = 0; i < map->fields; i++) {
    const struct sp_field *field = &map->field[i];
    size_t k = 0;

    while (k < n && !sp_str_is(field->name, known[k]))
      k++;
    if (k == n)
      sp_diag(r->diags, "E25", r->path, field->line, 0,
              "%.*s has no field \"%.*s\"", SP_FMT(r->path),
              SP_FMT(field->name));
  }
}

static bool
yes_no(const struct reader *r, const struct sp_yaml_map *map, const char *name)
{
  struct sp_str value = one(r, map, name);
  bool yes = false;

  if (value.len && !sp_form_yes_no(value, &yes))
    sp_diag(r->diags, "E25", r->path, line_of(map, name), 0,
            "%s: write yes or no", name);
  return yes;
}

/* What is wrong with a service's key; NULL: nothing. */
static const char *
key_fault(const struct reader *r, struct sp_str key)
{
  if (key.len == 0)
    return "a service needs a key: the name of its folder";
  if (!sp_str_eq(sp_text_slug(r->arena, key), key))
    return "a key is a folder's name: small letters, digits and hyphens";
  if (sp_path_reserved(key))
    return "the sites use this name themselves; choose another";
  return NULL;
}

static const struct sp_service *
service_of(const struct sp_service *list, size_t n, struct sp_str key)
{
  for (size_t i = 0; i < n; i++)
    if (sp_str_eq(list[i].key, key))
      return &list[i];
  return NULL;
}

const struct sp_service *
sp_site_service(const struct sp_site *site, struct sp_str key)
{
  return service_of(site->service, site->services, key);
}

static bool
read_service(const struct reader *r, const struct sp_yaml_map *map,
             const struct sp_service *before, size_t n,
             struct sp_service *service)
{
  static const char *const known[] = {"key",    "title", "lgsl",
                                      "parent", "owner", "two-person"};
  const char *fault;

  check_names(r, map, known, SP_ARRAY_LEN(known));
  *service = (struct sp_service){.key = one(r, map, "key"),
                                 .title = one(r, map, "title"),
                                 .parent = one(r, map, "parent"),
                                 .owner = one(r, map, "owner"),
                                 .lgsl = one(r, map, "lgsl"),
                                 .two_person = yes_no(r, map, "two-person")};
  fault = key_fault(r, service->key);
  if (fault)
    sp_diag(r->diags, "E25", r->path, line_of(map, "key"), 0, "%s", fault);
  else if (service_of(before, n, service->key))
    sp_diag(r->diags, "E25", r->path, line_of(map, "key"), 0,
            "two services have the key \"%.*s\"", SP_FMT(service->key));
  else if (service->title.len == 0)
    sp_diag(r->diags, "E25", r->path, map->line, 0,
            "service \"%.*s\" needs a title", SP_FMT(service->key));
  else
    return true;
  return false;
}

/* A parent that is not there, or a ring of parents, is cut. */
static void
check_parents(const struct reader *r, struct sp_service *list,
              const unsigned *line, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const struct sp_service *up = &list[i];
    unsigned steps = 0;

    while (up && up->parent.len && steps++ < PARENTS_MAX)
      up = service_of(list, n, up->parent);
    if (up && up->parent.len == 0)
      continue;
    if (up)
      sp_diag(r->diags, "E25", r->path, line[i], 0,
              "the parents of \"%.*s\" go in a ring or too deep",
              SP_FMT(list[i].key));
    else
      sp_diag(r->diags, "E25", r->path, line[i], 0,
              "no service has the key \"%.*s\", which is the parent of"
              " \"%.*s\"",
              SP_FMT(list[i].parent), SP_FMT(list[i].key));
    list[i].parent = SP_STR("");
  }
}

bool
sp_site_read_services(struct sp_arena *arena, struct sp_str bytes,
                      struct sp_diags *diags, struct sp_site *site)
{
  struct reader r = {arena, diags, SP_STR("services.yaml")};
  struct sp_service *list = NULL, service;
  size_t maps, n = 0, lines = 0, cap = 0, line_cap = 0;
  struct sp_yaml_map *map;
  unsigned *line = NULL;

  if (!sp_yaml_list(arena, bytes, SP_YAML_TABLE_MAX, r.path, diags, &map,
                    &maps))
    return false;
  if (maps > SERVICES_MAX) {
    sp_diag(diags, "E25", r.path, map[SERVICES_MAX].line, 0,
            "more than %d services", SERVICES_MAX);
    return false;
  }
  for (size_t i = 0; i < maps; i++) {
    if (!read_service(&r, &map[i], list, n, &service))
      continue;
    SP_PUSH(arena, list, n, cap, service);
    SP_PUSH(arena, line, lines, line_cap, line_of(&map[i], "parent"));
  }
  check_parents(&r, list, line, n);
  site->service = list;
  site->services = n;
  return true;
}

static bool
read_entry(const struct reader *r, const struct sp_yaml_map *map,
           struct sp_glossary_entry *entry)
{
  static const char *const known[] = {"short", "long",     "meaning",
                                      "also",  "audience", "service"};
  struct sp_str audience = one(r, map, "audience");

  check_names(r, map, known, SP_ARRAY_LEN(known));
  *entry = (struct sp_glossary_entry){
      .short_form = one(r, map, "short"),
      .long_form = one(r, map, "long"),
      .meaning = one(r, map, "meaning"),
      .service = one(r, map, "service"),
      .also = sp_yaml_texts(r->arena, map, "also"),
      .audience =
          sp_str_ieq(audience, SP_STR("public")) ? SP_PUBLIC : SP_STAFF};
  /* What is no audience stays with staff. */
  if (audience.len && entry->audience != SP_PUBLIC &&
      !sp_str_ieq(audience, SP_STR("staff")))
    sp_diag(r->diags, "E25", r->path, line_of(map, "audience"), 0,
            "audience: write public or staff");
  if (entry->short_form.len || entry->long_form.len)
    return true;
  sp_diag(r->diags, "E25", r->path, map->line, 0,
          "an entry needs short or long: the word that it explains");
  return false;
}

bool
sp_site_read_glossary(struct sp_arena *arena, struct sp_str bytes,
                      struct sp_diags *diags, struct sp_site *site)
{
  struct reader r = {arena, diags, SP_STR("glossary.yaml")};
  struct sp_glossary_entry *list = NULL, entry;
  struct sp_yaml_map *map;
  size_t maps, n = 0, cap = 0;

  if (!sp_yaml_list(arena, bytes, SP_YAML_TABLE_MAX, r.path, diags, &map,
                    &maps))
    return false;
  for (size_t i = 0; i < maps; i++)
    if (read_entry(&r, &map[i], &entry))
      SP_PUSH(arena, list, n, cap, entry);
  site->entry = list;
  site->entries = n;
  return true;
}

/* ---- pins ---- */

/* A date of a pin; true when there is none. */
static bool
read_day(const struct reader *r, const struct sp_yaml_map *map,
         const char *name, struct sp_civil *out, bool *there)
{
  struct sp_str value = one(r, map, name);

  *there = value.len > 0;
  if (!*there || (sp_civil_parse(value, out) && out->hour < 0))
    return true;
  sp_diag(r->diags, "E25", r->path, line_of(map, name), 0,
          "%s: write a date such as 2026-04-01", name);
  return false;
}

static bool
read_dates(const struct reader *r, const struct sp_yaml_map *map,
           struct sp_pin *pin)
{
  struct sp_civil from = {0}, until = {0};
  bool begins, ends;

  if (!read_day(r, map, "from", &from, &begins) ||
      !read_day(r, map, "expires", &until, &ends))
    return false;
  pin->from = begins ? sp_civil_begin(&from) : SP_ALWAYS_FROM;
  pin->until = ends ? sp_civil_end(&until) : SP_ALWAYS_UNTIL;
  if (pin->from < pin->until)
    return true;
  sp_diag(r->diags, "E25", r->path, line_of(map, "expires"), 0,
          "expires comes before from");
  return false;
}

/* The id of a document, also when it is named as a file. */
static struct sp_str
id_of(struct sp_str name)
{
  static const char *const endings[] = {".md", ".xml"};

  for (size_t i = 0; i < SP_ARRAY_LEN(endings); i++)
    if (sp_str_ends(name, endings[i]))
      return sp_str_sub(name, 0, name.len - strlen(endings[i]));
  return name;
}

static bool
read_pin(const struct reader *r, const struct sp_yaml_map *map,
         struct sp_pin *pin)
{
  static const char *const known[] = {"query",  "document", "position", "owner",
                                      "reason", "from",     "expires"};
  static const char *const needed[] = {"query", "document", "owner", "reason"};
  struct sp_str position = one(r, map, "position");

  check_names(r, map, known, SP_ARRAY_LEN(known));
  for (size_t i = 0; i < SP_ARRAY_LEN(needed); i++)
    if (one(r, map, needed[i]).len == 0) {
      sp_diag(r->diags, "E25", r->path, map->line, 0, "a pin needs %s",
              needed[i]);
      return false;
    }
  *pin = (struct sp_pin){.query = one(r, map, "query"),
                         .document = id_of(one(r, map, "document")),
                         .owner = one(r, map, "owner"),
                         .reason = one(r, map, "reason"),
                         .is_worst = sp_str_is(position, "worst"),
                         .line = map->line};
  if (pin->is_worst || position.len == 0 || sp_str_is(position, "best"))
    return read_dates(r, map, pin);
  sp_diag(r->diags, "E25", r->path, line_of(map, "position"), 0,
          "position: write best or worst");
  return false;
}

bool
sp_site_read_pins(struct sp_arena *arena, struct sp_str bytes,
                  struct sp_diags *diags, struct sp_site *site)
{
  struct reader r = {arena, diags, SP_STR("pins.yaml")};
  struct sp_pin *list = NULL, pin;
  struct sp_yaml_map *map;
  size_t maps, n = 0, cap = 0;

  if (!sp_yaml_list(arena, bytes, SP_YAML_TABLE_MAX, r.path, diags, &map,
                    &maps))
    return false;
  for (size_t i = 0; i < maps; i++)
    if (read_pin(&r, &map[i], &pin))
      SP_PUSH(arena, list, n, cap, pin);
  site->pin = list;
  site->pins = n;
  return true;
}
