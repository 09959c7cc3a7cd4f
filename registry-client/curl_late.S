/* curl_late.S: what the static libcurl calls in other libraries, one small function each:
 * it jumps to where the real one is, once curl_late_bind has said where. The list is made
 * by scripts/late-curl. See curl_late.h. */

#define LIBRARIES 32

.macro LATE_LIBRARY number, file
    .section .rodata.late_text, "a"
1:  .asciz "\file"
    .section .rodata.late_libraries, "a"
    .org \number * 4
    .long 1b - curl_late_text
.endm

.macro LATE_FUNCTION number, library, name
    .section .rodata.late_text, "a"
1:  .asciz "\name"
    .section .rodata.late_functions, "a"
    .long 1b - curl_late_text, \library
    .text
    .globl \name
    .hidden \name
    .type \name, @function
    .p2align 4
\name:
    .cfi_startproc
    movq curl_late_slots + \number * 8(%rip), %r11
    testq %r11, %r11
    jz 2f
    jmp *%r11
2:  movl $\number, %r11d
    jmp curl_late_enter
    .cfi_endproc
    .size \name, . - \name
    .set curl_late_n, \number + 1
.endm

/* Nobody reads it: its library is never opened. */
.macro LATE_NEVER_DATA name
    .section .rodata.late_data, "a"
    .globl \name
    .hidden \name
    .p2align 3
\name:
    .zero 64
.endm

.section .rodata.late_text, "a"
.globl curl_late_text
.hidden curl_late_text
curl_late_text:
    .byte 0 /* nothing stands at 0: the end of curl_late_libraries */

.section .rodata.late_libraries, "a"
.globl curl_late_libraries
.hidden curl_late_libraries
curl_late_libraries:

.section .rodata.late_functions, "a"
.globl curl_late_functions
.hidden curl_late_functions
.p2align 2
curl_late_functions:

/* A first call: all that may carry an argument is kept while curl_late_bind looks. On entry
 * the stack is 8 off a multiple of 16, as at the start of any function. */
.text
.type curl_late_enter, @function
.p2align 4
curl_late_enter:
    .cfi_startproc
    pushq %rdi
    pushq %rsi
    pushq %rdx
    pushq %rcx
    pushq %r8
    pushq %r9
    pushq %rax
    .cfi_adjust_cfa_offset 56
    subq $128, %rsp
    .cfi_adjust_cfa_offset 128
    movups %xmm0, (%rsp)
    movups %xmm1, 16(%rsp)
    movups %xmm2, 32(%rsp)
    movups %xmm3, 48(%rsp)
    movups %xmm4, 64(%rsp)
    movups %xmm5, 80(%rsp)
    movups %xmm6, 96(%rsp)
    movups %xmm7, 112(%rsp)
    movl %r11d, %edi
    call curl_late_bind
    movq %rax, %r11
    movups (%rsp), %xmm0
    movups 16(%rsp), %xmm1
    movups 32(%rsp), %xmm2
    movups 48(%rsp), %xmm3
    movups 64(%rsp), %xmm4
    movups 80(%rsp), %xmm5
    movups 96(%rsp), %xmm6
    movups 112(%rsp), %xmm7
    addq $128, %rsp
    .cfi_adjust_cfa_offset -128
    popq %rax
    popq %r9
    popq %r8
    popq %rcx
    popq %rdx
    popq %rsi
    popq %rdi
    .cfi_adjust_cfa_offset -56
    jmp *%r11
    .cfi_endproc

#include "curl_late.list"

.section .rodata.late_libraries, "a"
    .org (LIBRARIES + 1) * 4

.section .rodata
.globl curl_late_n_functions
.hidden curl_late_n_functions
.p2align 2
curl_late_n_functions:
    .long curl_late_n

.bss
.globl curl_late_slots
.hidden curl_late_slots
.p2align 3
curl_late_slots:
    .zero curl_late_n * 8

.section .note.GNU-stack, "", @progbits
