/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/tree.h - a document's tree on one line, for the readers' tests:
 *
 *   (para 'Hello ' (strong 'you'))
 *   (section 'Out by 7?' #out-by-7 ?level-2 ->#hand-over (said (para 'Was')))
 *   (choices (choice 'Yes' ->#yes ?out-of-hours 'for the advisor'))
 *   (record 'bin' choice required 'refuse' 'garden')
 *
 * A quote ' in a text is \'.  `?!` is the guard of an ELSE, `said` an unmarked
 * quote of a script, `say` a marked one; the root is (root ...). */
#ifndef SP_TEST_TREE_H
#define SP_TEST_TREE_H

#include "lib/doc.h"

struct sp_str tree_print(struct sp_arena *arena, const struct sp_node *root);

/* "E25:3 W27:5": codes and lines in order.  Lines are counted from first_line
 * on, which is 1; those before it are "f" and their number in the file. */
struct sp_str tree_print_diags(struct sp_arena *arena, struct sp_diags *diags,
                               unsigned first_line);

#endif
