/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/sense.h - whether what is said of a file can be true.  A reader that
 * a hostile file has taken over may say anything, and so may an index. */
#ifndef SP_SENSE_H
#define SP_SENSE_H

#include "indexer/wire.h"

/* Could a sound reader have said this of the file of this kind and path?
 * Looked at is all that this process relies on before it unpacks the model.
 * The arena is for scratch. */
bool sp_verdict_makes_sense(const struct sp_verdict *verdict, enum sp_kind kind,
                            struct sp_str path, struct sp_arena *arena);

#endif
