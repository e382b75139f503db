/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/check_twins.h"

#include <stdlib.h>

#include "lib/text.h"

#define RUN 3 /* words */

/* ---- sketches ---- */

struct words {
  struct sp_arena *arena;
  uint32_t *hash; /* of each word, in order */
  size_t count, cap;
};

static bool
is_word(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
}

/* FNV-1a */
static uint32_t
mix(uint32_t hash, unsigned char byte)
{
  return (hash ^ byte) * 16777619u;
}
#define SEED 2166136261u

static void
add_words(struct words *w, struct sp_str text)
{
  struct sp_str lower = sp_text_lower(w->arena, text);

  for (size_t i = 0; i < lower.len;) {
    uint32_t hash = SEED;

    if (!is_word(lower.ptr[i])) {
      i++;
      continue;
    }
    for (; i < lower.len && is_word(lower.ptr[i]); i++)
      hash = mix(hash, (unsigned char)lower.ptr[i]);
    SP_PUSH(w->arena, w->hash, w->count, w->cap, hash);
  }
}

static void
collect(struct words *w, const struct sp_node *step)
{
  bool skip = false;

  for (struct sp_node *n = step->first; n; n = sp_node_walk(step, n, skip)) {
    skip = n->kind == SP_NODE_INCLUDE || n->kind == SP_NODE_SECTION;
    if (n->kind == SP_NODE_TEXT || n->kind == SP_NODE_CODE ||
        n->kind == SP_NODE_CODE_BLOCK)
      add_words(w, n->text);
  }
}

static int
by_value(const void *va, const void *vb)
{
  uint32_t a = *(const uint32_t *)va, b = *(const uint32_t *)vb;

  return (a > b) - (a < b);
}

/* Hash of the run of words that begins here. */
static uint32_t
run_at(const struct words *w, size_t at)
{
  uint32_t hash = SEED;

  for (size_t i = at; i < at + RUN; i++)
    for (int shift = 0; shift < 32; shift += 8)
      hash = mix(hash, (unsigned char)(w->hash[i] >> shift));
  /* The least are kept, so no bit may tell more than another. */
  hash ^= hash >> 16;
  hash *= 0x85EBCA6Bu;
  hash ^= hash >> 13;
  hash *= 0xC2B2AE35u;
  return hash ^ hash >> 16;
}

static void
sketch_words(struct sp_arena *arena, const struct words *w,
             struct sp_sketch *out)
{
  size_t runs = w->count - RUN + 1, kept = 1;
  struct sp_arena scratch = {0};
  uint32_t *run = sp_arena_array(&scratch, uint32_t, runs);

  for (size_t i = 0; i < runs; i++)
    run[i] = run_at(w, i);
  qsort(run, runs, sizeof(*run), by_value);
  for (size_t i = 1; i < runs; i++)
    if (run[i] != run[kept - 1])
      run[kept++] = run[i];
  out->hashes = kept < SP_SKETCH_MAX ? kept : SP_SKETCH_MAX;
  out->hash = sp_arena_array(arena, uint32_t, out->hashes);
  memcpy(out->hash, run, out->hashes * sizeof(*run));
  sp_arena_release(&scratch);
}

void
sp_sketch_doc(struct sp_arena *arena, const struct sp_doc *doc,
              struct sp_sketches *out)
{
  *out = (struct sp_sketches){0};
  if (doc->type != SP_DOC_SCRIPT)
    return;
  for (const struct sp_node *n = doc->root->first;
       n && out->count < SP_SKETCHES_MAX; n = n->next) {
    struct sp_sketch sketch = {.heading = n->text, .line = n->line};
    struct sp_arena scratch = {0};
    struct words w = {.arena = &scratch};

    if (n->kind != SP_NODE_SECTION || n->flags & SP_FLAG_TEST_CALLS)
      continue;
    collect(&w, n);
    if (w.count >= SP_SKETCH_WORDS_MIN) {
      sketch_words(arena, &w, &sketch);
      SP_PUSH(arena, out->item, out->count, out->cap, sketch);
    }
    sp_arena_release(&scratch);
  }
}

