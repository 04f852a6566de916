#include "compiler/cmd/signatures.h"

#include "compiler/cmd/program.h"
#include "runtime/base/file.h"

/* `ssh-keygen -Y sign -n pbp` over the seal and a line end. */
static bool is_signed(struct arena *arena, struct str who, struct str signers, struct str file,
	struct str seal, const char **wrong)
{
	const char *const arguments[] = {"ssh-keygen", "-Y", "verify", "-f", signers.ptr, "-I",
		str_copy(arena, who).ptr, "-n", "pbp", "-s", file.ptr, NULL};
	struct out said = {0};
	int code = program_run(arguments, str_format(arena, "%.*s\n", STR_ARGS(seal)), &said);
	out_free(&said);
	*wrong = code == PROGRAM_MISSING ? "ssh-keygen cannot be run"
					 : "it is not of this seal by a key of theirs";
	return code == 0;
}

static const char *wrong_in(struct arena *arena, const struct plan *plan,
	const struct signoff_block *signoff, const char *signers)
{
	const struct person_block *person = block_as_person(signoff->by.block);
	struct str folder = file_folder(signoff->block.part.file->source->canonical);
	struct str root = plan->project->root;
	struct str path = file_join(arena, folder, str_copy(arena, signoff->signature));
	struct str file = file_canonical(arena, path.ptr);
	struct str keys = file_canonical(
		arena, signers ? signers : file_join(arena, root, STR("allowed_signers")).ptr);
	const char *wrong;
	if (!person)
		return "nobody is named who signed";
	if (!file.ptr || !file_is_within(file, root))
		return "there is no such file in the project";
	if (!keys.ptr)
		return "there is no file `allowed_signers` to verify it with";
	struct str who = person->email.len ? person->email : block_path(plan, &person->block);
	if (who.ptr[0] == '-') /* it would be an option */
		return "nobody is called so in `allowed_signers`";
	return is_signed(arena, who, keys, file, signoff->seal, &wrong) ? NULL : wrong;
}

const char *signature_wrong(
	const struct plan *plan, const struct signoff_block *signoff, const char *signers)
{
	struct arena arena;
	arena_init(&arena);
	const char *wrong = wrong_in(&arena, plan, signoff, signers);
	arena_free(&arena);
	return wrong;
}

void signatures_verify(struct plan *plan, const char *signers)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++) {
		const struct signoff_block *signoff = plan_signoff(plan, i);
		if (signoff->signature.len)
			vec_push(&plan->signatures,
				((struct signature_of){
					signoff, signature_wrong(plan, signoff, signers)}));
	}
}
