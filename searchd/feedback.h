/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/feedback.h - what the form "Is this page useful?" sends: read and
 * checked, without a page or a disk. */
#ifndef SP_FEEDBACK_H
#define SP_FEEDBACK_H

#include "searchd/app.h"

#define SP_FEEDBACK_WORDS_MAX 500 /* characters, as a browser counts lines */
#define SP_FEEDBACK_SEARCH                                                     \
  "search" /* the page of results; no document's id                            \
            */

struct sp_feedback {
  enum sp_event_kind kind; /* SP_EVENT_USEFUL, _NOT_USEFUL or _SAID */
  struct sp_str page;      /* id of a document, or SP_FEEDBACK_SEARCH */
  struct sp_str words;     /* of _SAID: as typed, trimmed; may be empty */
};

/* Does the form come from a page of this site?  Browsers say so in
 * Sec-Fetch-Site, older ones in Origin; who sends neither is no browser that
 * another site could use.  The Origin is ours when its host is the one that was
 * asked, or base_url's. */
bool sp_feedback_is_own(const struct sp_request *req, struct sp_str base_url);

/* Read the fields: `page`, and either `answer` (yes or no) or `words`, each
 * once, and no others.  Texts are the request's.  What is said is SP_OK also
 * when it is too long: sp_feedback_is_long().
 * SP_E_USAGE anything else; the page is not looked up. */
SP_NODISCARD enum sp_status sp_feedback_read(const struct sp_request *req,
                                             struct sp_feedback *out,
                                             struct sp_err *err);
bool sp_feedback_is_long(const struct sp_feedback *feedback);

/* What is remembered of it: scrubbed, in the arena. */
struct sp_event sp_feedback_event(struct sp_arena *arena,
                                  const struct sp_feedback *feedback);

#endif
