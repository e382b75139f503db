/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_build.hh - a page as the documents that Xapian keeps of it. */
#ifndef SP_INDEX_BUILD_HH
#define SP_INDEX_BUILD_HH

#include "lib/index_terms.hh"
#include "lib/page.h"

#include <vector>

/* The page document first, then its text documents: one per class of its
 * text.  Throws sp_failure SP_E_DATA for a page whose texts
 * Xapian would refuse or spoil (not UTF-8, a NUL), that has no id, an
 * impossible level, or is larger than SP_DATA_MAX. */
std::vector<Xapian::Document> sp_page_documents(const struct sp_page *page,
                                                sp_stems &stems);

#endif
