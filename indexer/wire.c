/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/wire.h"

void
sp_wire_put_length(char header[SP_WIRE_HEADER], size_t len)
{
  for (size_t i = 0; i < SP_WIRE_HEADER; i++)
    header[i] = (char)(len >> (8 * i));
}

size_t
sp_wire_length(const char header[SP_WIRE_HEADER])
{
  size_t len = 0;

  for (size_t i = 0; i < SP_WIRE_HEADER; i++)
    len |= (size_t)(unsigned char)header[i] << (8 * i);
  return len;
}

void
sp_job_pack(struct sp_buf *out, const struct sp_job *job)
{
  sp_pack_u64(out, job->kind);
  sp_pack_bool(out, job->options.lenient);
  sp_pack_u64(out, job->options.default_audience);
  sp_pack_str(out, job->options.path);
  sp_pack_str(out, job->options.shelf);
  sp_pack_bool(out, job->scan);
  sp_pack_str(out, job->bytes);
}

bool
sp_job_unpack(struct sp_str bytes, struct sp_job *out)
{
  struct sp_unpack in = {bytes, false};

  out->kind = (enum sp_kind)sp_unpack_below(&in, SP_KINDS);
  out->options.lenient = sp_unpack_bool(&in);
  out->options.default_audience =
      (enum sp_audience)sp_unpack_below(&in, SP_PUBLIC + 1);
  out->options.path = sp_unpack_str(&in);
  out->options.shelf = sp_unpack_str(&in);
  out->scan = sp_unpack_bool(&in);
  out->bytes = sp_unpack_str(&in);
  return sp_unpack_done(&in);
}

void
sp_verdict_pack(struct sp_buf *out, const struct sp_verdict *verdict)
{
  sp_pack_bool(out, verdict->usable);
  sp_pack_bool(out, verdict->audience_known);
  sp_pack_u64(out, verdict->audience);
  sp_pack_i64(out, verdict->until);
  sp_pack_str(out, verdict->diags);
  sp_pack_str(out, verdict->facts);
  sp_pack_str(out, verdict->payload);
}

void
sp_verdict_unpack(struct sp_unpack *in, struct sp_verdict *out)
{
  out->usable = sp_unpack_bool(in);
  out->audience_known = sp_unpack_bool(in);
  out->audience = (enum sp_audience)sp_unpack_below(in, SP_PUBLIC + 1);
  out->until = sp_unpack_i64(in);
  out->diags = sp_unpack_str(in);
  out->facts = sp_unpack_str(in);
  out->payload = sp_unpack_str(in);
}

void
sp_greeting_pack(struct sp_buf *out, enum sp_status status, struct sp_str why)
{
  sp_pack_u64(out, status);
  sp_pack_str(out, why);
}

bool
sp_greeting_unpack(struct sp_str bytes, enum sp_status *status,
                   struct sp_str *why)
{
  struct sp_unpack in = {bytes, false};

  *status = (enum sp_status)sp_unpack_below(&in, SP_E_INTERNAL + 1);
  *why = sp_unpack_str(&in);
  return sp_unpack_done(&in);
}
