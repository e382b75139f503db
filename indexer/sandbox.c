/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/sandbox.h"

#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

/* What parsing takes once everything is loaded. */
static const int allowed[] = {
    SCMP_SYS(brk),          SCMP_SYS(clock_gettime), SCMP_SYS(close),
    SCMP_SYS(exit),         SCMP_SYS(exit_group),    SCMP_SYS(futex),
    SCMP_SYS(getpid),       SCMP_SYS(getrandom),     SCMP_SYS(gettid),
    SCMP_SYS(gettimeofday), SCMP_SYS(madvise),       SCMP_SYS(mmap),
    SCMP_SYS(mprotect),     SCMP_SYS(mremap),        SCMP_SYS(munmap),
    SCMP_SYS(read),         SCMP_SYS(recvfrom),      SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sendto),        SCMP_SYS(setitimer),
    SCMP_SYS(time),         SCMP_SYS(write),         SCMP_SYS(rt_sigprocmask),
#if SP_SANITIZED
    SCMP_SYS(sched_yield),  SCMP_SYS(sigaltstack),   SCMP_SYS(getrlimit),
    SCMP_SYS(prlimit64),
#endif
};

/* malloc maps memory; nobody maps code. */
static const int allowed_without_exec[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};

bool
sp_sandbox_follow(long parent)
{
  return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && (long)getppid() == parent;
}

static void
limit(int resource, rlim_t value)
{
  struct rlimit limits = {value, value};

  /* A hard limit that is lower already is as good. */
  (void)!setrlimit((__rlimit_resource_t)resource, &limits);
}

enum sp_status
sp_sandbox_enter(struct sp_err *err)
{
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  int failed = filter ? 0 : -ENOMEM;

  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  if (!SP_SANITIZED)
    limit(RLIMIT_AS, SP_SANDBOX_MEMORY);
  for (size_t i = 0; !failed && i < SP_ARRAY_LEN(allowed); i++)
    failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
  for (size_t i = 0; !failed && i < SP_ARRAY_LEN(allowed_without_exec); i++)
    failed = seccomp_rule_add(
        filter, SCMP_ACT_ALLOW, allowed_without_exec[i], 1,
        SCMP_A2(SCMP_CMP_MASKED_EQ, (scmp_datum_t)PROT_EXEC, 0));
  /* abort() may end this process, and no other of its user. */
  if (!failed)
    failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                              SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
  if (!failed)
    failed = seccomp_load(filter);
  if (filter)
    seccomp_release(filter);
  if (failed)
    return sp_fail(err, SP_E_INTERNAL,
                   "cannot close the sandbox of the readers: %s",
                   strerror(-failed));
  return SP_OK;
}

void
sp_sandbox_timer(unsigned cpu_seconds)
{
  struct itimerval timer = {.it_value.tv_sec = cpu_seconds};

  setitimer(ITIMER_PROF, &timer, NULL);
}
