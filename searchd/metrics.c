/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/metrics.h"

#include "searchd/cache.h"
#include "searchd/conn.h"
#include "searchd/events.h"

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
sp_metrics_refused(struct sp_metrics *metrics, unsigned status)
{
  atomic_fetch_add(&metrics->refused[column(status)], 1);
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

static const char *const lanes[SP_LANES] = {"pages", "search"};

/* One value of each lane. */
static void
by_lane(struct sp_buf *out, const char *name, const char *type,
        const char *help, const unsigned long long value[SP_LANES])
{
  head(out, name, type, help);
  for (size_t i = 0; i < SP_LANES; i++)
    sp_buf_fmt(out, "%s{lane=\"%s\"} %llu\n", name, lanes[i], value[i]);
}

static void
print_waits(const struct sp_readers_stats *stats, struct sp_buf *out)
{
  static const char name[] = "signpost_reader_wait_seconds";

  head(out, name, "summary", "How long requests waited for a reader.");
  for (size_t i = 0; i < SP_LANES; i++) {
    unsigned long long us = stats->lane[i].wait_us;

    sp_buf_fmt(out,
               "%s_sum{lane=\"%s\"} %llu.%06llu\n"
               "%s_count{lane=\"%s\"} %llu\n",
               name, lanes[i], us / 1000000, us % 1000000, name, lanes[i],
               (unsigned long long)stats->lane[i].waited);
  }
}

static void
print_lanes(const struct sp_readers_stats *stats, struct sp_buf *out)
{
  unsigned long long busy[SP_LANES], waiting[SP_LANES], lent[SP_LANES],
      refused[SP_LANES];

  for (size_t i = 0; i < SP_LANES; i++) {
    busy[i] = stats->lane[i].busy;
    waiting[i] = stats->lane[i].waiting;
    lent[i] = stats->lane[i].lent;
    refused[i] = stats->lane[i].refused;
  }
  by_lane(out, "signpost_readers_busy", "gauge", "Readers lent now.", busy);
  by_lane(out, "signpost_readers_waiting", "gauge",
          "Requests that wait for a reader.", waiting);
  by_lane(out, "signpost_readers_lent_total", "counter", "Readers lent.", lent);
  by_lane(out, "signpost_readers_refused_total", "counter",
          "Requests refused because no reader was free.", refused);
  print_waits(stats, out);
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
  number(out, "signpost_index_looks_failed_total", "counter",
         "Looks for a commit that failed.", stats.looks_failed);
  number(out, "signpost_reader_refresh_failed_total", "counter",
         "Readers that could not open or move to a commit.",
         stats.refresh_failed);
  print_lanes(&stats, out);
}

static void
print_cache(struct sp_cache_table *cache, struct sp_buf *out)
{
  struct sp_cache_stats stats;

  if (cache == NULL)
    return;
  sp_cache_stats(cache, &stats);
  number(out, "signpost_cache_hits_total", "counter",
         "Replies sent from the cache.", stats.hits);
  number(out, "signpost_cache_misses_total", "counter",
         "Replies made and then kept in the cache.", stats.misses);
  number(out, "signpost_cache_evictions_total", "counter",
         "Replies thrown out of the cache to make room.", stats.evicted);
  number(out, "signpost_cache_entries", "gauge", "Replies in the cache.",
         stats.entries);
  number(out, "signpost_cache_bytes", "gauge", "Memory that they take.",
         stats.bytes);
}

static void
print_events(struct sp_events *events, struct sp_buf *out)
{
  struct sp_events_stats stats;

  if (events == NULL)
    return;
  sp_events_stats(events, &stats);
  number(out, "signpost_events_written_total", "counter",
         "Searches that found nothing or little, remembered on disk.",
         stats.written);
  number(out, "signpost_events_dropped_total", "counter",
         "The same, forgotten for want of room.", stats.dropped);
  number(out, "signpost_events_waiting", "gauge", "The same, not yet on disk.",
         stats.waiting);
  number(out, "signpost_events_failing", "gauge",
         "Whether the file of events cannot be written.", stats.failing);
}

void
sp_metrics_print(const struct sp_app *app, struct sp_buf *out)
{
  print_replies(app->metrics, out);
  print_refusals(app->metrics, out);
  print_connections(app->metrics, out);
  print_readers(app->readers, out);
  print_cache(app->cache, out);
  print_events(app->events, out);
}
