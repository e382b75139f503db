/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/suggest_fixture.h - tables of suggestions from pages made by hand,
 * and what is found in them as one line. */
#ifndef SP_SUGGEST_FIXTURE_H
#define SP_SUGGEST_FIXTURE_H

#include "tests/unit/unit.h"

#include "searchd/suggest.h"

#define NOW ((sp_instant)1000)

struct suggest_fixture {
  struct sp_arena arena;
  struct sp_suggest_source source;
  const struct sp_suggest *suggest;
  struct sp_page *page; /* their hints go in too; NULL: none */
  size_t pages;
};

static inline int
suggest_setup(void **state)
{
  struct suggest_fixture *f = test_calloc(1, sizeof(*f));

  f->source.made = NOW;
  *state = f;
  return 0;
}

static inline int
suggest_teardown(void **state)
{
  struct suggest_fixture *f = *state;

  sp_arena_release(&f->arena);
  test_free(f);
  return 0;
}

static inline struct sp_page_head
head_of(const char *id, const char *title)
{
  struct sp_page_head head = {.id = sp_str(id),
                              .title = sp_str(title),
                              .level = 1,
                              .from = SP_ALWAYS_FROM,
                              .until = SP_ALWAYS_UNTIL};
  return head;
}

/* Make the table anew from the fixture's source and pages. */
static inline void
suggest_make(struct suggest_fixture *f)
{
  struct sp_suggest_maker *maker = sp_suggest_begin(&f->source);

  for (size_t i = 0; i < f->pages; i++) {
    struct sp_buf hints;

    sp_buf_init(&hints, 65536);
    sp_page_hints_pack(&hints, &f->page[i]);
    if (hints.len > 0)
      sp_suggest_hints(maker, f->page[i].head.id, sp_buf_str(&hints));
    sp_buf_release(&hints);
  }
  f->suggest = sp_suggest_end(maker, &f->arena);
}

static inline void
suggest_heads(struct suggest_fixture *f, const struct sp_page_head *head,
              size_t heads)
{
  f->source.head = head;
  f->source.heads = heads;
  suggest_make(f);
}

/* A member of each thing found for `typed` by viewers of level 1, with " | "
 * between them: "text", "url" or "id". */
static inline struct sp_str
suggest_found(struct suggest_fixture *f, const char *member, const char *typed,
              size_t limit)
{
  struct sp_viewer viewer = {1, NOW};
  uint32_t entry[SP_SUGGEST_MAX];
  size_t count = sp_suggest_find(f->suggest, &f->arena, sp_str(typed), &viewer,
                                 limit, entry);
  struct sp_str all = SP_STR("");
  const char *mark = sp_arena_fmt(&f->arena, "\"%s\":\"", member).ptr;

  for (size_t i = 0; i < count; i++) {
    struct sp_buf json;
    const char *at, *end;

    sp_buf_init(&json, 1024 * 1024);
    sp_suggest_put(f->suggest, entry[i], &f->arena, &json);
    at = strstr(json.ptr, mark);
    assert_non_null(at);
    at += strlen(mark);
    end = strchr(at, '"');
    assert_non_null(end);
    all = sp_arena_fmt(&f->arena, "%.*s%s%.*s", SP_FMT(all), i > 0 ? " | " : "",
                       (int)(end - at), at);
    sp_buf_release(&json);
  }
  return all;
}

#define assert_ids(typed, expected)                                            \
  assert_str(suggest_found(f, "id", (typed), 8), (expected))
#define assert_texts(typed, expected)                                          \
  assert_str(suggest_found(f, "text", (typed), 8), (expected))
#define assert_urls(typed, expected)                                           \
  assert_str(suggest_found(f, "url", (typed), 8), (expected))

#define SUGGEST_TEST(f)                                                        \
  cmocka_unit_test_setup_teardown(f, suggest_setup, suggest_teardown)

#endif
