/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/yaml_lines.h - private to lib/yaml.c: the lines that an author wrote
 * into YAML that means the same to libyaml. */
#ifndef SP_YAML_LINES_H
#define SP_YAML_LINES_H

#include "lib/buf.h"
#include "lib/diag.h"

/* Where messages go. */
struct sp_yaml_place {
  struct sp_str path;
  unsigned first_line; /* of the text, in its file */
  struct sp_diags *diags;
};

/* Write the text to out, line for line: each value of `name: value` becomes a
 * quoted scalar, indentation becomes regular, comments go.  is_list: a list of
 * maps; otherwise one map.  False after a diagnostic; out is then of no use.
 * out's maximum must be sp_yaml_lines_max(text). */
bool sp_yaml_lines(const struct sp_yaml_place *place, struct sp_str text,
                   bool is_list, struct sp_buf *out);
size_t sp_yaml_lines_max(struct sp_str text);

#endif
