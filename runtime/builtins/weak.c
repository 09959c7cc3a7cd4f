#include "runtime/builtins/builtins.h"
void weak_object_died(void *owner, void *heapptr)
{
    (void)owner;
    (void)heapptr;
}
