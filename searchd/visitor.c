/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/visitor.h"

#include <arpa/inet.h>
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
  if (address->sa_family != AF_INET6 || IN6_IS_ADDR_LOOPBACK(&six->sin6_addr))
    return SP_STR("");
  if (!IN6_IS_ADDR_V4MAPPED(&six->sin6_addr))
    return sp_str_n((const char *)&six->sin6_addr, 8);
  return six->sin6_addr.s6_addr[12] == 127
             ? SP_STR("")
             : sp_str_n((const char *)&six->sin6_addr + 12, 4);
}

static struct sp_str
last_forwarded(struct sp_str list)
{
  struct sp_str piece, last = SP_STR("");

  while (sp_str_split(&list, ',', &piece))
    last = piece;
  return last;
}

/* The address in "192.0.2.1", "192.0.2.1:80", "2001:db8::1" and
 * "[2001:db8::1]:80"; what is none of them is taken as it is. */
static struct sp_str
forwarded_bytes(struct sp_str text, struct sockaddr_storage *address)
{
  struct sockaddr_in *four = (void *)address;
  struct sockaddr_in6 *six = (void *)address;
  size_t colon = sp_str_find(text, ':', 0);
  char host[INET6_ADDRSTRLEN];
  struct sp_str only = text;

  if (sp_str_starts(text, "["))
    only = sp_str_sub(text, 1, sp_str_find(text, ']', 0) - 1);
  else if (colon < text.len && sp_str_find(text, ':', colon + 1) == text.len)
    only = sp_str_sub(text, 0, colon);
  if (only.len == 0 || only.len >= sizeof(host))
    return text;
  memcpy(host, only.ptr, only.len);
  host[only.len] = '\0';
  memset(address, 0, sizeof(*address));
  if (inet_pton(AF_INET, host, &four->sin_addr) == 1)
    address->ss_family = AF_INET;
  else if (inet_pton(AF_INET6, host, &six->sin6_addr) == 1)
    address->ss_family = AF_INET6;
  else
    return text;
  return address_bytes((const struct sockaddr *)address);
}

static size_t
add(char *out, size_t at, size_t max, struct sp_str s)
{
  s = sp_str_sub(s, 0, max - at);
  if (s.len > 0)
    memcpy(out + at, s.ptr, s.len);
  return at + s.len;
}

/* The address into out; returns its length. */
static size_t
put_address(const struct sp_request *req, const struct sockaddr *address,
            char out[SP_VISITOR_MAX])
{
  struct sp_str own = address_bytes(address);
  struct sockaddr_storage forwarded;

  if (own.len == 0)
    own = forwarded_bytes(sp_str_trim(last_forwarded(req->forwarded_for)),
                          &forwarded);
  return add(out, 0, SP_VISITOR_MAX / 4, own);
}

struct sp_str
sp_visitor(const struct sp_request *req, const struct sockaddr *address,
           char out[SP_VISITOR_MAX])
{
  size_t len = put_address(req, address, out);

  len = add(out, len, SP_VISITOR_MAX, SP_STR("\n"));
  return sp_str_n(out, add(out, len, SP_VISITOR_MAX, req->user_agent));
}

struct sp_str
sp_visitor_place(const struct sp_request *req, const struct sockaddr *address)
{
  char bytes[SP_VISITOR_MAX];
  size_t len = put_address(req, address, bytes);

  return sp_arena_copy(req->arena, sp_str_n(bytes, len));
}
