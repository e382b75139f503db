/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#define LINE_MAX_BYTES 2048

static enum sp_log_level threshold = SP_LOG_INFO;
static const char *const level_name[] = {"error", "warning", "info", "debug"};

void
sp_log_set_level(enum sp_log_level level)
{
  threshold = level;
}

/* Keep one event on one line, whatever a value holds. */
static void
tame(char *text, size_t len)
{
  for (size_t i = 0; i < len; i++)
    if ((unsigned char)text[i] < ' ' || text[i] == 0x7F)
      text[i] = '?';
}

void
sp_log(enum sp_log_level level, const char *event, const char *fmt, ...)
{
  char line[LINE_MAX_BYTES];
  va_list ap;
  int len, more;

  if (level > threshold)
    return;
  len = snprintf(line, sizeof(line), "level=%s event=%s ", level_name[level],
                 event);
  if (len < 0 || (size_t)len >= sizeof(line) - 1)
    return;
  va_start(ap, fmt);
  more = vsnprintf(line + len, sizeof(line) - 1 - (size_t)len, fmt, ap);
  va_end(ap);
  if (more > 0)
    len += more;
  if ((size_t)len > sizeof(line) - 2)
    len = sizeof(line) - 2;
  tame(line, (size_t)len);
  line[len++] = '\n';
  if (write(STDERR_FILENO, line, (size_t)len) < 0)
    return; /* nowhere left to say so */
}
