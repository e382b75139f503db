/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/site.h - facts of the whole site: who the council is, its services and
 * words.  Read from content/'s settings files by the indexer, one packed copy
 * an audience in the index, unpacked by searchd. */
#ifndef SP_SITE_H
#define SP_SITE_H

#include "lib/areas.h"
#include "lib/csv.h"
#include "lib/doc.h"
#include "lib/yaml.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sp_service {
  struct sp_str key, title, parent, owner, lgsl;
  bool two_person;
};

struct sp_glossary_entry {
  struct sp_str short_form, long_form, meaning, service;
  struct sp_texts also;
  enum sp_audience audience;
};

/* A rule of synonyms.txt: who searches for one of `from` also finds what has
 * one of `to`.  "a, b, c" has the same list on both sides. */
struct sp_synonym {
  struct sp_texts from, to;
};

/* A row of pins.yaml: a page that stands first, or last, for one search. */
struct sp_pin {
  struct sp_str query;
  struct sp_str document;      /* id */
  struct sp_str owner, reason; /* staff copy only */
  bool is_worst;
  sp_instant from, until; /* it does nothing before and after; both the same:
                             the row has a slip and never does anything */
  unsigned line;
};

/* Lists of pages on the residents' home page: home.top, .pay, .apply, .report
 * of site.yaml. */
enum sp_home_list {
  SP_HOME_TOP,
  SP_HOME_PAY,
  SP_HOME_APPLY,
  SP_HOME_REPORT,
  SP_HOME_LISTS
};

struct sp_site {
  struct sp_str name, address, phone, textphone, hours, time_zone, email, web;
  /* The age at which residents should read with ease, in years ("9"). */
  struct sp_str reading_age;
  struct sp_texts languages, areas;
  /* ids of documents one key away on the staff site; staff copy only */
  struct sp_str safeguarding, complaints, difficult_call, incident;
  struct sp_texts home[SP_HOME_LISTS]; /* ids of documents, in order */
  struct sp_field *extra; /* theme.*, accessibility.*, privacy.* as written */
  size_t extras;
  struct sp_service *service;
  size_t services;
  struct sp_glossary_entry *entry;
  size_t entries;
  struct sp_synonym *synonym;
  size_t synonyms;
  struct sp_pin *pin;
  size_t pins;
  struct sp_areas served; /* areas.csv, for the public copy; none of its readers
                             here fills it */
};

#define SP_SYNONYM_WORDS_MAX 16 /* of one side's phrase */

/* Each reads one file's bytes into the site; diagnostics are E25 with line.
 * False when the file was not usable at all (the site is then unchanged).  A
 * field or an entry that is wrong by itself is left out and the rest is read.
 * Texts live in the arena.  That the zone exists is the caller's to see
 * (sp_when_zone()). */
bool sp_site_read_settings(struct sp_arena *arena, struct sp_str bytes,
                           struct sp_diags *diags, struct sp_site *site);
bool sp_site_read_services(struct sp_arena *arena, struct sp_str bytes,
                           struct sp_diags *diags, struct sp_site *site);
bool sp_site_read_glossary(struct sp_arena *arena, struct sp_str bytes,
                           struct sp_diags *diags, struct sp_site *site);
bool sp_site_read_synonyms(struct sp_arena *arena, struct sp_str bytes,
                           struct sp_diags *diags, struct sp_site *site);
/* Dates are of the process's zone: set it before.  All slips of a row are told,
 * and of two rows that pin one page for one search at one time the second; such
 * a row stays, without a time. */
bool sp_site_read_pins(struct sp_arena *arena, struct sp_str bytes,
                       struct sp_diags *diags, struct sp_site *site);
/* What a folder without settings has: name "Signpost", Europe/London, en,
 * a reading age of 9.
 * Call it first: what the files do not say stays. */
void sp_site_defaults(struct sp_site *site);
/* The service of a key; NULL: none. */
const struct sp_service *sp_site_service(const struct sp_site *site,
                                         struct sp_str key);

/* For SP_PUBLIC staff glossary entries, the staff documents' ids, and who
 * wanted a pin and why are left out, before anything is written.  That no pin
 * names a page that residents do not have is the caller's to see. */
void sp_site_pack(struct sp_buf *out, const struct sp_site *site,
                  enum sp_audience audience);
/* NULL when the bytes are broken.  Lists live in the arena; texts are borrowed
 * from the bytes, which must outlive the site. */
struct sp_site *sp_site_unpack(struct sp_arena *arena, struct sp_str bytes);

/* fees.csv.  amount is as written: 50 or 12.50.  until is the first instant at
 * which the amount no longer holds. */
struct sp_fee {
  struct sp_str key, label, amount, unit, service;
  struct sp_str source, checked; /* where it is decided; an ISO date */
  sp_instant from, until;
  unsigned line;
};
/* By key, then by from; of one key no two at one time. */
struct sp_fees {
  struct sp_fee *item;
  size_t count;
  struct sp_texts in_error; /* keys that were left out; in order */
};
/* Dates are of the process's zone: set it before.  False when the file is no
 * table of fees at all.  E25 with line for a bad key, amount or date and for
 * rows of one key that overlap or leave a gap in time; a key with anything
 * wrong is left out whole, so that no old price stays in force. */
bool sp_fees_read(struct sp_arena *arena, struct sp_str bytes,
                  struct sp_diags *diags, struct sp_fees *out);
/* "£50", "£12.50", "£1,250": the row of `key` in force at `now`; empty: none.
 */
struct sp_str sp_fees_amount(struct sp_arena *arena, const struct sp_fees *fees,
                             struct sp_str key, sp_instant now);
/* Was this key left out for an error in one of its rows? */
bool sp_fees_in_error(const struct sp_fees *fees, struct sp_str key);
/* The first instant after `now` at which another row of `key` comes into force
 * or the last one ends; SP_ALWAYS_UNTIL: none. */
sp_instant sp_fees_next_change(const struct sp_fees *fees, struct sp_str key,
                               sp_instant now);

#ifdef __cplusplus
}
#endif
#endif
