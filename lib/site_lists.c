/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/site_lists.c - services.yaml and glossary.yaml. */
#include "lib/site_parts.h"

#include "lib/fields.h"
#include "lib/fields_forms.h"
#include "lib/text.h"

/* Services and their nesting; a council has some dozens, two deep. */
#define SERVICES_MAX 1000
#define PARENTS_MAX 8

static bool
yes_no(const struct sp_rows *r, const struct sp_yaml_map *map, const char *name)
{
  struct sp_str value = sp_row_one(r, map, name);
  bool yes = false;

  if (value.len && !sp_form_yes_no(value, &yes))
    sp_diag(r->diags, "E25", r->path, sp_row_line(map, name), 0,
            "%s: write yes or no", name);
  return yes;
}

/* What is wrong with a service's key; NULL: nothing. */
static const char *
key_fault(const struct sp_rows *r, struct sp_str key)
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
read_service(const struct sp_rows *r, const struct sp_yaml_map *map,
             const struct sp_service *before, size_t n,
             struct sp_service *service)
{
  static const struct sp_row_field known[] = {
      {"key", "id, folder"}, {"title", "name"},   {"lgsl", NULL},
      {"parent", NULL},      {"owner", "author"}, {"two-person", NULL},
  };
  const char *fault;

  (void)sp_row_known(r, map, known, SP_ARRAY_LEN(known));
  *service = (struct sp_service){.key = sp_row_one(r, map, "key"),
                                 .title = sp_row_one(r, map, "title"),
                                 .parent = sp_row_one(r, map, "parent"),
                                 .owner = sp_row_one(r, map, "owner"),
                                 .lgsl = sp_row_one(r, map, "lgsl"),
                                 .two_person = yes_no(r, map, "two-person")};
  fault = key_fault(r, service->key);
  if (fault)
    sp_diag(r->diags, "E25", r->path, sp_row_line(map, "key"), 0, "%s", fault);
  else if (service_of(before, n, service->key))
    sp_diag(r->diags, "E25", r->path, sp_row_line(map, "key"), 0,
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
check_parents(const struct sp_rows *r, struct sp_service *list,
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
  struct sp_rows r = {arena, diags, SP_STR("services.yaml")};
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
    SP_PUSH(arena, line, lines, line_cap, sp_row_line(&map[i], "parent"));
  }
  check_parents(&r, list, line, n);
  site->service = list;
  site->services = n;
  return true;
}

static bool
read_entry(const struct sp_rows *r, const struct sp_yaml_map *map,
           struct sp_glossary_entry *entry)
{
  static const struct sp_row_field known[] = {
      {"short", "acronym, abbreviation"},
      {"long", "word, term, title"},
      {"meaning", "definition, explanation"},
      {"also", "also-asked, synonyms"},
      {"audience", NULL},
      {"service", NULL},
  };
  struct sp_str audience = sp_row_one(r, map, "audience");

  (void)sp_row_known(r, map, known, SP_ARRAY_LEN(known));
  *entry = (struct sp_glossary_entry){
      .short_form = sp_row_one(r, map, "short"),
      .long_form = sp_row_one(r, map, "long"),
      .meaning = sp_row_one(r, map, "meaning"),
      .service = sp_row_one(r, map, "service"),
      .also = sp_yaml_texts(r->arena, map, "also"),
      .audience =
          sp_str_ieq(audience, SP_STR("public")) ? SP_PUBLIC : SP_STAFF};
  /* What is no audience stays with staff. */
  if (audience.len && entry->audience != SP_PUBLIC &&
      !sp_str_ieq(audience, SP_STR("staff")))
    sp_diag(r->diags, "E25", r->path, sp_row_line(map, "audience"), 0,
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
  struct sp_rows r = {arena, diags, SP_STR("glossary.yaml")};
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
