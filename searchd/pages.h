/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/pages.h - every handler that the table of route.c names. */
#ifndef SP_PAGES_H
#define SP_PAGES_H

#include "searchd/app.h"

/* The pages are not in libspserve.a, so that its tests need no templates: a
 * row whose handler nobody defines is as if it were not there. */
#define SP_PAGE __attribute__((weak))

/* HTML and feeds: page_*.c */
SP_PAGE sp_handler sp_page_home;          /* / */
SP_PAGE sp_handler sp_page_search;        /* /search */
SP_PAGE sp_handler sp_page_services;      /* /services */
SP_PAGE sp_handler sp_page_service;       /* /services/{service} */
SP_PAGE sp_handler sp_page_a_z;           /* /a-z */
SP_PAGE sp_handler sp_page_accessibility; /* /accessibility */
SP_PAGE sp_handler sp_page_community;     /* /community */
SP_PAGE sp_handler sp_page_new;           /* /whats-new */
SP_PAGE sp_handler sp_api_mcp;            /* /mcp */
SP_PAGE sp_handler sp_page_theme;         /* /theme.css */
SP_PAGE sp_handler sp_page_privacy;       /* /privacy */
SP_PAGE sp_handler sp_page_feedback;      /* /feedback: the form's reader */
SP_PAGE sp_handler sp_page_feedback_more; /* /feedback: asks for more */
SP_PAGE sp_handler sp_page_feedback_sent; /* /feedback/sent */
SP_PAGE sp_handler sp_page_area;          /* /your-area */
SP_PAGE sp_handler sp_page_area_find;     /* /your-area: the form's reader */
SP_PAGE sp_handler sp_page_document;      /* /{id...} */
SP_PAGE sp_handler sp_page_step;          /* /{id...}/steps/{step} */
SP_PAGE sp_handler sp_page_sitemap;       /* /sitemap.xml */
SP_PAGE sp_handler sp_page_robots;        /* /robots.txt */
SP_PAGE sp_handler sp_page_feed;          /* /feed.atom */
SP_PAGE sp_handler sp_page_opensearch;    /* /opensearch.xml */
SP_PAGE sp_error_page sp_page_error;

/* JSON: api_*.c */
sp_handler sp_api_answer;   /* /api/v1/answer */
sp_handler sp_api_search;   /* /api/v1/search */
sp_handler sp_api_suggest;  /* /api/v1/suggest */
sp_handler sp_api_document; /* /api/v1/documents/{id...} */
sp_handler sp_api_openapi;  /* /api/openapi.json */
sp_handler sp_api_healthz;  /* /healthz */
sp_handler sp_api_readyz;   /* /readyz */
sp_handler sp_api_metrics;  /* /metrics, on the admin listener */

sp_handler sp_static_serve; /* /static/{name...} */

#endif
