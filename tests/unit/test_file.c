#include "tests/unit/unit.h"

#include "runtime/base/file.h"
#include "runtime/base/out.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/pbp-test-file-XXXXXX";

/* A path below the test's folder; the next call but seven overwrites it. */
static const char *in(const char *name)
{
	static char paths[8][512];
	static unsigned next;
	char *path = paths[next++ % 8];

	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static void assert_content(const char *path, struct str expected)
{
	struct file_bytes bytes;
	const char *reason;

	assert_int_equal(file_read(path, 1 << 20, &bytes, &reason), FILE_OK);
	assert_null(reason);
	assert_int_equal(bytes.len, expected.len);
	assert_memory_equal(bytes.data, expected.ptr, expected.len);
	assert_int_equal(bytes.data[bytes.len], 0);
	assert_int_equal(bytes.data[bytes.len + 1], 0);
	file_release(&bytes);
	assert_null(bytes.data);
}

static void assert_refused(
	const char *path, size_t max, enum file_result expected, const char *sentence)
{
	struct file_bytes bytes;
	const char *reason;

	assert_int_equal(file_read(path, max, &bytes, &reason), expected);
	assert_string_equal(reason, sentence);
	assert_null(bytes.data);
}

/* How many names, hidden ones included, the folder has. */
static unsigned names_in(const char *path)
{
	unsigned n = 0;
	DIR *stream = opendir(path);

	assert_non_null(stream);
	while (readdir(stream))
		n++;
	closedir(stream);
	return n - 2;
}

static unsigned mode_of(const char *path)
{
	struct stat info;
	assert_int_equal(lstat(path, &info), 0);
	return info.st_mode & 0777;
}

/* ---- reading ----------------------------------------------------------------------------------
 */

static void reads_what_was_written(void **state)
{
	char *large = calloc(1, 300000);

	(void)state;
	assert_non_null(large);
	for (size_t i = 0; i < 300000; i++)
		large[i] = (char)(i * 7 % 251);
	assert_null(file_write(in("r.bin"), (struct str){large, 300000}));
	assert_content(in("r.bin"), (struct str){large, 300000});
	assert_null(file_write(in("empty"), STR("")));
	assert_content(in("empty"), STR(""));
	free(large);
}

static void reads_at_most_max(void **state)
{
	(void)state;
	assert_null(file_write(in("five"), STR("12345")));
	struct file_bytes bytes;
	const char *reason;
	assert_int_equal(file_read(in("five"), 5, &bytes, &reason), FILE_OK);
	file_release(&bytes);
	assert_refused(in("five"), 4, FILE_TOO_LARGE, "it is too large");
	assert_refused(in("five"), 0, FILE_TOO_LARGE, "it is too large");
	assert_int_equal(truncate(in("five"), (16 << 20) + 1), 0);
	assert_refused(in("five"), 16 << 20, FILE_TOO_LARGE, "it is larger than 16 MiB");
}

static void reads_a_file_whose_size_is_not_known(void **state)
{
	struct file_bytes bytes;
	const char *reason;

	(void)state;
	/* Regular, of size 0, and not empty. */
	if (access("/proc/self/status", R_OK) < 0)
		skip();
	assert_int_equal(file_read("/proc/self/status", 1 << 20, &bytes, &reason), FILE_OK);
	assert_true(bytes.len > 100);
	assert_memory_equal(bytes.data, "Name:", 5);
	assert_int_equal(bytes.data[bytes.len], 0);
	file_release(&bytes);
	assert_refused("/proc/self/status", 10, FILE_TOO_LARGE, "it is too large");
}

static void refuses_what_is_no_regular_file(void **state)
{
	(void)state;
	assert_refused(in("none"), 10, FILE_MISSING, "there is no such file");
	assert_refused("", 10, FILE_MISSING, "there is no such file");
	assert_refused(folder, 10, FILE_IS_FOLDER, "it is a folder");
	assert_null(file_write(in("plain"), STR("x")));
	assert_refused(in("plain/below"), 10, FILE_MISSING, "there is no such file");
	assert_refused("/dev/null", 10, FILE_UNREADABLE, "it is not a regular file");
	assert_int_equal(mkfifo(in("fifo"), 0600), 0);
	assert_refused(in("fifo"), 10, FILE_UNREADABLE, "it is not a regular file");
	assert_int_equal(symlink("circle", in("circle")), 0);
	assert_refused(in("circle"), 10, FILE_UNREADABLE, "its links lead in a circle");
	if (geteuid() != 0) {
		assert_int_equal(chmod(in("plain"), 0), 0);
		assert_refused(in("plain"), 10, FILE_UNREADABLE, "it may not be read");
	}
}

/* ---- writing ----------------------------------------------------------------------------------
 */

static void writes_whole_and_leaves_nothing_else(void **state)
{
	(void)state;
	mode_t old = umask(027);
	assert_null(file_write(in("new/folder/a.txt"), STR("one")));
	assert_int_equal(mode_of(in("new/folder/a.txt")), 0640);
	umask(old);
	assert_content(in("new/folder/a.txt"), STR("one"));
	assert_null(file_write(in("new/folder/a.txt"), STR("two two")));
	assert_content(in("new/folder/a.txt"), STR("two two"));
	assert_int_equal(names_in(in("new/folder")), 1);
	/* Who may read an old file stays as it was. */
	assert_int_equal(chmod(in("new/folder/a.txt"), 0600), 0);
	assert_null(file_write(in("new/folder/a.txt"), STR("three")));
	assert_int_equal(mode_of(in("new/folder/a.txt")), 0600);
}

static void writes_a_bare_name(void **state)
{
	char before[512];

	(void)state;
	assert_non_null(getcwd(before, sizeof before));
	assert_int_equal(mkdir(in("bare"), 0777), 0);
	assert_int_equal(chdir(in("bare")), 0);
	const char *reason = file_write("a.txt", STR("x"));
	const char *nested = file_write("b/c.txt", STR("y"));
	assert_int_equal(chdir(before), 0);
	assert_null(reason);
	assert_null(nested);
	assert_content(in("bare/a.txt"), STR("x"));
	assert_content(in("bare/b/c.txt"), STR("y"));
	assert_int_equal(names_in(in("bare")), 2);
}

static void says_why_it_cannot_write(void **state)
{
	(void)state;
	assert_null(file_write(in("wall"), STR("x")));
	assert_string_equal(file_write(in("wall/a"), STR("y")), strerror(ENOTDIR));
	assert_string_equal(file_write(in("wall/a/b"), STR("y")), strerror(ENOTDIR));
	assert_content(in("wall"), STR("x"));
	assert_string_equal(file_write(folder, STR("y")), "it is a folder");
	assert_string_equal(file_write(in("slash/"), STR("y")), "it is a folder");
	assert_string_equal(file_write("", STR("y")), "the name is empty");
	assert_string_equal(file_write("/dev/null", STR("y")), "it is not a regular file");
	struct stat info;
	assert_int_equal(stat("/dev/null", &info), 0);
	assert_true(S_ISCHR(info.st_mode));
}

static void a_failed_write_leaves_the_old_file(void **state)
{
	static char large[100000];
	struct rlimit limit, small;

	(void)state;
	assert_null(file_write(in("disk/old"), STR("precious")));
	/* A limit on file sizes stands for a full disk: the write stops in the middle. */
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	small = limit;
	small.rlim_cur = 4096;
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	const char *reason = file_write(in("disk/old"), (struct str){large, sizeof large});
	const char *fresh = file_write(in("disk/new"), (struct str){large, sizeof large});
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	signal(SIGXFSZ, handler);
	assert_string_equal(reason, strerror(EFBIG));
	assert_string_equal(fresh, strerror(EFBIG));
	assert_content(in("disk/old"), STR("precious"));
	assert_int_equal(names_in(in("disk")), 1);
}

static void writing_replaces_a_link_not_its_target(void **state)
{
	struct stat info;

	(void)state;
	assert_null(file_write(in("link/target"), STR("kept")));
	assert_int_equal(symlink("target", in("link/name")), 0);
	assert_null(file_write(in("link/name"), STR("new")));
	assert_content(in("link/target"), STR("kept"));
	assert_content(in("link/name"), STR("new"));
	assert_int_equal(lstat(in("link/name"), &info), 0);
	assert_true(S_ISREG(info.st_mode));
}

/* ---- paths ------------------------------------------------------------------------------------
 */

static void joins_and_makes_plain(void **state)
{
	static const struct {
		const char *folder, *path, *joined;
	} cases[] = {
		{"a/b", "../c.pbp", "a/c.pbp"},
		{"a/b", "c.pbp", "a/b/c.pbp"},
		{"a/b/", "./c//d/", "a/b/c/d"},
		{".", "c.pbp", "c.pbp"},
		{"", "c.pbp", "c.pbp"},
		{".", "..", ".."},
		{"..", "..", "../.."},
		{"../x", "..", ".."},
		{"../x", "../..", "../.."},
		{"a", "..", "."},
		{"a", "../../b", "../b"},
		{"/", "a", "/a"},
		{"/a/b", "../../c", "/c"},
		{"/a", "../../../c", "/c"},
		{"/a", "..", "/"},
		{"/a/./b//c/..", "d", "/a/b/d"},
		{"a", "/x/y", "/x/y"},
		{"a", "..b/...", "a/..b/..."},
		{"a", "", "a"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str joined =
			file_join(&arena, str_from(cases[i].folder), str_from(cases[i].path));
		assert_string_equal(joined.ptr, cases[i].joined);
		assert_int_equal(joined.len, strlen(cases[i].joined));
	}
	arena_free(&arena);
}

static void finds_the_folder(void **state)
{
	(void)state;
	assert_true(str_is(file_folder(STR("a/b/c.pbp")), "a/b"));
	assert_true(str_is(file_folder(STR("c.pbp")), "."));
	assert_true(str_is(file_folder(STR("/c.pbp")), "/"));
	assert_true(str_is(file_folder(STR("a//c.pbp")), "a"));
	assert_true(str_is(file_folder(STR("")), "."));
	assert_true(file_is_within(STR("/a/b/c"), STR("/a/b")));
	assert_true(file_is_within(STR("/a/b"), STR("/a/b")));
	assert_false(file_is_within(STR("/a/bc"), STR("/a/b")));
	assert_false(file_is_within(STR("/a"), STR("/a/b")));
	assert_true(file_is_within(STR("/a"), STR("/")));
	assert_true(file_is_within(STR("/"), STR("/")));
}

static void canonical_resolves_links(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_null(file_write(in("canon/real/a"), STR("x")));
	assert_int_equal(symlink("real", in("canon/link")), 0);
	struct str real = file_canonical(&arena, in("canon/real/a"));
	struct str link = file_canonical(&arena, in("canon/link/../link/./a"));
	assert_true(str_equal(real, link));
	assert_int_equal(real.ptr[0], '/');
	assert_true(str_ends(real, "/canon/real/a"));
	assert_null(file_canonical(&arena, in("canon/none")).ptr);
	assert_true(file_is_folder(in("canon/link")));
	assert_false(file_is_folder(in("canon/real/a")));
	assert_false(file_is_folder(in("canon/none")));
	assert_true(file_exists(in("canon/real/a")));
	assert_true(file_exists(in("canon")));
	assert_false(file_exists(in("canon/none")));
	arena_free(&arena);
}

static void note_path(void *context, struct str path)
{
	struct out *out = context;

	assert_int_equal(path.ptr[path.len], '\0');
	if (str_starts(path, folder))
		path = str_slice(path, strlen(folder), path.len);
	out_str(out, path);
	out_char(out, '\n');
}

static void assert_walk(const char *path, const char *expected)
{
	struct arena arena;
	struct out out = {0};

	arena_init(&arena);
	file_walk(&arena, path, ".pbp", note_path, &out);
	out_char(&out, '\0');
	assert_string_equal(out.data, expected);
	out_free(&out);
	arena_free(&arena);
}

static void walks_in_byte_order(void **state)
{
	static const char *const names[] = {"w/b.pbp", "w/a/z.pbp", "w/a-b/x.pbp", "w/a.pbp",
		"w/B.pbp", "w/a/c/d.pbp", "w/a/note.txt", "w/.hidden.pbp", "w/.git/x.pbp",
		"w/build/x.pbp", "w/a/node_modules/x.pbp", "w/builds/x.pbp", "w/\xc3\xa9.pbp",
		"elsewhere/e.pbp"};
	char before[512];

	(void)state;
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		assert_null(file_write(in(names[i]), STR("")));
	assert_int_equal(mkdir(in("w/folder.pbp"), 0777), 0);
	assert_int_equal(symlink("../elsewhere", in("w/far")), 0);
	assert_int_equal(symlink("../elsewhere/e.pbp", in("w/near.pbp")), 0);
	assert_int_equal(symlink("nowhere", in("w/nowhere.pbp")), 0);
	assert_int_equal(mkfifo(in("w/fifo.pbp"), 0600), 0);
	assert_walk(in("w"), "/w/B.pbp\n/w/a-b/x.pbp\n/w/a.pbp\n/w/a/c/d.pbp\n/w/a/z.pbp\n"
			     "/w/b.pbp\n/w/builds/x.pbp\n/w/near.pbp\n/w/\xc3\xa9.pbp\n");
	assert_walk(in("w/far"), "/w/far/e.pbp\n");
	assert_walk(in("w/none"), "");
	assert_walk(in("w/a.pbp"), "");
	assert_non_null(getcwd(before, sizeof before));
	assert_int_equal(chdir(in("w/a")), 0);
	assert_walk(".", "c/d.pbp\nz.pbp\n");
	assert_walk("..//a-b/", "../a-b/x.pbp\n");
	assert_int_equal(chdir(before), 0);
}

static void walks_not_too_deep(void **state)
{
	struct out out = {0};

	(void)state;
	out_text(&out, in("deep"));
	for (int depth = 1; depth <= 70; depth++) {
		out_text(&out, "/d");
		if (depth == 64 || depth == 65 || depth == 70) {
			struct out name = {0};
			out_str(&name, out_view(&out));
			out_printf(&name, "/%d.pbp", depth);
			out_char(&name, '\0');
			assert_null(file_write(name.data, STR("")));
			out_free(&name);
		}
	}
	out_free(&out);
	struct arena arena;
	arena_init(&arena);
	file_walk(&arena, in("deep"), ".pbp", note_path, &out);
	assert_true(str_ends(out_view(&out), "/64.pbp\n"));
	assert_int_equal(out.len, strlen("/deep") + 64 * strlen("/d") + strlen("/64.pbp\n"));
	arena_free(&arena);
	out_free(&out);
}

/* ---- the folder -------------------------------------------------------------------------------
 */

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static void remove_below(int parent, const char *name)
{
	if (unlinkat(parent, name, 0) == 0)
		return;
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *found;
	while (stream && (found = readdir(stream))) {
		if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
			remove_below(fd, found->d_name);
	}
	if (stream)
		closedir(stream);
	unlinkat(parent, name, AT_REMOVEDIR);
}

static int remove_folder(void **state)
{
	(void)state;
	remove_below(AT_FDCWD, folder);
	return file_exists(folder) ? -1 : 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_was_written),
		cmocka_unit_test(reads_at_most_max),
		cmocka_unit_test(reads_a_file_whose_size_is_not_known),
		cmocka_unit_test(refuses_what_is_no_regular_file),
		cmocka_unit_test(writes_whole_and_leaves_nothing_else),
		cmocka_unit_test(writes_a_bare_name),
		cmocka_unit_test(says_why_it_cannot_write),
		cmocka_unit_test(a_failed_write_leaves_the_old_file),
		cmocka_unit_test(writing_replaces_a_link_not_its_target),
		cmocka_unit_test(joins_and_makes_plain),
		cmocka_unit_test(finds_the_folder),
		cmocka_unit_test(canonical_resolves_links),
		cmocka_unit_test(walks_in_byte_order),
		cmocka_unit_test(walks_not_too_deep),
	};
	return cmocka_run_group_tests_name("file", tests, make_folder, remove_folder);
}
