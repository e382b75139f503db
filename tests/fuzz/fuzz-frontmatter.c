/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Front matter and lists of maps: libyaml behind our reading of lines, and the
 * fields.  The first byte chooses. */
#include "lib/fields.h"
#include "lib/text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(struct sp_str s)
{
  if (sp_utf8_check(s) < s.len || sp_str_find(s, '\0', 0) < s.len)
    abort();
}

static void
check_map(const struct sp_yaml_map *map)
{
  for (size_t i = 0; i < map->fields; i++) {
    const struct sp_field *field = &map->field[i];

    check_text(field->name);
    for (size_t v = 0; v < field->values; v++)
      check_text(field->value[v]);
    for (size_t j = 0; j < i; j++)
      if (sp_str_eq(field->name, map->field[j].name))
        abort();
  }
}

static void
read_fields(struct sp_arena *arena, struct sp_diags *diags,
            const struct sp_yaml_map *map, bool lenient)
{
  struct sp_read_options options = {.path = SP_STR("waste/a.md"),
                                    .lenient = lenient};
  struct sp_doc doc = {0};
  struct sp_reading out = {0};

  sp_fields_apply(arena, map, &options, diags, &doc, &out);
  sp_fields_complete(arena, &options, diags, &doc, SP_STR(""));
  check_text(doc.title);
  check_text(doc.summary);
  /* An error about the audience leaves no doubt in favour of the public. */
  if (out.audience_known && out.audience == SP_PUBLIC &&
      !sp_str_ieq(sp_yaml_get(map, "audience"), SP_STR("public")))
    abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_str text;

  if (size == 0)
    return 0;
  text = sp_str_n((const char *)data + 1, size - 1);
  if (data[0] & 1) {
    struct sp_yaml_map *maps;
    size_t count;

    if (sp_yaml_list(&arena, text, SP_YAML_TABLE_MAX, SP_STR("a.yaml"), &diags,
                     &maps, &count))
      for (size_t i = 0; i < count; i++)
        check_map(&maps[i]);
    else if (diags.errors == 0)
      abort();
  } else {
    struct sp_yaml_map map;

    if (sp_yaml_map(&arena, text, SP_YAML_FRONT_MAX, SP_STR("waste/a.md"), 2,
                    &diags, &map)) {
      check_map(&map);
      read_fields(&arena, &diags, &map, (data[0] & 2) != 0);
    } else if (diags.errors == 0) {
      abort();
    }
  }
  sp_arena_release(&arena);
  return 0;
}
