/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/response.h"

#include "searchd/readers.h"

void
sp_response_init(struct sp_response *resp)
{
  memset(resp, 0, sizeof(*resp));
  resp->status = 200;
  resp->type = SP_TYPE_HTML;
  resp->boundary = SP_ALWAYS_UNTIL;
  sp_buf_init(&resp->body, SP_BODY_MAX);
}

void
sp_response_release(struct sp_response *resp)
{
  sp_buf_release(&resp->body);
}

void
sp_response_reset(struct sp_response *resp)
{
  sp_buf_clear(&resp->body);
  resp->lent = (struct sp_str){NULL, 0};
  resp->type = SP_TYPE_HTML;
  resp->cache = SP_CACHE_NEVER;
  resp->depends = false;
  resp->event = (struct sp_event){.kind = SP_EVENT_NONE};
  resp->location = (struct sp_str){NULL, 0};
  resp->encoding = NULL;
  resp->varies = false;
  resp->headers = 0;
}

void
sp_response_depends(struct sp_response *resp, const struct sp_lease *lease,
                    sp_instant boundary)
{
  struct sp_revision read = sp_reader_revision(lease->reader);
  struct sp_revision facts = lease->state->revision;

  resp->depends = read.generation == facts.generation &&
                  read.revision == facts.revision &&
                  !sp_site_state_is_late(lease->state, sp_when_now());
  resp->revision = read;
  resp->boundary = boundary;
}

void
sp_response_redirect(struct sp_response *resp, unsigned status,
                     struct sp_url location)
{
  resp->status = status;
  resp->location = location.raw;
  resp->type = SP_TYPE_TEXT;
  sp_buf_clear(&resp->body);
}

void
sp_response_header(struct sp_response *resp, const char *name,
                   struct sp_str value)
{
  if (resp->headers == SP_RESPONSE_HEADERS_MAX)
    return;
  for (size_t i = 0; i < value.len; i++)
    if ((unsigned char)value.ptr[i] < 0x20 || value.ptr[i] == 0x7f)
      return;
  resp->header[resp->headers].name = name;
  resp->header[resp->headers].value = value;
  resp->headers++;
}
