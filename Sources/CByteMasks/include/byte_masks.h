// CByteMasks: 64 bytes compared at once, one bit for each. Swift has no operation that gathers the
// outcome of a vector comparison into bits; clang's vector types have, on every processor.

#pragma once
#include <stdint.h>
#include <string.h>

typedef unsigned char bm_block __attribute__((ext_vector_type(64)));
typedef signed char bm_signed_block __attribute__((ext_vector_type(64)));
typedef _Bool bm_bits __attribute__((ext_vector_type(64)));

/// Bit i of each mask speaks of byte i.
typedef struct {
  uint64_t quote, delimiter, line_feed;
} bm_structure;

/// What a reader must look at more closely.
typedef struct {
  uint64_t carriage_return, nul, not_ascii;
} bm_oddities;

static inline uint64_t bm_gather(bm_bits bits) {
  uint64_t mask;
  memcpy(&mask, &bits, sizeof mask);
  return mask;
}

#define BM_EQUAL(block, byte) bm_gather(__builtin_convertvector((block) == (unsigned char)(byte), bm_bits))

static inline bm_structure bm_find_structure(const uint8_t *_Nonnull bytes, uint8_t delimiter) {
  bm_block block;
  memcpy(&block, bytes, sizeof block);
  bm_structure found = {BM_EQUAL(block, '"'), BM_EQUAL(block, delimiter), BM_EQUAL(block, '\n')};
  return found;
}

static inline bm_oddities bm_find_oddities(const uint8_t *_Nonnull bytes) {
  bm_block block;
  memcpy(&block, bytes, sizeof block);
  bm_oddities found = {
      BM_EQUAL(block, '\r'), BM_EQUAL(block, 0),
      bm_gather(__builtin_convertvector((bm_signed_block)block < (signed char)0, bm_bits))};
  return found;
}

#undef BM_EQUAL
