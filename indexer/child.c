/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/child.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "indexer/facts.h"
#include "indexer/sandbox.h"
#include "indexer/settings.h"
#include "indexer/wire.h"
#include "lib/dita.h"
#include "lib/markdown.h"
#include "lib/xml.h"

struct child {
  struct sp_xml_schema *schema; /* NULL: none was found */
  struct sp_arena arena;        /* of one file */
  struct sp_buf facts, payload, diags, message;
};

static bool
receive(char *to, size_t len)
{
  while (len > 0) {
    ssize_t n = read(SP_CHILD_SOCKET, to, len);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return false;
    to += n;
    len -= (size_t)n;
  }
  return true;
}

static bool
send_all(struct sp_str bytes)
{
  while (bytes.len > 0) {
    ssize_t n = send(SP_CHILD_SOCKET, bytes.ptr, bytes.len, MSG_NOSIGNAL);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return false;
    bytes = sp_str_sub(bytes, (size_t)n, bytes.len);
  }
  return true;
}

static bool
send_message(struct sp_str bytes)
{
  char header[SP_WIRE_HEADER];

  sp_wire_put_length(header, bytes.len);
  return send_all(sp_str_n(header, sizeof(header))) && send_all(bytes);
}

/* Of a document in error only what it is called. */
static void
add_name(struct child *child, const struct sp_doc *doc)
{
  struct sp_facts facts = {.id = doc->id,
                           .title = doc->title,
                           .type = doc->type,
                           .from = SP_ALWAYS_FROM,
                           .until = SP_ALWAYS_UNTIL};

  if (doc->title.len <= SP_NAME_MAX)
    sp_facts_pack(&child->facts, &facts);
}

static void
read_document(struct child *child, const struct sp_job *job,
              struct sp_diags *diags, struct sp_verdict *out)
{
  struct sp_reading reading = {0};
  struct sp_facts facts;

  if (job->kind == SP_KIND_MARKDOWN)
    sp_markdown_read(&child->arena, job->bytes, &job->options, diags, &reading);
  else
    sp_xml_read(child->schema, &child->arena, job->bytes, &job->options, diags,
                &reading);
  out->audience_known = reading.audience_known;
  out->audience = reading.audience;
  out->until =
      reading.until.year ? sp_civil_end(&reading.until) : SP_ALWAYS_UNTIL;
  if (!reading.doc)
    return;
  if (diags->errors > 0) {
    add_name(child, reading.doc);
    return;
  }
  sp_facts_of(&child->arena, reading.doc, &facts);
  sp_facts_pack(&child->facts, &facts);
  sp_doc_pack(&child->payload, reading.doc);
  out->usable = true;
}

/* What it needs of others and offers them; what is wrong with it is told when
 * it is read. */
static void
scan_document(struct child *child, const struct sp_job *job,
              struct sp_verdict *out)
{
  struct sp_dita_card card;

  out->usable = sp_dita_scan(&child->arena, job->bytes, &job->options, &card);
  if (out->usable)
    sp_dita_card_pack(&child->payload, &card);
}

static void
answer(struct child *child, const struct sp_job *job)
{
  struct sp_diags diags = {.arena = &child->arena};
  struct sp_verdict verdict = {.until = SP_ALWAYS_UNTIL};

  if (job->scan)
    scan_document(child, job, &verdict);
  else if (sp_kind_is_document(job->kind))
    read_document(child, job, &diags, &verdict);
  else
    /* What is wrong by itself was left out of it; the rest is used. */
    verdict.usable = sp_settings_read(&child->arena, job->kind, job->bytes,
                                      &diags, &child->payload);
  if (child->facts.full || child->payload.full) {
    sp_diag(&diags, "E25", job->options.path, 0, 0,
            "there is too much in this file; split it");
    verdict.usable = false;
  }
  if (!verdict.usable && diags.errors == 0)
    sp_diag(&diags, "E25", job->options.path, 0, 0, "this cannot be read");
  sp_diags_sort(&diags);
  sp_diags_pack(&child->diags, &diags);
  verdict.diags = sp_buf_str(&child->diags);
  if (!child->facts.full)
    verdict.facts = sp_buf_str(&child->facts);
  if (verdict.usable)
    verdict.payload = sp_buf_str(&child->payload);
  sp_verdict_pack(&child->message, &verdict);
}

/* One file; false when the parent has gone. */
static bool
serve(struct child *child)
{
  char header[SP_WIRE_HEADER];
  struct sp_job job;
  size_t len;
  char *bytes;
  bool sent;

  if (!receive(header, sizeof(header)))
    return false;
  len = sp_wire_length(header);
  bytes = len <= SP_WIRE_MAX ? malloc(len + 1) : NULL;
  if (!bytes || !receive(bytes, len) ||
      !sp_job_unpack(sp_str_n(bytes, len), &job) || job.kind == SP_KIND_OTHER) {
    free(bytes);
    return false;
  }
  sp_sandbox_timer(SP_SANDBOX_CPU_SECONDS);
  answer(child, &job);
  sp_sandbox_timer(0);
  sent = !child->message.full && send_message(sp_buf_str(&child->message));
  sp_buf_clear(&child->facts);
  sp_buf_clear(&child->payload);
  sp_buf_clear(&child->diags);
  sp_buf_clear(&child->message);
  sp_arena_release(&child->arena);
  free(bytes);
  return sent;
}

static enum sp_status
prepare(struct child *child, char **argv, struct sp_err *err)
{
  enum sp_status status = SP_OK;

  if (strcmp(argv[2], "-") != 0)
    status = sp_xml_schema_open(argv[2], &child->schema, err);
  if (status == SP_OK)
    status = sp_sandbox_enter(err);
  return status;
}

int
sp_child_run(int argc, char **argv)
{
  struct child child = {0};
  struct sp_err err = {0};
  enum sp_status status;

  if (argc != 4 || !sp_sandbox_follow(atol(argv[1])))
    return sp_status_exit(SP_E_USAGE);
  /* A zone that the site's settings name and this machine lacks was reported
   * by the parent. */
  (void)sp_when_zone(argv[3]);
  sp_buf_init(&child.facts, SP_VERDICT_FACTS_MAX);
  sp_buf_init(&child.payload, SP_VERDICT_PAYLOAD_MAX);
  sp_buf_init(&child.diags, SP_WIRE_MAX);
  sp_buf_init(&child.message, SP_WIRE_MAX);
  status = prepare(&child, argv, &err);
  sp_greeting_pack(&child.message, status, sp_str(err.msg));
  if (!send_message(sp_buf_str(&child.message)) || status != SP_OK)
    return sp_status_exit(SP_E_INTERNAL);
  sp_buf_clear(&child.message);
  while (serve(&child))
    ;
  /* Nothing of ours is left to be tidied, and a leak check would need calls
   * that the sandbox refuses. */
  _exit(0);
}
