/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/last_good.h - whether the last good version of a file in error may
 * stay: not on the public site with words that other files have taken back. */
#ifndef SP_LAST_GOOD_H
#define SP_LAST_GOOD_H

#include "indexer/survey.h"

/* May the page of file i that an index has stay there while the file is in
 * error?  own is what came of reading it now, old what the last run knew.
 * may_stay is by enum sp_audience; whether there is a page is not asked.
 * SP_E_IO, and codes as sp_reader_page(). */
SP_NODISCARD enum sp_status
sp_last_good_may_stay(const struct sp_catalog *catalog,
                      const struct sp_survey *survey, size_t i,
                      const struct sp_verdict *own, const struct sp_entry *old,
                      bool may_stay[2], struct sp_err *err);

#endif
