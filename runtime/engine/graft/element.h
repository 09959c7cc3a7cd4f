/* element.h: the element types that the engine doesn't have. */
#ifndef RUNTIME_ENGINE_GRAFT_ELEMENT_H
#define RUNTIME_ENGINE_GRAFT_ELEMENT_H

#define VIEW_ELEM_BIGINT64 9
#define VIEW_ELEM_BIGUINT64 10
#define VIEW_ELEM_FLOAT16 11

#endif
