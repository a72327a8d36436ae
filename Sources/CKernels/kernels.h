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

/// A number of up to 16 characters.
typedef struct {
    /// Its digits as one integer.
    uint64_t digits;
    /// How many of them stand behind the mark.
    uint32_t fraction;
    /// Whether the characters are digits and at most one mark, which is not the last; the rest means nothing otherwise.
    uint32_t is_plain;
} kernel_decimal;

/// Reads the number of `length` characters, 1 to 16 and without a sign, that ends before `end`. There is no branch on what it looks
/// like. The 16 bytes before `end` are read, whatever the length.
static inline kernel_decimal kernel_decimal_before(const uint8_t *end, int length, uint8_t mark) {
    kernel_decimal number;
#if defined(__SSE2__)
    // From byte k on, the last k of 16 bytes are chosen.
    static const uint8_t last[33] = {0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,  255,
                                     255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    const __m128i text = _mm_loadu_si128((const __m128i *)(end - 16));
    const __m128i values = _mm_sub_epi8(text, _mm_set1_epi8('0'));
    const __m128i are_digits = _mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values);
    const uint32_t within = 0xFFFFu & (0xFFFFu << (16 - length));
    const uint32_t odd = ~(uint32_t)_mm_movemask_epi8(are_digits) & within;
    const uint32_t marks = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(text, _mm_set1_epi8((char)mark)));
    number.is_plain = (odd & ((odd - 1) | ~marks | 0x8000u)) == 0;
    number.fraction = odd ? 15 - (uint32_t)__builtin_ctz(odd) : 0;
    const uint32_t kept = odd ? number.fraction : 16;
    // What stands before the mark moves up by one byte, over the mark.
    const __m128i own = _mm_and_si128(values, _mm_loadu_si128((const __m128i *)(last + length)));
    const __m128i behind = _mm_and_si128(own, _mm_loadu_si128((const __m128i *)(last + kept)));
    const __m128i before = _mm_andnot_si128(_mm_loadu_si128((const __m128i *)(last + kept + (odd != 0))), own);
    const __m128i digits = _mm_or_si128(behind, _mm_slli_si128(before, 1));
    // Pairs, fours and eights of digits are joined.
    const __m128i tens = _mm_mullo_epi16(_mm_and_si128(digits, _mm_set1_epi16(0xFF)), _mm_set1_epi16(10));
    const __m128i pairs = _mm_add_epi16(tens, _mm_srli_epi16(digits, 8));
    const __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(100 | 1 << 16));
    const __m128i eights = _mm_madd_epi16(_mm_packs_epi32(fours, fours), _mm_set1_epi32(10000 | 1 << 16));
    const uint64_t both = (uint64_t)_mm_cvtsi128_si64(eights);
    number.digits = (both & 0xFFFFFFFFu) * 100000000u + (both >> 32);
#else
    uint32_t odd = 0;
    number.digits = 0;
    number.fraction = 0;
    for (const uint8_t *byte = end - length; byte < end; byte++) {
        const uint32_t value = (uint32_t)*byte - '0';
        if (value <= 9) {
            number.digits = number.digits * 10 + value;
        } else {
            odd += *byte == mark && byte != end - 1 ? 1 : 2;
            number.fraction = (uint32_t)(end - 1 - byte);
        }
    }
    number.is_plain = odd < 2;
#endif
    return number;
}

/// A comparison of a column of bytes with a threshold, about eight leaves of a tree or about a level.
typedef struct {
    int32_t column;
    uint8_t threshold;
    /// The leaves that stay where a byte is above; or the level's bit.
    uint8_t mask;
} kernel_comparison;

/// Sixteen bytes, compared and combined lane by lane on every processor.
typedef uint8_t kernel_bytes __attribute__((vector_size(16), aligned(1)));

static inline kernel_bytes kernel_spread(uint8_t value) {
    return (kernel_bytes){value, value, value, value, value, value, value, value,
                          value, value, value, value, value, value, value, value};
}

