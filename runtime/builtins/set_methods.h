/* set_methods.h: Set.prototype's methods for two sets. */
#ifndef RUNTIME_BUILTINS_SET_METHODS_H
#define RUNTIME_BUILTINS_SET_METHODS_H

#include "runtime/builtins/builtins.h"

extern const ObjectFunction set_combining_methods[];

#endif
