#include "compiler/lsp/server.h"

#define X(name) extern const struct lsp_method lsp_##name;
#include "build/gen/lsp_methods.def"
#undef X

const struct lsp_method *const lsp_methods[] = {
#define X(name) &lsp_##name,
#include "build/gen/lsp_methods.def"
#undef X
};
const uint32_t lsp_methods_n = sizeof lsp_methods / sizeof *lsp_methods;
