/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/handover.h - what the next person needs of a call, so that the customer
 * need not say it again: the way through the script, the words that were said,
 * what was recorded, how it ended, and of which versions.
 *
 * It is made from a walk and given out; nothing of it is kept. */
#ifndef SP_HANDOVER_H
#define SP_HANDOVER_H

#include "lib/buf.h"
#include "lib/call.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sp_handover {
  const struct sp_call *call;
  const struct sp_situation *situation;
  const struct sp_answers *answers; /* of the same walk */
  void *ctx;
  /* Which version of a document was used ("3f2a91c"); NULL or empty: only its
   * review date is named. */
  struct sp_str (*version)(void *ctx, const struct sp_doc *doc);
  /* The value of a record field, of any type; NULL or empty: a blank to be
   * filled in. */
  struct sp_str (*value)(void *ctx, const struct sp_node *record);
  /* Why the advisor judged as they did, at a step with `Judgement`. */
  struct sp_str (*reason)(void *ctx, const struct sp_place *place);
};

/* Plain text, lines of any length, ends with a line feed: for a case note or
 * an e-mail.  out->full when it did not fit. */
void sp_handover_text(struct sp_arena *arena,
                      const struct sp_handover *handover, struct sp_buf *out);

/* The same for a program:
 * {"at":RFC 3339,"level":N,"area","channel",
 *  "documents":[{"id","title","version","reviewed"}],
 *  "path":[{"document","step","question","said":[...],"answer",
 *           "judgement","reason"}],
 *  "results":{NAME:RESULT},
 *  "record":[{"name","type","required","value"}],
 *  "outcome":{"kind","to","what_happens_next","service_level","legal"},
 *  "hand_over":[...]}
 * What is not known is left out; outcome is null before the end. */
void sp_handover_json(struct sp_arena *arena,
                      const struct sp_handover *handover, struct sp_buf *out);

#ifdef __cplusplus
}
#endif
#endif
