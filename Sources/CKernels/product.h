// The product of two small matrices of floats, as wide as the processor allows. Swift has no way to use the wider registers of a
// part of the program alone; this is the one place where they double the speed. Every element is the sum of its products in their
// order, whatever the width, and nothing is fused, so all widths give the same bits.
#ifndef ASSAY_PRODUCT_H
#define ASSAY_PRODUCT_H

#include <stddef.h>

typedef float kernel_f8 __attribute__((vector_size(32), aligned(4)));

/// Four rows and eight columns of c.
__attribute__((always_inline)) static inline void kernel_product_4x8(
    const float *a, ptrdiff_t a_row, ptrdiff_t a_step, const float *b, ptrdiff_t b_row, float *c, ptrdiff_t c_row,
    ptrdiff_t depth) {
#pragma clang fp contract(off)
    kernel_f8 s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
    for (ptrdiff_t k = 0; k < depth; k++) {
        const kernel_f8 row = *(const kernel_f8 *)(b + k * b_row);
        const float *factor = a + k * a_step;
        s0 = s0 + factor[0] * row;
        s1 = s1 + factor[a_row] * row;
        s2 = s2 + factor[2 * a_row] * row;
        s3 = s3 + factor[3 * a_row] * row;
    }
    *(kernel_f8 *)c = s0;
    *(kernel_f8 *)(c + c_row) = s1;
    *(kernel_f8 *)(c + 2 * c_row) = s2;
    *(kernel_f8 *)(c + 3 * c_row) = s3;
}

/// Four rows and sixteen columns of c: as many sums as wide registers hold.
__attribute__((always_inline)) static inline void kernel_product_4x16(
    const float *a, ptrdiff_t a_row, ptrdiff_t a_step, const float *b, ptrdiff_t b_row, float *c, ptrdiff_t c_row,
    ptrdiff_t depth) {
#pragma clang fp contract(off)
    kernel_f8 s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0}, t0 = {0}, t1 = {0}, t2 = {0}, t3 = {0};
    for (ptrdiff_t k = 0; k < depth; k++) {
        const kernel_f8 left = *(const kernel_f8 *)(b + k * b_row);
        const kernel_f8 right = *(const kernel_f8 *)(b + k * b_row + 8);
        const float *factor = a + k * a_step;
        s0 = s0 + factor[0] * left;
        t0 = t0 + factor[0] * right;
        s1 = s1 + factor[a_row] * left;
        t1 = t1 + factor[a_row] * right;
        s2 = s2 + factor[2 * a_row] * left;
        t2 = t2 + factor[2 * a_row] * right;
        s3 = s3 + factor[3 * a_row] * left;
        t3 = t3 + factor[3 * a_row] * right;
    }
    *(kernel_f8 *)c = s0;
    *(kernel_f8 *)(c + 8) = t0;
    *(kernel_f8 *)(c + c_row) = s1;
    *(kernel_f8 *)(c + c_row + 8) = t1;
    *(kernel_f8 *)(c + 2 * c_row) = s2;
    *(kernel_f8 *)(c + 2 * c_row + 8) = t2;
    *(kernel_f8 *)(c + 3 * c_row) = s3;
    *(kernel_f8 *)(c + 3 * c_row + 8) = t3;
}

/// One row and eight columns of c.
__attribute__((always_inline)) static inline void kernel_product_1x8(
    const float *a, ptrdiff_t a_step, const float *b, ptrdiff_t b_row, float *c, ptrdiff_t depth) {
#pragma clang fp contract(off)
    kernel_f8 sum = {0};
    for (ptrdiff_t k = 0; k < depth; k++) sum = sum + a[k * a_step] * *(const kernel_f8 *)(b + k * b_row);
    *(kernel_f8 *)c = sum;
}

/// The sums by sixteen columns where `wide` says that there are registers enough, then by eight.
__attribute__((always_inline)) static inline void kernel_product_any(
    const float *a, ptrdiff_t a_row, ptrdiff_t a_step, const float *b, ptrdiff_t b_row, float *c, ptrdiff_t c_row,
    ptrdiff_t rows, ptrdiff_t depth, ptrdiff_t width, int wide) {
    const ptrdiff_t fours = rows / 4 * 4;
    ptrdiff_t j = 0;
    if (wide)
        for (; j + 16 <= width; j += 16)
            for (ptrdiff_t i = 0; i < fours; i += 4)
                kernel_product_4x16(a + i * a_row, a_row, a_step, b + j, b_row, c + i * c_row + j, c_row, depth);
    for (; j < width; j += 8)
        for (ptrdiff_t i = 0; i < fours; i += 4)
            kernel_product_4x8(a + i * a_row, a_row, a_step, b + j, b_row, c + i * c_row + j, c_row, depth);
    for (ptrdiff_t i = fours; i < rows; i++)
        for (j = 0; j < width; j += 8)
            kernel_product_1x8(a + i * a_row, a_step, b + j, b_row, c + i * c_row + j, depth);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void kernel_product_wide(
    const float *a, ptrdiff_t a_row, ptrdiff_t a_step, const float *b, ptrdiff_t b_row, float *c, ptrdiff_t c_row,
    ptrdiff_t rows, ptrdiff_t depth, ptrdiff_t width) {
    kernel_product_any(a, a_row, a_step, b, b_row, c, c_row, rows, depth, width, 1);
}
#endif

/// c = a b for matrices of floats, with `rows` x `width` elements that are sums of `depth` products.
///
/// Element (i, k) of a is at `a[i * a_row + k * a_step]`, so a may be transposed; the rows of b and c stand `b_row` and `c_row` floats
/// apart. `width` is a multiple of 8. c overlaps neither a nor b.
static inline void kernel_product(
    const float *a, ptrdiff_t a_row, ptrdiff_t a_step, const float *b, ptrdiff_t b_row, float *c, ptrdiff_t c_row,
    ptrdiff_t rows, ptrdiff_t depth, ptrdiff_t width) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        kernel_product_wide(a, a_row, a_step, b, b_row, c, c_row, rows, depth, width);
        return;
    }
#endif
    kernel_product_any(a, a_row, a_step, b, b_row, c, c_row, rows, depth, width, 0);
}

#endif
