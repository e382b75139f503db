/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "lib/current.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#define DIGITS_MAX 18

bool
sp_current_parse(struct sp_str name, uint64_t *n)
{
  struct sp_str digits = sp_str_sub(name, 4, name.len);
  uint64_t value = 0;

  if (!sp_str_starts(name, "gen-") || digits.len == 0 ||
      digits.len > DIGITS_MAX || digits.ptr[0] == '0')
    return false;
  for (size_t i = 0; i < digits.len; i++) {
    if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
      return false;
    value = value * 10 + (uint64_t)(digits.ptr[i] - '0');
  }
  *n = value;
  return true;
}

enum sp_status
sp_current_read(const char *dir, uint64_t *n, struct sp_err *err)
{
  char link[PATH_MAX], target[64];
  struct sp_str name;
  ssize_t len;

  if ((size_t)snprintf(link, sizeof(link), "%s/current", dir) >= sizeof(link))
    return sp_fail(err, SP_E_IO, "the name of the index folder is too long");
  len = readlink(link, target, sizeof(target));
  if (len < 0 && (errno == ENOENT || errno == ENOTDIR))
    return sp_fail(err, SP_E_NOTFOUND, "there is no index in %s", dir);
  if (len < 0 && errno == EINVAL)
    return sp_fail(err, SP_E_CORRUPT, "%s is not a symbolic link", link);
  if (len < 0)
    return sp_fail(err, SP_E_IO, "cannot read %s: %s", link, strerror(errno));
  name = sp_str_n(target, (size_t)len);
  if (sp_str_ends(name, "/"))
    name.len--;
  if (!sp_current_parse(name, n))
    return sp_fail(err, SP_E_CORRUPT, "%s does not lead to a gen-N folder",
                   link);
  return SP_OK;
}
