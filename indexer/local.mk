bin_PROGRAMS += signpost-indexer
signpost_indexer_CPPFLAGS = $(AM_CPPFLAGS) $(SECCOMP_CFLAGS)
signpost_indexer_SOURCES = indexer/main.c
# Links with the C++ driver: lib/ has C++ behind its doors.
nodist_EXTRA_signpost_indexer_SOURCES = dummy.cxx
signpost_indexer_LDADD = lib/libspwrite.a $(SP_LIBS) $(SECCOMP_LIBS)
