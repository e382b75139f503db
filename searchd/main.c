/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "lib/log.h"

#include "searchd/events_command.h"
#include "searchd/listen.h"
#include "searchd/metrics.h"
#include "searchd/options.h"
#include "searchd/route.h"
#include "searchd/server.h"
#include "searchd/setup.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define DRAIN_MS 10000 /* for requests under way when a signal comes */
#define DRAIN_STEP_MS 20

static int
complain(enum sp_status status, const struct sp_err *err)
{
  (void)fprintf(stderr, "signpost-searchd: %s\n", err->msg);
  if (status == SP_E_USAGE)
    (void)fputs("Try 'signpost-searchd --help'.\n", stderr);
  return sp_status_exit(status);
}

/* Ending is this thread's: all others are born with the signals blocked. */
static void
block_signals(sigset_t *endings)
{
  struct sigaction ignore = {.sa_handler = SIG_IGN};

  (void)sigemptyset(endings);
  (void)sigaddset(endings, SIGTERM);
  (void)sigaddset(endings, SIGINT);
  (void)pthread_sigmask(SIG_BLOCK, endings, NULL);
  (void)sigaction(SIGPIPE, &ignore, NULL);
  /* Where files may not grow, what would grow is not written. */
  (void)sigaction(SIGXFSZ, &ignore, NULL);
}

static enum sp_status
start(const struct sp_app *app, unsigned site,
      const struct sp_endpoint *endpoint, struct sp_arena *arena,
      struct sp_server **out, struct sp_err *err)
{
  static const struct sp_conn_limits limits = SP_CONN_LIMITS_INIT;
  struct sp_str shown;
  int fd;
  enum sp_status status =
      sp_listen(endpoint, site == SP_ON_STAFF, arena, &fd, &shown, err);

  if (status == SP_OK)
    status = sp_server_start(app, site, fd, &limits, out, err);
  if (status == SP_OK)
    sp_log(SP_LOG_INFO, "listening", "site=%s address=%.*s",
           site == SP_ON_ADMIN ? "admin" : sp_audience_name(app->site),
           SP_FMT(shown));
  return status;
}

/* Wait for the requests under way; a second signal ends the wait. */
static void
drain(struct sp_server *server, const sigset_t *endings)
{
  struct timespec step = {0, DRAIN_STEP_MS * 1000000L};

  sp_server_drain(server);
  for (int waited = 0; waited < DRAIN_MS && !sp_server_is_idle(server);
       waited += DRAIN_STEP_MS)
    if (sigtimedwait(endings, NULL, &step) > 0) {
      sp_log(SP_LOG_WARNING, "drain-cut-short", "waited_ms=%d", waited);
      return;
    }
}

static enum sp_status
serve(struct sp_setup *setup, const sigset_t *endings, struct sp_err *err)
{
  const struct sp_settings *settings = setup->app.settings;
  struct sp_server *server = NULL, *admin = NULL;
  unsigned site = settings->site == SP_PUBLIC ? SP_ON_PUBLIC : SP_ON_STAFF;
  enum sp_status status = SP_OK;

  if (settings->admin.set)
    status = start(&setup->app, SP_ON_ADMIN, &settings->admin, &setup->arena,
                   &admin, err);
  if (status == SP_OK)
    status = start(&setup->app, site, &settings->listen, &setup->arena, &server,
                   err);
  if (status == SP_OK) {
    int number = 0;

    sp_metrics_watch(setup->app.metrics, sp_server_conns(server));
    while (number <= 0)
      number = sigwaitinfo(endings, NULL);
    sp_log(SP_LOG_INFO, "ending", "signal=%d", number);
    drain(server, endings);
  }
  sp_server_stop(admin);
  sp_server_stop(server);
  if (settings->admin.set && settings->admin.is_unix && admin != NULL)
    (void)unlink(sp_arena_cstr(&setup->arena, settings->admin.host));
  return status;
}

static enum sp_status
run(const struct sp_options *options, struct sp_err *err)
{
  struct sp_setup setup;
  sigset_t endings;
  enum sp_status status = sp_settings_check(&options->settings, err);

  if (status != SP_OK)
    return status;
  sp_log_set_level(options->verbosity < 0   ? SP_LOG_WARNING
                   : options->verbosity > 0 ? SP_LOG_DEBUG
                                            : SP_LOG_INFO);
  block_signals(&endings);
  status = sp_setup_open(&setup, &options->settings, options->at, err);
  if (status == SP_OK)
    status = serve(&setup, &endings, err);
  sp_setup_close(&setup);
  if (status == SP_OK)
    sp_log(SP_LOG_INFO, "ended", "status=0");
  return status;
}

int
main(int argc, char **argv)
{
  struct sp_arena arena = {0};
  struct sp_options options;
  struct sp_err err = {SP_OK, ""};
  bool is_events = argc > 1 && strcmp(argv[1], "events") == 0;
  enum sp_status status =
      is_events ? sp_events_command(argc - 1, argv + 1, &arena, stdout, &err)
                : sp_options_read(argc, argv, &arena, &options, &err);
  int code = 0;

  if (is_events)
    ; /* done */
  else if (status == SP_OK && options.help)
    sp_options_help(stdout);
  else if (status == SP_OK && options.version)
    (void)puts("signpost-searchd " PACKAGE_VERSION);
  else if (status == SP_OK)
    status = run(&options, &err);
  if (status != SP_OK)
    code = complain(status, &err);
  sp_arena_release(&arena);
  return fflush(stdout) == 0 ? code : sp_status_exit(SP_E_IO);
}
