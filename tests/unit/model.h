/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/model.h - a document from Markdown source, for tests of what
 * comes after the reader. */
#ifndef SP_TEST_MODEL_H
#define SP_TEST_MODEL_H

#ifndef _GNU_SOURCE
#error "define _GNU_SOURCE before the first include, for memmem()"
#endif

#include "tests/unit/unit.h"

#include "lib/markdown.h"

/* Front matter that every document needs; put a type and an audience before
 * it, and `---` after it. */
#define MODEL_FIELDS                                                           \
  "owner: Waste manager\nreviewed: 2026-09-01\nreview-by: 2027-09-01\n"        \
  "summary: A summary.\n"

/* Read the source as file `path`; fails the test when it has an error. */
static inline struct sp_doc *
model_read(struct sp_arena *arena, const char *path, const char *source)
{
  struct sp_diags diags = {.arena = arena};
  struct sp_read_options options = {.path = sp_str(path)};
  struct sp_reading reading = {0};

  sp_markdown_read(arena, sp_str(source), &options, &diags, &reading);
  if (diags.errors || !reading.doc)
    sp_diags_print(&diags, stderr);
  assert_int_equal(diags.errors, 0);
  assert_non_null(reading.doc);
  return reading.doc;
}

static inline bool
model_contains(struct sp_str text, const char *part)
{
  return part[0] == '\0' ||
         (text.len && memmem(text.ptr, text.len, part, strlen(part)) != NULL);
}

#endif
