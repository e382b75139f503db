/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/facts.h - what other files, and the next run, must know of a
 * document without reading it again. */
#ifndef SP_FACTS_H
#define SP_FACTS_H

#include "lib/check_twins.h"
#include "lib/render.h"
#include "lib/resolve.h"

struct sp_facts {
  struct sp_str id, title, service;
  enum sp_doc_type type;
  enum sp_audience audience;
  unsigned level;
  bool has_owner; /* names one itself, rather than its service's */
  sp_instant from, until;
  struct sp_doc_anchors anchors; /* of its headings, in order */
  struct sp_texts redirects;     /* ids it had before */
  struct sp_refs refs;
  /* Of them what the public page has words of: snippets in public text;
   * contacts of public outcomes and of provided-by, for their titles. */
  struct sp_refs shown;
  /* When something in it appears or goes, or grows old. */
  struct sp_instants boundaries;
  struct sp_str touched;       /* ISO date of its last change; empty: none */
  struct sp_texts checked;     /* sp_check_refs() */
  struct sp_sketches sketches; /* of a script's steps */
};

/* Texts are shared with the document. */
void sp_facts_of(struct sp_arena *arena, const struct sp_doc *doc,
                 struct sp_facts *out);
void sp_facts_pack(struct sp_buf *out, const struct sp_facts *facts);
/* False when the bytes are broken.  Texts are borrowed from the bytes. */
bool sp_facts_unpack(struct sp_arena *arena, struct sp_str bytes,
                     struct sp_facts *out);
static inline bool
sp_facts_live(const struct sp_facts *facts, sp_instant now)
{
  return facts->from <= now && now < facts->until;
}

#endif
