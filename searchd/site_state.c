/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/site_state.h"

#include "lib/schema.h"

#include "searchd/suggest.h"

#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define TRIES 4 /* a commit may come while we read */

struct box {
  struct sp_site_state state; /* first: the public face */
  atomic_uint holders;
  struct sp_arena arena;
  struct sp_lexicon *lexicon;
  sp_instant *boundary; /* sorted */
  size_t boundaries;
  struct sp_service_count **by_key; /* the state's services, sorted */
};

struct sp_site_states {
  unsigned level;
  pthread_mutex_t lock;
  struct box *newest;
};

struct sp_site_states *
sp_site_states_new(unsigned level)
{
  struct sp_site_states *states = calloc(1, sizeof(*states));

  if (states == NULL)
    return NULL;
  states->level = level;
  (void)pthread_mutex_init(&states->lock, NULL);
  return states;
}

static void
let_go(struct box *box)
{
  if (box == NULL || atomic_fetch_sub(&box->holders, 1) > 1)
    return;
  sp_lexicon_free(box->lexicon);
  sp_arena_release(&box->arena);
  free(box);
}

void
sp_site_states_free(struct sp_site_states *states)
{
  if (states == NULL)
    return;
  let_go(states->newest);
  (void)pthread_mutex_destroy(&states->lock);
  free(states);
}

const struct sp_site_state *
sp_site_states_get(struct sp_site_states *states)
{
  struct box *box;

  (void)pthread_mutex_lock(&states->lock);
  box = states->newest;
  if (box != NULL)
    atomic_fetch_add(&box->holders, 1);
  (void)pthread_mutex_unlock(&states->lock);
  return box != NULL ? &box->state : NULL;
}

void
sp_site_state_put(const struct sp_site_state *state)
{
  /* The state is the first member of its box, which is ours to end. */
  let_go((struct box *)(uintptr_t)state);
}

/* ---- making one ---- */

