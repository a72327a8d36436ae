// The few instructions that Swift cannot name. Everything here is inlined; nothing is linked.
#ifndef ASSAY_KERNELS_H
#define ASSAY_KERNELS_H

#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Asks the processor to bring the cache line at `address` closer.
static inline void kernel_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

/// Tells the processor that this is a loop that waits.
static inline void kernel_pause(void) {
#if defined(__SSE2__)
    _mm_pause();
#elif defined(__aarch64__)
    __asm__ __volatile__("yield");
#endif
}

/// A bit for each of the 64 bytes at `bytes` that equals `value`; bit 0 is the first byte.
static inline uint64_t kernel_equal_mask64(const uint8_t *bytes, uint8_t value) {
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8((char)value);
    uint64_t mask = 0;
    for (int part = 0; part < 4; part++) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, wanted)) << (16 * part);
    }
    return mask;
#else
    uint64_t mask = 0;
    for (int i = 0; i < 64; i++) mask |= (uint64_t)(bytes[i] == value) << i;
    return mask;
#endif
}

/// Whether any of the 64 bytes at `bytes` is no plain character of ASCII: zero, or 128 and more.
static inline int kernel_has_odd_byte64(const uint8_t *bytes) {
#if defined(__SSE2__)
    const __m128i a = _mm_loadu_si128((const __m128i *)bytes);
    const __m128i b = _mm_loadu_si128((const __m128i *)(bytes + 16));
    const __m128i c = _mm_loadu_si128((const __m128i *)(bytes + 32));
    const __m128i d = _mm_loadu_si128((const __m128i *)(bytes + 48));
    const __m128i least = _mm_min_epu8(_mm_min_epu8(a, b), _mm_min_epu8(c, d));
    const __m128i any = _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
    return _mm_movemask_epi8(_mm_or_si128(any, _mm_cmpeq_epi8(least, _mm_setzero_si128()))) != 0;
#else
    int found = 0;
    for (int i = 0; i < 64; i++) found |= (uint8_t)(bytes[i] - 1) >= 127;
    return found;
#endif
}

#endif
