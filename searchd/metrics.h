/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/metrics.h - what is counted, as Prometheus reads it. */
#ifndef SP_METRICS_H
#define SP_METRICS_H

#include "searchd/route.h"

struct sp_conns;

struct sp_metrics; /* shared by threads */

struct sp_metrics *sp_metrics_new(void);
void sp_metrics_free(struct sp_metrics *metrics);

/* A reply was made; route NULL: none was found. */
void sp_metrics_reply(struct sp_metrics *metrics, const struct sp_route *route,
                      unsigned status);
/* A request was refused before it was one.  The type of
 * sp_conn_refusal.count. */
void sp_metrics_refused(void *metrics, unsigned status);
/* Whose connections are counted too; the site's. */
void sp_metrics_watch(struct sp_metrics *metrics, struct sp_conns *conns);

/* The text exposition format. */
void sp_metrics_print(const struct sp_app *app, struct sp_buf *out);

#endif
