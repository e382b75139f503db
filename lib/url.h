/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/url.h - addresses: build, decode, allow. */
#ifndef SP_URL_H
#define SP_URL_H

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Decode %XX once; with plus_is_space also '+'.  False on an incomplete or
 * non-hex escape; *out is then empty. */
bool sp_url_decode(struct sp_arena *arena, struct sp_str raw,
                   bool plus_is_space, struct sp_str *out);

/* Is this an address that an author may link to outside?  http, https, mailto
 * and tel only, no control characters, no white space. */
bool sp_url_external(struct sp_str target);

/* The path that `target` names when written in file `from` ("waste/a.md" and
 * "../fees.csv#x" give "fees.csv", fragment "x").  False when it leaves the
 * tree, is absolute, or is empty apart from a fragment (then *path is from).
 * *fragment is empty when there is none. */
bool sp_url_relative(struct sp_arena *arena, struct sp_str from,
                     struct sp_str target, struct sp_str *path,
                     struct sp_str *fragment);

/* The last part of a path or id: "bins.md" of "waste/bins.md". */
struct sp_str sp_url_last(struct sp_str path);
/* That without what follows its first '.' or '#': "bins" of "../bins.md#when".
 */
struct sp_str sp_url_stem(struct sp_str target);

/* An own address: "/" + id (encoded) + optional "#" + fragment (encoded). */
struct sp_url sp_url_page(struct sp_arena *arena, struct sp_str id,
                          struct sp_str fragment);
/* "/" + id + "/steps/" + step */
struct sp_url sp_url_step(struct sp_arena *arena, struct sp_str id,
                          struct sp_str step);

struct sp_url_param {
  const char *name;
  struct sp_str value; /* empty: left out */
};
/* path + "?" + the parameters that are not empty; path is ours. */
struct sp_url sp_url_query(struct sp_arena *arena, const char *path,
                           const struct sp_url_param *params, size_t n);

#ifdef __cplusplus
}
#endif
#endif
