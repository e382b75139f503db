/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/areas.h - areas.csv: where a postcode lies and who serves it there.
 *
 *   postcode,place,area,district,county,parish,from,until,water
 *   WX1,Wenbury,Wenbury,customer-services,saltshire-highways,,,,saltshire-water
 *   WX1 7LB,Marsh Lane,Northmarsh,customer-services,saltshire-highways,,,,…
 *
 * A row is for a full postcode, a sector (WX1 7) or an outward code (WX1), and
 * the longest that is in force wins.  Several rows of one postcode are several
 * places in it: who asks has to say which.  A cell of any column that is not of
 * place or time names a contact, or is an address outside (https://...), such
 * as that of the bin days there. */
#ifndef SP_AREAS_H
#define SP_AREAS_H

#include "lib/csv.h"
#include "lib/when.h"

#ifdef __cplusplus
extern "C" {
#endif

enum sp_postcode_part {
  SP_POSTCODE_OUTWARD, /* WX1 */
  SP_POSTCODE_SECTOR,  /* WX1 7 */
  SP_POSTCODE_FULL     /* WX1 7LB */
};
struct sp_postcode {
  enum sp_postcode_part part;
  char text[9];   /* capitals, one space, ended by a NUL */
  size_t outward; /* bytes of the outward code */
};
/* A British postcode or the first part of one, in any case.  A full one may be
 * spaced in any way, or not at all; a sector needs its space, since WX17 is
 * an outward code too.  False: none. */
bool sp_postcode_parse(struct sp_str s, struct sp_postcode *out);
/* The full postcodes that a visitor may have meant, the likelier first: as it
 * was typed, and with letters and digits that look alike (O and 0, I, L and 1)
 * put right.  Spaces and marks count for nothing.  Returns their number; 0:
 * it is no full postcode. */
#define SP_POSTCODE_READINGS 2
size_t sp_postcode_typed(struct sp_str s,
                         struct sp_postcode out[SP_POSTCODE_READINGS]);

struct sp_area {
  struct sp_str postcode; /* as sp_postcode has it */
  struct sp_str place, area;
  sp_instant from, until; /* until is the first instant after it */
  struct sp_str *contact; /* one of each column, as written; empty: none */
  unsigned line;
  /* Of its key: sp_area_key(). */
  struct sp_str slug; /* the area's name as an address has it */
  uint32_t answer;    /* the same for all rows with this area and cells */
};

/* By postcode, place and time. */
struct sp_areas {
  struct sp_str *column; /* district, county, water, … */
  size_t columns;
  struct sp_area *item;
  size_t count;
};

/* Texts live in the arena; dates are of the process's zone: set it before.
 * False when the file is no such table at all: *out is then empty.  E25 with
 * line for a column that looks like a slip for one of those above, a postcode
 * that is none, a cell that is a broken address, a bad date, an until before
 * its from, and a second row of one postcode and place for the same time; such
 * a row is left out. */
bool sp_areas_read(struct sp_arena *arena, struct sp_str bytes,
                   struct sp_diags *diags, struct sp_areas *out);

struct sp_area_list {
  const struct sp_area **item; /* by place */
  size_t count, cap;
  enum sp_postcode_part part; /* of the rows found */
  sp_instant until;           /* the answer holds before that */
};
/* The rows in force at `at` of the longest part of the postcode that has any.
 * The list lives in the arena. */
void sp_areas_find(struct sp_arena *arena, const struct sp_areas *areas,
                   const struct sp_postcode *postcode, sp_instant at,
                   struct sp_area_list *out);

/* Is there a column of contacts of this name? */
bool sp_areas_has(const struct sp_areas *areas, struct sp_str column);
/* The contact that a column names in a row; empty: none. */
struct sp_str sp_area_contact(const struct sp_areas *areas,
                              const struct sp_area *area, struct sp_str column);
/* The contact that a column names in all rows of an area (any case) in force
 * at `at`; empty: none, or they differ, so that it takes a postcode to tell. */
struct sp_str sp_areas_contact(const struct sp_areas *areas, struct sp_str area,
                               struct sp_str column, sp_instant at);

/* What a link may say of where somebody lives: the area's name, and where parts
 * of an area are served by others, digits made of who serves them.  It is a
 * function of the answer alone, so that all who get one answer have one key,
 * and tells no more of anybody than the answer does.  In the arena. */
struct sp_str sp_area_key(struct sp_arena *arena, const struct sp_areas *areas,
                          const struct sp_area *area, sp_instant at);

/* The rows in force of a key, as one.  A bare name is a key too where the parts
 * differ; so is one with digits where they no longer do. */
struct sp_area_answer {
  const struct sp_area *area; /* one of them; NULL: there is none */
  bool *differs;              /* of each column: it takes a postcode to tell */
  sp_instant until;           /* the answer holds before that */
};
void sp_areas_answer(struct sp_arena *arena, const struct sp_areas *areas,
                     struct sp_str key, sp_instant at,
                     struct sp_area_answer *out);

void sp_areas_pack(struct sp_buf *out, const struct sp_areas *areas);
/* Is the cell an address outside: https:// and the rest?  Another scheme could
 * be somebody's own mail or phone, and residents are shown what it is. */
bool sp_area_is_address(struct sp_str cell);

/* Fill slug and answer of all rows; done by reading and unpacking. */
void sp_areas_mark(struct sp_arena *arena, struct sp_areas *areas);
/* False when the bytes are broken; texts are borrowed from them. */
bool sp_areas_unpack(struct sp_arena *arena, struct sp_unpack *in,
                     struct sp_areas *out);

#ifdef __cplusplus
}
#endif
#endif
