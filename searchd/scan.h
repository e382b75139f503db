/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/scan.h - a strict scanner of what comes in on a connection, byte by
 * byte, before the HTTP library reads it.
 *
 * The library forgives what must not be forgiven (bare line feeds, NUL, folded
 * lines, a blank before the colon, several lengths) and its calls no longer
 * show it.  The scanner knows the grammar of RFC 9112 alone, takes no copy,
 * and follows requests one after another, so that both sides agree where each
 * of them ends.  It has no socket; conn.c feeds it. */
#ifndef SP_SCAN_H
#define SP_SCAN_H

#include "lib/base.h"

#define SP_SCAN_HEAD_MAX ((size_t)16 * 1024) /* 431 */
#define SP_SCAN_FIELDS_MAX 100               /* 431 */
#define SP_SCAN_METHOD_MAX 24                /* 501 */

/* Zero it to begin. */
struct sp_scan {
  unsigned refused;   /* HTTP status of the refusal; 0: all is well */
  const char *reason; /* constant, as of struct sp_gate */
  uint64_t heads;     /* complete and well-formed heads so far */
  size_t boundary;    /* of the last feed: bytes up to the end of the last
                         request that ended in it */

  /* For scan.c alone. */
  unsigned state;
  size_t head, target, fields, params, name, value;
  unsigned lengths, codings;
  bool query, version_1_0, api;
  uint64_t left; /* of the body, or of the chunk */
  unsigned digits;
  char name_text[20], value_text[24];
};

/* Scan what was read.  Returns how many bytes are well-formed: less than n
 * only when `refused` is set, and it stays set. */
size_t sp_scan_feed(struct sp_scan *scan, const char *bytes, size_t n);

/* Does the target of the request that is being read, or was refused, begin with
 * "/api/"? */
bool sp_scan_is_api(const struct sp_scan *scan);

/* Has nothing of a next request come? */
bool sp_scan_between(const struct sp_scan *scan);

#endif
