#include "compiler/cmd/signatures.h"

#include "compiler/cmd/program.h"
#include "compiler/plan/facts.h"
#include "runtime/base/file.h"

enum { SIGNATURE_MAX = 1 << 20 };

/* A file of a size that such files have: no pipe or device keeps anybody waiting. */
static bool can_be_read(struct str path)
{
	struct file_bytes bytes;
	const char *reason;
	if (!path.ptr || file_read(path.ptr, SIGNATURE_MAX, &bytes, &reason) != FILE_OK)
		return false;
	file_release(&bytes);
	return true;
}

/* An address that people of several parties have says nothing of who signed. */
static bool is_shared(const struct plan *plan, const struct person_block *person)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++) {
		const struct person_block *other = plan_person(plan, i);
		if (other->email.len && str_equal(other->email, person->email) &&
			person_party(other) != person_party(person))
			return true;
	}
	return false;
}

struct signing { /* what is to be found out about one signature */
	struct arena *arena;
	struct str who, keys, file, seal; /* paths and the name are NUL-terminated */
	date_t on;			  /* the day it was signed: the keys of that day count */
};

/* Whose key made it, a line each; false if `allowed_signers` does not have it. */
static bool find_signers(const struct signing *signing, struct out *said)
{
	const char *const arguments[] = {"ssh-keygen", "-Y", "find-principals", "-s",
		signing->file.ptr, "-f", signing->keys.ptr, NULL};
	return program_run(arguments, STR(""), said) == 0 && said->len;
}

static bool names(struct str signers, struct str who)
{
	while (signers.len) {
		const char *end = memchr(signers.ptr, '\n', signers.len);
		size_t len = end ? (size_t)(end - signers.ptr) : signers.len;
		if (str_equal(str_slice(signers, 0, len), who))
			return true;
		signers = str_slice(signers, len + 1, signers.len);
	}
	return false;
}

static const char *what_is_wrong(const struct signing *signing)
{
	struct out said = {0};
	const char *wrong = "its key does not stand in `allowed_signers`";
	if (find_signers(signing, &said))
		wrong = names(out_view(&said), signing->who)
				? "the key is theirs, and what it signed is not the line of this "
				  "seal in the namespace `pbp`"
				: str_format(signing->arena, "its key is that of %.*s, not of %.*s",
					  STR_ARGS(str_one_line(
						  signing->arena, str_trim(out_view(&said)))),
					  STR_ARGS(signing->who))
					  .ptr;
	out_free(&said);
	return wrong;
}

/* `ssh-keygen -Y sign -n pbp` over the seal and a line end. */
static const char *verify(const struct signing *signing)
{
	struct civil on = date_civil(signing->on);
	struct str day =
		str_format(signing->arena, "verify-time=%04d%02d%02d", on.year, on.month, on.day);
	const char *const arguments[] = {"ssh-keygen", "-Y", "verify", "-f", signing->keys.ptr,
		"-I", signing->who.ptr, "-n", "pbp", "-s", signing->file.ptr, "-O", day.ptr, NULL};
	struct out said = {0};
	int code = program_run(
		arguments, str_format(signing->arena, "%.*s\n", STR_ARGS(signing->seal)), &said);
	out_free(&said);
	return !code			 ? NULL
	       : code == PROGRAM_MISSING ? "ssh-keygen cannot be run"
					 : what_is_wrong(signing);
}

const char *signature_wrong(
	struct plan *plan, const struct signoff_block *signoff, const char *signers)
{
	struct arena *arena = &plan->arena;
	const struct person_block *person = block_as_person(signoff->by.block);
	struct str folder = file_folder(signoff->block.part.file->source->canonical);
	struct str root = plan->project->root;
	struct str path = file_join(arena, folder, str_copy(arena, signoff->signature));
	struct str file = file_canonical(arena, path.ptr);
	struct str keys = file_canonical(
		arena, signers ? signers : file_join(arena, root, STR("allowed_signers")).ptr);
	if (seal_compare(signoff->seal, "") == SEAL_MALFORMED)
		return "what was to be signed is no seal";
	if (!person || !signoff->on)
		return "nobody is named who signed, or no day";
	if (!file.ptr || !file_is_within(file, root) || !can_be_read(file))
		return "there is no such file in the project";
	if (!can_be_read(keys) || (!signers && !file_is_within(keys, root)))
		return "there is no file `allowed_signers` to verify it with";
	if (person->email.len && is_shared(plan, person))
		return "the address of who signed is that of somebody on another side as well";
	struct str who = person->email.len ? person->email : block_path(plan, &person->block);
	if (who.ptr[0] == '-') /* it would be an option */
		return "nobody is called so in `allowed_signers`";
	return verify(&(struct signing){
		arena, str_copy(arena, who), keys, file, signoff->seal, signoff->on});
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
