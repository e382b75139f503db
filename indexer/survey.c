/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/survey.h"

#include <stdlib.h>

#include "indexer/plan.h"
#include "lib/text.h"
#include "lib/url.h"

/* Names and addresses are kept as the first eight bytes of their hash. */
struct sp_survey_name {
  uint64_t key;
  uint32_t item;
};
struct sp_survey_claim {
  uint64_t key; /* 0: an empty place */
  uint32_t item;
};

static uint64_t
key_of(struct sp_str s)
{
  struct sp_hash hash = sp_hash_of(s);
  uint64_t key;

  memcpy(&key, hash.byte, sizeof(key));
  return key ? key : 1;
}

/* ---- what is known of a file ---- */

struct sp_good
sp_survey_good(const struct sp_entry *old)
{
  if (old->accepted)
    return (struct sp_good){old->own.facts, old->own.payload};
  return (struct sp_good){old->good_facts, old->good_payload};
}

/* Is an older page of a file in error still live, and for whom? */
static bool
know_last_good(const struct sp_item *item, const struct sp_verdict *own,
               const struct sp_entry *old, sp_instant now, struct sp_known *out)
{
  /* A page that is withheld from residents for another file's sake is theirs
   * still: who links to it is not in error for that. */
  bool live = old->live.made || item->was_public;
  bool staff =
      old->live.made && sp_plan_may_stay(SP_STAFF, own, &out->facts, now);
  bool public = live && sp_plan_may_stay(SP_PUBLIC, own, &out->facts, now);

  out->audience = public ? SP_PUBLIC : SP_STAFF;
  /* A snippet has no page; its text stays in those that include it. */
  if (out->facts.type == SP_DOC_SNIPPET) {
    out->audience = sp_plan_may_stay(SP_PUBLIC, own, &out->facts, now)
                        ? SP_PUBLIC
                        : SP_STAFF;
    return sp_facts_live(&out->facts, now);
  }
  return staff || public;
}

enum sp_status
sp_survey_know(const struct sp_catalog *catalog, size_t i,
               struct sp_arena *arena, struct sp_known *out, struct sp_err *err)
{
  const struct sp_item *item = &catalog->item[i];
  struct sp_verdict own;
  struct sp_entry old;
  struct sp_good good;
  enum sp_status status;

  *out = (struct sp_known){0};
  if (!sp_kind_is_document(item->kind) || item->gone)
    return SP_OK;
  status = sp_catalog_own(catalog, i, arena, &own, err);
  if (status != SP_OK)
    return status;
  if (own.usable) {
    out->known = sp_facts_unpack(arena, own.facts, &out->facts);
    out->audience = out->facts.audience;
    out->payload = own.payload;
    return SP_OK;
  }
  status = sp_catalog_old(catalog, i, arena, &old, err);
  if (status != SP_OK)
    return status;
  good = sp_survey_good(&old);
  if (good.facts.len == 0 || !sp_facts_unpack(arena, good.facts, &out->facts))
    return SP_OK;
  out->payload = good.payload;
  out->known = know_last_good(item, &own, &old, catalog->now, out);
  return SP_OK;
}

/* ---- faces ---- */

static void
add_number(struct sp_hasher *h, uint64_t n)
{
  sp_hasher_add(h, sp_str_n((const char *)&n, sizeof(n)));
}

static struct sp_hash
face_of(const struct sp_known *known, sp_instant now)
{
  const struct sp_facts *facts = &known->facts;
  struct sp_hasher h;

  sp_hasher_init(&h);
  sp_hasher_add(&h, facts->id);
  sp_hasher_add(&h, facts->title);
  add_number(&h, facts->type);
  add_number(&h, known->audience);
  add_number(&h, facts->level);
  add_number(&h, sp_facts_live(facts, now));
  for (size_t i = 0; i < facts->anchors.count; i++) {
    sp_hasher_add(&h, facts->anchors.item[i].address);
    sp_hasher_add(&h, facts->anchors.item[i].is_public ? SP_STR("public")
                                                       : SP_STR("staff"));
  }
  if (facts->type == SP_DOC_SNIPPET) {
    sp_hasher_add(&h, known->payload);
    for (size_t i = 0; i < facts->boundaries.count; i++)
      add_number(&h, facts->boundaries.item[i] <= now);
  }
  return sp_hasher_end(&h);
}

