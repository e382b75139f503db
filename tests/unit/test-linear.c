/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the indexer itself does with a file's model, outside the children that
 * have a limit of CPU time: models as large as a reader lets through, in a
 * process that may not take long. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/audience.h"
#include "lib/render.h"
#include "lib/resolve.h"
#include "lib/site.h"

#define SECONDS 5
#define MANY 20000 /* headings, links, fees */
#define WIDE 40000 /* children of one block */

/* Run it apart for so many files, where all must be done within SECONDS of CPU
 * time. */
static void
in_time(void (*work)(void), int files)
{
  struct rlimit limit = {SECONDS, SECONDS};
  pid_t child;
  int status;

  fflush(NULL);
  child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    if (setrlimit(RLIMIT_CPU, &limit))
      _exit(2);
    for (int i = 0; i < files; i++)
      work();
    _exit(0);
  }
  assert_int_equal(waitpid(child, &status, 0), child);
  if (WIFSIGNALED(status))
    fail_msg("ended by signal %d", WTERMSIG(status));
  assert_int_equal(WEXITSTATUS(status), 0);
}

static void
require(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "not so: %s\n", what);
  _exit(1);
}
#define REQUIRE(what) require((what), #what)

static struct sp_str
name_of(struct sp_arena *arena, size_t i)
{
  return sp_arena_fmt(arena, "heading-%zu", 10000 + i);
}

static struct sp_doc *
new_doc(struct sp_arena *arena)
{
  struct sp_doc *doc = sp_arena_new(arena, struct sp_doc);

  doc->path = SP_STR("waste/a.md");
  doc->id = SP_STR("waste/a");
  doc->audience = SP_PUBLIC;
  doc->level = 1;
  doc->root = sp_node_new(arena, SP_NODE_ROOT, 1, 1);
  return doc;
}

static struct sp_node *
add(struct sp_arena *arena, struct sp_node *parent, enum sp_node_kind kind,
    const char *text)
{
  struct sp_node *node = sp_node_new(arena, kind, 1, 1);

  node->text = sp_str(text);
  sp_node_append(parent, node);
  return node;
}

static struct sp_node *
add_link(struct sp_arena *arena, struct sp_node *parent, struct sp_str target)
{
  struct sp_node *link = add(arena, parent, SP_NODE_LINK, "");

  link->target = target;
  add(arena, link, SP_NODE_TEXT, "x");
  return link;
}

/* ---- a world of one small snippet */

static const struct sp_target *
by_path(void *ctx, struct sp_str path)
{
  (void)ctx;
  (void)path;
  return NULL;
}

static const struct sp_target *
contact(void *ctx, struct sp_str name)
{
  (void)ctx;
  (void)name;
  return NULL;
}

static struct sp_doc *
snippet(void *ctx, struct sp_arena *arena, struct sp_str path)
{
  struct sp_doc *doc = new_doc(arena);

  (void)ctx;
  doc->path = path;
  doc->type = SP_DOC_SNIPPET;
  add(arena, add(arena, doc->root, SP_NODE_PARA, ""), SP_NODE_TEXT, "in");
  return doc;
}

static struct sp_str
fee(void *ctx, struct sp_arena *arena, struct sp_str key)
{
  (void)ctx;
  (void)arena;
  (void)key;
  return SP_STR("");
}

static const struct sp_world world = {
    .by_path = by_path, .contact = contact, .snippet = snippet, .fee = fee};

static void
resolve(struct sp_arena *arena, struct sp_doc *doc)
{
  struct sp_diags diags = {.arena = arena};

  sp_doc_resolve(arena, doc, &world, &diags);
  if (diags.count)
    sp_diags_print(&diags, stderr);
  REQUIRE(diags.count == 0);
}

/* ---- links */

static void
link_to_own_headings(void)
{
  struct sp_arena arena = {0};
  struct sp_doc *doc = new_doc(&arena);
  struct sp_node *para = add(&arena, doc->root, SP_NODE_PARA, ""), *link = NULL;

  for (size_t i = 0; i < MANY; i++)
    link =
        add_link(&arena, para, sp_arena_fmt(&arena, "#heading-%zu", 10000 + i));
  for (size_t i = 0; i < MANY; i++)
    add(&arena, doc->root, SP_NODE_SECTION, "S")->anchor = name_of(&arena, i);
  resolve(&arena, doc);
  REQUIRE(sp_str_is(link->url, "#heading-29999"));
  sp_arena_release(&arena);
}

