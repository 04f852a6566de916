#include "compiler/lsp/server.h"

#include <string.h>

/* ---- answers ---- */

static void put_id(struct json_writer *json, const json_t *id)
{
	if (json_is_integer(id))
		json_put_int(json, "id", json_integer_value(id));
	else if (json_is_string(id))
		json_put_text(json, "id", json_string_value(id));
	else
		json_put_null(json, "id");
}

static void send_error(struct server *server, const json_t *id, int code, const char *message)
{
	struct out body = {0};
	struct json_writer json = {.out = &body, .flat = 1};
	json_put_object(&json, NULL);
	json_put_text(&json, "jsonrpc", "2.0");
	put_id(&json, id);
	json_put_object(&json, "error");
	json_put_int(&json, "code", code);
	json_put_text(&json, "message", message);
	json_put_end(&json);
	json_put_end(&json);
	lsp_send(server, &body);
	out_free(&body);
}

static const struct lsp_method *find_method(const char *name)
{
	for (uint32_t i = 0; i < lsp_methods_n; i++)
		if (!strcmp(lsp_methods[i]->name, name))
			return lsp_methods[i];
	return NULL;
}

/* The result is written behind what an answer begins with; an error takes its place. */
static void answer(struct server *server, const struct lsp_method *method, const json_t *id,
	const json_t *params)
{
	struct arena arena;
	struct out body = {0};
	struct json_writer json = {.out = &body, .flat = 1};
	struct request request = {
		.server = server, .arena = &arena, .params = params, .json = &json};
	arena_init(&arena);
	json_put_object(&json, NULL);
	json_put_text(&json, "jsonrpc", "2.0");
	put_id(&json, id);
	method->answer(&request);
	json_put_end(&json);
	if (request.error)
		send_error(server, id, request.error_code, request.error);
	else if (!method->is_notification)
		lsp_send(server, &body);
	out_free(&body);
	arena_free(&arena);
}

static void notify(struct server *server, const struct lsp_method *method, const json_t *params)
{
	struct arena arena;
	struct request request = {.server = server, .arena = &arena, .params = params};
	arena_init(&arena);
	method->answer(&request);
	arena_free(&arena);
}

/* ---- one message ---- */

static bool is_id(const json_t *id)
{
	return json_is_integer(id) || json_is_string(id) || json_is_null(id);
}

/* What a client may ask in the state the server is in; NULL: it may. */
static const char *refuse(const struct server *server, const char *name, int *code)
{
	bool begins = !strcmp(name, "initialize");
	*code = LSP_INVALID_REQUEST;
	if (server->is_shut_down)
		return "the server has been shut down";
	if (server->is_initialized && begins)
		return "the server is initialized already";
	*code = LSP_NOT_INITIALIZED;
	return server->is_initialized || begins ? NULL : "the server is not initialized yet";
}

static void handle_request(
	struct server *server, const char *name, const json_t *id, const json_t *params)
{
	int code;
	const struct lsp_method *method = find_method(name);
	const char *why = refuse(server, name, &code);
	if (why)
		send_error(server, id, code, why);
	else if (!method || method->is_notification)
		send_error(server, id, LSP_NO_METHOD, "there is no such request");
	else
		answer(server, method, id, params);
}

/* A notification has no answer, so what is wrong with one is passed over. */
static void handle_notification(struct server *server, const char *name, const json_t *params)
{
	const struct lsp_method *method = find_method(name);
	if (method && method->is_notification && server->is_initialized && !server->is_shut_down)
		notify(server, method, params);
}

static void handle(struct server *server, const json_t *message)
{
	const char *name = json_string_value(json_object_get(message, "method"));
	const json_t *id = json_object_get(message, "id");
	const json_t *params = json_object_get(message, "params");
	if (!json_is_object(message) || (!name && !json_object_get(message, "result") &&
						!json_object_get(message, "error"))) {
		send_error(server, id, LSP_INVALID_REQUEST, "this is no request");
		return;
	}
	if (!name) /* an answer: nothing was asked */
		return;
	if (id && !is_id(id))
		send_error(server, NULL, LSP_INVALID_REQUEST, "the id is neither number nor text");
	else if (id)
		handle_request(server, name, id, params ? params : json_null());
	else
		handle_notification(server, name, params ? params : json_null());
}

static void release(struct server *server)
{
	while (server->documents.n)
		document_close(server, server->documents.items[server->documents.n - 1]);
	world_drop(server);
	for (uint32_t i = 0; i < server->published.n; i++)
		memory_release((char *)(uintptr_t)server->published.items[i].ptr);
	vec_free(&server->waiting);
	vec_free(&server->published);
	vec_free(&server->documents);
	out_free(&server->input);
}

/* ---- what waits ---- */

static bool is_called(const json_t *message, const char *name)
{
	const char *method = json_string_value(json_object_get(message, "method"));
	return method && !strcmp(method, name);
}

/* `$/cancelRequest`: the request it names gets an error, if it still waits. */
static void cancel(struct server *server, const json_t *message)
{
	const json_t *id = json_object_get(json_object_get(message, "params"), "id");
	for (uint32_t i = 0; id && i < server->waiting.n; i++) {
		json_t *request = server->waiting.items[i].message;
		if (!request || !json_object_get(request, "method") ||
			!json_equal(json_object_get(request, "id"), id))
			continue;
		send_error(server, id, LSP_CANCELLED, "the request was cancelled");
		json_decref(request);
		server->waiting.items[i] = (struct waiting){.is_done = true};
		return;
	}
}

/* Takes in what has come, so that a cancelled request is not answered and findings are sent once
   for many changes. False when nothing will come any more. */
static bool take_in(struct server *server)
{
	do {
		struct waiting one = {0};
		one.message = lsp_read(server, &one.wrong);
		if (!one.message && !one.wrong)
			return false;
		if (one.message && is_called(one.message, "$/cancelRequest")) {
			cancel(server, one.message);
			json_decref(one.message);
			continue;
		}
		vec_push(&server->waiting, one);
	} while (server->waiting.n < WAITING_MAX && lsp_is_more(server));
	return true;
}

/* True if that was `exit`. */
static bool handle_waiting(struct server *server)
{
	bool is_exit = false;
	for (uint32_t i = 0; i < server->waiting.n; i++) {
		struct waiting *one = &server->waiting.items[i];
		if (one->wrong)
			send_error(server, NULL, LSP_PARSE_ERROR, one->wrong);
		else if (!one->is_done && !is_exit && is_called(one->message, "exit"))
			is_exit = true;
		else if (!one->is_done && !is_exit)
			handle(server, one->message);
		json_decref(one->message);
	}
	server->waiting.n = 0;
	if (server->wants_publishing && !is_exit)
		world_publish(server);
	server->wants_publishing = false;
	return is_exit;
}

enum lsp_end lsp_serve(const struct lsp_setup *setup)
{
	struct server server = {.setup = setup};
	enum lsp_end end = LSP_LOST;
	bool is_more = true;
	while (is_more && !server.is_lost) {
		is_more = take_in(&server);
		if (handle_waiting(&server)) {
			end = server.is_shut_down ? LSP_DONE : LSP_NOT_SHUT_DOWN;
			break;
		}
	}
	release(&server);
	return end;
}
