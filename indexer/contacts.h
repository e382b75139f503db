/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/contacts.h - the content folder's contacts, calendar and rota put
 * together into a directory (lib/directory.h). */
#ifndef SP_CONTACTS_H
#define SP_CONTACTS_H

#include "indexer/survey.h"
#include "lib/directory.h"

/* Everything lives in the arena or is the settings'.  SP_E_IO the temporary
 * file. */
SP_NODISCARD enum sp_status
sp_contacts_directory(const struct sp_catalog *catalog, struct sp_arena *arena,
                      struct sp_directory *out, struct sp_err *err);

/* What SP_META_DIRECTORY of an index shall be, in the arena: only contacts
 * whose page in it is as the file has it, for a file in error says nothing.
 * After sp_make_all().  SP_E_IO; SP_E_LIMIT it is too large. */
SP_NODISCARD enum sp_status sp_contacts_pack(const struct sp_catalog *catalog,
                                             enum sp_audience audience,
                                             struct sp_arena *arena,
                                             struct sp_str *out,
                                             struct sp_err *err);

#endif