/* ---- contacts by name ---- */

static bool
add_name(struct sp_survey *survey, struct sp_str name, size_t item)
{
  if (survey->names == survey->names_cap) {
    size_t cap = survey->names_cap ? survey->names_cap * 2 : 64;
    struct sp_survey_name *bigger =
        reallocarray(survey->name, cap, sizeof(*bigger));

    if (!bigger)
      return false;
    survey->name = bigger;
    survey->names_cap = cap;
  }
  survey->name[survey->names].key = key_of(name);
  survey->name[survey->names++].item = (uint32_t)item;
  return true;
}

static bool
add_contact(struct sp_survey *survey, struct sp_arena *arena,
            const struct sp_facts *facts, size_t item)
{
  if (facts->type != SP_DOC_CONTACT)
    return true;
  return add_name(survey, sp_text_lower(arena, sp_url_last(facts->id)), item) &&
         add_name(survey, sp_text_lower(arena, facts->title), item);
}

static int
compare_names(const void *va, const void *vb)
{
  const struct sp_survey_name *a = va, *b = vb;

  if (a->key != b->key)
    return a->key < b->key ? -1 : 1;
  return a->item < b->item ? -1 : a->item > b->item;
}

size_t
sp_survey_contact(const struct sp_survey *survey, struct sp_str name)
{
  uint64_t key = key_of(name);
  size_t low = 0, high = survey->names;

  while (low < high) {
    size_t mid = low + (high - low) / 2;

    if (survey->name[mid].key < key)
      low = mid + 1;
    else
      high = mid;
  }
  return low < survey->names && survey->name[low].key == key
             ? survey->name[low].item
             : SIZE_MAX;
}

size_t
sp_survey_named(const struct sp_catalog *catalog, struct sp_str name)
{
  static const char *const ending[] = {".md", ".xml", ".dita", ".markdown"};
  size_t found = sp_catalog_find(catalog, name);
  char path[SP_WALK_PATH_MAX + 16];

  for (size_t e = 0; e < SP_ARRAY_LEN(ending) && found == SIZE_MAX &&
                     name.len <= SP_WALK_PATH_MAX;
       e++) {
    size_t len = strlen(ending[e]), i;

    memcpy(path, name.ptr, name.len);
    memcpy(path + name.len, ending[e], len);
    i = sp_catalog_find(catalog, sp_str_n(path, name.len + len));
    /* Of two files with one id that which has it. */
    if (i != SIZE_MAX && !catalog->item[i].loses)
      found = i;
  }
  return found;
}

/* ---- addresses ---- */

static struct sp_survey_claim *
place_of(const struct sp_survey *survey, uint64_t key)
{
  size_t at = key & (survey->claims_cap - 1);

  while (survey->claim[at].key && survey->claim[at].key != key)
    at = (at + 1) & (survey->claims_cap - 1);
  return &survey->claim[at];
}

static bool
make_room(struct sp_survey *survey)
{
  struct sp_survey old = *survey;

  if ((survey->claims + 1) * 4 <= survey->claims_cap * 3)
    return true;
  survey->claims_cap = old.claims_cap ? old.claims_cap * 2 : 256;
  survey->claim = calloc(survey->claims_cap, sizeof(*survey->claim));
  if (!survey->claim) {
    *survey = old;
    return false;
  }
  for (size_t i = 0; i < old.claims_cap; i++)
    if (old.claim[i].key)
      *place_of(survey, old.claim[i].key) = old.claim[i];
  free(old.claim);
  return true;
}

size_t
sp_survey_owner(const struct sp_survey *survey, struct sp_str id)
{
  const struct sp_survey_claim *claim;

  if (survey->claims_cap == 0)
    return SIZE_MAX;
  claim = place_of(survey, key_of(id));
  return claim->key ? claim->item : SIZE_MAX;
}

/* False when memory ran out; an address that another has stays its own. */
static bool
claim(struct sp_survey *survey, struct sp_str id, size_t item)
{
  struct sp_survey_claim *place;

  if (!make_room(survey))
    return false;
  place = place_of(survey, key_of(id));
  if (!place->key) {
    *place = (struct sp_survey_claim){key_of(id), (uint32_t)item};
    survey->claims++;
  }
  return true;
}

