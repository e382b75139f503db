/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/log.h - one line per event on standard error, key=value.
 * Never a query's words, a cookie, a body, or text of a document. */
#ifndef SP_LOG_H
#define SP_LOG_H

#include "lib/base.h"

#ifdef __cplusplus
extern "C" {
#endif

enum sp_log_level { SP_LOG_ERROR, SP_LOG_WARNING, SP_LOG_INFO, SP_LOG_DEBUG };

/* Lines above this level are dropped; SP_LOG_INFO at start. */
void sp_log_set_level(enum sp_log_level level);
/* `event` is a word of ours; fmt gives ` key=value` pairs.  The line is
 * written with one write(2); control characters become '?'. */
void sp_log(enum sp_log_level level, const char *event, const char *fmt, ...)
    SP_PRINTF(3, 4);

#ifdef __cplusplus
}
#endif
#endif
