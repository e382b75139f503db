/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/options_parts.h - private to indexer/options*.c: the values of
 * options, which are borrowed. */
#ifndef SP_OPTIONS_PARTS_H
#define SP_OPTIONS_PARTS_H

#include "indexer/options.h"

/* Each takes the value; false: it is none for this option. */
bool sp_option_audience(struct sp_options *out, const char *value);
bool sp_option_instant(struct sp_options *out, const char *value);
bool sp_option_without(struct sp_options *out, const char *value);
/* Of --format, by the command. */
bool sp_option_report(struct sp_options *out, const char *value);
bool sp_option_to(struct sp_options *out, const char *value);
bool sp_option_graph(struct sp_options *out, const char *value);

/* SP_E_USAGE, with what is wrong with the value of --at, or of --without. */
SP_NODISCARD enum sp_status sp_option_refuse_instant(struct sp_err *err,
                                                     const char *value);
SP_NODISCARD enum sp_status sp_option_refuse_codes(struct sp_err *err,
                                                   const char *value);

#endif
