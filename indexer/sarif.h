/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/sarif.h - diagnostics as SARIF 2.1.0 (OASIS), which code hosts show
 * beside the lines. */
#ifndef SP_SARIF_H
#define SP_SARIF_H

#include <stdio.h>

#include "lib/diag.h"

/* Print them all, with a rule for each check of the table.  folder: of the
 * content, as it was named; when it is relative, addresses begin with it, so
 * that they hold from where the command was run. */
void sp_sarif_print(const struct sp_diags *diags, const char *folder,
                    FILE *out);

#endif
