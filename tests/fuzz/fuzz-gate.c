/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/fuzz-gate.c - the bytes of a connection through scanner, gate,
 * decoder and routes.  Beside crashes it looks for these: what the scanner
 * says depends on how the bytes were cut, or something dangerous gets past. */
#include <stdint.h>
#include <stdlib.h>

#include "searchd/gate.h"
#include "searchd/headers.h"
#include "searchd/route.h"
#include "searchd/scan.h"

#define HEADERS_MAX 128

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
  if (!holds)
    abort();
}

/* However it is cut, the scanner says the same. */
static size_t
scan(const char *bytes, size_t size, struct sp_scan *whole)
{
  struct sp_scan cut = {0};
  size_t good = sp_scan_feed(whole, bytes, size), at = 0, step = 1;

  while (at < size) {
    size_t n = step < size - at ? step : size - at;
    size_t took = sp_scan_feed(&cut, bytes + at, n);

    at += took;
    if (took < n)
      break;
    step = step % 7 + 1;
  }
  must(at == good && cut.refused == whole->refused &&
       cut.heads == whole->heads && whole->boundary <= good &&
       sp_scan_is_api(&cut) == sp_scan_is_api(whole));
  return good;
}

/* The parts of the first head, as any parser would find them: it is
 * well-formed. */
static size_t
take_apart(struct sp_str head, struct sp_gate_input *in,
           struct sp_gate_header *header)
{
  size_t line = sp_str_find(head, '\r', 0), first, second;
  size_t at = line + 2;

  first = sp_str_find(head, ' ', 0);
  second = sp_str_find(head, ' ', first + 1);
  in->method = sp_str_sub(head, 0, first);
  in->target = sp_str_sub(head, first + 1, second - first - 1);
  in->version = sp_str_sub(head, second + 1, line - second - 1);
  in->header = header;
  while (head.ptr[at] != '\r' && in->headers < HEADERS_MAX) {
    size_t colon = sp_str_find(head, ':', at);

    line = sp_str_find(head, '\r', at);
    header[in->headers].name = sp_str_sub(head, at, colon - at);
    header[in->headers].value = sp_str_sub(head, colon + 1, line - colon - 1);
    in->headers++;
    at = line + 2;
  }
  return at + 2;
}

static void
look_at_request(const struct sp_gate_input *in, struct sp_str body,
                const struct sp_gate_found *found)
{
  struct sp_arena arena = {0};
  struct sp_request req = {.arena = &arena, .method = found->method};
  struct sp_revision revision = {1, 2};
  struct sp_err err;
  const char *allow;
  struct sp_str name;
  sp_instant boundary;

  if (sp_request_target(&req, in->target, &err) == SP_OK) {
    for (size_t i = 0; i < req.segments; i++) {
      struct sp_str part = req.segment[i];

      must(part.len > 0 && !sp_str_is(part, ".") && !sp_str_is(part, ".."));
      for (size_t j = 0; j < part.len; j++)
        must(part.ptr[j] != '/' && part.ptr[j] != '\\' &&
             (unsigned char)part.ptr[j] >= 0x20);
    }
    if (sp_route_find(&req, SP_ON_PUBLIC, &allow, &err) == SP_OK)
      (void)sp_route_check_params(&req, &name, &err);
  }
  if (sp_request_form(&req, body, &err) == SP_OK)
    must(req.fields <= SP_PARAMS_MAX);
  for (size_t i = 0; i < in->headers; i++)
    (void)sp_etag_matches(in->header[i].value, revision, SP_STR("s"), 1,
                          &boundary);
  (void)sp_gate_host_is_ours(found->host, SP_STR("https://a.example"));
  sp_arena_release(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct sp_str bytes = sp_str_n((const char *)data, size);
  struct sp_gate_header header[HEADERS_MAX];
  struct sp_gate_input in = {.headers = 0};
  struct sp_gate_found found;
  struct sp_scan whole = {0};
  size_t good, end;

  good = scan(bytes.ptr, bytes.len, &whole);
  if (whole.heads > 0) {
    end = take_apart(sp_str_sub(bytes, 0, good), &in, header);
    if (sp_gate_check(&in, &found).status == 0) {
      /* Both sides agree where the body ends. */
      must(!(found.has_length && found.chunked));
      look_at_request(&in, sp_str_sub(bytes, end, bytes.len), &found);
    }
  }
  /* The target's checks alone, on anything. */
  (void)sp_gate_target(bytes);
  return 0;
}
