/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/lexicon_fixture.h - an index with a lexicon: synonyms, glossary
 * and pins as the site's files have them. */
#ifndef SP_LEXICON_FIXTURE_H
#define SP_LEXICON_FIXTURE_H

#include "tests/unit/index_fixture.h"

#include "lib/site.h"

struct lexicon_fixture {
  struct index_fixture index; /* first: index_fixture's functions take it */
  struct sp_site site;
  struct sp_lexicon *lexicon;
};

static inline int
lexicon_setup(void **state)
{
  struct lexicon_fixture *f;
  struct index_fixture *made;

  if (fixture_setup(state))
    return -1;
  made = *state;
  f = test_calloc(1, sizeof(*f));
  f->index = *made;
  test_free(made);
  sp_site_defaults(&f->site);
  *state = f;
  return 0;
}

static inline int
lexicon_teardown(void **state)
{
  struct lexicon_fixture *f = *state;

  sp_lexicon_free(f->lexicon);
  return fixture_teardown(state);
}

static inline void
lexicon_synonyms(struct lexicon_fixture *f, const char *text)
{
  struct sp_diags diags = {.arena = &f->index.arena};

  assert_true(
      sp_site_read_synonyms(&f->index.arena, sp_str(text), &diags, &f->site));
  assert_int_equal(diags.count, 0);
}

static inline void
lexicon_glossary(struct lexicon_fixture *f, const char *text)
{
  struct sp_diags diags = {.arena = &f->index.arena};

  assert_true(
      sp_site_read_glossary(&f->index.arena, sp_str(text), &diags, &f->site));
  assert_int_equal(diags.count, 0);
}

/* One more pin. */
static inline struct sp_pin *
lexicon_pin(struct lexicon_fixture *f, const char *query, const char *document)
{
  struct sp_pin *grown =
      sp_arena_array(&f->index.arena, struct sp_pin, f->site.pins + 1);
  struct sp_pin *pin = &grown[f->site.pins];

  for (size_t i = 0; i < f->site.pins; i++)
    grown[i] = f->site.pin[i];
  *pin = (struct sp_pin){.query = sp_str(query),
                         .document = sp_str(document),
                         .owner = SP_STR("Head of waste"),
                         .reason = SP_STR("Busy"),
                         .from = SP_ALWAYS_FROM,
                         .until = SP_ALWAYS_UNTIL};
  f->site.pin = grown;
  f->site.pins++;
  return pin;
}

/* Commit, and make the lexicon anew. */
static inline void
lexicon_commit(struct lexicon_fixture *f)
{
  struct sp_err err;

  fixture_commit(&f->index);
  sp_lexicon_free(f->lexicon);
  f->lexicon = NULL;
  sp_when_set_now(1000); /* the moment of fixture_query() */
  OK(sp_lexicon_make(f->index.reader, &f->site, &f->lexicon, &err));
}

static inline struct sp_search
lexicon_query(struct lexicon_fixture *f, const char *query)
{
  struct sp_search search = fixture_query(query);

  search.lexicon = f->lexicon;
  return search;
}

static inline struct sp_results
lexicon_find(struct lexicon_fixture *f, const char *query)
{
  struct sp_search search = lexicon_query(f, query);

  return fixture_search(&f->index, &search);
}

/* The ids found, in order. */
static inline struct sp_str
lexicon_found(struct lexicon_fixture *f, const char *query)
{
  struct sp_results results = lexicon_find(f, query);

  return fixture_ids(&f->index, &results);
}

static inline struct sp_str
lexicon_corrected(struct lexicon_fixture *f, const char *query)
{
  return lexicon_find(f, query).corrected;
}

#define LEXICON_TEST(name)                                                     \
  cmocka_unit_test_setup_teardown(name, lexicon_setup, lexicon_teardown)

#endif
