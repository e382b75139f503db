/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/wire.h - what the indexer and its parser children say to each
 * other: one request, one verdict; each preceded by its length, four bytes,
 * low one first.  And a greeting, once the child is in its sandbox. */
#ifndef SP_WIRE_H
#define SP_WIRE_H

#include "indexer/kind.h"
#include "lib/doc.h"
#include "lib/error.h"

#define SP_WIRE_HEADER 4
/* A request is a file and its path; a verdict a model, which may be several
 * times as large.  Pieces of both fit into the spool. */
#define SP_WIRE_MAX (((size_t)1 << 24) + 65536)
#define SP_VERDICT_FACTS_MAX ((size_t)1 << 20)
#define SP_VERDICT_PAYLOAD_MAX ((size_t)14 << 20)
/* A longer title is not told of a document in error. */
#define SP_NAME_MAX 1000

struct sp_job {
  enum sp_kind kind;
  bool scan; /* of DITA: only what it needs and offers; the verdict's payload is
                its card (lib/dita.h) */
  struct sp_read_options options; /* with the path */
  struct sp_str bytes;
};

/* What came of reading a file. */
struct sp_verdict {
  /* A document without an error; settings of which at least a part can be
   * used. */
  bool usable;
  bool audience_known;
  enum sp_audience audience;
  sp_instant until;    /* SP_ALWAYS_UNTIL: no end is known */
  struct sp_str diags; /* sp_diags_pack() */
  /* Of documents, sp_facts_pack().  Of one in error at most what it is called,
   * so that who names it can be told so: id, title and type. */
  struct sp_str facts;
  /* Of documents sp_doc_pack(), of settings settings.h; empty when the file is
   * not usable. */
  struct sp_str payload;
};

void sp_wire_put_length(char header[SP_WIRE_HEADER], size_t len);
size_t sp_wire_length(const char header[SP_WIRE_HEADER]);

void sp_job_pack(struct sp_buf *out, const struct sp_job *job);
/* False when the bytes are broken.  Texts are borrowed from the bytes. */
bool sp_job_unpack(struct sp_str bytes, struct sp_job *out);
void sp_verdict_pack(struct sp_buf *out, const struct sp_verdict *verdict);
/* Reads a verdict that may be followed by more; in->broken tells when the bytes
 * are.  Texts are borrowed from them. */
void sp_verdict_unpack(struct sp_unpack *in, struct sp_verdict *out);
/* The greeting: code and why.  Unpacking gives false when the bytes are broken,
 * and else borrows from them. */
void sp_greeting_pack(struct sp_buf *out, enum sp_status status,
                      struct sp_str why);
bool sp_greeting_unpack(struct sp_str bytes, enum sp_status *status,
                        struct sp_str *why);

#endif
