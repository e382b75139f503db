/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/graph_rules.h - what must hold of every graph, in each form. */
#ifndef SP_UNIT_GRAPH_RULES_H
#define SP_UNIT_GRAPH_RULES_H

#include "tests/unit/model.h"

#include "lib/graph_parts.h"

#define GRAPH_OUT_MAX ((size_t)16 << 20)

extern const struct sp_graph_about graph_about;

/* The script of this body, "Missed bin". */
struct sp_script *graph_script(struct sp_arena *arena, const char *body);
/* It as it is written with graph_about. */
struct sp_str graph_drawn(struct sp_arena *arena,
                          const struct sp_script *script,
                          enum sp_graph_form form);
/* All forms of it are sound and whole; `name` is told when one is not. */
void graph_check(struct sp_arena *arena, const struct sp_script *script,
                 const char *name);

#endif
