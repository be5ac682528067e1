// CZlib: zlib's header, and the one of its calls that is a macro.

#pragma once
#include <zlib.h>

/// Begins to unpack a gzip stream, members of 32 KiB windows.
static inline int czlib_begin_gzip(z_streamp stream) {
  return inflateInit2(stream, 15 + 16);
}
