// CByteMasks: everything is in the header; a C target needs one file to compile.

#include "byte_masks.h"
