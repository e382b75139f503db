/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/metrics.h"

#include "searchd/conn.h"

#include <stdatomic.h>
#include <stdlib.h>

#define ROUTES_MAX 64
#define OTHER (SP_ARRAY_LEN(statuses))

static const unsigned statuses[] = {200, 301, 302, 303, 304, 400, 403,
                                    404, 405, 413, 414, 415, 417, 421,
                                    422, 431, 500, 501, 503, 505};

struct sp_metrics {
  /* Row ROUTES_MAX is of requests without a route. */
  atomic_ullong reply[ROUTES_MAX + 1][SP_ARRAY_LEN(statuses) + 1];
  atomic_ullong refused[SP_ARRAY_LEN(statuses) + 1];
  struct sp_conns *_Atomic conns;
};

struct sp_metrics *
sp_metrics_new(void)
{
  return calloc(1, sizeof(struct sp_metrics));
}

void
sp_metrics_free(struct sp_metrics *metrics)
{
  free(metrics);
}

static size_t
column(unsigned status)
{
  size_t i = 0;

  while (i < OTHER && statuses[i] != status)
    i++;
  return i;
}

void
sp_metrics_reply(struct sp_metrics *metrics, const struct sp_route *route,
                 unsigned status)
{
  size_t count, row = ROUTES_MAX;
  const struct sp_route *table = sp_routes(&count);

  if (route != NULL && (size_t)(route - table) < ROUTES_MAX)
    row = (size_t)(route - table);
  atomic_fetch_add(&metrics->reply[row][column(status)], 1);
}

void
sp_metrics_refused(void *metrics, unsigned status)
{
  struct sp_metrics *m = metrics;

  atomic_fetch_add(&m->refused[column(status)], 1);
}

void
sp_metrics_watch(struct sp_metrics *metrics, struct sp_conns *conns)
{
  atomic_store(&metrics->conns, conns);
}

/* ---- as text ---- */

static void
head(struct sp_buf *out, const char *name, const char *type, const char *help)
{
  sp_buf_fmt(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
number(struct sp_buf *out, const char *name, const char *type, const char *help,
       unsigned long long value)
{
  head(out, name, type, help);
  sp_buf_fmt(out, "%s %llu\n", name, value);
}

static void
put_status(struct sp_buf *out, size_t i)
{
  if (i < OTHER)
    sp_buf_fmt(out, "status=\"%u\"", statuses[i]);
  else
    sp_buf_puts(out, "status=\"other\"");
}

static void
print_replies(struct sp_metrics *m, struct sp_buf *out)
{
  static const char name[] = "signpost_requests_total";
  size_t count;
  const struct sp_route *table = sp_routes(&count);

  head(out, name, "counter", "Requests answered, by route and status.");
  for (size_t row = 0; row <= ROUTES_MAX; row++)
    for (size_t i = 0; i <= OTHER; i++) {
      unsigned long long n = atomic_load(&m->reply[row][i]);

      if (n == 0)
        continue;
      sp_buf_fmt(out, "%s{route=\"%s\",", name,
                 row < count ? table[row].pattern : "none");
      put_status(out, i);
      sp_buf_fmt(out, "} %llu\n", n);
    }
}

static void
print_refusals(struct sp_metrics *m, struct sp_buf *out)
{
  static const char name[] = "signpost_malformed_total";

  head(out, name, "counter", "Refused as malformed HTTP, by status.");
  for (size_t i = 0; i <= OTHER; i++) {
    unsigned long long n = atomic_load(&m->refused[i]);

    if (n == 0)
      continue;
    sp_buf_fmt(out, "%s{", name);
    put_status(out, i);
    sp_buf_fmt(out, "} %llu\n", n);
  }
}

static void
print_connections(struct sp_metrics *m, struct sp_buf *out)
{
  struct sp_conn_stats stats;
  struct sp_conns *conns = atomic_load(&m->conns);

  if (conns == NULL)
    return;
  sp_conns_stats(conns, &stats);
  number(out, "signpost_connections", "gauge", "Connections open now.",
         stats.open);
  number(out, "signpost_connections_working", "gauge",
         "Connections with a request under way.", stats.working);
  number(out, "signpost_connections_total", "counter", "Connections accepted.",
         stats.opened);
  number(out, "signpost_connections_expired_total", "counter",
         "Connections closed because they took too long.", stats.expired);
  number(out, "signpost_connections_evicted_total", "counter",
         "Waiting connections closed to make room.", stats.evicted);
}

static void
print_readers(struct sp_readers *pool, struct sp_buf *out)
{
  struct sp_readers_stats stats;

  sp_readers_stats(pool, &stats);
  number(out, "signpost_index_open", "gauge", "Whether an index is open.",
         stats.open);
  number(out, "signpost_index_generation", "gauge", "Generation of the index.",
         stats.revision.generation);
  number(out, "signpost_index_revision", "gauge",
         "Revision within the generation.", stats.revision.revision);
  number(out, "signpost_readers_busy", "gauge", "Readers lent now.",
         stats.busy);
  number(out, "signpost_readers_waiting", "gauge",
         "Requests that wait for a reader.", stats.waiting);
  number(out, "signpost_readers_lent_total", "counter", "Readers lent.",
         stats.lent);
  number(out, "signpost_readers_refused_total", "counter",
         "Requests refused because no reader was free.", stats.refused);
  number(out, "signpost_reader_refresh_failed_total", "counter",
         "Readers that could not move to a commit.", stats.refresh_failed);
  head(out, "signpost_reader_wait_seconds", "summary",
       "How long requests waited for a reader.");
  sp_buf_fmt(out,
             "signpost_reader_wait_seconds_sum %llu.%06llu\n"
             "signpost_reader_wait_seconds_count %llu\n",
             (unsigned long long)(stats.wait_us / 1000000),
             (unsigned long long)(stats.wait_us % 1000000),
             (unsigned long long)stats.waited);
}

void
sp_metrics_print(const struct sp_app *app, struct sp_buf *out)
{
  print_replies(app->metrics, out);
  print_refusals(app->metrics, out);
  print_connections(app->metrics, out);
  print_readers(app->readers, out);
}
