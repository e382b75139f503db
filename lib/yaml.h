/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/yaml.h - flat YAML: the only user of libyaml.
 *
 * Front matter, settings and site.yaml are one map of scalars and lists of
 * scalars; services.yaml, glossary.yaml and pins.yaml are a list of such maps.
 * Anchors, aliases, tags, deeper nesting and several documents are refused.
 * On a line `name: value` the value is everything to the end of the line,
 * unless it starts with a quote, or with `[` and ends with `]` (a list), or is
 * empty (then a list or a folded block may follow): colons, `[`, `*`, ` #` in
 * it are text, not YAML. */
#ifndef SP_YAML_H
#define SP_YAML_H

#include "lib/diag.h"
#include "lib/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SP_YAML_FRONT_MAX ((size_t)8 * 1024)
#define SP_YAML_TABLE_MAX ((size_t)1024 * 1024)

struct sp_yaml_map {
  struct sp_field *field;
  size_t fields;
  unsigned line;
};

/* Read one map.  Texts are copied into the arena.  first_line is the number
 * of text's first line in its file.  A field given twice, and everything
 * refused above, is an E25 diagnostic (message, line) and false. */
bool sp_yaml_map(struct sp_arena *arena, struct sp_str text, size_t max_bytes,
                 struct sp_str path, unsigned first_line,
                 struct sp_diags *diags, struct sp_yaml_map *out);
/* Read a list of maps, likewise. */
bool sp_yaml_list(struct sp_arena *arena, struct sp_str text, size_t max_bytes,
                  struct sp_str path, struct sp_diags *diags,
                  struct sp_yaml_map **out, size_t *count);

/* First value of the field, or empty; and all its values, where one value
 * with semicolons counts as a list. */
struct sp_str sp_yaml_get(const struct sp_yaml_map *map, const char *name);
struct sp_texts sp_yaml_texts(struct sp_arena *arena,
                              const struct sp_yaml_map *map, const char *name);

#ifdef __cplusplus
}
#endif
#endif
