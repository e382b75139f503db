/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/resolve_fixture.h"

static void
a_snippet_with_a_level_keeps_it_where_it_stands(void **state)
{
  struct sp_doc *doc;
  const struct sp_node *only;
  struct sp_diags diags =
      resolve(STAFF_SCRIPT "[It](../snippets/senior.md \"include\")\n", &doc);

  (void)state;
  assert_int_equal(diags.count, 0);
  only = first(doc, SP_NODE_ONLY);
  assert_non_null(only);
  assert_int_equal(only->guard.kind, SP_GUARD_LEVEL);
  assert_int_equal(only->guard.number, 3);
  assert_code(STAFF_SCRIPT "Now [it](../snippets/senior.md \"include\") is.\n",
              "E25");
}

static void
includes_are_put_in_place(void **state)
{
  struct sp_doc *doc;
  struct sp_diags diags =
      resolve(PUBLIC_GUIDE "[How to pay](../snippets/pay.md \"include\")\n\n"
                           "It costs [\xC2\xA3"
                           "50](../fees.csv#garden \"include\").\n",
              &doc);

  (void)state;
  assert_int_equal(diags.count, 0);
  assert_str(sp_node_words(&arena, doc->root), "Pay here. It costs \xC2\xA3"
                                               "50.");
  assert_str(first(doc, SP_NODE_LINK)->url, "/waste/open");
  assert_code(PUBLIC_GUIDE "It costs [\xC2\xA3"
                           "45](../fees.csv#garden \"include\").\n",
              "W25");
}

static void
includes_that_stand_side_by_side_keep_their_order(void **state)
{
  static const char *const pay = "[a](../snippets/pay.md \"include\")";
  struct sp_str source =
      sp_arena_fmt(&arena,
                   PUBLIC_GUIDE "%s\n\nOne %s%s two %s\n\n- %s\n\n%s\n\nLast."
                                "\n",
                   pay, pay, pay, pay, pay, pay);
  struct sp_doc *doc;
  struct sp_diags diags = resolve(source.ptr, &doc);

  (void)state;
  assert_int_equal(diags.count, 0);
  assert_str(sp_node_words(&arena, doc->root),
             "Pay here. One Pay here.Pay here. two Pay here. Pay here. Pay"
             " here. Last.");
  for (struct sp_node *n = doc->root; n; n = sp_node_walk(doc->root, n, false))
    for (const struct sp_node *c = n->first; c; c = c->next) {
      assert_ptr_equal(c->parent, n);
      assert_true(c->next || n->last == c);
    }
}

static void
a_snippet_with_dates_keeps_them_where_it_stands(void **state)
{
  const struct sp_node *only;
  struct sp_doc *doc;
  struct sp_diags diags = resolve(
      PUBLIC_GUIDE "Before.\n\n[a](../snippets/dated.md \"include\")\n\n"
                   "- one\n\n- [a](../snippets/dated.md \"include\")\n\n"
                   "After.\n",
      &doc);

  (void)state;
  assert_int_equal(diags.count, 0);
  assert_str(sp_node_words(&arena, doc->root),
             "Before. Spring. one Spring. After.");
  only = first(doc, SP_NODE_ONLY);
  assert_int_equal(only->guard.kind, SP_GUARD_DATE);
  assert_int_equal(only->guard.from.month, 4);
  assert_int_equal(only->guard.until.year, 0);
  assert_str(sp_node_words(&arena, only), "Spring.");
  assert_code(PUBLIC_GUIDE
              "In [a](../snippets/dated.md \"include\") we come.\n",
              "E25");
}

static void
a_staff_snippet_is_fine_in_a_staff_block(void **state)
{
  struct sp_doc *doc;
  struct sp_diags diags =
      resolve(PUBLIC_GUIDE "Text.\n\n> [!STAFF]\n> [x](../snippets/inner.md"
                           " \"include\")\n",
              &doc);

  (void)state;
  assert_int_equal(diags.count, 0);
  assert_str(sp_node_words(&arena, sp_doc_for_public(&arena, doc)->root),
             "Text.");
  assert_true(model_contains(sp_node_words(&arena, doc->root), "secret more"));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_snippet_with_a_level_keeps_it_where_it_stands),
      cmocka_unit_test(includes_are_put_in_place),
      cmocka_unit_test(includes_that_stand_side_by_side_keep_their_order),
      cmocka_unit_test(a_snippet_with_dates_keeps_them_where_it_stands),
      cmocka_unit_test(a_staff_snippet_is_fine_in_a_staff_block),
  };
  return cmocka_run_group_tests_name("resolve-includes", tests, NULL,
                                     end_arena);
}
