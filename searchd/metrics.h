/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/metrics.h - what is counted, as Prometheus reads it. */
#ifndef SP_METRICS_H
#define SP_METRICS_H

#include "searchd/route.h"

struct sp_conns;

struct sp_metrics; /* shared by threads */

/* The caller ends it with sp_metrics_free().  NULL: out of memory. */
struct sp_metrics *sp_metrics_new(void);
void sp_metrics_free(struct sp_metrics *metrics); /* NULL is fine */

/* A reply was made; route NULL: none was found. */
void sp_metrics_reply(struct sp_metrics *metrics, const struct sp_route *route,
                      unsigned status);
/* A request was refused before it was one. */
void sp_metrics_refused(struct sp_metrics *metrics, unsigned status);
/* Whose connections are counted too; the site's.  They live as long as anybody
 * prints. */
void sp_metrics_watch(struct sp_metrics *metrics, struct sp_conns *conns);

/* The text exposition format, into `out`; what does not fit sets out->full. */
void sp_metrics_print(const struct sp_app *app, struct sp_buf *out);

#endif
