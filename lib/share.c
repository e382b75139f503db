/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "lib/share.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_BYTES 4096

/* Folder of the running program, without the slash; false when unknown. */
static bool
program_dir(char dir[PATH_BYTES])
{
  ssize_t n = readlink("/proc/self/exe", dir, PATH_BYTES - 1);
  char *slash;

  if (n <= 0)
    return false;
  dir[n] = '\0';
  slash = strrchr(dir, '/');
  if (slash == NULL)
    return false;
  *slash = '\0';
  return true;
}

/* A build folder has a share folder laid out as it will be installed; before
 * that is made, its Makefile says where its sources are. */
static bool
source_tree(struct sp_arena *arena, struct sp_str *out)
{
  static const char key[] = "abs_top_srcdir = ";
  char dir[PATH_BYTES], line[PATH_BYTES];
  bool found = false;
  FILE *makefile;

  if (!program_dir(dir) ||
      access(sp_arena_fmt(arena, "%s/config.status", dir).ptr, R_OK) != 0)
    return false;
  *out = sp_arena_fmt(arena, "%s/share", dir);
  if (access(sp_arena_fmt(arena, "%s/templates", out->ptr).ptr, R_OK) == 0)
    return true;
  makefile = fopen(sp_arena_fmt(arena, "%s/Makefile", dir).ptr, "re");
  if (makefile == NULL)
    return false;
  while (!found && fgets(line, sizeof(line), makefile) != NULL) {
    struct sp_str text = sp_str_trim(sp_str(line));

    found = sp_str_starts(text, key);
    if (found)
      *out = sp_arena_copy(arena, sp_str_sub(text, sizeof(key) - 1, text.len));
  }
  (void)fclose(makefile);
  return found;
}

enum sp_status
sp_share_dir(struct sp_arena *arena, struct sp_str given, struct sp_str *out,
             struct sp_err *err)
{
  struct stat st;

  if (given.len > 0) {
    *out = sp_arena_copy(arena, given);
    if (stat(out->ptr, &st) != 0)
      return sp_fail(err, SP_E_IO, "%s: %s", out->ptr, strerror(errno));
    if (!S_ISDIR(st.st_mode))
      return sp_fail(err, SP_E_IO, "%s: not a folder", out->ptr);
    return SP_OK;
  }
  if (!source_tree(arena, out))
    *out = SP_STR(SP_SHARE_INSTALLED);
  return SP_OK;
}
