// Two classes' probabilities and the gradients of their log loss, as wide as the processor allows. These are exponentials and divisions
// in long rows, which wider registers do twice as fast. Every row is its own, nothing is fused, and sums have four lanes whatever the
// width, so all widths give the same bits.
#ifndef ASSAY_LOGISTIC_H
#define ASSAY_LOGISTIC_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef double kernel_d4 __attribute__((vector_size(32), aligned(8)));
typedef int64_t kernel_i4 __attribute__((vector_size(32), aligned(8)));
typedef uint64_t kernel_u4 __attribute__((vector_size(32), aligned(8)));

/// What a block of rows is made into: where its numbers stand and go, all from its first row on and with room for whole vectors of
/// four, but for `predictions`.
typedef struct {
    /// The logarithms of the odds.
    const double *scores;
    /// 1 for the positive class, -1 for the other.
    const double *signs;
    /// How much each row counts; NULL where all count the same.
    const double *weights;
    /// The units of one over gradients and second derivatives, and the bits of the latter's field.
    double per_gradient_unit, per_hessian_unit;
    uint64_t shift;
    /// Gradient and second derivative of each row in one integer.
    int64_t *pairs;
    /// Both classes' probabilities, row by row; NULL where not wanted.
    double *predictions;
} kernel_logistic_rows;

/// The sums of a block's absolute gradients and second derivatives, lane by lane.
typedef struct {
    double gradients[4], hessians[4];
} kernel_logistic_sums;

__attribute__((always_inline)) static inline kernel_d4 kernel_spread4(double value) {
    return (kernel_d4){value, value, value, value};
}

/// `yes` where the mask's bits are set, else `no`.
__attribute__((always_inline)) static inline kernel_d4 kernel_choose4(kernel_i4 mask, kernel_d4 yes, kernel_d4 no) {
    return (kernel_d4)((mask & (kernel_i4)yes) | (~mask & (kernel_i4)no));
}

__attribute__((always_inline)) static inline kernel_d4 kernel_clamp4(kernel_d4 x, double low, double high) {
    x = kernel_choose4((kernel_i4)(x < kernel_spread4(low)), kernel_spread4(low), x);
    return kernel_choose4((kernel_i4)(x > kernel_spread4(high)), kernel_spread4(high), x);
}

