/*
 * Signatures that people made with keys of their own over a seal: files that `ssh-keygen -Y verify`
 * looks at, never trusted here.
 */
#ifndef COMPILER_CMD_SIGNATURES_H
#define COMPILER_CMD_SIGNATURES_H

#include "compiler/plan/plan.h"

/* Why the signature that a sign-off names is not good, in the plan's arena; NULL: it is. `signers`
   is the file of the keys allowed, NULL: `allowed_signers` at the root of the project. */
const char *signature_wrong(
	struct plan *plan, const struct signoff_block *signoff, const char *signers);
/* The same of each sign-off that names one, kept in plan->signatures for the rules. */
void signatures_verify(struct plan *plan, const char *signers);

#endif
