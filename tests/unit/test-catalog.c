/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A reader that a hostile file has taken over costs that file and no other.
 * This program plays the reader too, and says what the path tells it to. */
#define _GNU_SOURCE
#include "tests/unit/played_child.h"

#include "indexer/brief.h"
#include "indexer/catalog.h"
#include "indexer/survey.h"
#include "tests/unit/folder.h"

/* ---- the reader ---- */

static void
answer(const struct sp_job *job)
{
  struct sp_str path = job->options.path;
  struct sp_doc_anchor anchor[] = {{SP_STR("which-bin"), true},
                                   {SP_STR("what-it-costs"), false}};
  struct sp_facts facts = {.id = sp_kind_id(path),
                           .title = SP_STR("Title"),
                           .level = 1,
                           .from = SP_ALWAYS_FROM,
                           .until = SP_ALWAYS_UNTIL,
                           .anchors = {.item = anchor, .count = 2}};
  struct sp_verdict verdict = {.usable = true, .until = SP_ALWAYS_UNTIL};
  struct sp_buf packed;

  if (sp_str_is(path, "waste/other.md"))
    facts.id = SP_STR("waste/bins");
  sp_buf_init(&packed, 100000);
  sp_facts_pack(&packed, &facts);
  verdict.facts = sp_buf_str(&packed);
  if (sp_str_is(path, "waste/broken.md"))
    verdict.facts = SP_STR("no facts at all");
  if (sp_str_is(path, "waste/silent.md"))
    verdict.usable = false;
  if (sp_str_is(path, "site.yaml"))
    verdict.payload = SP_STR("\xff\xff\xff");
  child_tell(&verdict);
  sp_buf_release(&packed);
}

static int
play_child(void)
{
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  return child_serve(SP_OK, SP_STR(""), answer);
}

/* ---- the indexer ---- */

static void
read_all(struct sp_catalog *catalog, const struct folder *folder)
{
  struct sp_progress progress;

  sp_progress_init(&progress, true);
  assert_int_equal(sp_catalog_open(catalog, folder->path, "/tmp", NULL), SP_OK);
  assert_int_equal(sp_catalog_read(catalog, &progress, NULL), SP_OK);
}

/* Its only message, or empty when the file is usable. */
static struct sp_str
fault(const struct sp_catalog *catalog, const char *path,
      struct sp_arena *arena)
{
  size_t i = sp_catalog_find(catalog, sp_str(path));
  struct sp_diags diags = {.arena = arena};
  struct sp_verdict own;
  struct sp_unpack in = {0};

  assert_true(i != SIZE_MAX);
  assert_int_equal(sp_catalog_own(catalog, i, arena, &own, NULL), SP_OK);
  if (own.usable)
    return SP_STR("");
  in.rest = own.diags;
  assert_true(sp_diags_unpack(&in, &diags));
  assert_int_equal(diags.count, 1);
  assert_string_equal(diags.item[0].code, "E25");
  assert_true(sp_hash_eq(&catalog->item[i].seen, &(struct sp_hash){{0}}));
  return diags.item[0].text;
}

static void
nonsense_costs_its_own_file_only(void **state)
{
  static const char *const lied_about[] = {"site.yaml", "waste/broken.md",
                                           "waste/other.md", "waste/silent.md"};
  struct folder *folder = *state;
  struct sp_catalog catalog = {0};
  struct sp_arena arena = {0};
  char path[64];

  for (int i = 0; i < 20; i++) {
    snprintf(path, sizeof(path), "waste/page-%d.md", i);
    folder_write(folder, path, "x");
  }
  for (size_t i = 0; i < SP_ARRAY_LEN(lied_about); i++)
    folder_write(folder, lied_about[i], "x");
  read_all(&catalog, folder);
  for (size_t i = 0; i < SP_ARRAY_LEN(lied_about); i++)
    assert_str(fault(&catalog, lied_about[i], &arena),
               "this file could not be read: the reader failed");
  for (int i = 0; i < 20; i++) {
    snprintf(path, sizeof(path), "waste/page-%d.md", i);
    assert_str(fault(&catalog, path, &arena), "");
  }
  assert_int_equal(catalog.read_anew, 24);
  sp_catalog_release(&catalog);
  sp_arena_release(&arena);
}

static void
a_file_in_brief_is_what_it_says_and_its_headings(void **state)
{
  struct folder *folder = *state;
  struct sp_catalog catalog = {0};
  struct sp_survey survey = {0};
  struct sp_arena arena = {0};
  struct sp_brief brief;
  bool is_public, has;

  folder_write(folder, "waste/broken.md", "x");
  folder_write(folder, "waste/bins.md", "x");
  folder_write(folder, "waste/picture.png", "x");
  read_all(&catalog, folder);
  assert_int_equal(sp_survey_make(&survey, &catalog, NULL), SP_OK);
  /* The second time it comes from the spool. */
  for (int again = 0; again < 2; again++) {
    size_t i = sp_catalog_find(&catalog, SP_STR("waste/bins.md"));

    assert_int_equal(sp_brief_get(&catalog, i, &arena, &brief, NULL), SP_OK);
    assert_int_equal(brief.state, SP_BRIEF_KNOWN);
    assert_str(brief.id, "waste/bins");
    assert_str(brief.title, "Title");
    assert_true(brief.live);
    assert_int_equal(sp_brief_has_heading(&catalog, brief.headings,
                                          SP_STR("which-bin"), &has, &is_public,
                                          NULL),
                     SP_OK);
    assert_true(has && is_public);
    assert_int_equal(sp_brief_has_heading(&catalog, brief.headings,
                                          SP_STR("what-it-costs"), &has,
                                          &is_public, NULL),
                     SP_OK);
    assert_true(has && !is_public);
    assert_int_equal(sp_brief_has_heading(&catalog, brief.headings,
                                          SP_STR("which-bi"), &has, &is_public,
                                          NULL),
                     SP_OK);
    assert_false(has);
    i = sp_catalog_find(&catalog, SP_STR("waste/broken.md"));
    assert_int_equal(sp_brief_get(&catalog, i, &arena, &brief, NULL), SP_OK);
    assert_int_equal(brief.state, SP_BRIEF_IN_ERROR);
    i = sp_catalog_find(&catalog, SP_STR("waste/picture.png"));
    assert_int_equal(sp_brief_get(&catalog, i, &arena, &brief, NULL), SP_OK);
    assert_int_equal(brief.state, SP_BRIEF_NONE);
  }
  sp_survey_release(&survey);
  sp_catalog_release(&catalog);
  sp_arena_release(&arena);
}

int
main(int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
      FOLDER_TEST(nonsense_costs_its_own_file_only),
      FOLDER_TEST(a_file_in_brief_is_what_it_says_and_its_headings),
  };

  if (argc == 5 && strcmp(argv[1], SP_CHILD_COMMAND) == 0)
    return play_child();
  return cmocka_run_group_tests_name("catalog", tests, NULL, NULL);
}
