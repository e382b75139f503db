/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/visitor.h"

#include <netinet/in.h>

void
sp_visitor_header(struct sp_request *req, struct sp_str name,
                  struct sp_str value)
{
  if (sp_str_ieq(name, SP_STR("user-agent")))
    req->user_agent = sp_str_trim(value);
  else if (sp_str_ieq(name, SP_STR("sec-purpose")) ||
           sp_str_ieq(name, SP_STR("purpose")))
    req->purpose = sp_str_trim(value);
  else if (sp_str_ieq(name, SP_STR("x-forwarded-for")))
    req->forwarded_for = sp_str_trim(value);
}

static bool
has_word(struct sp_str text, const char *word)
{
  struct sp_str wanted = sp_str(word);

  for (size_t at = 0; at + wanted.len <= text.len; at++)
    if (sp_str_ieq(sp_str_sub(text, at, wanted.len), wanted))
      return true;
  return false;
}

bool
sp_visitor_is_person(const struct sp_request *req)
{
  static const char *const program[] = {"bot",        "crawl",   "spider",
                                        "slurp",      "monitor", "uptime",
                                        "check_http", "preview", "archiver"};

  if (req->head || has_word(req->purpose, "prefetch") ||
      has_word(req->purpose, "preview"))
    return false;
  for (size_t i = 0; i < SP_ARRAY_LEN(program); i++)
    if (has_word(req->user_agent, program[i]))
      return false;
  return true;
}

/* The bytes of the address that count; empty: it is this machine's, or none. */
static struct sp_str
address_bytes(const struct sockaddr *address)
{
  const struct sockaddr_in *four = (const void *)address;
  const struct sockaddr_in6 *six = (const void *)address;

  if (address == NULL)
    return SP_STR("");
  if (address->sa_family == AF_INET && four->sin_addr.s_addr != 0 &&
      *(const unsigned char *)&four->sin_addr != 127)
    return sp_str_n((const char *)&four->sin_addr, 4);
  if (address->sa_family == AF_INET6 && !IN6_IS_ADDR_LOOPBACK(&six->sin6_addr))
    return IN6_IS_ADDR_V4MAPPED(&six->sin6_addr)
               ? sp_str_n((const char *)&six->sin6_addr + 12, 4)
               : sp_str_n((const char *)&six->sin6_addr, 8);
  return SP_STR("");
}

static struct sp_str
last_forwarded(struct sp_str list)
{
  struct sp_str piece, last = SP_STR("");

  while (sp_str_split(&list, ',', &piece))
    last = piece;
  return last;
}

static size_t
add(char *out, size_t at, size_t max, struct sp_str s)
{
  s = sp_str_sub(s, 0, max - at);
  if (s.len > 0)
    memcpy(out + at, s.ptr, s.len);
  return at + s.len;
}

struct sp_str
sp_visitor(const struct sp_request *req, const struct sockaddr *address,
           char out[SP_VISITOR_MAX])
{
  struct sp_str own = address_bytes(address);
  size_t len;

  if (own.len == 0)
    own = last_forwarded(req->forwarded_for);
  len = add(out, 0, SP_VISITOR_MAX / 4, own);
  len = add(out, len, SP_VISITOR_MAX, SP_STR("\n"));
  return sp_str_n(out, add(out, len, SP_VISITOR_MAX, req->user_agent));
}
