/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/index_fixture.h - pages made by hand and an index of them in a
 * folder of its own, for the tests of lib/index.h. */
#ifndef SP_INDEX_FIXTURE_H
#define SP_INDEX_FIXTURE_H

#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/index.h"
#include "lib/schema.h"

struct index_fixture {
  char dir[64];
  struct sp_arena arena;
  struct sp_writer *writer; /* of gen-1 unless the test opens another */
  struct sp_reader *reader;
};

static inline void
ok_(enum sp_status status, const struct sp_err *err, const char *file, int line)
{
  if (status == SP_OK)
    return;
  print_error("%s: %s\n", sp_status_name(status), err->msg);
  _fail(file, line);
}
/* The call uses `err`, which stands in each test. */
#define OK(call) ok_((call), &err, __FILE__, __LINE__)

static inline const char *
fixture_path(struct index_fixture *f, const char *name)
{
  return sp_arena_fmt(&f->arena, "%s/%s", f->dir, name).ptr;
}

static inline void
fixture_shell(struct index_fixture *f, const char *command)
{
  struct sp_str line =
      sp_arena_fmt(&f->arena, "cd '%s' && %s", f->dir, command);

  assert_int_equal(system(line.ptr), 0);
}

/* Let `current` point to `target`, as a rebuild does it. */
static inline void
fixture_switch(struct index_fixture *f, const char *target)
{
  assert_int_equal(symlink(target, fixture_path(f, "next")), 0);
  assert_int_equal(rename(fixture_path(f, "next"), fixture_path(f, "current")),
                   0);
}

static inline struct sp_writer *
fixture_writer(struct index_fixture *f, const char *generation)
{
  struct sp_writer *writer;
  struct sp_err err;

  OK(sp_writer_open(fixture_path(f, generation), true, &writer, &err));
  return writer;
}

static inline int
fixture_setup(void **state)
{
  struct index_fixture *f = test_calloc(1, sizeof(*f));

  snprintf(f->dir, sizeof(f->dir), "/tmp/sp-index-XXXXXX");
  assert_non_null(mkdtemp(f->dir));
  f->writer = fixture_writer(f, "gen-1");
  fixture_switch(f, "gen-1");
  *state = f;
  return 0;
}

static inline int
fixture_teardown(void **state)
{
  struct index_fixture *f = *state;

  sp_writer_free(f->writer);
  sp_reader_free(f->reader);
  fixture_shell(f, "rm -r ../\"${PWD##*/}\"");
  sp_arena_release(&f->arena);
  test_free(f);
  return 0;
}

/* A page without text; tests change what they are about. */
static inline struct sp_page *
fixture_page(struct index_fixture *f, const char *id, const char *title)
{
  struct sp_page *page = sp_arena_new(&f->arena, struct sp_page);

  page->head.id = sp_str(id);
  page->head.title = sp_str(title);
  page->head.service = SP_STR("waste");
  page->head.lang = SP_STR("en");
  page->head.type = SP_DOC_GUIDE;
  page->head.level = 1;
  page->head.from = SP_ALWAYS_FROM;
  page->head.until = SP_ALWAYS_UNTIL;
  page->section = sp_arena_array(&f->arena, struct sp_page_section, 64);
  page->sections = 1;
  page->section[0] = (struct sp_page_section){
      {0}, {0}, 1, 4, SP_ALWAYS_FROM, SP_ALWAYS_UNTIL, NULL, 0, 0};
  return page;
}

static inline struct sp_page_section *
fixture_section(struct index_fixture *f, struct sp_page *page,
                const char *heading)
{
  struct sp_page_section *section = &page->section[page->sections++];

  (void)f;
  assert_true(page->sections <= 64);
  *section = page->section[0];
  section->segment = NULL;
  section->segments = section->cap = 0;
  section->heading = section->anchor = sp_str(heading);
  return section;
}

/* Text in a section, for levels and from/until. */
static inline struct sp_segment *
fixture_text(struct index_fixture *f, struct sp_page_section *section,
             const char *text)
{
  struct sp_segment *grown =
      sp_arena_grow(&f->arena, section->segment, &section->cap,
                    section->segments + 1, sizeof(*grown));
  struct sp_segment *segment = &grown[section->segments++];

  section->segment = grown;
  *segment = (struct sp_segment){
      1, 4, SP_ALWAYS_FROM, SP_ALWAYS_UNTIL, {sp_str(text)}, sp_str(text)};
  return segment;
}

static inline void
fixture_put(struct index_fixture *f, const struct sp_page *page)
{
  struct sp_err err;

  OK(sp_writer_put(f->writer, page, &err));
}

/* Commit, and open the reader or move it on. */
static inline void
fixture_commit(struct index_fixture *f)
{
  struct sp_err err;

  OK(sp_writer_commit(f->writer, &err));
  if (f->reader)
    OK(sp_reader_refresh(f->reader, &err));
  else
    OK(sp_reader_open(f->dir, &f->reader, &err));
}

/* A page with one text in its introduction, put. */
static inline void
fixture_simple(struct index_fixture *f, const char *id, const char *title,
               const char *text)
{
  struct sp_page *page = fixture_page(f, id, title);

  fixture_text(f, &page->section[0], text);
  fixture_put(f, page);
}

/* As a level-1 viewer at moment 1000. */
static inline struct sp_search
fixture_query(const char *query)
{
  struct sp_search search = {0};

  search.query = sp_str(query);
  search.count = 10;
  search.viewer.level = 1;
  search.viewer.now = 1000;
  return search;
}

static inline struct sp_results
fixture_search(struct index_fixture *f, const struct sp_search *search)
{
  struct sp_results results;
  struct sp_err err;

  OK(sp_reader_search(f->reader, search, &f->arena, &results, &err));
  return results;
}

static inline struct sp_results
fixture_find(struct index_fixture *f, const char *query)
{
  struct sp_search search = fixture_query(query);

  return fixture_search(f, &search);
}

/* The ids found, in order, joined by spaces. */
static inline struct sp_str
fixture_ids(struct index_fixture *f, const struct sp_results *results)
{
  struct sp_str ids = SP_STR("");

  for (size_t i = 0; i < results->count; i++)
    ids = sp_arena_fmt(&f->arena, "%.*s%s%.*s", SP_FMT(ids), i ? " " : "",
                       SP_FMT(results->hit[i].head.id));
  return ids;
}

static inline struct sp_str
fixture_found(struct index_fixture *f, const char *query)
{
  struct sp_results results = fixture_find(f, query);

  return fixture_ids(f, &results);
}

/* The title of the page with this id, for a level-1 viewer at moment 1000. */
static inline struct sp_str
fixture_title(struct index_fixture *f, const char *id)
{
  struct sp_viewer viewer = {1, 1000};
  struct sp_page *page;
  struct sp_err err;

  if (sp_reader_page(f->reader, sp_str(id), &viewer, &f->arena, &page, &err) !=
      SP_OK) {
    assert_int_equal(err.code, SP_E_NOTFOUND);
    return SP_STR("none");
  }
  return page->head.title;
}

/* The whole index as text. */
static inline struct sp_str
fixture_dump(struct index_fixture *f)
{
  char *text = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&text, &len);
  struct sp_err err;
  struct sp_str copy;

  assert_non_null(out);
  OK(sp_reader_dump(f->reader, out, &err));
  assert_int_equal(fclose(out), 0);
  copy = sp_arena_copy(&f->arena, sp_str_n(text, len));
  free(text);
  return copy;
}

#define FIXTURE_TEST(name)                                                     \
  cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

#endif