static int
compare_instants(const void *a, const void *b)
{
  const sp_instant *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static void
add_boundaries(struct box *box, size_t *cap, sp_instant from, sp_instant until)
{
  if (from != SP_ALWAYS_FROM)
    SP_PUSH(&box->arena, box->boundary, box->boundaries, *cap, from);
  if (until != SP_ALWAYS_UNTIL)
    SP_PUSH(&box->arena, box->boundary, box->boundaries, *cap, until);
}

static void
collect_boundaries(struct box *box)
{
  const struct sp_site *site = box->state.site;
  size_t cap = 0;

  for (size_t i = 0; i < box->state.heads; i++)
    add_boundaries(box, &cap, box->state.head[i].from,
                   box->state.head[i].until);
  for (size_t i = 0; i < site->pins; i++)
    add_boundaries(box, &cap, site->pin[i].from, site->pin[i].until);
  if (box->boundaries > 0)
    qsort(box->boundary, box->boundaries, sizeof(*box->boundary),
          compare_instants);
}

static int
compare_keys(const void *a, const void *b)
{
  const struct sp_service_count *const *x = a, *const *y = b;
  int order = sp_str_cmp((*x)->service->key, (*y)->service->key);

  /* Of two with one key the first counts. */
  return order != 0 ? order : *x < *y ? -1 : *x > *y;
}

/* Sort all services by key, for find_service(). */
static void
sort_services(struct box *box)
{
  size_t count = box->state.services;

  box->by_key = sp_arena_array(&box->arena, struct sp_service_count *, count);
  for (size_t i = 0; i < count; i++)
    box->by_key[i] = &box->state.service[i];
  if (count > 0)
    qsort(box->by_key, count, sizeof(*box->by_key), compare_keys);
}

static struct sp_service_count *
find_service(const struct box *box, struct sp_str key)
{
  size_t low = 0, high = box->state.services;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (sp_str_cmp(box->by_key[middle]->service->key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < box->state.services &&
                 sp_str_eq(box->by_key[low]->service->key, key)
             ? box->by_key[low]
             : NULL;
}

/* A service of pages that the settings do not name. */
struct stray {
  struct sp_str key;
  size_t first; /* of its pages */
};

static int
compare_strays(const void *a, const void *b)
{
  const struct stray *x = a, *y = b;
  int order = sp_str_cmp(x->key, y->key);

  return order != 0 ? order : x->first < y->first ? -1 : x->first > y->first;
}

static int
compare_firsts(const void *a, const void *b)
{
  const struct stray *x = a, *y = b;

  return x->first < y->first ? -1 : x->first > y->first;
}

/* Each key once, in the order of their first pages. */
static size_t
merge_strays(struct stray *stray, size_t count)
{
  size_t kept = 0;

  if (count == 0)
    return 0;
  qsort(stray, count, sizeof(*stray), compare_strays);
  for (size_t i = 0; i < count; i++)
    if (i == 0 || !sp_str_eq(stray[i].key, stray[kept - 1].key))
      stray[kept++] = stray[i];
  qsort(stray, kept, sizeof(*stray), compare_firsts);
  return kept;
}

static void
add_strays(struct box *box, size_t *cap)
{
  struct sp_site_state *state = &box->state;
  struct stray *stray = NULL;
  size_t count = 0, strays_cap = 0;

  for (size_t i = 0; i < state->heads; i++) {
    struct stray one = {state->head[i].service, i};

    if (one.key.len > 0 && state->head[i].from <= state->made &&
        find_service(box, one.key) == NULL)
      SP_PUSH(&box->arena, stray, count, strays_cap, one);
  }
  count = merge_strays(stray, count);
  for (size_t i = 0; i < count; i++) {
    struct sp_service *made = sp_arena_new(&box->arena, struct sp_service);
    struct sp_service_count one = {made, 0};

    made->key = made->title = stray[i].key;
    SP_PUSH(&box->arena, state->service, state->services, *cap, one);
  }
}

/* Those of the settings in their order, then what pages name beside them. */
static void
collect_services(struct box *box)
{
  struct sp_site_state *state = &box->state;
  size_t cap = 0;

  for (size_t i = 0; i < state->site->services; i++) {
    struct sp_service_count one = {&state->site->service[i], 0};
    SP_PUSH(&box->arena, state->service, state->services, cap, one);
  }
  sort_services(box);
  add_strays(box, &cap);
  sort_services(box); /* the list may have moved, and it has grown */
  for (size_t i = 0; i < state->heads; i++) {
    struct sp_service_count *found = find_service(box, state->head[i].service);

    if (found != NULL && state->head[i].from <= state->made)
      found->pages++;
  }
}

static enum sp_status
read_site(struct box *box, struct sp_reader *reader, struct sp_err *err)
{
  struct sp_str packed;
  struct sp_site *site;
  enum sp_status status =
      sp_reader_meta(reader, SP_STR(SP_META_SITE), &box->arena, &packed, err);

  if (status != SP_OK)
    return status;
  if (packed.len == 0) {
    site = sp_arena_new(&box->arena, struct sp_site);
    sp_site_defaults(site);
  } else {
    site = sp_site_unpack(&box->arena, packed);
  }
  if (site == NULL)
    return sp_fail(err, SP_E_CORRUPT, "the site's facts cannot be read");
  box->state.site = site;
  return SP_OK;
}

static enum sp_status
read_directory(struct box *box, struct sp_reader *reader, struct sp_err *err)
{
  struct sp_str packed;
  enum sp_status status = sp_reader_meta(reader, SP_STR(SP_META_DIRECTORY),
                                         &box->arena, &packed, err);

  if (status == SP_OK && packed.len > 0 &&
      !sp_directory_unpack(&box->arena, packed, &box->state.directory))
    status = sp_fail(err, SP_E_CORRUPT, "the contacts' hours cannot be read");
  return status;
}

static enum sp_status
read_suggest(struct box *box, const struct sp_page_head *heads, sp_instant now,
             struct sp_reader *reader, struct sp_err *err)
{
  const struct sp_site *site = box->state.site;
  struct sp_suggest_source source = {.head = heads,
                                     .heads = box->state.heads,
                                     .entry = site->entry,
                                     .entries = site->entries,
                                     .pin = site->pin,
                                     .pins = site->pins,
                                     .made = now};

  return sp_suggest_read(reader, &source, &box->arena, &box->state.suggest,
                         err);
}

static enum sp_status
fill(struct box *box, unsigned level, struct sp_reader *reader,
     struct sp_err *err)
{
  struct sp_list_filter all = {{"", 0}, {"", 0}};
  struct sp_viewer viewer = {level, sp_when_now()};
  struct sp_page_head *heads = NULL;
  struct sp_revision before, after;
  enum sp_status status;

  before = sp_reader_revision(reader);
  status = read_site(box, reader, err);
  if (status == SP_OK)
    status = read_directory(box, reader, err);
  if (status == SP_OK)
    status = sp_reader_list_coming(reader, &all, &viewer, &box->arena, &heads,
                                   &box->state.heads, err);
  if (status == SP_OK)
    status = sp_site_pages_read(reader, level, viewer.now, box->state.site,
                                heads, box->state.heads, &box->arena,
                                &box->state.pages, err);
  if (status != SP_OK)
    return status;
  status = sp_lexicon_make(reader, box->state.site, &box->lexicon, err);
  if (status != SP_OK)
    return status;
  box->state.lexicon = box->lexicon;
  status = read_suggest(box, heads, viewer.now, reader, err);
  if (status != SP_OK)
    return status;
  after = sp_reader_revision(reader);
  if (before.generation != after.generation ||
      before.revision != after.revision)
    return sp_fail(err, SP_E_STALE, "a commit came in between");
  box->state.revision = after;
  box->state.made = viewer.now;
  box->state.head = heads;
  return SP_OK;
}

static struct box *
new_box(void)
{
  struct box *box = calloc(1, sizeof(*box));

  if (box != NULL)
    atomic_store(&box->holders, 1);
  return box;
}

enum sp_status
sp_site_states_load(struct sp_site_states *states, struct sp_reader *reader,
                    struct sp_err *err)
{
  struct box *box = NULL, *old;
  enum sp_status status = SP_E_STALE;

  for (int i = 0; i < TRIES && status == SP_E_STALE; i++) {
    let_go(box);
    box = new_box();
    if (box == NULL)
      return sp_fail(err, SP_E_NOMEM, "out of memory");
    status = fill(box, states->level, reader, err);
  }
  if (status != SP_OK) {
    let_go(box);
    return status;
  }
  collect_boundaries(box);
  collect_services(box);
  (void)pthread_mutex_lock(&states->lock);
  old = states->newest;
  states->newest = box;
  (void)pthread_mutex_unlock(&states->lock);
  let_go(old);
  /* Making it takes as much again as it is; the pages go back to the system,
   * for nothing else of this process will want so many. */
  (void)malloc_trim(0);
  return SP_OK;
}

/* ---- asking one ---- */

sp_instant
sp_site_state_boundary(const struct sp_site_state *state, sp_instant now)
{
  const struct box *box = (const struct box *)state;
  size_t low = 0, high = box->boundaries;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (box->boundary[middle] <= now)
      low = middle + 1;
    else
      high = middle;
  }
  return low < box->boundaries ? box->boundary[low] : SP_ALWAYS_UNTIL;
}

bool
sp_site_state_is_late(const struct sp_site_state *state, sp_instant now)
{
  /* A clock that was put back makes it late too. */
  return now < state->made || sp_site_state_boundary(state, state->made) <= now;
}

const struct sp_service_count *
sp_site_state_service(const struct sp_site_state *state, struct sp_str key)
{
  return find_service((const struct box *)state, key);
}
