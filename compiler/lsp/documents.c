#include "compiler/lsp/server.h"

#include "runtime/base/file.h"
#include <string.h>

/* ---- addresses ---- */

static int hex_digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

struct str uri_path(struct arena *arena, const char *uri)
{
	static const char scheme[] = "file://";
	struct out path = {0};
	if (strncmp(uri, scheme, sizeof scheme - 1) != 0)
		return (struct str){0};
	const char *at =
		strchr(uri + sizeof scheme - 1, '/'); /* behind the host, if there is one */
	for (; at && *at; at++) {
		int high = *at == '%' ? hex_digit(at[1]) : -1;
		int low = high >= 0 ? hex_digit(at[2]) : -1;
		char c = low >= 0 ? (char)(high * 16 + low) : *at;
		at += low >= 0 ? 2 : 0;
		if (!c) { /* no path holds it */
			path.len = 0;
			break;
		}
		out_char(&path, c);
	}
	struct str copy = path.len ? str_copy(arena, out_view(&path)) : (struct str){0};
	out_free(&path);
	return copy;
}

struct str path_uri(struct arena *arena, struct str path)
{
	struct out uri = {0};
	out_text(&uri, "file://");
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
				(c >= '0' && c <= '9') || (c && strchr("-._~/", c));
		if (is_plain)
			out_char(&uri, (char)c);
		else
			out_printf(&uri, "%%%02X", c);
	}
	struct str copy = str_copy(arena, out_view(&uri));
	out_free(&uri);
	return copy;
}

/* ---- the open ones ---- */

struct document *document_find(const struct server *server, const char *uri)
{
	for (uint32_t i = 0; i < server->documents.n; i++)
		if (str_is(server->documents.items[i]->uri, uri))
			return server->documents.items[i];
	return NULL;
}

struct document *document_asked(struct request *request)
{
	const char *uri = json_string_value(
		json_object_get(json_object_get(request->params, "textDocument"), "uri"));
	struct document *document = uri ? document_find(request->server, uri) : NULL;
	if (!document) {
		request->error = uri ? "this document is not open" : "no document is named";
		request->error_code = LSP_INVALID_PARAMS;
	}
	return document;
}

/* A text of its own, NUL-terminated. */
static struct str own(struct str text)
{
	char *copy = memory_resize(NULL, text.len + 1);
	memcpy(copy, text.ptr, text.len);
	copy[text.len] = '\0';
	return (struct str){copy, text.len};
}

/* Where the document's text counts as being: its file, in one way of writing it; what is no file
   lies in the working folder, by the last part of its address. */
static struct str place_of(struct arena *arena, const char *uri)
{
	struct str path = uri_path(arena, uri);
	struct str canonical = path.ptr ? file_canonical(arena, path.ptr) : (struct str){0};
	if (canonical.ptr || path.ptr)
		return canonical.ptr ? canonical : path;
	const char *last = uri;
	for (const char *at = uri; *at; at++)
		if (*at == '/' || *at == ':')
			last = at + 1;
	struct str folder = file_canonical(arena, ".");
	return file_join(
		arena, folder.ptr ? folder : STR("/"), *last ? str_from(last) : STR("document"));
}

struct document *document_open(
	struct server *server, const char *uri, int64_t version, struct str text)
{
	struct arena arena;
	struct document *document = document_find(server, uri);
	arena_init(&arena);
	if (!document) {
		document = memory_resize(NULL, sizeof *document);
		*document = (struct document){
			.uri = own(str_from(uri)), .path = own(place_of(&arena, uri))};
		vec_push(&server->documents, document);
	}
	document->version = version;
	document->text.len = 0;
	out_str(&document->text, text);
	arena_free(&arena);
	world_drop(server);
	return document;
}

void document_close(struct server *server, struct document *document)
{
	uint32_t i = 0;
	while (server->documents.items[i] != document)
		i++;
	server->documents.n--;
	memmove(server->documents.items + i, server->documents.items + i + 1,
		(server->documents.n - i) * sizeof *server->documents.items);
	memory_release((char *)(uintptr_t)document->uri.ptr);
	memory_release((char *)(uintptr_t)document->path.ptr);
	out_free(&document->text);
	memory_release(document);
	world_drop(server);
}

void document_change(struct server *server, struct document *document, struct position_range range,
	struct str text)
{
	struct str before = out_view(&document->text);
	uint32_t start = offset_of(server, before, range.start);
	uint32_t end = offset_of(server, before, range.end);
	struct out after = {0};
	if (end < start)
		end = start;
	out_bytes(&after, before.ptr, start);
	out_str(&after, text);
	out_bytes(&after, before.ptr + end, before.len - end);
	out_free(&document->text);
	document->text = after;
	world_drop(server);
}
