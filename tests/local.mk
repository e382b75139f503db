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
	tests/unit/test-audience \
	tests/unit/test-base \
	tests/unit/test-csv \
	tests/unit/test-doc \
	tests/unit/test-index \
	tests/unit/test-pack \
	tests/unit/test-page \
	tests/unit/test-render \
	tests/unit/test-resolve \
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
EXTRA_DIST += tests/unit/model.h tests/unit/index_fixture.h tests/unit/unit.h

# What a program without an _LDADD of its own links with: a unit test.
# lib/ has C++ behind its doors.
LDADD = lib/libspwrite.a $(SP_LIBS) $(CMOCKA_LIBS) -lstdc++

# End-to-end tests: real programs, real sockets, real indexes.  SMOKE runs in
# distcheck, SLOW once in the plain build and not under sanitizers.
SMOKE_T_TESTS = \
	tests/t/borders.t \
	tests/t/format.t
MORE_T_TESTS = \
	tests/t/canaries.t \
	tests/t/content.t \
	tests/t/contract.t
SLOW_T_TESTS = \
	tests/t/kill.t \
	tests/t/ten-thousand.t

ALL_TESTS = $(UNIT_TESTS) $(SMOKE_T_TESTS) $(MORE_T_TESTS) $(SLOW_T_TESTS)
FAST_TESTS = $(UNIT_TESTS) $(SMOKE_T_TESTS) $(MORE_T_TESTS)
# Under valgrind, where ASan cannot see: into the libraries behind the doors.
VALGRIND_TESTS = \
	tests/unit/test-index \
	tests/unit/test-search \
	tests/unit/test-tmpl

TESTS += $(SMOKE_T_TESTS)
if !SMOKE_ONLY
TESTS += $(MORE_T_TESTS) $(SLOW_T_TESTS)
endif
EXTRA_DIST += $(SMOKE_T_TESTS) $(MORE_T_TESTS) $(SLOW_T_TESTS)
# What those read.
EXTRA_DIST += \
	tests/t/canaries.py \
	tests/t/canary_blocks.py \
	tests/t/canary_change.py \
	tests/t/canary_check.py \
	tests/t/canary_corpus.py \
	tests/t/canary_docs.py \
	tests/t/canary_make.py \
	tests/t/canary_scripts.py \
	tests/t/canary_settings.py \
	tests/t/canary_slips.py \
	tests/t/canary_slips_text.py \
	tests/t/canary_words.py \
	tests/t/canary_xml.py \
	tests/t/contract_json.py \
	tests/t/drain.py \
	tests/t/http_site.py \
	tests/t/kills.py \
	tests/t/lib.sh \
	tests/t/load.py \
	tests/t/peak.py \
	tests/t/plain_content.py \
	tests/t/python.sh \
	tests/t/results.py \
	tests/t/servers.sh

# A thousand folders with canaries, and every canary asked for by name: hours.
canaries: all
	$(AM_TESTS_ENVIRONMENT) SP_CANARY_CORPORA=1000 SP_CANARY_WORDS=100000 \
	$(SHELL) $(srcdir)/tests/t/canaries.t
.PHONY: canaries

FUZZ_TARGETS =
if ENABLE_FUZZERS
EXTRA_PROGRAMS += $(FUZZ_TARGETS)
endif
fuzzers: $(FUZZ_TARGETS)

# For tests/check.sh: what is in a list.
list-tests:
	@echo $($(LIST))
.PHONY: fuzzers list-tests
