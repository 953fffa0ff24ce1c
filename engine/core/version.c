#include "core/version.h"

const char *const version = DUBAO_VERSION;
