/*
 * Files: read whole, written whole or not at all. Errors come back as a sentence for the user,
 * without the path. Never waits for a FIFO or a device, and never leaves a half-written file.
 */
#ifndef RUNTIME_BASE_FILE_H
#define RUNTIME_BASE_FILE_H

#include "runtime/base/arena.h"
#include "runtime/base/str.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum file_result { FILE_OK, FILE_MISSING, FILE_UNREADABLE, FILE_IS_FOLDER, FILE_TOO_LARGE };

struct file_bytes {
	char *data; /* len bytes and two NULs behind them; release with file_release */
	size_t len;
};

/* Reads a regular file of at most `max` bytes. On failure *reason is a static or arena-free
 * sentence. */
enum file_result file_read(
	const char *path, size_t max, struct file_bytes *bytes, const char **reason);
void file_release(struct file_bytes *bytes);
/* A regular file of any size, to be read piece by piece. */
struct file_stream {
	int fd;
};
enum file_result file_stream_open(
	const char *path, struct file_stream *stream, const char **reason);
/* Reads up to `size` bytes; how many, 0 at the end of what is there now, -1: *reason says why. */
ptrdiff_t file_stream_read(struct file_stream *stream, char *to, size_t size, const char **reason);
void file_stream_close(struct file_stream *stream);
/* Writes to a temporary name in the same folder and renames: the old file or the new one, whole. A
   new file is readable for all (less the umask), an old one keeps its permissions. A link is
   replaced; a device is refused. Missing folders on the way are made. Returns NULL, or why it did
   not work (static text or strerror's). */
const char *file_write(const char *path, struct str bytes);
bool file_is_folder(const char *path);
bool file_exists(const char *path);
/* The canonical absolute path with links resolved, in `arena`; ptr NULL if there is none. */
struct str file_canonical(struct arena *arena, const char *path);
/* True if the canonical `path` is `folder` or lies below it. */
bool file_is_within(struct str path, struct str folder);
/* "a/b" and "../c.pbp" -> "a/b/../c.pbp" made plain: "a/c.pbp". Absolute `path` stays.
 * NUL-terminated. */
struct str file_join(struct arena *arena, struct str folder, struct str path);
/* The part before the last '/', "." when there is none. */
struct str file_folder(struct str path);
/* Calls `visit` for each regular file below `folder` whose name ends with `suffix`, in byte order
   of path. Names that begin with '.' and a folder called "build" or "node_modules" are passed over;
   links to folders are not followed, folders that may not be read are passed over, and so is what
   lies more than 64 folders deep. A file's path begins with `folder`, unless that is ".", and is
   NUL-terminated in `arena`. */
void file_walk(struct arena *arena, const char *folder, const char *suffix,
	void (*visit)(void *context, struct str path), void *context);

#endif
