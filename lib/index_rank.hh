/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_rank.hh - the weighting scheme of searches. */
#ifndef SP_INDEX_RANK_HH
#define SP_INDEX_RANK_HH

#include "lib/schema.h"

#include <xapian.h>

/* BM25 (Robertson and others, Okapi at TREC-3, 1994) with the parameters of
 * schema.h. */
inline Xapian::BM25Weight
sp_rank_weight()
{
  return Xapian::BM25Weight(SP_BM25_K1, 0, 1, SP_BM25_B, SP_BM25_MIN_NORMLEN);
}

#endif
