/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/svg_rules.h - what a drawing must keep to, seen from outside: its
 * XML, its boxes, its lines. */
#ifndef SP_UNIT_SVG_RULES_H
#define SP_UNIT_SVG_RULES_H

#include "lib/base.h"

struct svg_facts {
  size_t boxes, labels, ways;
  double points; /* of the smallest type on it */
};

/* NULL when the drawing is well-formed XML of harmless elements, no box or
 * label overlaps another or leaves the sheet, and no line goes through a box;
 * else what is wrong (static until the next call). */
const char *svg_fault(struct sp_str svg, struct svg_facts *facts);

#endif