unsigned
sp_sketch_likeness(const struct sp_sketch *a, const struct sp_sketch *b)
{
  size_t i = 0, j = 0, all = 0, common = 0;

  /* Of what lies beyond the last hash of a full sketch nothing is known. */
  while (all < SP_SKETCH_MAX && (i < a->hashes || j < b->hashes)) {
    bool of_a = i < a->hashes && (j == b->hashes || a->hash[i] <= b->hash[j]);
    bool of_b = j < b->hashes && (i == a->hashes || b->hash[j] <= a->hash[i]);

    i += of_a;
    j += of_b;
    common += of_a && of_b;
    all++;
  }
  return all ? (unsigned)(common * 100 / all) : 0;
}

/* ---- packed ---- */

void
sp_sketches_pack(struct sp_buf *out, const struct sp_sketches *sketches)
{
  sp_pack_u64(out, sketches->count);
  for (size_t i = 0; i < sketches->count; i++) {
    const struct sp_sketch *sketch = &sketches->item[i];
    uint32_t before = 0;

    sp_pack_str(out, sketch->heading);
    sp_pack_u64(out, sketch->line);
    sp_pack_u64(out, sketch->hashes);
    for (size_t k = 0; k < sketch->hashes; k++) {
      sp_pack_u64(out, sketch->hash[k] - before);
      before = sketch->hash[k];
    }
  }
}

static void
unpack_hashes(struct sp_arena *arena, struct sp_unpack *in,
              struct sp_sketch *out)
{
  uint32_t before = 0;

  out->hashes = sp_unpack_count(in, 1);
  if (out->hashes > SP_SKETCH_MAX) {
    in->broken = true;
    out->hashes = 0;
  }
  out->hash = sp_arena_array(arena, uint32_t, out->hashes);
  for (size_t k = 0; k < out->hashes; k++) {
    uint32_t more = sp_unpack_u32(in);

    if ((k && more == 0) || more > UINT32_MAX - before)
      in->broken = true;
    before += more;
    out->hash[k] = before;
  }
}

void
sp_sketches_unpack(struct sp_arena *arena, struct sp_unpack *in,
                   struct sp_sketches *out)
{
  out->count = out->cap = sp_unpack_count(in, 3);
  if (out->count > SP_SKETCHES_MAX) {
    in->broken = true;
    out->count = out->cap = 0;
  }
  out->item = sp_arena_array(arena, struct sp_sketch, out->count);
  for (size_t i = 0; i < out->count; i++) {
    out->item[i].heading = sp_unpack_str(in);
    out->item[i].line = sp_unpack_u32(in);
    unpack_hashes(arena, in, &out->item[i]);
  }
}

/* ---- pairs ---- */

/* Of one hash at most this many steps are compared, so that a hundred scripts
 * with one sentence cost no more than a few. */
#define SHARED_MAX 64

/* A step of all scripts, and where each hash occurs. */
struct place {
  const struct sp_sketch *sketch;
  size_t script, step;
};
struct post {
  uint32_t hash, place;
};

static int
by_hash(const void *va, const void *vb)
{
  const struct post *a = va, *b = vb;

  if (a->hash != b->hash)
    return a->hash < b->hash ? -1 : 1;
  return (a->place > b->place) - (a->place < b->place);
}

struct finder {
  struct place *place;
  size_t places;
  struct post *post; /* by hash */
  size_t posts;
  uint32_t *shared; /* of each place, with the one that is looked at */
  uint32_t *touched;
};