static void
links_to_many_headings_of_the_file(void **state)
{
  (void)state;
  in_time(link_to_own_headings, 20);
}

static void
show_links_to_guarded_sections(void)
{
  struct sp_arena arena = {0};
  struct sp_doc *doc = new_doc(&arena), *twin;
  struct sp_node *para = add(&arena, doc->root, SP_NODE_PARA, "");

  doc->audience = SP_STAFF;
  for (size_t i = 0; i < MANY; i++) {
    struct sp_node *link =
        add_link(&arena, para, sp_arena_fmt(&arena, "#heading-%zu", 10000 + i));

    link->anchor = name_of(&arena, i);
    link->url = link->target;
  }
  for (size_t i = 0; i < MANY; i++) {
    struct sp_node *section = add(&arena, doc->root, SP_NODE_SECTION, "S");

    section->anchor = name_of(&arena, i);
    section->guard.kind = SP_GUARD_LEVEL;
    section->guard.number = 2;
  }
  twin = sp_doc_for_staff(&arena, doc);
  REQUIRE(sp_render_page(&arena, twin, SP_STAFF, 0)->sections == 1 + MANY);
  sp_arena_release(&arena);
}

static void
links_to_many_sections_of_a_level(void **state)
{
  (void)state;
  in_time(show_links_to_guarded_sections, 5);
}

/* ---- children of one parent */

static void
include_between_words(void)
{
  struct sp_arena arena = {0};
  struct sp_doc *doc = new_doc(&arena);
  struct sp_node *para = add(&arena, doc->root, SP_NODE_PARA, "");

  for (size_t i = 0; i < WIDE; i++) {
    struct sp_node *include = add(&arena, para, SP_NODE_INCLUDE, "");

    include->target = SP_STR("../snippets/a.md");
    add(&arena, para, SP_NODE_TEXT, " and ");
  }
  resolve(&arena, doc);
  REQUIRE(sp_str_starts(sp_node_words(&arena, doc->root), "in and in and in"));
  sp_arena_release(&arena);
}

static void
many_includes_in_one_paragraph(void **state)
{
  (void)state;
  in_time(include_between_words, 4);
}

static void
split_wide_block(void)
{
  struct sp_arena arena = {0};
  struct sp_doc *doc = new_doc(&arena), *twin;
  size_t kept = 0;

  for (size_t i = 0; i < WIDE; i++) {
    add(&arena, add(&arena, doc->root, SP_NODE_PARA, ""), SP_NODE_TEXT, "a");
    add(&arena, add(&arena, doc->root, SP_NODE_INFO, ""), SP_NODE_STAFF, "");
  }
  twin = sp_doc_for_public(&arena, doc);
  for (const struct sp_node *n = twin->root->first; n; n = n->next)
    kept++;
  REQUIRE(kept == WIDE);
  REQUIRE(twin->root->last->kind == SP_NODE_PARA);
  sp_arena_release(&arena);
}

static void
many_blocks_of_which_nothing_is_left(void **state)
{
  (void)state;
  in_time(split_wide_block, 4);
}

/* ---- fees */

static void
look_up_fees(void)
{
  struct sp_arena arena = {0};
  struct sp_fees fees = {.count = MANY};

  fees.item = sp_arena_array(&arena, struct sp_fee, MANY);
  for (size_t i = 0; i < MANY; i++)
    fees.item[i] = (struct sp_fee){.key = name_of(&arena, i),
                                   .amount = SP_STR_INIT("5"),
                                   .from = SP_ALWAYS_FROM,
                                   .until = SP_ALWAYS_UNTIL};
  for (size_t i = 0; i < MANY; i++)
    REQUIRE(sp_fees_amount(&arena, &fees, fees.item[i].key, 0).len > 0);
  sp_arena_release(&arena);
}

static void
many_fees(void **state)
{
  (void)state;
  in_time(look_up_fees, 20);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(links_to_many_headings_of_the_file),
      cmocka_unit_test(links_to_many_sections_of_a_level),
      cmocka_unit_test(many_includes_in_one_paragraph),
      cmocka_unit_test(many_blocks_of_which_nothing_is_left),
      cmocka_unit_test(many_fees),
  };
  return cmocka_run_group_tests_name("linear", tests, NULL, NULL);
}
