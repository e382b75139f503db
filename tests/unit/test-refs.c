/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include "lib/resolve.h"

static void
each_reference_is_told_once_however_many_there_are(void **state)
{
  struct sp_arena arena = {0};
  struct sp_refs refs;
  struct sp_buf source;
  size_t files = 0;

  (void)state;
  sp_buf_init(&source, SP_DOC_MAX_BYTES);
  sp_buf_puts(&source, "---\ntitle: Links\ntype: guide\n" MODEL_FIELDS
                       "related: waste/page-7\n---\n"
                       "[Text](../snippets/pay.md \"include\")\n\n"
                       "[Text](../snippets/pay.md \"include\")\n\n"
                       "It costs [£5](../fees.csv#garden \"include\"), or"
                       " [£5](../fees.csv#garden \"include\").\n\n");
  for (int i = 0; i < 6000; i++)
    sp_buf_fmt(&source, "[a](page-%d.md)\n", i % 3000);
  assert_false(source.full);
  sp_doc_refs(&arena, model_read(&arena, "waste/links.md", source.ptr), &refs);
  assert_int_equal(refs.count, 3000 + 1 + 1 + 1);
  for (size_t i = 0; i < refs.count; i++) {
    files += refs.item[i].kind == SP_REF_FILE;
    if (i > 0 && refs.item[i].kind == refs.item[i - 1].kind)
      assert_true(sp_str_cmp(refs.item[i - 1].name, refs.item[i].name) < 0);
    else if (i > 0)
      assert_true(refs.item[i - 1].kind < refs.item[i].kind);
  }
  assert_int_equal(files, 3001);
  sp_buf_release(&source);
  sp_arena_release(&arena);
}

static void
a_document_that_names_nothing_has_none(void **state)
{
  struct sp_arena arena = {0};
  struct sp_refs refs;

  (void)state;
  sp_doc_refs(&arena,
              model_read(&arena, "waste/a.md",
                         "---\ntitle: A\ntype: guide\n" MODEL_FIELDS
                         "---\nSee [below](#b) and [it](https://a.example/).\n"
                         "\n## B\n\nText.\n"),
              &refs);
  assert_int_equal(refs.count, 0);
  sp_arena_release(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_reference_is_told_once_however_many_there_are),
      cmocka_unit_test(a_document_that_names_nothing_has_none),
  };
  return cmocka_run_group_tests_name("refs", tests, NULL, NULL);
}
