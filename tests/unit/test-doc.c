/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#define SCRIPT                                                                 \
  "---\ntitle: Bins\ntype: script\nalso-asked: a; b\nfrom: 2026-11-01 "        \
  "09:30\n" MODEL_FIELDS                                                       \
  "---\n> Which?\n\nRecord: bin (choice(a; b); required)\n\n"                  \
  "- [Yes](#done) *level 2* why\n- [No](#done)\n\n## Done\n\n"                 \
  "> [!ONLY until 2026-12-24]\n> Bye **now**.\n\nThen:\n\n> Bye.\n\n"          \
  "Outcome: escalate to duty\nHand over: bin; any injury\n"

static struct sp_arena arena;

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static void
pack(struct sp_buf *out, const struct sp_doc *doc)
{
  sp_buf_init(out, 1000000);
  sp_doc_pack(out, doc);
  assert_false(out->full);
}

static void
a_document_comes_back_whole(void **state)
{
  struct sp_doc *doc = model_read(&arena, "waste/a.md", SCRIPT), *twin;
  struct sp_buf once, again;
  struct sp_unpack in = {0};

  (void)state;
  pack(&once, doc);
  in.rest = sp_buf_str(&once);
  twin = sp_doc_unpack(&arena, &in);
  assert_non_null(twin);
  assert_true(sp_unpack_done(&in));
  assert_str(twin->id, "waste/a");
  assert_int_equal(twin->from.minute, 30);
  assert_int_equal(twin->also_asked.count, 2);
  pack(&again, twin);
  assert_true(sp_str_eq(sp_buf_str(&once), sp_buf_str(&again)));
  sp_buf_release(&again);
  sp_buf_release(&once);
}

/* Whatever a broken child sends, the indexer survives it. */
static void
bytes_cut_or_changed_anywhere_are_survived(void **state)
{
  struct sp_doc *doc = model_read(&arena, "waste/a.md", SCRIPT);
  struct sp_buf buf;

  (void)state;
  pack(&buf, doc);
  for (size_t cut = 0; cut < buf.len; cut++) {
    struct sp_unpack in = {sp_str_n(buf.ptr, cut), false};

    assert_null(sp_doc_unpack(&arena, &in));
  }
  for (size_t at = 0; at < buf.len; at++) {
    char kept = buf.ptr[at];
    struct sp_unpack in = {sp_buf_str(&buf), false};

    buf.ptr[at] = (char)0xFF;
    sp_doc_unpack(&arena, &in);
    buf.ptr[at] = kept;
  }
  sp_buf_release(&buf);
}

static void
a_tree_that_is_too_deep_is_refused(void **state)
{
  struct sp_doc doc = {0};
  struct sp_node *node = doc.root = sp_node_new(&arena, SP_NODE_ROOT, 0, 0);
  struct sp_unpack in = {0};
  struct sp_buf buf;

  (void)state;
  for (int i = 0; i < 1000; i++) {
    struct sp_node *child = sp_node_new(&arena, SP_NODE_INFO, 1, 1);

    sp_node_append(node, child);
    node = child;
  }
  pack(&buf, &doc);
  in.rest = sp_buf_str(&buf);
  assert_null(sp_doc_unpack(&arena, &in));
  sp_buf_release(&buf);
}

static void
a_node_can_leave_its_parent(void **state)
{
  struct sp_node *parent = sp_node_new(&arena, SP_NODE_ROOT, 0, 0);
  struct sp_node *child[3];

  (void)state;
  for (int i = 0; i < 3; i++) {
    child[i] = sp_node_new(&arena, SP_NODE_PARA, 1, 1);
    sp_node_append(parent, child[i]);
  }
  sp_node_unlink(child[1]);
  assert_ptr_equal(child[0]->next, child[2]);
  sp_node_unlink(child[2]);
  assert_ptr_equal(parent->last, child[0]);
  sp_node_unlink(child[0]);
  assert_null(parent->first);
  assert_null(parent->last);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_document_comes_back_whole),
      cmocka_unit_test(bytes_cut_or_changed_anywhere_are_survived),
      cmocka_unit_test(a_tree_that_is_too_deep_is_refused),
      cmocka_unit_test(a_node_can_leave_its_parent),
  };
  return cmocka_run_group_tests_name("doc", tests, NULL, end_arena);
}
