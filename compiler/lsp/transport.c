#include "compiler/lsp/server.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { MESSAGE_MAX = 256 << 20, HEADER_MAX = 4096, CHUNK = 1 << 16 };

/* What has been read and not yet used. */
static struct str unread(const struct server *server)
{
	return str_slice(out_view(&server->input), server->input_at, server->input.len);
}

/* False at the end of the stream. */
static bool read_more(struct server *server)
{
	struct out *input = &server->input;
	if (server->input_at) {
		memmove(input->data, input->data + server->input_at, input->len - server->input_at);
		input->len -= server->input_at;
		server->input_at = 0;
	}
	char chunk[CHUNK];
	ssize_t n;
	do
		n = read(server->setup->in, chunk, sizeof chunk);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		return false;
	out_bytes(input, chunk, (size_t)n);
	return true;
}

/* A line without its end, "\r\n" or "\n"; valid until more is read. False at the end of the stream
   or if it is longer than any header is. */
static bool read_line(struct server *server, struct str *line)
{
	for (;;) {
		struct str left = unread(server);
		const char *end = left.len ? memchr(left.ptr, '\n', left.len) : NULL;
		if (end) {
			*line = str_slice(left, 0, (size_t)(end - left.ptr));
			server->input_at += line->len + 1;
			if (line->len && line->ptr[line->len - 1] == '\r')
				line->len--;
			return true;
		}
		if (left.len > HEADER_MAX) {
			server->input_at =
				server->input.len; /* no header: what has come is passed over */
			continue;
		}
		if (!read_more(server))
			return false;
	}
}

/* The value of Content-Length; -1: it is not this header, or no length. */
static int64_t length_in(struct str line)
{
	static const char name[] = "content-length:";
	int64_t n = 0;
	bool any = false;
	if (line.len < sizeof name - 1 || strncasecmp(line.ptr, name, sizeof name - 1) != 0)
		return -1;
	struct str value = str_trim(str_slice(line, sizeof name - 1, line.len));
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] < '0' || value.ptr[i] > '9')
			return -1;
		if (n <= MESSAGE_MAX)
			n = n * 10 + (value.ptr[i] - '0');
		any = true;
	}
	return any ? n : -1;
}

static bool skip(struct server *server, int64_t n)
{
	while (n > 0) {
		size_t left = server->input.len - server->input_at;
		size_t part = (int64_t)left < n ? left : (size_t)n;
		server->input_at += part;
		n -= (int64_t)part;
		if (n && !read_more(server))
			return false;
	}
	return true;
}

json_t *lsp_read(struct server *server, const char **wrong)
{
	int64_t length = -1;
	struct str line;
	*wrong = NULL;
	for (;;) {
		if (!read_line(server, &line))
			return NULL;
		if (line.len == 0 && length >= 0)
			break;
		int64_t n = length_in(line);
		length = n >= 0 ? n : length;
	}
	if (length > MESSAGE_MAX) {
		if (skip(server, length))
			*wrong = "the message is too long";
		return NULL;
	}
	while (server->input.len - server->input_at < (size_t)length)
		if (!read_more(server))
			return NULL;
	json_error_t error;
	json_t *message = json_loadb(
		length ? unread(server).ptr : "", (size_t)length, JSON_REJECT_DUPLICATES, &error);
	server->input_at += (size_t)length;
	if (!message)
		*wrong = "the message is not JSON";
	return message;
}

/* Whether what has been read begins with a whole message, or at least with a line that is none. */
static bool is_whole_message(const struct server *server)
{
	struct str left = unread(server);
	int64_t length = -1;
	for (;;) {
		const char *end = left.len ? memchr(left.ptr, '\n', left.len) : NULL;
		if (!end)
			return left.len > HEADER_MAX;
		struct str line = str_trim(str_slice(left, 0, (size_t)(end - left.ptr)));
		left = str_slice(left, (size_t)(end - left.ptr) + 1, left.len);
		if (!line.len && length >= 0)
			return left.len >= (size_t)length;
		int64_t n = length_in(line);
		length = n >= 0 ? n : length;
	}
}

bool lsp_is_more(struct server *server)
{
	struct pollfd in = {.fd = server->setup->in, .events = POLLIN};
	while (!is_whole_message(server))
		if (poll(&in, 1, 0) <= 0 || !read_more(server))
			return false;
	return true;
}

static bool write_all(int file, struct str bytes)
{
	while (bytes.len) {
		ssize_t n = write(file, bytes.ptr, bytes.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes = str_slice(bytes, (size_t)n, bytes.len);
	}
	return true;
}

void lsp_send(struct server *server, struct out *body)
{
	struct out head = {0};
	out_printf(&head, "Content-Length: %zu\r\n\r\n", body->len);
	out_str(&head, out_view(body));
	server->is_lost |= !write_all(server->setup->out, out_view(&head));
	out_free(&head);
	body->len = 0;
}
