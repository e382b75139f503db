/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/dita_form.h - the DITA reader for tables of cases (cases.h). */
#ifndef SP_TEST_DITA_FORM_H
#define SP_TEST_DITA_FORM_H

#include "tests/unit/unit.h"

#include "tests/unit/cases.h"
#include "tests/unit/tree.h"

#include "lib/dita.h"
#include "lib/xml.h"

#define PATH "waste/test.dita"
#define CONCEPT(body)                                                          \
  "<concept id=\"c\"><title>Bins</title><conbody>" body "</conbody></concept>"
#define PUBLIC_CONCEPT(body)                                                   \
  "<concept id=\"c\"><title>Bins</title><prolog><permissions view=\"all\"/>"   \
  "</prolog><conbody>" body "</conbody></concept>"
#define TASK(body)                                                             \
  "<task id=\"t\"><title>Return a bin</title><taskbody>" body                  \
  "</taskbody></task>"
#define TROUBLE(body)                                                          \
  "<troubleshooting id=\"x\"><title>Missed bin</title><troublebody>" body      \
  "</troublebody></troubleshooting>"
#define MAP(body) "<map><title>Waste</title>" body "</map>"
#define ROW(row_name, source, row_diags, row_tree)                             \
  {                                                                            \
    .name = row_name, .body = source, .diags = row_diags, .tree = row_tree,    \
    .lenient = true, .path = PATH                                              \
  }

/* A doc_reader: without a schema, and without a shelf unless the options have
 * one. */
static inline void
read_alone(struct sp_arena *arena, struct sp_str bytes,
           const struct sp_read_options *options, struct sp_diags *diags,
           struct sp_reading *out)
{
  sp_xml_read(NULL, arena, bytes, options, diags, out);
}

struct doc {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_reading reading;
};

static inline void
read_doc(struct doc *d, const char *source, bool lenient)
{
  struct sp_read_options options = {.path = SP_STR(PATH), .lenient = lenient};

  *d = (struct doc){0};
  d->diags.arena = &d->arena;
  sp_xml_read(NULL, &d->arena, sp_str(source), &options, &d->diags,
              &d->reading);
}

#endif
