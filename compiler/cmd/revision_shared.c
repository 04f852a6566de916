#include "compiler/cmd/revision.h"

#include "compiler/cmd/cmd.h"
#include "compiler/cmd/program.h"
#include "runtime/base/file.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ARGS_MAX = 16 };

/* ---- git ---- */

/* What git prints; its exit code. No file of the tree is refreshed, and none of its helpers runs.
 */
static int git(const char *folder, const char *const *arguments, struct out *out)
{
	/* a repository within the tree is one of its files, and no business of ours */
	const char *all[ARGS_MAX] = {"git", "--no-optional-locks", "-C", folder, "-c",
		"core.fsmonitor=false", "-c", "safe.bareRepository=explicit"};
	size_t n = 8;
	while (*arguments && n < ARGS_MAX - 1)
		all[n++] = *arguments++;
	return program_run(all, STR(""), out);
}

/* The one line that git answers with; ptr NULL if it does not. */
static struct str ask(struct arena *arena, const char *folder, const char *const *arguments)
{
	struct out out = {0};
	int code = git(folder, arguments, &out);
	struct str line = str_trim(out_view(&out));
	struct str copy = code ? (struct str){0} : str_copy(arena, line);
	out_free(&out);
	return copy;
}

/* ---- files ---- */

static bool is_plain_path(struct str path)
{
	while (path.len) {
		const char *slash = memchr(path.ptr, '/', path.len);
		size_t len = slash ? (size_t)(slash - path.ptr) : path.len;
		struct str part = str_slice(path, 0, len);
		if (!part.len || str_is(part, ".") || str_is(part, ".."))
			return false;
		path = str_slice(path, len + (slash != NULL), path.len);
	}
	return true;
}

static bool write_blob(struct revision *revision, struct arena *arena, const char *folder,
	struct str hash, struct str path)
{
	const char *const arguments[] = {"cat-file", "blob", str_copy(arena, hash).ptr, NULL};
	struct out bytes = {0};
	bool good = git(folder, arguments, &bytes) == 0;
	struct str target = file_join(arena, revision->folder, str_copy(arena, path));
	good = good && !file_write(target.ptr, out_view(&bytes));
	out_free(&bytes);
	return good;
}

/* "100644 blob HASH\tPATH" */
static bool write_entry(
	struct revision *revision, struct arena *arena, const char *folder, struct str entry)
{
	const char *tab = memchr(entry.ptr, '\t', entry.len);
	if (!tab || !str_starts(entry, "100"))
		return true; /* links and other repositories are no plans */
	struct str head = str_slice(entry, 0, (size_t)(tab - entry.ptr));
	struct str path = str_slice(entry, head.len + 1, entry.len);
	const char *blank = memrchr(head.ptr, ' ', head.len);
	if (!blank || !str_ends(path, ".pbp") || !is_plain_path(path))
		return true;
	struct str hash = str_slice(head, (size_t)(blank + 1 - head.ptr), head.len);
	return write_blob(revision, arena, folder, hash, path);
}

static bool write_tree(
	struct revision *revision, struct arena *arena, const char *folder, struct str commit)
{
	const char *const arguments[] = {"ls-tree", "-r", "-z", "--full-tree", commit.ptr, NULL};
	struct out list = {0};
	bool good = git(folder, arguments, &list) == 0;
	struct str rest = out_view(&list);
	while (good && rest.len) {
		const char *end = memchr(rest.ptr, '\0', rest.len);
		size_t len = end ? (size_t)(end - rest.ptr) : rest.len;
		good = write_entry(revision, arena, folder, str_slice(rest, 0, len));
		rest = str_slice(rest, len + 1 < rest.len ? len + 1 : rest.len, rest.len);
	}
	out_free(&list);
	return good;
}

/* ---- revisions ---- */

static struct str temporary_folder(struct arena *arena)
{
	const char *base = getenv("TMPDIR");
	struct str name = file_join(
		arena, str_from(base && *base ? base : "/tmp"), STR("pbp-revision-XXXXXX"));
	return mkdtemp((char *)(uintptr_t)name.ptr) ? name : (struct str){0};
}

/* The folder in which git is asked about the path. */
static struct str folder_around(struct arena *arena, const char *path)
{
	struct stat state;
	struct str canonical = file_canonical(arena, path);
	if (!canonical.ptr)
		return STR(".");
	if (!stat(canonical.ptr, &state) && S_ISDIR(state.st_mode))
		return canonical;
	return str_copy(arena, file_folder(canonical));
}

bool revision_open(
	struct revision *revision, struct arena *arena, const char *name, const char *path)
{
	*revision = (struct revision){0};
	struct str folder = folder_around(arena, path);
	struct str wanted = str_format(arena, "%s^{commit}", name);
	const char *const top_of[] = {"rev-parse", "--show-toplevel", NULL};
	const char *const commit_of[] = {
		"rev-parse", "--verify", "--quiet", "--end-of-options", wanted.ptr, NULL};
	struct str top = ask(arena, folder.ptr, top_of);
	if (!top.ptr || !top.len) {
		complain("%s is neither a file nor, without a repository of git around it, a "
			 "revision",
			name);
		return false;
	}
	struct str commit = *name == '-' ? (struct str){0} : ask(arena, folder.ptr, commit_of);
	/* older versions of git repeat the option that ends options */
	const char *line = commit.len ? memrchr(commit.ptr, '\n', commit.len) : NULL;
	if (line)
		commit = str_from(line + 1);
	if (!commit.ptr || !commit.len) {
		complain(
			"%s is neither a file nor a revision that this repository holds (a shallow "
			"clone holds the last ones only)",
			name);
		return false;
	}
	revision->folder = temporary_folder(arena);
	if (!revision->folder.ptr || !write_tree(revision, arena, folder.ptr, commit)) {
		complain("the files of revision %s cannot be read", name);
		revision_close(revision);
		return false;
	}
	struct str canonical = file_canonical(arena, path);
	struct str real_top = file_canonical(arena, top.ptr);
	bool is_below = canonical.ptr && real_top.ptr && file_is_within(canonical, real_top) &&
			canonical.len > real_top.len;
	revision->path = is_below ? file_join(arena, revision->folder,
					    str_copy(arena, str_slice(canonical, real_top.len + 1,
								    canonical.len)))
				  : revision->folder;
	return true;
}

static int remove_one(const char *path, const struct stat *state, int kind, struct FTW *place)
{
	(void)state;
	(void)kind;
	(void)place;
	return remove(path);
}

void revision_close(struct revision *revision)
{
	if (revision->folder.ptr)
		nftw(revision->folder.ptr, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	revision->folder = (struct str){0};
}
