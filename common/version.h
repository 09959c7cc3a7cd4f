/* version.h: who we are, and whom we stand in for. */
#ifndef COMMON_VERSION_H
#define COMMON_VERSION_H

/* SMEW_VERSION comes from the Makefile. */
#ifndef SMEW_VERSION
#error "SMEW_VERSION is set by the Makefile"
#endif

/* The Node release whose behaviour smew gives: process.version, engines checks. */
#define NODE_COMPAT_VERSION "20.20.2"
/* The npm release whose behaviour pkg gives. */
#define NPM_COMPAT_VERSION "11.19.1"

#endif
