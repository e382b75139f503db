/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/json_ld.h - a block of JSON-LD for a page's head. */
#ifndef SP_JSON_LD_H
#define SP_JSON_LD_H

#include "lib/arena.h"

#include <jansson.h>

#define SP_JSON_LD_MAX ((size_t)256 * 1024) /* bytes of a block */

/* <script type="application/ld+json">: data that no browser runs.  Nothing of
 * the value can end it: < > & and all that is not ASCII is written as \uXXXX.
 * Empty when value is NULL or too large.  Takes the reference; the markup lives
 * in the arena. */
struct sp_html sp_json_ld_block(struct sp_arena *arena, json_t *value);

#endif
