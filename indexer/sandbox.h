/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/sandbox.h - where outside bytes are parsed: no way to open, run or
 * reach anything, little memory, and a limit of time for each file. */
#ifndef SP_SANDBOX_H
#define SP_SANDBOX_H

#include "lib/error.h"

/* AddressSanitizer is slow and takes terabytes of address space. */
#if defined(__SANITIZE_ADDRESS__)
#define SP_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SP_SANITIZED 1
#endif
#endif
#ifndef SP_SANITIZED
#define SP_SANITIZED 0
#endif

#define SP_SANDBOX_CPU_SECONDS (SP_SANITIZED ? 20 : 1)
#define SP_SANDBOX_WALL_SECONDS (SP_SANITIZED ? 120 : 30)
#define SP_SANDBOX_MEMORY ((size_t)256 * 1024 * 1024)

/* Die with the parent, process `parent`.  False when it has died already. */
bool sp_sandbox_follow(long parent);
/* Close the sandbox.  From here on only a short list of system calls works:
 * reading and writing what is open, memory, the clock, the end.  All others
 * fail with EPERM.  SP_E_INTERNAL the kernel refuses. */
SP_NODISCARD enum sp_status sp_sandbox_enter(struct sp_err *err);
/* Give the next file its time; SIGPROF ends the process when it is over.
 * 0 stops the clock. */
void sp_sandbox_timer(unsigned cpu_seconds);

#endif
