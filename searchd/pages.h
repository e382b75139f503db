/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/pages.h - every handler that the table of route.c names. */
#ifndef SP_PAGES_H
#define SP_PAGES_H

#include "searchd/app.h"

/* While a page has no definition its row answers 404; that is what `weak` is
 * for.  Take a name out of the weak list once it is defined. */
#define SP_LATER __attribute__((weak))

/* HTML and feeds: page_*.c */
SP_LATER sp_handler sp_page_home;       /* / */
SP_LATER sp_handler sp_page_search;     /* /search */
SP_LATER sp_handler sp_page_services;   /* /services */
SP_LATER sp_handler sp_page_service;    /* /services/{service} */
SP_LATER sp_handler sp_page_a_z;        /* /a-z */
SP_LATER sp_handler sp_page_document;   /* /{id...} */
SP_LATER sp_handler sp_page_step;       /* /{id...}/steps/{step} */
SP_LATER sp_handler sp_page_sitemap;    /* /sitemap.xml */
SP_LATER sp_handler sp_page_robots;     /* /robots.txt */
SP_LATER sp_handler sp_page_feed;       /* /feed.atom */
SP_LATER sp_handler sp_page_opensearch; /* /opensearch.xml */
SP_LATER sp_error_page sp_page_error;

/* JSON: api_*.c */
sp_handler sp_api_search;   /* /api/v1/search */
sp_handler sp_api_suggest;  /* /api/v1/suggest */
sp_handler sp_api_document; /* /api/v1/documents/{id...} */
sp_handler sp_api_openapi;  /* /api/openapi.json */
sp_handler sp_api_healthz;  /* /healthz */
sp_handler sp_api_readyz;   /* /readyz */
sp_handler sp_api_metrics;  /* /metrics, on the admin listener */

sp_handler sp_static_serve; /* /static/{name...} */

#endif
