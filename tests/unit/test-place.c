/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "indexer/place.h"
#include "tests/unit/folder.h"

static struct sp_arena arena;
static char *before; /* where the tests were started */

/* The folder without symbolic links above it. */
static const char *
real(const struct folder *folder)
{
  char *path = realpath(folder->path, NULL);
  struct sp_str copy;

  assert_non_null(path);
  copy = sp_arena_copy(&arena, sp_str(path));
  free(path);
  return copy.ptr;
}

static const char *
below(const struct folder *folder, const char *path)
{
  return sp_arena_fmt(&arena, "%s/%s", real(folder), path).ptr;
}

static struct sp_place
found(const char *name, const char *content)
{
  struct sp_place place;
  struct sp_err err = {0};

  if (sp_place_find(&arena, name, content, &place, &err) != SP_OK)
    fail_msg("%s: %s", name, err.msg);
  return place;
}

static int
make(void **state)
{
  const struct folder *folder;

  before = getcwd(NULL, 0);
  if (!before || folder_make(state) != 0)
    return -1;
  folder = *state;
  folder_write(folder, "content/waste/bins.md", "x");
  folder_write(folder, "content/waste/deep/more.md", "x");
  return chdir(folder->path);
}

static int
unmake(void **state)
{
  int failed = chdir(before);

  free(before);
  sp_arena_release(&arena);
  return folder_remove(state) || failed;
}

static void
the_content_is_the_folder_with_the_sites_settings(void **state)
{
  const struct folder *folder = *state;
  struct sp_place place;

  folder_write(folder, "content/site.yaml", "name: X\n");
  place = found("content/waste/bins.md", NULL);
  assert_str(place.folder, below(folder, "content"));
  assert_str(place.path, "waste/bins.md");
  assert_str(place.whole, below(folder, "content/waste/bins.md"));
  assert_str(found("content/waste/deep", NULL).path, "waste/deep");
  assert_str(found("content/waste/", NULL).path, "waste");
  assert_str(found("content", NULL).path, "");
}

static void
services_that_lie_deeper_do_not_make_a_content_folder(void **state)
{
  const struct folder *folder = *state;

  folder_write(folder, "content/site.yaml", "name: X\n");
  folder_write(folder, "content/waste/services.yaml", "- key: x\n");
  assert_str(found("content/waste/bins.md", NULL).folder,
             below(folder, "content"));
  assert_str(found("content/waste", NULL).path, "waste");
}

static void
without_a_site_the_nearest_services_do(void **state)
{
  const struct folder *folder = *state;

  folder_write(folder, "content/services.yaml", "- key: x\n");
  assert_str(found("content/waste/bins.md", NULL).folder,
             below(folder, "content"));
  folder_write(folder, "content/waste/services.yaml", "- key: x\n");
  assert_str(found("content/waste/bins.md", NULL).folder,
             below(folder, "content/waste"));
}

static void
without_either_it_must_be_named(void **state)
{
  struct sp_place place;
  struct sp_err err = {0};

  (void)state;
  assert_int_equal(
      sp_place_find(&arena, "content/waste/bins.md", NULL, &place, &err),
      SP_E_NOTFOUND);
  assert_non_null(strstr(err.msg, "--content DIR"));
  assert_str(found("content/waste/bins.md", "content").path, "waste/bins.md");
  assert_str(found("content/waste/bins.md", "content/waste/").path, "bins.md");
}

static void
what_lies_elsewhere_is_not_found(void **state)
{
  const struct folder *folder = *state;
  struct sp_place place;

  folder_write(folder, "content-2/waste/bins.md", "x");
  assert_int_equal(
      sp_place_find(&arena, "content-2/waste/bins.md", "content", &place, NULL),
      SP_E_NOTFOUND);
  assert_int_equal(
      sp_place_find(&arena, "content/waste/none.md", "content", &place, NULL),
      SP_E_NOTFOUND);
  assert_int_equal(
      sp_place_find(&arena, "content/waste/bins.md", "none", &place, NULL),
      SP_E_NOTFOUND);
}

static void
a_link_at_the_end_is_itself_unless_it_leads_to_a_folder(void **state)
{
  const struct folder *folder = *state;

  assert_int_equal(symlink("bins.md", below(folder, "content/waste/a.md")), 0);
  assert_int_equal(symlink("none", below(folder, "content/waste/b.md")), 0);
  assert_int_equal(symlink("content", below(folder, "way")), 0);
  assert_str(found("content/waste/a.md", "content").path, "waste/a.md");
  assert_str(found("content/waste/b.md", "content").path, "waste/b.md");
  assert_str(found("way/waste/bins.md", "content").path, "waste/bins.md");
  assert_str(found("way", "content").path, "");
}

static void
the_folder_is_named_from_where_one_stands(void **state)
{
  const struct folder *folder = *state;
  struct sp_place place = found("content/waste/bins.md", "content");

  assert_string_equal(sp_place_folder(&arena, &place), "content");
  assert_int_equal(chdir("content"), 0);
  assert_string_equal(sp_place_folder(&arena, &place), ".");
  assert_int_equal(chdir("waste"), 0);
  assert_string_equal(sp_place_folder(&arena, &place),
                      below(folder, "content"));
}

#define PLACE_TEST(fn) cmocka_unit_test_setup_teardown(fn, make, unmake)

int
main(void)
{
  const struct CMUnitTest tests[] = {
      PLACE_TEST(the_content_is_the_folder_with_the_sites_settings),
      PLACE_TEST(services_that_lie_deeper_do_not_make_a_content_folder),
      PLACE_TEST(without_a_site_the_nearest_services_do),
      PLACE_TEST(without_either_it_must_be_named),
      PLACE_TEST(what_lies_elsewhere_is_not_found),
      PLACE_TEST(a_link_at_the_end_is_itself_unless_it_leads_to_a_folder),
      PLACE_TEST(the_folder_is_named_from_where_one_stands),
  };
  return cmocka_run_group_tests_name("place", tests, NULL, NULL);
}
