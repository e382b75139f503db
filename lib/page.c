/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/page.h"

/* The fewest bytes that each item of a list takes, so that a count which the
 * bytes cannot hold is refused before memory is taken for it. */
#define LINK_MIN 2
#define FACT_MIN 2
#define SEGMENT_MIN 5
#define SECTION_MIN 7
#define PHRASE_MIN 1
#define QUESTION_MIN 2

void
sp_page_head_pack(struct sp_buf *out, const struct sp_page_head *head)
{
  sp_pack_str(out, head->id);
  sp_pack_str(out, head->title);
  sp_pack_str(out, head->summary);
  sp_pack_str(out, head->service);
  sp_pack_str(out, head->lang);
  sp_pack_u64(out, head->type);
  sp_pack_u64(out, head->level);
  sp_pack_str(out, head->provider);
  sp_pack_str(out, head->reviewed);
  sp_pack_str(out, head->review_by);
  sp_pack_i64(out, head->from);
  sp_pack_i64(out, head->until);
}

static unsigned
unpack_level(struct sp_unpack *in)
{
  uint32_t level = sp_unpack_u32(in);

  if (level < 1 || level > 4)
    in->broken = true;
  return level;
}

void
sp_page_head_unpack(struct sp_unpack *in, struct sp_page_head *head)
{
  uint32_t type;

  head->id = sp_unpack_str(in);
  head->title = sp_unpack_str(in);
  head->summary = sp_unpack_str(in);
  head->service = sp_unpack_str(in);
  head->lang = sp_unpack_str(in);
  type = sp_unpack_u32(in);
  if (type >= SP_DOC_TYPES) {
    in->broken = true;
    type = 0;
  }
  head->type = (enum sp_doc_type)type;
  head->level = unpack_level(in);
  head->provider = sp_unpack_str(in);
  head->reviewed = sp_unpack_str(in);
  head->review_by = sp_unpack_str(in);
  head->from = sp_unpack_i64(in);
  head->until = sp_unpack_i64(in);
}

static void
pack_section(struct sp_buf *out, const struct sp_page_section *section)
{
  sp_pack_str(out, section->anchor);
  sp_pack_str(out, section->heading);
  sp_pack_u64(out, section->level_min);
  sp_pack_u64(out, section->level_max);
  sp_pack_i64(out, section->from);
  sp_pack_i64(out, section->until);
  sp_pack_u64(out, section->segments);
  for (size_t i = 0; i < section->segments; i++) {
    const struct sp_segment *segment = &section->segment[i];

    sp_pack_u64(out, segment->level_min);
    sp_pack_u64(out, segment->level_max);
    sp_pack_i64(out, segment->from);
    sp_pack_i64(out, segment->until);
    sp_pack_str(out, segment->html.raw);
  }
}

static void
unpack_section(struct sp_arena *arena, struct sp_unpack *in,
               struct sp_page_section *section)
{
  section->anchor = sp_unpack_str(in);
  section->heading = sp_unpack_str(in);
  section->level_min = unpack_level(in);
  section->level_max = unpack_level(in);
  section->from = sp_unpack_i64(in);
  section->until = sp_unpack_i64(in);
  section->segments = sp_unpack_count(in, SEGMENT_MIN);
  section->cap = section->segments;
  section->segment =
      sp_arena_array(arena, struct sp_segment, section->segments);
  for (size_t i = 0; i < section->segments; i++) {
    struct sp_segment *segment = &section->segment[i];

    segment->level_min = unpack_level(in);
    segment->level_max = unpack_level(in);
    segment->from = sp_unpack_i64(in);
    segment->until = sp_unpack_i64(in);
    segment->html.raw = sp_unpack_str(in);
  }
}

void
sp_page_pack(struct sp_buf *out, const struct sp_page *page)
{
  sp_page_head_pack(out, &page->head);
  sp_pack_u64(out, page->audience);
  sp_pack_str(out, page->owner);
  sp_pack_str(out, page->service_level);
  sp_pack_str(out, page->legal);
  sp_pack_str(out, page->changed);
  sp_pack_str(out, page->provider_url.raw);
  sp_pack_str(out, page->self_service.label);
  sp_pack_str(out, page->self_service.target);
  sp_pack_str(out, page->self_service.url);
  sp_pack_str(out, page->self_service.sentence);
  sp_pack_bool(out, page->sensitive);
  sp_pack_bool(out, page->must_read);
  sp_pack_u64(out, page->related_count);
  for (size_t i = 0; i < page->related_count; i++) {
    sp_pack_str(out, page->related[i].label);
    sp_pack_str(out, page->related[i].url.raw);
    sp_pack_u64(out, page->related[i].level);
  }
  sp_pack_u64(out, page->facts);
  for (size_t i = 0; i < page->facts; i++) {
    sp_pack_str(out, page->fact[i].name);
    sp_pack_str(out, page->fact[i].value);
  }
  sp_pack_u64(out, page->sections);
  for (size_t i = 0; i < page->sections; i++)
    pack_section(out, &page->section[i]);
  sp_pack_str(out, page->playable);
}

