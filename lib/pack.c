/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/pack.h"

void
sp_pack_u64(struct sp_buf *out, uint64_t n)
{
  char byte[10];
  size_t len = 0;

  do {
    byte[len++] = (char)((n & 0x7F) | (n > 0x7F ? 0x80 : 0));
    n >>= 7;
  } while (n);
  sp_buf_put(out, sp_str_n(byte, len));
}

void
sp_pack_i64(struct sp_buf *out, int64_t n)
{
  sp_pack_u64(out, ((uint64_t)n << 1) ^ (n < 0 ? UINT64_MAX : 0));
}

void
sp_pack_bool(struct sp_buf *out, bool b)
{
  sp_pack_u64(out, b);
}

void
sp_pack_str(struct sp_buf *out, struct sp_str s)
{
  sp_pack_u64(out, s.len);
  sp_buf_put(out, s);
}

static uint64_t
broken(struct sp_unpack *in)
{
  in->broken = true;
  in->rest = SP_STR("");
  return 0;
}

uint64_t
sp_unpack_u64(struct sp_unpack *in)
{
  uint64_t n = 0;

  for (size_t i = 0; i < in->rest.len && i < 10; i++) {
    unsigned char byte = (unsigned char)in->rest.ptr[i];

    if (i == 9 && byte > 1)
      break;
    n |= (uint64_t)(byte & 0x7F) << (7 * i);
    if (byte < 0x80) {
      in->rest = sp_str_sub(in->rest, i + 1, in->rest.len);
      return n;
    }
  }
  return broken(in);
}

uint32_t
sp_unpack_u32(struct sp_unpack *in)
{
  uint64_t n = sp_unpack_u64(in);

  return (uint32_t)(n > UINT32_MAX ? broken(in) : n);
}

uint32_t
sp_unpack_below(struct sp_unpack *in, uint32_t end)
{
  uint64_t n = sp_unpack_u64(in);

  return (uint32_t)(n < end ? n : broken(in));
}

int64_t
sp_unpack_i64(struct sp_unpack *in)
{
  uint64_t n = sp_unpack_u64(in);

  return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
}

bool
sp_unpack_bool(struct sp_unpack *in)
{
  uint64_t n = sp_unpack_u64(in);

  return n > 1 ? broken(in) : n;
}

struct sp_str
sp_unpack_str(struct sp_unpack *in)
{
  uint64_t len = sp_unpack_u64(in);
  struct sp_str s;

  if (len > in->rest.len) {
    broken(in);
    return SP_STR("");
  }
  s = sp_str_sub(in->rest, 0, (size_t)len);
  in->rest = sp_str_sub(in->rest, (size_t)len, in->rest.len);
  return s;
}

size_t
sp_unpack_count(struct sp_unpack *in, size_t min_bytes)
{
  uint64_t n = sp_unpack_u64(in);

  if (n > in->rest.len / (min_bytes ? min_bytes : 1))
    return (size_t)broken(in);
  return (size_t)n;
}

bool
sp_unpack_done(const struct sp_unpack *in)
{
  return !in->broken && in->rest.len == 0;
}
