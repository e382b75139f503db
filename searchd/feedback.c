/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/feedback.h"

#include "lib/text.h"

/* "help.example.org:8080" of an address or an origin. */
static struct sp_str
host_of(struct sp_str url)
{
  static const char *const scheme[] = {"https://", "http://"};

  for (size_t i = 0; i < SP_ARRAY_LEN(scheme); i++)
    if (sp_str_starts(url, scheme[i])) {
      url = sp_str_sub(url, strlen(scheme[i]), url.len);
      return sp_str_sub(url, 0, sp_str_find(url, '/', 0));
    }
  return SP_STR("");
}

bool
sp_feedback_is_own(const struct sp_request *req, struct sp_str base_url)
{
  struct sp_str host;

  if (req->sec_fetch_site.len > 0)
    return sp_str_ieq(req->sec_fetch_site, SP_STR("same-origin")) ||
           sp_str_ieq(req->sec_fetch_site, SP_STR("none"));
  if (req->origin.len == 0)
    return true;
  host = host_of(req->origin);
  return host.len > 0 &&
         (sp_str_ieq(host, req->host) || sp_str_ieq(host, host_of(base_url)));
}

/* The field, given once.  False: it is not there, or more than once. */
static bool
take(const struct sp_request *req, const char *name, struct sp_str *out)
{
  size_t found = 0;

  for (size_t i = 0; i < req->fields; i++)
    if (sp_str_is(req->field[i].name, name)) {
      *out = sp_str_trim(req->field[i].value);
      found++;
    }
  return found == 1;
}

enum sp_status
sp_feedback_read(const struct sp_request *req, struct sp_feedback *out,
                 struct sp_err *err)
{
  struct sp_str answer;

  memset(out, 0, sizeof(*out));
  if (req->fields != 2 || !take(req, "page", &out->page) || out->page.len == 0)
    return sp_fail(err, SP_E_USAGE, "feedback: not the fields of the form");
  if (take(req, "words", &out->words))
    out->kind = SP_EVENT_SAID;
  else if (!take(req, "answer", &answer))
    return sp_fail(err, SP_E_USAGE, "feedback: not the fields of the form");
  else if (sp_str_is(answer, "yes"))
    out->kind = SP_EVENT_USEFUL;
  else if (sp_str_is(answer, "no"))
    out->kind = SP_EVENT_NOT_USEFUL;
  else
    return sp_fail(err, SP_E_USAGE, "feedback: neither yes nor no");
  return SP_OK;
}

/* A browser counts the end of a line as one, and sends two bytes. */
bool
sp_feedback_is_long(const struct sp_feedback *feedback)
{
  struct sp_str words = feedback->words;
  size_t count = sp_utf8_count(words);

  for (size_t i = 0; i + 1 < words.len; i++)
    count -= words.ptr[i] == '\r' && words.ptr[i + 1] == '\n';
  return count > SP_FEEDBACK_WORDS_MAX;
}

struct sp_event
sp_feedback_event(struct sp_arena *arena, const struct sp_feedback *feedback)
{
  struct sp_event event = {.kind = feedback->kind, .about = feedback->page};

  event.words = SP_STR("");
  if (feedback->kind != SP_EVENT_SAID)
    return event;
  event.words = sp_event_said(arena, feedback->words);
  if (event.words.len == 0)
    event.kind = SP_EVENT_NONE;
  return event;
}
