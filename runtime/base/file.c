#include "runtime/base/file.h"
#include "runtime/base/vec.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 64, TRIES_MAX = 1000, SIXTEEN_MIB = 16 << 20 };

/* ---- reading ----------------------------------------------------------------------------------
 */

static enum file_result refuse(const char **reason, enum file_result result, const char *sentence)
{
	*reason = sentence;
	return result;
}

static enum file_result refuse_errno(const char **reason, int error)
{
	if (error == ENOENT || error == ENOTDIR)
		return refuse(reason, FILE_MISSING, "there is no such file");
	if (error == EACCES || error == EPERM)
		return refuse(reason, FILE_UNREADABLE, "it may not be read");
	if (error == ELOOP)
		return refuse(reason, FILE_UNREADABLE, "its links lead in a circle");
	if (error == ENAMETOOLONG)
		return refuse(reason, FILE_MISSING, "the name is too long");
	if (error == ENXIO || error == ENODEV)
		return refuse(reason, FILE_UNREADABLE, "it is not a regular file");
	return refuse(reason, FILE_UNREADABLE, strerror(error));
}

static enum file_result refuse_size(const char **reason, size_t max)
{
	return refuse(reason, FILE_TOO_LARGE,
		max == SIXTEEN_MIB ? "it is larger than 16 MiB" : "it is too large");
}