static void
list_places(struct sp_arena *arena, const struct sp_twin_script *script,
            size_t scripts, struct finder *f)
{
  size_t places = 0, posts = 0;

  for (size_t s = 0; s < scripts; s++) {
    places += script[s].steps.count;
    for (size_t i = 0; i < script[s].steps.count; i++)
      posts += script[s].steps.item[i].hashes;
  }
  f->place = sp_arena_array(arena, struct place, places);
  f->post = sp_arena_array(arena, struct post, posts);
  f->shared = sp_arena_array(arena, uint32_t, places);
  f->touched = sp_arena_array(arena, uint32_t, places);
  for (size_t s = 0; s < scripts; s++)
    for (size_t i = 0; i < script[s].steps.count; i++) {
      const struct sp_sketch *sketch = &script[s].steps.item[i];

      for (size_t k = 0; k < sketch->hashes; k++)
        f->post[f->posts++] =
            (struct post){sketch->hash[k], (uint32_t)f->places};
      f->place[f->places++] = (struct place){sketch, s, i};
    }
  if (f->posts)
    qsort(f->post, f->posts, sizeof(*f->post), by_hash);
}

static size_t
first_post(const struct finder *f, uint32_t hash)
{
  size_t low = 0, high = f->posts;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (f->post[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Count what each earlier step of another script shares with this one.
 * Returns how many share anything. */
static size_t
count_shared(struct finder *f, size_t at)
{
  const struct place *place = &f->place[at];
  size_t touched = 0;

  for (size_t k = 0; k < place->sketch->hashes; k++) {
    uint32_t hash = place->sketch->hash[k];
    size_t post = first_post(f, hash), last = post + SHARED_MAX;

    for (; post < f->posts && post < last && f->post[post].hash == hash &&
           f->post[post].place < at;
         post++) {
      uint32_t other = f->post[post].place;

      if (f->place[other].script == place->script)
        continue;
      if (f->shared[other]++ == 0)
        f->touched[touched++] = other;
    }
  }
  return touched;
}

/* The earlier step that is most like this one; SIZE_MAX: none is. */
static size_t
find_twin(struct finder *f, size_t at)
{
  size_t touched = count_shared(f, at), best = SIZE_MAX;
  unsigned most = SP_TWIN_LIKENESS - 1;

  for (size_t i = 0; i < touched; i++) {
    size_t other = f->touched[i];
    bool worth = (size_t)f->shared[other] * 2 > f->place[at].sketch->hashes;
    unsigned likeness =
        worth ? sp_sketch_likeness(f->place[at].sketch, f->place[other].sketch)
              : 0;

    f->shared[other] = 0;
    if (likeness > most ||
        (likeness == most && best != SIZE_MAX && other < best)) {
      most = likeness;
      best = other;
    }
  }
  return best;
}

struct sp_twin_pair *
sp_twin_pairs(struct sp_arena *arena, const struct sp_twin_script *script,
              size_t scripts, size_t *count)
{
  struct finder f = {0};
  struct sp_twin_pair *pair = NULL;
  size_t cap = 0;

  *count = 0;
  list_places(arena, script, scripts, &f);
  for (size_t at = 0; at < f.places; at++) {
    size_t other = find_twin(&f, at);

    if (other != SIZE_MAX)
      SP_PUSH(
          arena, pair, *count, cap,
          ((struct sp_twin_pair){f.place[at].script, f.place[at].step,
                                 f.place[other].script, f.place[other].step}));
  }
  return pair;
}

void
sp_twin_say(const struct sp_twin_script *script,
            const struct sp_twin_pair *pair, struct sp_diags *diags)
{
  const struct sp_twin_script *own = &script[pair->script];
  const struct sp_twin_script *other = &script[pair->other_script];
  const struct sp_sketch *step = &own->steps.item[pair->step];
  const struct sp_sketch *twin = &other->steps.item[pair->other_step];

  sp_diag(diags, "W24", own->path, step->line, 0,
          "\"%.*s\" says nearly the same as \"%.*s\" of %.*s, line %u: put the"
          " words into a snippet that both include, or let one script lead to"
          " the other",
          SP_FMT(step->heading), SP_FMT(twin->heading), SP_FMT(other->path),
          twin->line);
  sp_diag_partner(diags, other->path);
}
