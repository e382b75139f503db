/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/graph_rules.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/unit/svg_rules.h"

static struct sp_arena arena;

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static unsigned
random_below(uint32_t *seed, unsigned below)
{
  *seed = *seed * 1664525u + 1013904223u;
  return (*seed >> 8) % below;
}

static struct sp_str
random_body(uint32_t seed, unsigned steps)
{
  static const char *const labels[] = {
      "Yes",
      "No",
      "Not sure",
      "The whole street and its back lanes",
      "Four words are here",
      "Unverhaeltnismaessigkeitspruefungsverfahren"};
  struct sp_buf body;
  struct sp_str copy;

  sp_buf_init(&body, GRAPH_OUT_MAX);
  if (random_below(&seed, 2))
    sp_buf_fmt(&body, "Stop and escalate if: fire. [Duty](#step-%u)\n\n",
               random_below(&seed, steps));
  for (unsigned i = 0; i < steps; i++) {
    unsigned choices = random_below(&seed, 5);

    sp_buf_fmt(&body, "## Step %u\n\n", i);
    if (random_below(&seed, 3))
      sp_buf_puts(&body, "> Was it at the kerb by 7 in the morning, with the"
                         " lid shut?\n\n");
    if (random_below(&seed, 9) == 0)
      sp_buf_fmt(&body, "Stop and escalate if: smoke. [Duty](#step-%u)\n\n",
                 random_below(&seed, steps));
    if (choices == 0)
      sp_buf_fmt(&body, "Outcome: resolved\n\n");
    for (unsigned c = 0; c < choices; c++)
      sp_buf_fmt(&body, "- [%s](#step-%u)%s\n",
                 labels[random_below(&seed, SP_ARRAY_LEN(labels))],
                 random_below(&seed, 4) ? (i + 1 + c * c) % steps
                                        : random_below(&seed, steps),
                 random_below(&seed, 6) ? "" : " *out of hours*");
    sp_buf_puts(&body, "\n");
  }
  copy = sp_arena_copy(&arena, sp_buf_str(&body));
  sp_buf_release(&body);
  return copy;
}

static void
no_box_overlaps_in_three_hundred_random_scripts(void **state)
{
  (void)state;
  for (uint32_t seed = 1; seed <= 300; seed++) {
    unsigned steps = 1 + seed % 60;
    char name[32];

    snprintf(name, sizeof(name), "seed %u", seed);
    graph_check(&arena, graph_script(&arena, random_body(seed, steps).ptr),
                name);
    sp_arena_release(&arena);
  }
}

static void
beyond_the_limit_there_are_boxes_without_lines(void **state)
{
  struct svg_facts facts;
  struct sp_script *script =
      graph_script(&arena, random_body(7, SP_GRAPH_STEPS_MAX + 1).ptr);

  (void)state;
  assert_null(svg_fault(graph_drawn(&arena, script, SP_GRAPH_SVG), &facts));
  assert_true(facts.boxes > SP_GRAPH_STEPS_MAX);
  assert_int_equal(facts.ways, 0);
  script = graph_script(&arena, random_body(7, SP_GRAPH_STEPS_MAX).ptr);
  assert_null(svg_fault(graph_drawn(&arena, script, SP_GRAPH_SVG), &facts));
}

static size_t scripts_seen;

static int
check_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
  struct sp_read_options options = {.path = SP_STR("waste/a.md")};
  struct sp_diags diags = {.arena = &arena};
  struct sp_reading reading = {0};
  char *bytes;
  FILE *file;

  (void)ftw;
  if (type != FTW_F || !sp_str_ends(sp_str(path), ".md"))
    return 0;
  bytes = sp_arena_alloc(&arena, (size_t)st->st_size + 1);
  file = fopen(path, "r");
  assert_non_null(file);
  assert_int_equal(fread(bytes, 1, (size_t)st->st_size, file), st->st_size);
  fclose(file);
  sp_markdown_read(&arena, sp_str_n(bytes, (size_t)st->st_size), &options,
                   &diags, &reading);
  if (reading.doc && reading.doc->type == SP_DOC_SCRIPT) {
    scripts_seen++;
    graph_check(&arena, sp_script_new(&arena, reading.doc), path);
  }
  sp_arena_release(&arena);
  return 0;
}

static void
no_box_overlaps_in_the_sample_council(void **state)
{
  const char *source = getenv("SP_SOURCE");
  char path[1024];

  (void)state;
  snprintf(path, sizeof(path), "%s/content", source ? source : ".");
  assert_int_equal(nftw(path, check_file, 16, FTW_PHYS), 0);
  assert_true(scripts_seen > 20);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(no_box_overlaps_in_three_hundred_random_scripts,
                                end_arena),
      cmocka_unit_test_teardown(beyond_the_limit_there_are_boxes_without_lines,
                                end_arena),
      cmocka_unit_test_teardown(no_box_overlaps_in_the_sample_council,
                                end_arena),
  };
  return cmocka_run_group_tests_name("graph-many", tests, NULL, NULL);
}
