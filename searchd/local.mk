sbin_PROGRAMS += signpost-searchd
signpost_searchd_CPPFLAGS = $(AM_CPPFLAGS) $(MHD_CFLAGS)
signpost_searchd_SOURCES = searchd/main.c
nodist_EXTRA_signpost_searchd_SOURCES = dummy.cxx
signpost_searchd_LDADD = $(SP_LIBS) $(MHD_LIBS) -lpthread
