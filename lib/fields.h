/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/fields.h - front matter into a document's metadata: one table of the
 * fields that exist, for which types, and what may stand in them.  Markdown
 * and XML share it. */
#ifndef SP_FIELDS_H
#define SP_FIELDS_H

#include "lib/doc.h"
#include "lib/yaml.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Fill doc's metadata from the fields and its path (id, service, type by
 * folder).  Diagnoses: unknown or repeated field, value not of its form (E25),
 * required field missing (E16), level with public (E25), a path that is no
 * good address or takes a reserved name (E25).  Lenient: unknown fields are
 * ignored, nothing is required.  Sets audience_known and until of out as soon
 * as they can be told.  out->doc stays as the caller set it. */
void sp_fields_apply(struct sp_arena *arena, const struct sp_yaml_map *map,
                     const struct sp_read_options *options,
                     struct sp_diags *diags, struct sp_doc *doc,
                     struct sp_reading *out);

/* After the body is read: title from the H1, summary from the first
 * paragraph, required fields that are still missing. */
void sp_fields_complete(struct sp_arena *arena,
                        const struct sp_read_options *options,
                        struct sp_diags *diags, struct sp_doc *doc,
                        struct sp_str h1);

/* What a field of this name is to us, for whatever type: unknown, plain, or
 * one that decides who sees the text and when, where a guess could publish too
 * much. */
enum sp_field_use { SP_FIELD_UNKNOWN, SP_FIELD_PLAIN, SP_FIELD_ACCESS };
enum sp_field_use sp_field_use(struct sp_str name);

/* Names that the sites use, so that no service folder may have them. */
bool sp_path_reserved(struct sp_str first_part);

#ifdef __cplusplus
}
#endif
#endif
