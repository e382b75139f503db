/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/hash.h - BLAKE2b-128 (libsodium's generichash): tells whether inputs
 * changed, and names static files.  Not for passwords. */
#ifndef SP_HASH_H
#define SP_HASH_H

#include "lib/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SP_HASH_SIZE 16

struct sp_hash {
  unsigned char byte[SP_HASH_SIZE];
};

/* Hash of a list of texts: each is fed with its length, so that ("ab","c")
 * and ("a","bc") differ. */
struct sp_hasher {
  uint64_t state[64]; /* room for crypto_generichash_state */
};
void sp_hasher_init(struct sp_hasher *h);
void sp_hasher_add(struct sp_hasher *h, struct sp_str s);
struct sp_hash sp_hasher_end(struct sp_hasher *h);

struct sp_hash sp_hash_of(struct sp_str s);
bool sp_hash_eq(const struct sp_hash *a, const struct sp_hash *b);
/* 32 hexadecimal digits and a NUL. */
void sp_hash_hex(const struct sp_hash *hash, char out[2 * SP_HASH_SIZE + 1]);
static inline struct sp_str
sp_hash_str(const struct sp_hash *hash)
{
  return sp_str_n((const char *)hash->byte, SP_HASH_SIZE);
}

/* SipHash-2-4 with a secret of this process, for tables in memory: who chooses
 * the keys cannot choose which of them meet. */
struct sp_hash_key {
  unsigned char byte[16];
};
void sp_hash_key_make(struct sp_hash_key *key); /* at random */
uint64_t sp_hash_short(const struct sp_hash_key *key, struct sp_str s);

#ifdef __cplusplus
}
#endif
#endif
