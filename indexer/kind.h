/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/kind.h - what a file of the content folder is, told by its path. */
#ifndef SP_KIND_H
#define SP_KIND_H

#include "lib/base.h"

enum sp_kind {
  SP_KIND_OTHER, /* a picture, a note: passed over */
  SP_KIND_MARKDOWN,
  SP_KIND_XML,
  SP_KIND_DITA, /* .dita, .ditamap; an .xml file may be DITA too */
  /* Settings; they stand in the content folder itself. */
  SP_KIND_SITE,
  SP_KIND_SERVICES,
  SP_KIND_GLOSSARY,
  SP_KIND_FEES,
  SP_KIND_CALENDAR, /* bank-holidays.csv */
  SP_KIND_ROTA,     /* on-call.csv */
  SP_KIND_AREAS,
  SP_KIND_PINS,
  SP_KIND_SYNONYMS
};
#define SP_KINDS (SP_KIND_SYNONYMS + 1)

/* Foreign trees (lenient) have .markdown too. */
enum sp_kind sp_kind_of(struct sp_str path, bool lenient);
static inline bool
sp_kind_is_document(enum sp_kind kind)
{
  return kind == SP_KIND_MARKDOWN || kind == SP_KIND_XML ||
         kind == SP_KIND_DITA;
}
/* The most bytes that such a file may have. */
size_t sp_kind_max_bytes(enum sp_kind kind);
/* The id of a document: its path without the ending; of a DITA map the whole
 * path. */
struct sp_str sp_kind_id(struct sp_str path);
/* Does the ending look like a document's but for its case ("a.MD")? */
bool sp_kind_is_misspelt(struct sp_str path, bool lenient);
/* Of a file that is passed over, but looks as if it were to be read: a sentence
 * for its author, in buf or static; NULL: there is nothing to say. */
#define SP_KIND_STRAY_MAX 200
const char *sp_kind_stray(struct sp_str path, bool lenient,
                          char buf[SP_KIND_STRAY_MAX]);

#endif