static void
unpack_lists(struct sp_arena *arena, struct sp_unpack *in, struct sp_page *page)
{
  page->related_count = sp_unpack_count(in, LINK_MIN);
  page->related =
      sp_arena_array(arena, struct sp_page_link, page->related_count);
  for (size_t i = 0; i < page->related_count; i++) {
    page->related[i].label = sp_unpack_str(in);
    page->related[i].url.raw = sp_unpack_str(in);
    page->related[i].level = sp_unpack_u32(in);
  }
  page->facts = sp_unpack_count(in, FACT_MIN);
  page->fact = sp_arena_array(arena, struct sp_page_fact, page->facts);
  for (size_t i = 0; i < page->facts; i++) {
    page->fact[i].name = sp_unpack_str(in);
    page->fact[i].value = sp_unpack_str(in);
  }
  page->sections = sp_unpack_count(in, SECTION_MIN);
  page->section = sp_arena_array(arena, struct sp_page_section, page->sections);
  for (size_t i = 0; i < page->sections; i++)
    unpack_section(arena, in, &page->section[i]);
}

struct sp_page *
sp_page_unpack(struct sp_arena *arena, struct sp_str bytes)
{
  struct sp_page *page = sp_arena_new(arena, struct sp_page);
  struct sp_unpack in = {bytes, false};
  uint32_t audience;

  sp_page_head_unpack(&in, &page->head);
  audience = sp_unpack_u32(&in);
  if (audience != SP_STAFF && audience != SP_PUBLIC)
    in.broken = true;
  page->audience = audience == SP_PUBLIC ? SP_PUBLIC : SP_STAFF;
  page->owner = sp_unpack_str(&in);
  page->service_level = sp_unpack_str(&in);
  page->legal = sp_unpack_str(&in);
  page->changed = sp_unpack_str(&in);
  page->provider_url.raw = sp_unpack_str(&in);
  page->self_service.label = sp_unpack_str(&in);
  page->self_service.target = sp_unpack_str(&in);
  page->self_service.url = sp_unpack_str(&in);
  page->self_service.sentence = sp_unpack_str(&in);
  page->sensitive = sp_unpack_bool(&in);
  page->must_read = sp_unpack_bool(&in);
  unpack_lists(arena, &in, page);
  page->playable = sp_unpack_str(&in);
  return sp_unpack_done(&in) ? page : NULL;
}

static bool
is_hint(const struct sp_page_section *section)
{
  return section->heading.len > 0 && section->anchor.len > 0 &&
         section->level_min <= 1 && section->level_max >= 1 &&
         section->from == SP_ALWAYS_FROM && section->until == SP_ALWAYS_UNTIL;
}

void
sp_page_hints_pack(struct sp_buf *out, const struct sp_page *page)
{
  size_t questions = 0;

  for (size_t i = 0; i < page->sections; i++)
    questions += page->head.type == SP_DOC_FAQ && is_hint(&page->section[i]);
  if (page->head.level > 1 || (page->also_asked.count == 0 && questions == 0))
    return;
  sp_pack_u64(out, page->also_asked.count);
  for (size_t i = 0; i < page->also_asked.count; i++)
    sp_pack_str(out, page->also_asked.item[i]);
  sp_pack_u64(out, questions);
  for (size_t i = 0; questions > 0 && i < page->sections; i++)
    if (is_hint(&page->section[i])) {
      sp_pack_str(out, page->section[i].heading);
      sp_pack_str(out, page->section[i].anchor);
    }
}

bool
sp_page_hints_unpack(struct sp_arena *arena, struct sp_str bytes,
                     struct sp_page_hints *hints)
{
  struct sp_unpack in = {bytes, false};
  struct sp_texts *asked = &hints->also_asked;

  *hints = (struct sp_page_hints){0};
  asked->count = asked->cap = sp_unpack_count(&in, PHRASE_MIN);
  asked->item = sp_arena_array(arena, struct sp_str, asked->count);
  for (size_t i = 0; i < asked->count; i++)
    asked->item[i] = sp_unpack_str(&in);
  hints->questions = sp_unpack_count(&in, QUESTION_MIN);
  hints->question =
      sp_arena_array(arena, struct sp_page_question, hints->questions);
  for (size_t i = 0; i < hints->questions; i++) {
    hints->question[i].heading = sp_unpack_str(&in);
    hints->question[i].anchor = sp_unpack_str(&in);
  }
  if (!sp_unpack_done(&in))
    *hints = (struct sp_page_hints){0};
  return !in.broken && in.rest.len == 0;
}

bool
sp_page_is_overdue(const struct sp_page_head *head, sp_instant now)
{
  struct sp_civil date;

  return sp_civil_parse(head->review_by, &date) && sp_civil_end(&date) <= now;
}

bool
sp_segment_live(const struct sp_segment *segment, unsigned level,
                sp_instant now)
{
  return segment->level_min <= level && level <= segment->level_max &&
         segment->from <= now && now < segment->until;
}

bool
sp_section_live(const struct sp_page_section *section, unsigned level,
                sp_instant now)
{
  return section->level_min <= level && level <= section->level_max &&
         section->from <= now && now < section->until;
}

/* The earlier of `next` and whichever of the two comes after now. */
static sp_instant
sooner(sp_instant next, sp_instant from, sp_instant until, sp_instant now)
{
  if (from > now && from < next)
    next = from;
  if (until > now && until < next)
    next = until;
  return next;
}

sp_instant
sp_page_boundary(const struct sp_page *page, sp_instant now)
{
  sp_instant next =
      sooner(SP_ALWAYS_UNTIL, page->head.from, page->head.until, now);

  for (size_t i = 0; i < page->sections; i++) {
    const struct sp_page_section *section = &page->section[i];

    next = sooner(next, section->from, section->until, now);
    for (size_t j = 0; j < section->segments; j++)
      next = sooner(next, section->segment[j].from, section->segment[j].until,
                    now);
  }
  return next;
}
