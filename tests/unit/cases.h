/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/cases.h - tables of source texts and what a reader makes of
 * them; each row is a test of its own. */
#ifndef SP_TEST_CASES_H
#define SP_TEST_CASES_H

#include "lib/doc.h"

struct doc_case {
  const char *name;  /* a sentence, with _ for spaces */
  const char *front; /* more lines of front matter; NULL: body is the whole
                        file */
  const char *body;
  const char *diags; /* as tree_print_diags() gives them, from the body's
                        first line; "" for none */
  const char *tree;  /* what stands in (root ...); NULL: not looked at */
  bool lenient;
  const char *path; /* NULL: waste/test.md */
};

#define FRONT_GUIDE "type: guide\n"
#define FRONT_PUBLIC "type: guide\naudience: public\n"
#define FRONT_SCRIPT "type: script\n"
#define FRONT_PUBLIC_SCRIPT "type: script\naudience: public\n"
#define FRONT_NONE ""

typedef void doc_reader(struct sp_arena *arena, struct sp_str bytes,
                        const struct sp_read_options *options,
                        struct sp_diags *diags, struct sp_reading *out);

struct doc_table {
  const struct doc_case *row;
  size_t rows;
  doc_reader *read; /* NULL: that of the run */
};
#define DOC_TABLE_READ(cases, reader)                                          \
  {                                                                            \
    (cases), SP_ARRAY_LEN(cases), (reader)                                     \
  }
#define DOC_TABLE(cases) DOC_TABLE_READ(cases, NULL)

/* Run all rows of all tables; what cmocka returns. */
int run_doc_tables(const char *group, const struct doc_table *tables,
                   size_t count, doc_reader *read);
/* And then these tests, as one group: cmocka prints one plan a group, and a
 * program has one. */
struct CMUnitTest;
int run_doc_tables_and(const char *group, const struct doc_table *tables,
                       size_t count, doc_reader *read,
                       const struct CMUnitTest *more, size_t mores);

#endif
