/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/folder.h - a folder of a test's own, removed after it. */
#ifndef SP_UNIT_FOLDER_H
#define SP_UNIT_FOLDER_H

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
  char path[256];
};

static inline int
folder_make(void **state)
{
  const char *tmp = getenv("TMPDIR");
  struct folder *folder = calloc(1, sizeof(*folder));

  if (!folder)
    return -1;
  snprintf(folder->path, sizeof(folder->path), "%s/signpost-unit.XXXXXX",
           tmp ? tmp : "/tmp");
  *state = folder;
  return mkdtemp(folder->path) ? 0 : -1;
}

static inline int
folder_remove_one(const char *path, const struct stat *st, int type,
                  struct FTW *ftw)
{
  (void)st;
  (void)type;
  (void)ftw;
  return remove(path);
}

static inline int
folder_remove(void **state)
{
  struct folder *folder = *state;
  int failed = nftw(folder->path, folder_remove_one, 16, FTW_DEPTH | FTW_PHYS);

  free(folder);
  return failed;
}

/* Write a file, and the folders above it. */
static inline void
folder_write(const struct folder *folder, const char *path, const char *text)
{
  char full[1024];
  size_t start = strlen(folder->path) + 1;
  FILE *file;

  snprintf(full, sizeof(full), "%s/%s", folder->path, path);
  for (size_t i = start; full[i]; i++)
    if (full[i] == '/') {
      full[i] = '\0';
      mkdir(full, 0700);
      full[i] = '/';
    }
  file = fopen(full, "w");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

#define FOLDER_TEST(fn)                                                        \
  cmocka_unit_test_setup_teardown(fn, folder_make, folder_remove)

#endif