/// For 64 rows, finds which of eight leaves they reach, if any: `places` gets `base` and the lowest leaf that no comparison has cleared, and
/// stays as it is where none is left. `columns` are bytes, `apart` from one column to the next.
static inline void kernel_lowest_leaf64(const uint8_t *columns, long apart, const kernel_comparison *comparisons, long count,
                                        uint8_t base, uint8_t *places) {
    kernel_bytes left[4];
    for (int part = 0; part < 4; part++) left[part] = kernel_spread(255);
    for (long i = 0; i < count; i++) {
        const kernel_bytes *bytes = (const kernel_bytes *)(columns + comparisons[i].column * apart);
        const kernel_bytes threshold = kernel_spread(comparisons[i].threshold);
        const kernel_bytes kept = kernel_spread(comparisons[i].mask);
        for (int part = 0; part < 4; part++) left[part] &= (kernel_bytes)(bytes[part] <= threshold) | kept;
    }
    kernel_bytes *found = (kernel_bytes *)places;
    for (int part = 0; part < 4; part++) {
        const kernel_bytes lowest = left[part] & -left[part];
        const kernel_bytes place = ((kernel_bytes)((lowest & 0xAA) != 0) & 1) | ((kernel_bytes)((lowest & 0xCC) != 0) & 2) |
                                   ((kernel_bytes)((lowest & 0xF0) != 0) & 4) | kernel_spread(base);
        const kernel_bytes is_none = (kernel_bytes)(left[part] == 0);
        found[part] = (found[part] & is_none) | (place & ~is_none);
    }
}

/// For 64 rows, the bits of those comparisons that are answered with "above".
static inline void kernel_answers64(const uint8_t *columns, long apart, const kernel_comparison *comparisons, long count,
                                    uint8_t *answers) {
    kernel_bytes bits[4];
    for (int part = 0; part < 4; part++) bits[part] = kernel_spread(0);
    for (long i = 0; i < count; i++) {
        const kernel_bytes *bytes = (const kernel_bytes *)(columns + comparisons[i].column * apart);
        const kernel_bytes threshold = kernel_spread(comparisons[i].threshold);
        const kernel_bytes mask = kernel_spread(comparisons[i].mask);
        for (int part = 0; part < 4; part++) bits[part] |= (kernel_bytes)(bytes[part] > threshold) & mask;
    }
    for (int part = 0; part < 4; part++) ((kernel_bytes *)answers)[part] = bits[part];
}

/// Which of 8 points may be near each of 4 queries: bit 8 q + i says that `norms[i]` less twice the inner product of query q and point i is at
/// most `limits[q]`. Coordinates come in pairs: of the points 8 pairs side by side, of each query its pair 4 times over, `pairs` such
/// groups; a query's groups follow one another, those of the next query after them.
static inline uint32_t kernel_near_4x8(const int16_t *queries, const int16_t *points, const int32_t *norms,
                                       const int32_t *limits, int pairs) {
    uint32_t near = 0;
#if defined(__SSE2__)
    __m128i low[4], high[4];
    for (int q = 0; q < 4; q++) low[q] = high[q] = _mm_setzero_si128();
    for (int pair = 0; pair < pairs; pair++) {
        const __m128i first = _mm_loadu_si128((const __m128i *)(points + 16 * pair));
        const __m128i second = _mm_loadu_si128((const __m128i *)(points + 16 * pair + 8));
        for (int q = 0; q < 4; q++) {
            const __m128i own = _mm_loadu_si128((const __m128i *)(queries + 8 * (q * pairs + pair)));
            low[q] = _mm_add_epi32(low[q], _mm_madd_epi16(own, first));
            high[q] = _mm_add_epi32(high[q], _mm_madd_epi16(own, second));
        }
    }
    const __m128i first = _mm_loadu_si128((const __m128i *)norms);
    const __m128i second = _mm_loadu_si128((const __m128i *)(norms + 4));
    for (int q = 0; q < 4; q++) {
        const __m128i limit = _mm_set1_epi32(limits[q]);
        const __m128i far = _mm_packs_epi32(_mm_cmpgt_epi32(_mm_sub_epi32(first, _mm_slli_epi32(low[q], 1)), limit),
                                            _mm_cmpgt_epi32(_mm_sub_epi32(second, _mm_slli_epi32(high[q], 1)), limit));
        near |= (uint32_t)(_mm_movemask_epi8(_mm_packs_epi16(far, far)) ^ 0xFF) % 256 << 8 * q;
    }
#else
    for (int q = 0; q < 4; q++) {
        for (int i = 0; i < 8; i++) {
            int32_t sum = 0;
            for (int pair = 0; pair < pairs; pair++) {
                const int16_t *own = queries + 8 * (q * pairs + pair), *point = points + 16 * pair + 2 * i;
                sum += own[0] * point[0] + own[1] * point[1];
            }
            near |= (uint32_t)(norms[i] - 2 * sum <= limits[q]) << (8 * q + i);
        }
    }
#endif
    return near;
}

#endif
