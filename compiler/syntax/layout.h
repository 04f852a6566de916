/*
 * The pass between scanner and parser. It tells names that open a block (HEAD) and units (UNIT)
 * from other names, answers the usual slips (`=` for `:`, a blank before a colon, a missing colon,
 * comma or brace), and guarantees that brackets are balanced, with line starts and indentation as
 * evidence. After it a mistake stays within its statement.
 */
#ifndef COMPILER_SYNTAX_LAYOUT_H
#define COMPILER_SYNTAX_LAYOUT_H

#include "compiler/syntax/tree.h"

/* Replaces file->tokens by the tokens the parser shall see. */
void layout_tokens(struct file *file, struct sink *sink);

#endif