/// e to the power of each lane, which lies within -708 and 709: the same steps as VectorMath.exp in Swift, to the same bits.
__attribute__((always_inline)) static inline kernel_d4 kernel_exp4(kernel_d4 x) {
#pragma clang fp contract(off)
    const kernel_d4 shifted = x * 0x1.71547652b82fep0 + 0x1.8p52;
    const kernel_d4 k = shifted - 0x1.8p52;
    const kernel_d4 r = (x - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33;
    const kernel_d4 r2 = r * r, r4 = r2 * r2;
    const kernel_d4 p01 = r + 1.0;
    const kernel_d4 p23 = r * (1.0 / 6) + 0.5;
    const kernel_d4 p45 = r * (1.0 / 120) + (1.0 / 24);
    const kernel_d4 p67 = r * (1.0 / 5040) + (1.0 / 720);
    const kernel_d4 p89 = r * (1.0 / 362880) + (1.0 / 40320);
    const kernel_d4 p1011 = r * (1.0 / 39916800) + (1.0 / 3628800);
    const kernel_d4 p1213 = r * (1.0 / 6227020800.0) + (1.0 / 479001600);
    const kernel_d4 low = p01 + r2 * p23;
    const kernel_d4 middle = p45 + r2 * p67;
    const kernel_d4 high = (p89 + r2 * p1011) + r4 * p1213;
    const kernel_d4 power = low + r4 * (middle + r4 * high);
    const kernel_u4 scale = ((kernel_u4)shifted << 52) + 0x3FF0000000000000u;
    return power * (kernel_d4)scale;
}

/// The probabilities of both classes; each is accurate where it is small.
__attribute__((always_inline)) static inline void kernel_two4(kernel_d4 score, kernel_d4 *negative, kernel_d4 *positive) {
#pragma clang fp contract(off)
    const kernel_d4 odds = kernel_exp4(-kernel_clamp4(score, -700, 700));
    *positive = kernel_spread4(1) / (odds + 1.0);
    *negative = odds * *positive;
}

__attribute__((always_inline)) static inline void kernel_store_two4(
    kernel_d4 negative, kernel_d4 positive, ptrdiff_t rows, double *target) {
    const kernel_d4 first = __builtin_shufflevector(negative, positive, 0, 4, 1, 5);
    const kernel_d4 second = __builtin_shufflevector(negative, positive, 2, 6, 3, 7);
    if (rows >= 4) {
        *(kernel_d4 *)target = first;
        *(kernel_d4 *)(target + 4) = second;
    } else {
        double all[8];
        memcpy(all, &first, 32);
        memcpy(all + 4, &second, 32);
        memcpy(target, all, 16 * (size_t)rows);
    }
}

__attribute__((always_inline)) static inline void kernel_two_any(const double *scores, ptrdiff_t count, double *target) {
    for (ptrdiff_t row = 0; row < count; row += 4) {
        kernel_d4 negative, positive;
        kernel_two4(*(const kernel_d4 *)(scores + row), &negative, &positive);
        kernel_store_two4(negative, positive, count - row, target + 2 * row);
    }
}

/// Four rows from `row` on, of which `count` are in the block.
__attribute__((always_inline)) static inline void kernel_logistic4(
    const kernel_logistic_rows *rows, ptrdiff_t row, ptrdiff_t count, kernel_d4 *gradients, kernel_d4 *hessians) {
#pragma clang fp contract(off)
    const kernel_d4 magic = kernel_spread4(0x1.8p52);
    const kernel_i4 is_positive = (kernel_i4)(*(const kernel_d4 *)(rows->signs + row) > 0.0);
    kernel_d4 negative, positive;
    kernel_two4(*(const kernel_d4 *)(rows->scores + row), &negative, &positive);
    kernel_d4 wrong = kernel_choose4(is_positive, negative, positive);
    kernel_d4 gradient = kernel_choose4(is_positive, -negative, positive);
    kernel_d4 hessian = positive * negative;
    if (rows->weights) {
        const kernel_d4 weight = *(const kernel_d4 *)(rows->weights + row);
        wrong *= weight;
        gradient *= weight;
        hessian *= weight;
    }
    if (count < 4) {
        const kernel_i4 is_in = (kernel_i4){0, 1, 2, 3} < (int64_t)count;
        wrong = kernel_choose4(is_in, wrong, kernel_spread4(0));
        gradient = kernel_choose4(is_in, gradient, kernel_spread4(0));
        hessian = kernel_choose4(is_in, hessian, kernel_spread4(0));
    }
    if (rows->predictions) kernel_store_two4(negative, positive, count, rows->predictions + 2 * row);
    *gradients += wrong;
    *hessians += hessian;
    // Adding 1.5 x 2^52 rounds to a whole number, which then stands in the low bits.
    const kernel_u4 g = (kernel_u4)(gradient * rows->per_gradient_unit + magic) - (kernel_u4)magic;
    const kernel_u4 h = (kernel_u4)(hessian * rows->per_hessian_unit + magic) - (kernel_u4)magic;
    *(kernel_u4 *)(rows->pairs + row) = (g << rows->shift) + h;
}

__attribute__((always_inline)) static inline void kernel_logistic_any(
    const kernel_logistic_rows *block, ptrdiff_t count, kernel_logistic_sums *sums) {
    // A copy, which the rows that are written cannot change.
    const kernel_logistic_rows rows = *block;
    kernel_d4 gradients = kernel_spread4(0), hessians = kernel_spread4(0);
    ptrdiff_t row = 0;
    for (; row + 4 <= count; row += 4) kernel_logistic4(&rows, row, 4, &gradients, &hessians);
    if (row < count) kernel_logistic4(&rows, row, count - row, &gradients, &hessians);
    memcpy(sums->gradients, &gradients, 32);
    memcpy(sums->hessians, &hessians, 32);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void kernel_two_wide(const double *scores, ptrdiff_t count, double *target) {
    kernel_two_any(scores, count, target);
}

__attribute__((target("avx2"))) static void kernel_logistic_wide(
    const kernel_logistic_rows *rows, ptrdiff_t count, kernel_logistic_sums *sums) {
    kernel_logistic_any(rows, count, sums);
}
#endif

/// Writes both classes' probabilities, row by row, of `count` rows with these logarithms of the odds; `scores` has room for whole
/// vectors of four.
static inline void kernel_two_probabilities(const double *scores, ptrdiff_t count, double *target) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        kernel_two_wide(scores, count, target);
        return;
    }
#endif
    kernel_two_any(scores, count, target);
}

/// Writes the pairs of a block of `count` rows, and their probabilities where wanted, and adds up.
static inline void kernel_logistic(const kernel_logistic_rows *rows, ptrdiff_t count, kernel_logistic_sums *sums) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        kernel_logistic_wide(rows, count, sums);
        return;
    }
#endif
    kernel_logistic_any(rows, count, sums);
}

#endif
