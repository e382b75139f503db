# Unit tests print TAP (cmocka), end-to-end tests are TAP shell.
AM_TESTS_ENVIRONMENT = CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	SP_BUILD='$(abs_top_builddir)'; export SP_BUILD; \
	SP_SOURCE='$(abs_top_srcdir)'; export SP_SOURCE;
TEST_EXTENSIONS = .t
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh --merge
T_LOG_DRIVER = $(LOG_DRIVER)
T_LOG_COMPILER = $(SHELL)

# A unit test is one file, tests/unit/test-NOUN.c, and one line here.  Those
# that need more than lib/ have a block of their own below.
UNIT_TESTS = \
	tests/unit/test-base \
	tests/unit/test-csv \
	tests/unit/test-index \
	tests/unit/test-pack \
	tests/unit/test-page \
	tests/unit/test-search \
	tests/unit/test-site \
	tests/unit/test-text \
	tests/unit/test-tmpl \
	tests/unit/test-url \
	tests/unit/test-when

if HAVE_CMOCKA
check_PROGRAMS += $(UNIT_TESTS)
TESTS += $(UNIT_TESTS)
endif
EXTRA_DIST += tests/unit/index_fixture.h tests/unit/unit.h

# What a program without an _LDADD of its own links with: a unit test.
# lib/ has C++ behind its doors.
LDADD = lib/libspwrite.a $(SP_LIBS) $(CMOCKA_LIBS) -lstdc++

# End-to-end tests: real programs, real sockets, real indexes.  SMOKE runs in
# distcheck, SLOW once in the plain build and not under sanitizers.
SMOKE_T_TESTS = \
	tests/t/borders.t \
	tests/t/format.t
MORE_T_TESTS =
SLOW_T_TESTS =

ALL_TESTS = $(UNIT_TESTS) $(SMOKE_T_TESTS) $(MORE_T_TESTS) $(SLOW_T_TESTS)
FAST_TESTS = $(UNIT_TESTS) $(SMOKE_T_TESTS) $(MORE_T_TESTS)
# Under valgrind, where ASan cannot see: into the libraries behind the doors.
VALGRIND_TESTS =

TESTS += $(SMOKE_T_TESTS)
if !SMOKE_ONLY
TESTS += $(MORE_T_TESTS) $(SLOW_T_TESTS)
endif
EXTRA_DIST += $(SMOKE_T_TESTS) $(MORE_T_TESTS) $(SLOW_T_TESTS)

FUZZ_TARGETS =
if ENABLE_FUZZERS
EXTRA_PROGRAMS += $(FUZZ_TARGETS)
endif
fuzzers: $(FUZZ_TARGETS)

# For tests/check.sh: what is in a list.
list-tests:
	@echo $($(LIST))
.PHONY: fuzzers list-tests
