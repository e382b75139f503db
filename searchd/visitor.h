/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/visitor.h - who asks, just as far as counting occasions needs
 * (events.h); it is in memory for as long as the request. */
#ifndef SP_VISITOR_H
#define SP_VISITOR_H

#include "searchd/request.h"

#include <sys/socket.h>

#define SP_VISITOR_MAX 256 /* bytes */

/* Keep this header of the request if it tells of the visitor. */
void sp_visitor_header(struct sp_request *req, struct sp_str name,
                       struct sp_str value);

/* Does a person ask, as far as the headers say?  Programs that follow links
 * name themselves, and browsers say when they fetch what nobody asked for. */
bool sp_visitor_is_person(const struct sp_request *req);

/* What tells this visitor from others, into out: the address (of IPv6 its first
 * half, as the second changes), or, when that is this machine's own, the last
 * one in X-Forwarded-For, which the proxy wrote; and what program it is.
 * address NULL: unknown. */
struct sp_str sp_visitor(const struct sp_request *req,
                         const struct sockaddr *address,
                         char out[SP_VISITOR_MAX]);
/* Of that the address alone, in req's arena: who wants to be many can change
 * the program's name. */
struct sp_str sp_visitor_place(const struct sp_request *req,
                               const struct sockaddr *address);

#endif
