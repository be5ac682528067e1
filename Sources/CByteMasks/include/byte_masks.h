// CByteMasks: 64 bytes compared at once, one bit for each. Swift has no operation that gathers the
// outcome of a vector comparison into bits; clang's vector types have, on every processor.

#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/// 64 bytes are looked at in four parts, which fit the registers of every processor.
typedef unsigned char bm_part __attribute__((ext_vector_type(16)));
typedef signed char bm_signed_part __attribute__((ext_vector_type(16)));
typedef _Bool bm_bits __attribute__((ext_vector_type(16)));

/// What nearly every block holds. Bit i of each mask speaks of byte i.
typedef struct {
  /// Separators and line feeds, also those inside quotes.
  uint64_t breaks;
  /// Number of line feeds, also of those inside quotes.
  uint64_t line_feeds;
  /// Whether a quote, a carriage return or a zero is among the bytes.
  bool has_rare;
  bool has_other_than_ascii;
} bm_structure;

/// What few blocks are asked for.
typedef struct {
  uint64_t quotes, line_feeds, carriage_returns, zeros;
} bm_details;

static inline uint64_t bm_gather(bm_part equal) {
  bm_bits bits = __builtin_convertvector(equal != (bm_part)0, bm_bits);
  uint16_t mask;
  memcpy(&mask, &bits, sizeof mask);
  return mask;
}

static inline bm_part bm_equal(bm_part part, uint8_t byte) {
  return (bm_part)(part == (bm_part)byte);
}

static inline bm_structure bm_find_structure(const uint8_t *_Nonnull bytes, uint8_t delimiter) {
  bm_structure found = {0, 0, false, false};
  bm_part rare = 0, all = 0, line_feed_count = 0;
  for (int number = 0; number < 4; number++) {
    bm_part part;
    memcpy(&part, bytes + 16 * number, sizeof part);
    bm_part line_feeds = bm_equal(part, '\n');
    // A comparison that holds is -1.
    line_feed_count -= line_feeds;
    found.breaks |= bm_gather(line_feeds | bm_equal(part, delimiter)) << 16 * number;
    rare |= bm_equal(part, '"') | bm_equal(part, '\r') | bm_equal(part, 0);
    all |= part;
  }
  found.line_feeds = __builtin_reduce_add(line_feed_count);
  found.has_rare = bm_gather(rare) != 0;
  found.has_other_than_ascii = bm_gather((bm_part)((bm_signed_part)all < (bm_signed_part)0)) != 0;
  return found;
}

static inline bm_details bm_find_details(const uint8_t *_Nonnull bytes) {
  bm_details found = {0, 0, 0, 0};
  for (int number = 0; number < 4; number++) {
    bm_part part;
    memcpy(&part, bytes + 16 * number, sizeof part);
    found.quotes |= bm_gather(bm_equal(part, '"')) << 16 * number;
    found.line_feeds |= bm_gather(bm_equal(part, '\n')) << 16 * number;
    found.carriage_returns |= bm_gather(bm_equal(part, '\r')) << 16 * number;
    found.zeros |= bm_gather(bm_equal(part, 0)) << 16 * number;
  }
  return found;
}