/* Reads until the end, whatever size fstat saw: the file may grow or shrink meanwhile. */
static enum file_result read_all(
	int fd, size_t expected, size_t max, struct file_bytes *bytes, const char **reason)
{
	/* One byte more than expected, so that the end is seen without growing. */
	size_t cap = expected + 1;

	bytes->data = memory_resize(NULL, cap + 2);
	bytes->len = 0;
	for (;;) {
		if (bytes->len == cap) {
			cap += cap / 2 + 4096;
			bytes->data = memory_resize(bytes->data, cap + 2);
		}
		ssize_t n = read(fd, bytes->data + bytes->len, cap - bytes->len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return refuse_errno(reason, errno);
		if (n == 0)
			break;
		bytes->len += (size_t)n;
		if (bytes->len > max)
			return refuse_size(reason, max);
	}
	bytes->data[bytes->len] = bytes->data[bytes->len + 1] = '\0';
	return FILE_OK;
}

/* Opens a regular file; *fd -1 if it is none. */
static enum file_result open_regular(
	const char *path, int *fd, struct stat *info, const char **reason)
{
	enum file_result result = FILE_OK;
	*reason = NULL;
	/* Without O_NONBLOCK, opening a FIFO would wait for a writer. */
	*fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (*fd < 0)
		return refuse_errno(reason, errno);
	if (fstat(*fd, info) < 0)
		result = refuse_errno(reason, errno);
	else if (S_ISDIR(info->st_mode))
		result = refuse(reason, FILE_IS_FOLDER, "it is a folder");
	else if (!S_ISREG(info->st_mode))
		result = refuse(reason, FILE_UNREADABLE, "it is not a regular file");
	if (result != FILE_OK) {
		close(*fd);
		*fd = -1;
	}
	return result;
}

enum file_result file_stream_open(const char *path, struct file_stream *stream, const char **reason)
{
	struct stat info;
	return open_regular(path, &stream->fd, &info, reason);
}

ptrdiff_t file_stream_read(struct file_stream *stream, char *to, size_t size, const char **reason)
{
	ssize_t n;
	do
		n = read(stream->fd, to, size);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		refuse_errno(reason, errno);
	return n;
}

void file_stream_close(struct file_stream *stream)
{
	if (stream->fd >= 0)
		close(stream->fd);
	stream->fd = -1;
}

enum file_result file_read(
	const char *path, size_t max, struct file_bytes *bytes, const char **reason)
{
	struct stat info;
	int fd;
	*bytes = (struct file_bytes){0};
	enum file_result result = open_regular(path, &fd, &info, reason);
	if (result != FILE_OK)
		return result;
	if ((uintmax_t)info.st_size > max)
		result = refuse_size(reason, max);
	else
		result = read_all(fd, (size_t)info.st_size, max, bytes, reason);
	close(fd);
	if (result != FILE_OK)
		file_release(bytes);
	return result;
}

void file_release(struct file_bytes *bytes)
{
	memory_release(bytes->data);
	*bytes = (struct file_bytes){0};
}

/* ---- writing ----------------------------------------------------------------------------------
 */

/* Makes the folders in front of the last '/' of `path`, which is changed and restored. */
static int make_folders(char *path)
{
	for (char *slash = path + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		int failed = mkdir(path, 0777) < 0 ? errno : 0;
		struct stat info;
		/* An existing folder on a disk that may not be written says EROFS or EACCES. */
		if (failed && stat(path, &info) == 0)
			failed = S_ISDIR(info.st_mode) ? 0 : ENOTDIR;
		*slash = '/';
		if (failed)
			return failed;
	}
	return 0;
}

/* Opens a new file under a name of its own in the folder of `path`; *name is the caller's to
   release. open() with O_EXCL follows no link and honours the umask. */
static int open_temporary(const char *path, char **name)
{
	struct str folder = file_folder(str_from(path));
	size_t size = folder.len + 64;
	int fd = -1;

	*name = memory_resize(NULL, size);
	for (unsigned i = 0; fd < 0 && i < TRIES_MAX; i++) {
		snprintf(*name, size, "%.*s/.pbp-%ld-%u.tmp", STR_ARGS(folder), (long)getpid(), i);
		fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	return fd;
}

static int write_all(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? errno : EIO;
		bytes.ptr += n;
		bytes.len -= (size_t)n;
	}
	/* Some file systems notice only here that the disk is full. */
	return fsync(fd) < 0 && errno != EINVAL ? errno : 0;
}

/* The new content of `path` under a temporary name, then the rename. `old` is NULL if nothing is
 * there. */
static int replace(const char *path, struct str bytes, const struct stat *old)
{
	char *name;
	int fd = open_temporary(path, &name), failed = fd < 0 ? errno : 0;

	if (fd >= 0) {
		failed = write_all(fd, bytes);
		/* A file that only its owner may read stays so. */
		if (!failed && old && fchmod(fd, old->st_mode & 0777) < 0)
			failed = errno;
		if (close(fd) < 0 && !failed)
			failed = errno;
		if (!failed && rename(name, path) < 0)
			failed = errno;
		if (failed)
			unlink(name);
	}
	memory_release(name);
	return failed;
}

const char *file_write(const char *path, struct str bytes)
{
	struct stat info;
	size_t len = strlen(path);

	if (!len)
		return "the name is empty";
	if (path[len - 1] == '/')
		return "it is a folder";
	bool exists = stat(path, &info) == 0;
	if (exists && S_ISDIR(info.st_mode))
		return "it is a folder";
	/* A rename would put a file in the place of /dev/null. */
	if (exists && !S_ISREG(info.st_mode))
		return "it is not a regular file";
	int failed = 0;
	if (!exists) {
		char *copy = memory_resize(NULL, len + 1);
		memcpy(copy, path, len + 1);
		failed = make_folders(copy);
		memory_release(copy);
	}
	if (!failed)
		failed = replace(path, bytes, exists ? &info : NULL);
	return failed ? strerror(failed) : NULL;
}

/* ---- paths ------------------------------------------------------------------------------------
 */

bool file_is_folder(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool file_exists(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0;
}

struct str file_canonical(struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);

	if (!real) {
		if (errno == ENOMEM)
			memory_exhausted();
		return (struct str){0};
	}
	struct str copy = str_copy(arena, str_from(real));
	free(real);
	return copy;
}

bool file_is_within(struct str path, struct str folder)
{
	if (folder.len && folder.ptr[folder.len - 1] == '/')
		folder.len--;
	return path.len >= folder.len && str_equal(str_slice(path, 0, folder.len), folder) &&
	       (path.len == folder.len || path.ptr[folder.len] == '/');
}

/* Appends the parts of `path` to the plain path `to` of `len` bytes; returns its new length. */
static size_t append_parts(char *to, size_t len, struct str path)
{
	for (size_t from = 0; from < path.len;) {
		const char *slash = memchr(path.ptr + from, '/', path.len - from);
		size_t end = slash ? (size_t)(slash - path.ptr) : path.len;
		struct str part = str_slice(path, from, end);
		from = end + 1;
		if (!part.len || str_is(part, "."))
			continue;
		size_t last = len;
		while (last && to[last - 1] != '/')
			last--;
		bool is_up = str_is(part, ".."), is_root = len == 1 && to[0] == '/';
		if (is_up && is_root)
			continue;
		if (is_up && len && !str_is((struct str){to + last, len - last}, "..")) {
			/* The slash before it goes too, but for the root's. */
			len = last > 1 ? last - 1 : last;
			continue;
		}
		if (len && to[len - 1] != '/')
			to[len++] = '/';
		memcpy(to + len, part.ptr, part.len);
		len += part.len;
	}
	return len;
}

struct str file_join(struct arena *arena, struct str folder, struct str path)
{
	if (path.len && path.ptr[0] == '/')
		return str_copy(arena, path);
	/* Room for both, a slash between them, "." and the NUL. */
	char *to = arena_alloc(arena, folder.len + path.len + 3);
	size_t len = 0;
	if (folder.len && folder.ptr[0] == '/')
		to[len++] = '/';
	len = append_parts(to, len, folder);
	len = append_parts(to, len, path);
	if (!len)
		to[len++] = '.';
	to[len] = '\0';
	return (struct str){to, len};
}

struct str file_folder(struct str path)
{
	size_t len = path.len;

	while (len && path.ptr[len - 1] != '/')
		len--;
	if (!len)
		return STR(".");
	while (len > 1 && path.ptr[len - 1] == '/')
		len--;
	return str_slice(path, 0, len);
}

/* ---- walking ----------------------------------------------------------------------------------
 */

struct walk {
	struct arena *arena;
	const char *suffix;
	void (*visit)(void *context, struct str path);
	void *context;
};

struct entry {
	/* A folder's path ends with '/', which sorts it as the paths of its files do. */
	struct str path;
	bool is_folder;
};

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	return str_compare(x->path, y->path);
}

