# Unit tests print TAP (cmocka), end-to-end tests are TAP shell.
AM_TESTS_ENVIRONMENT = CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	SP_BUILD='$(abs_top_builddir)'; export SP_BUILD; \
	SP_SOURCE='$(abs_top_srcdir)'; export SP_SOURCE;
TEST_EXTENSIONS = .t
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh --merge
T_LOG_DRIVER = $(LOG_DRIVER)
T_LOG_COMPILER = $(SHELL)

UNIT_TESTS = \
	tests/unit/test-base

if HAVE_CMOCKA
check_PROGRAMS += $(UNIT_TESTS)
TESTS += $(UNIT_TESTS)
endif

UNIT_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
UNIT_LDADD = lib/libspwrite.a $(SP_LIBS) $(CMOCKA_LIBS)

# One block a test:
tests_unit_test_base_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_base_SOURCES = tests/unit/test-base.c tests/unit/unit.h
nodist_EXTRA_tests_unit_test_base_SOURCES = dummy.cxx
tests_unit_test_base_LDADD = $(UNIT_LDADD)
