/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/page.h - a finished page: what the index stores of a document for one
 * audience, and all that searchd needs to show it.
 *
 * A page is a head (what lists and results show) and sections, each a run of
 * segments.  A segment is a piece of HTML with the levels and the time for
 * which it is shown; the reader filters segments before anything is shown. */
#ifndef SP_PAGE_H
#define SP_PAGE_H

#include "lib/doc.h"
#include "lib/when.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sp_page_head {
  struct sp_str id, title, summary, service, lang;
  enum sp_doc_type type;
  unsigned level;
  struct sp_str provider;  /* title of who provides it; empty: the council */
  struct sp_str reviewed;  /* ISO date */
  struct sp_str review_by; /* likewise; empty: none */
  sp_instant from, until;
};

struct sp_segment {
  unsigned level_min, level_max; /* 1..4, both included */
  sp_instant from, until;        /* shown while from <= now < until */
  struct sp_html html;
  struct sp_str text; /* its words, for the index; not stored in the page */
};

struct sp_page_section {
  struct sp_str anchor, heading; /* both empty: the introduction */
  unsigned level_min, level_max; /* of the section's guard */
  sp_instant from, until;
  struct sp_segment *segment;
  size_t segments, cap;
};

struct sp_page_link {
  struct sp_str label;
  struct sp_url url;
  unsigned level; /* of the page it leads to: shown from this level on */
};

/* A line `name: value` of a contact, already in words. */
struct sp_page_fact {
  struct sp_str name; /* the field's name, "phone" */
  struct sp_str value;
};

struct sp_page {
  struct sp_page_head head;
  enum sp_audience audience; /* of the document, not of the index */
  struct sp_str owner, service_level, legal, changed;
  struct sp_url provider_url; /* empty: none */
  struct sp_offer self_service;
  bool sensitive, must_read;
  struct sp_texts also_asked; /* for the index; not stored in the page */
  struct sp_page_link *related;
  size_t related_count;
  struct sp_page_fact *fact;
  size_t facts;
  struct sp_page_section *section; /* section[0] is the introduction */
  size_t sections;
  struct sp_str playable; /* of a script: playable.h; empty: none */
};

void sp_page_head_pack(struct sp_buf *out, const struct sp_page_head *head);
/* What is broken stays empty and in->broken tells.  Texts are borrowed from the
 * bytes being read, which must outlive the head. */
void sp_page_head_unpack(struct sp_unpack *in, struct sp_page_head *head);
void sp_page_pack(struct sp_buf *out, const struct sp_page *page);
/* NULL when the bytes are broken.  Lists live in the arena; texts are borrowed
 * from the bytes, which must outlive the page. */
struct sp_page *sp_page_unpack(struct sp_arena *arena, struct sp_str bytes);

/* What a page is suggested by, beside its title: customers' own words, and the
 * headings of an FAQ's questions. */
struct sp_page_question {
  struct sp_str heading, anchor;
};
struct sp_page_hints {
  struct sp_texts also_asked;
  struct sp_page_question *question;
  size_t questions;
};

/* Only what everybody may see as long as the page is there: nothing of a page
 * above level 1, no question that is for higher levels or has a time of its
 * own.  Puts nothing when there is nothing to put. */
void sp_page_hints_pack(struct sp_buf *out, const struct sp_page *page);
/* False when the bytes are broken; *hints is then empty.  Lists live in the
 * arena; texts are borrowed from the bytes, which must outlive the hints. */
bool sp_page_hints_unpack(struct sp_arena *arena, struct sp_str bytes,
                          struct sp_page_hints *hints);

/* Has the day by which it was to be reviewed gone by? */
bool sp_page_is_overdue(const struct sp_page_head *head, sp_instant now);

/* May it be shown to this level at this moment? */
bool sp_segment_live(const struct sp_segment *segment, unsigned level,
                     sp_instant now);
bool sp_section_live(const struct sp_page_section *section, unsigned level,
                     sp_instant now);
/* The first moment after now at which something of the page appears or goes;
 * SP_ALWAYS_UNTIL when nothing does.  No cached reply may live longer. */
sp_instant sp_page_boundary(const struct sp_page *page, sp_instant now);

#ifdef __cplusplus
}
#endif
#endif