/* DT_REG, DT_DIR, or something else that is passed over. A link to a file counts as the file, one
   to a folder does not count: it could lead in a circle. */
static int entry_type(DIR *stream, const struct dirent *found)
{
	struct stat info;

	if (found->d_type != DT_UNKNOWN && found->d_type != DT_LNK)
		return found->d_type;
	if (fstatat(dirfd(stream), found->d_name, &info, AT_SYMLINK_NOFOLLOW) < 0)
		return DT_UNKNOWN;
	if (S_ISDIR(info.st_mode))
		return DT_DIR;
	if (S_ISLNK(info.st_mode) && fstatat(dirfd(stream), found->d_name, &info, 0) < 0)
		return DT_UNKNOWN;
	return S_ISREG(info.st_mode) ? DT_REG : DT_UNKNOWN;
}

static void walk_folder(const struct walk *walk, struct str folder, unsigned depth)
{
	VEC(struct entry) entries = {0};
	struct dirent *found;

	/* Only the folder the caller named may be a link. */
	int fd = open(folder.len ? folder.ptr : ".",
		O_RDONLY | O_DIRECTORY | O_CLOEXEC | (depth ? O_NOFOLLOW : 0));
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	if (!stream) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((found = readdir(stream))) {
		struct str name = str_from(found->d_name);
		if (name.ptr[0] == '.')
			continue;
		int type = entry_type(stream, found);
		bool is_folder = type == DT_DIR;
		if (is_folder ? str_is(name, "build") || str_is(name, "node_modules")
			      : type != DT_REG || !str_ends(name, walk->suffix))
			continue;
		struct str path = str_format(
			walk->arena, "%.*s%s%s", STR_ARGS(folder), name.ptr, is_folder ? "/" : "");
		vec_push(&entries, ((struct entry){path, is_folder}));
	}
	closedir(stream);
	if (entries.n)
		qsort(entries.items, entries.n, sizeof *entries.items, compare_entries);
	for (uint32_t i = 0; i < entries.n; i++) {
		if (!entries.items[i].is_folder)
			walk->visit(walk->context, entries.items[i].path);
		else if (depth < DEPTH_MAX)
			walk_folder(walk, entries.items[i].path, depth + 1);
	}
	vec_free(&entries);
}

void file_walk(struct arena *arena, const char *folder, const char *suffix,
	void (*visit)(void *context, struct str path), void *context)
{
	struct walk walk = {arena, suffix, visit, context};
	struct str plain = file_join(arena, str_from(folder), STR("."));

	/* What is shown of a file in "." is its name alone. */
	plain = str_is(plain, ".")     ? STR("")
		: str_ends(plain, "/") ? plain
				       : str_format(arena, "%.*s/", STR_ARGS(plain));
	walk_folder(&walk, plain, 0);
}