static bool
has_address(const struct sp_facts *facts, struct sp_str id)
{
  if (sp_str_eq(facts->id, id))
    return true;
  for (size_t i = 0; i < facts->redirects.count; i++)
    if (sp_str_eq(facts->redirects.item[i], id))
      return true;
  return false;
}

/* An address that a file is live at, and still has, comes before all new
 * ones. */
static bool
claim_live(struct sp_survey *survey, const struct sp_known *known,
           const struct sp_facts *before, size_t item)
{
  bool done = !has_address(&known->facts, before->id) ||
              claim(survey, before->id, item);

  for (size_t i = 0; i < before->redirects.count && done; i++)
    if (has_address(&known->facts, before->redirects.item[i]))
      done = claim(survey, before->redirects.item[i], item);
  return done;
}

static bool
is_free(const struct sp_survey *survey, struct sp_str id, size_t item)
{
  size_t owner = sp_survey_owner(survey, id);

  return owner == SIZE_MAX || owner == item;
}

/* All addresses of a file, or none of the new ones. */
static bool
claim_all(struct sp_survey *survey, struct sp_item *items,
          const struct sp_facts *facts, size_t item)
{
  bool done;

  items[item].loses = !is_free(survey, facts->id, item);
  for (size_t i = 0; i < facts->redirects.count; i++)
    if (!is_free(survey, facts->redirects.item[i], item))
      items[item].loses = true;
  if (items[item].loses)
    return true;
  done = claim(survey, facts->id, item);
  for (size_t i = 0; i < facts->redirects.count && done; i++)
    done = claim(survey, facts->redirects.item[i], item);
  return done;
}

/* ---- the passes ---- */

static enum sp_status
look_at(struct sp_survey *survey, struct sp_catalog *catalog, size_t i,
        struct sp_arena *arena, struct sp_err *err)
{
  struct sp_item *item = &catalog->item[i];
  struct sp_known known;
  struct sp_facts before;
  struct sp_entry old;
  struct sp_good good;
  enum sp_status status;
  bool done;

  item->face = (struct sp_hash){0};
  status = sp_survey_know(catalog, i, arena, &known, err);
  if (status == SP_OK && known.known)
    status = sp_catalog_old(catalog, i, arena, &old, err);
  if (status != SP_OK || !known.known)
    return status;
  item->face = face_of(&known, catalog->now);
  item->contact = known.facts.type == SP_DOC_CONTACT;
  done = add_contact(survey, arena, &known.facts, i);
  good = sp_survey_good(&old);
  if (done && (old.live.made || item->was_public) && good.facts.len > 0 &&
      sp_facts_unpack(arena, good.facts, &before))
    done = claim_live(survey, &known, &before, i);
  return done ? SP_OK : sp_fail(err, SP_E_NOMEM, "out of memory");
}

static enum sp_status
settle_addresses(struct sp_survey *survey, struct sp_catalog *catalog, size_t i,
                 struct sp_arena *arena, struct sp_err *err)
{
  struct sp_verdict own;
  struct sp_facts facts;
  enum sp_status status = sp_catalog_own(catalog, i, arena, &own, err);

  if (status != SP_OK || !own.usable ||
      !sp_facts_unpack(arena, own.facts, &facts))
    return status;
  return claim_all(survey, catalog->item, &facts, i)
             ? SP_OK
             : sp_fail(err, SP_E_NOMEM, "out of memory");
}

enum sp_status
sp_survey_make(struct sp_survey *survey, struct sp_catalog *catalog,
               struct sp_err *err)
{
  struct sp_arena arena = {0};
  enum sp_status status = SP_OK;

  for (size_t i = 0; i < catalog->walk.files && status == SP_OK; i++) {
    status = look_at(survey, catalog, i, &arena, err);
    sp_arena_release(&arena);
  }
  if (survey->names > 0)
    qsort(survey->name, survey->names, sizeof(*survey->name), compare_names);
  for (size_t i = 0; i < catalog->walk.files && status == SP_OK; i++) {
    if (sp_kind_is_document(catalog->item[i].kind) && !catalog->item[i].gone)
      status = settle_addresses(survey, catalog, i, &arena, err);
    sp_arena_release(&arena);
  }
  return status;
}

void
sp_survey_release(struct sp_survey *survey)
{
  free(survey->name);
  free(survey->claim);
  *survey = (struct sp_survey){0};
}
