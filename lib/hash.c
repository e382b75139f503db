/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/hash.h"

#include <sodium.h>

_Static_assert(sizeof(crypto_generichash_state) <=
                   sizeof(((struct sp_hasher *)0)->state) - 64,
               "struct sp_hasher has room for libsodium's state");

/* libsodium wants its state on a 64-byte border; the struct has 64 bytes to
 * spare for that, so that headers need no alignment attribute. */
static crypto_generichash_state *
state_of(struct sp_hasher *h)
{
  uintptr_t at = ((uintptr_t)h->state + 63) & ~(uintptr_t)63;

  return (crypto_generichash_state *)at;
}

void
sp_hasher_init(struct sp_hasher *h)
{
  crypto_generichash_init(state_of(h), NULL, 0, SP_HASH_SIZE);
}

void
sp_hasher_add(struct sp_hasher *h, struct sp_str s)
{
  uint64_t len = s.len;

  crypto_generichash_update(state_of(h), (const unsigned char *)&len,
                            sizeof(len));
  if (s.len)
    crypto_generichash_update(state_of(h), (const unsigned char *)s.ptr, s.len);
}

struct sp_hash
sp_hasher_end(struct sp_hasher *h)
{
  struct sp_hash hash;

  crypto_generichash_final(state_of(h), hash.byte, SP_HASH_SIZE);
  return hash;
}

struct sp_hash
sp_hash_of(struct sp_str s)
{
  struct sp_hasher h;

  sp_hasher_init(&h);
  sp_hasher_add(&h, s);
  return sp_hasher_end(&h);
}

bool
sp_hash_eq(const struct sp_hash *a, const struct sp_hash *b)
{
  return memcmp(a->byte, b->byte, SP_HASH_SIZE) == 0;
}

void
sp_hash_hex(const struct sp_hash *hash, char out[2 * SP_HASH_SIZE + 1])
{
  sodium_bin2hex(out, 2 * SP_HASH_SIZE + 1, hash->byte, SP_HASH_SIZE);
}

_Static_assert(crypto_shorthash_KEYBYTES == sizeof(struct sp_hash_key) &&
                   crypto_shorthash_BYTES == sizeof(uint64_t),
               "struct sp_hash_key is libsodium's key");

void
sp_hash_key_make(struct sp_hash_key *key)
{
  randombytes_buf(key->byte, sizeof(key->byte));
}

uint64_t
sp_hash_short(const struct sp_hash_key *key, struct sp_str s)
{
  uint64_t hash;

  crypto_shorthash((unsigned char *)&hash, (const unsigned char *)s.ptr, s.len,
                   key->byte);
  return hash;
}
