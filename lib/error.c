/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/error.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
  const char *name;
  int exit_status;
  unsigned http_status;
  const char *sentence;
} table[] = {
#define X(name, exit_status, http_status, sentence)                            \
  {#name, exit_status, http_status, sentence},
    SP_STATUS_LIST(X)
#undef X
};

enum sp_status
sp_fail(struct sp_err *err, enum sp_status code, const char *fmt, ...)
{
  va_list ap;

  if (!err)
    return code;
  err->code = code;
  va_start(ap, fmt);
  vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
  va_end(ap);
  return code;
}

int
sp_status_exit(enum sp_status code)
{
  return table[code].exit_status;
}

unsigned
sp_status_http(enum sp_status code)
{
  return table[code].http_status;
}

const char *
sp_status_name(enum sp_status code)
{
  return table[code].name;
}

const char *
sp_status_sentence(enum sp_status code)
{
  return table[code].sentence;
}
