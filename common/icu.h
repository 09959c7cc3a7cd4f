/* icu.h: the files of ICU (dynlib.h): their names carry the release whose headers these
 * are, as the functions in them do. */
#ifndef COMMON_ICU_H
#define COMMON_ICU_H

#include <unicode/uvernum.h>

#include "common/dynlib.h"

#define ICU_NUMBERED(text, release) text DYNLIB_TEXT(release)
/* ICU_LIBRARY("uc"): "libicuuc.so.72" */
#define ICU_LIBRARY(part) ICU_NUMBERED("libicu" part ".so.", U_ICU_VERSION_MAJOR_NUM)
#define ICU_PACKAGE ICU_NUMBERED("libicu", U_ICU_VERSION_MAJOR_NUM)

#endif
