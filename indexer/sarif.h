/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/sarif.h - diagnostics as SARIF 2.1.0 (OASIS), which code hosts show
 * beside the lines. */
#ifndef SP_SARIF_H
#define SP_SARIF_H

#include <stdio.h>

#include "lib/diag.h"

/* Print them all, with a rule for each check of the table, and a notification
 * of the run when files are `unchecked`, as sp_diags_print_json() says it.
 * folder: of the content, as it was named; when it is relative, or the current
 * folder lies in it, addresses hold from where the command was run; else they
 * are paths below it. */
void sp_sarif_print(const struct sp_diags *diags,
                    const struct sp_diag_paths *unchecked, const char *folder,
                    FILE *out);

#endif
