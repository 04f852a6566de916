/*
 * Bytes as what an editor sends: they choose requests and notifications, documents of a few names,
 * their texts and edits, positions in and out of range, and now and then break a frame: a wrong
 * length, a cut message, noise between two. The server has to answer with whole frames of JSON,
 * and to end.
 *
 *     fuzz_lsp --print FILE    prints the frames that an input stands for
 */
#include "compiler/lsp/lsp.h"
#include "runtime/base/file.h"
#include "runtime/base/json_write.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

struct maker {
	const uint8_t *data;
	size_t size, at;
	struct out frames, body;
	struct json_writer json;
};

static uint32_t take(struct maker *maker)
{
	return maker->at < maker->size ? maker->data[maker->at++] : 0;
}

static bool one_in(struct maker *maker, uint32_t n)
{
	return take(maker) % n == n - 1;
}

static void demand(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "fuzz: %s\n", what);
		abort();
	}
}

/* ---- what is sent ---- */

static const char *const methods[] = {"initialize", "initialized", "shutdown", "exit",
	"textDocument/didOpen", "textDocument/didChange", "textDocument/didChange",
	"textDocument/didChange", "textDocument/didClose", "textDocument/didSave",
	"workspace/didChangeWatchedFiles", "textDocument/completion", "textDocument/completion",
	"textDocument/hover", "textDocument/definition", "textDocument/references",
	"textDocument/rename", "textDocument/prepareRename", "textDocument/documentSymbol",
	"workspace/symbol", "textDocument/foldingRange", "textDocument/selectionRange",
	"textDocument/semanticTokens/full", "textDocument/codeAction", "textDocument/formatting",
	"textDocument/rangeFormatting", "textDocument/inlayHint", "textDocument/codeLens",
	"textDocument/documentLink", "$/cancelRequest", "$/setTrace", "no/such"};

static const char *const uris[] = {"file:///nowhere/plan.pbp", "file:///nowhere/people.pbp",
	"file:///nowhere/project.pbp", "untitled:one", "file:///nowhere/%70lan.pbp", "file://%00",
	"", "http://x/y.pbp"};

static const char plan[] =
	"import \"people.pbp\"\n\nplan p \"P\" {\n  between:  [acme, best]\n  period:   2026\n"
	"  currency: USD\n  tier:     gold\n}\n\ntier gold \"G\" { requires: [one.latest >= 5 USD] "
	"}\n"
	"metric sales \"Sales\" { means: \"x\"  unit: money  kind: flow }\n"
	"goal one \"Sell 5 USD\" {\n  owner:  [ann from 2026-01-01 until 2026-06-30, ben]\n"
	"  metric: sales\n  target: 5 USD by 2026-Q4\n  allow:  risk.none because \"x\" by ann "
	"until 2026-12-31\n"
	"}\nreadings one {\n  2026-01-31: 1 USD\n}\ninitiative w \"Work\" {\n  owner: ann\n"
	"  window: 2026-Q2\n  milestone m \"M\" { due: 2026-05-01 + 2 weeks }\n}\n"
	"# a comment \xf0\x9f\x98\x80\nrisk r \"R\" {\n  trigger: one.gap > 2 USD and count(goals) "
	"> 1\n"
	"  about: \"\"\"\n    Words.\n  \"\"\"\n}\n";
static const char people[] =
	"party acme \"Acme\" { role: vendor }\nparty best \"Best\" { role: reseller }\n"
	"person ann \"Ann\" { of: acme }\nperson ben \"Ben\" { of: best }\n";

static const char *const pieces[] = {"", " ", "\n", "\r", "\r\n", "{", "}", "\"", "\"\"\"", "#",
	"owner: ", "goal x \"X\" {\n", "[", "]", "one.", "update one {\n  ", "\xc3\xa9",
	"\xf0\x9f\x98\x80", "\xff", "import ", "allow: ownership.", "12 ", "like one ", "until",
	"  due: 2026-02-31\n", "template goal t {\n", plan, people};

static void put_position(struct maker *maker, const char *key)
{
	static const int64_t odd[] = {-1, 100000, 4294967296, INT64_MAX, INT64_MIN};
	json_put_object(&maker->json, key);
	json_put_int(
		&maker->json, "line", one_in(maker, 30) ? odd[take(maker) % 5] : take(maker) % 40);
	json_put_int(&maker->json, "character",
		one_in(maker, 30) ? odd[take(maker) % 5] : take(maker) % 60);
	json_put_end(&maker->json);
}

static void put_range(struct maker *maker, const char *key)
{
	json_put_object(&maker->json, key);
	put_position(maker, "start");
	put_position(maker, "end");
	json_put_end(&maker->json);
}

static const char *text_of(struct maker *maker)
{
	return pieces[take(maker) % (sizeof pieces / sizeof *pieces)];
}

static const char *uri_of(struct maker *maker)
{
	return one_in(maker, 4) ? uris[take(maker) % 8] : uris[take(maker) % 2];
}

static void put_document(struct maker *maker, const char *uri)
{
	json_put_object(&maker->json, "textDocument");
	json_put_text(&maker->json, "uri", uri);
	json_put_int(&maker->json, "version", take(maker));
	if (one_in(maker, 2))
		json_put_text(&maker->json, "text", text_of(maker));
	json_put_end(&maker->json);
}

static void put_params(struct maker *maker)
{
	struct json_writer *json = &maker->json;
	if (one_in(maker, 40)) {
		json_put_text(json, "params", "odd");
		return;
	}
	json_put_object(json, "params");
	put_document(maker, uri_of(maker));
	put_position(maker, "position");
	put_range(maker, "range");
	json_put_text(json, "newName", one_in(maker, 3) ? text_of(maker) : "anna");
	json_put_text(json, "query", text_of(maker));
	json_put_int(json, "id", take(maker) % 8);
	json_put_array(json, "contentChanges");
	for (uint32_t n = take(maker) % 4; n; n--) {
		json_put_object(json, NULL);
		if (!one_in(maker, 10))
			put_range(maker, "range");
		json_put_text(json, "text", text_of(maker));
		json_put_end(json);
	}
	json_put_end(json);
	json_put_array(json, "positions");
	for (uint32_t n = take(maker) % 3; n; n--)
		put_position(maker, NULL);
	json_put_end(json);
	json_put_object(json, "context");
	if (one_in(maker, 2)) {
		json_put_array(json, "only");
		json_put_text(json, NULL, one_in(maker, 2) ? "source.fixAll" : "quickfix");
		json_put_end(json);
	}
	json_put_end(json);
	json_put_end(json);
}

static void put_frame(struct maker *maker, size_t stated, size_t sent)
{
	out_printf(&maker->frames, "Content-Length: %zu\r\n\r\n", stated);
	out_bytes(&maker->frames, maker->body.data, sent);
}

static void send(struct maker *maker, const char *method, bool is_request)
{
	maker->body.len = 0;
	maker->json = (struct json_writer){.out = &maker->body, .flat = 1};
	json_put_object(&maker->json, NULL);
	json_put_text(&maker->json, "jsonrpc", "2.0");
	if (is_request)
		json_put_int(&maker->json, "id", take(maker) % 8);
	json_put_text(&maker->json, "method", method);
	put_params(maker);
	json_put_end(&maker->json);
	size_t len = maker->body.len;
	switch (take(maker) % 60) {
	case 57:
		put_frame(maker, len + take(maker), len);
		break;
	case 58:
		put_frame(maker, len, len / 2);
		break;
	case 59:
		out_text(&maker->frames, text_of(maker));
		put_frame(maker, len, len);
		break;
	default:
		put_frame(maker, len, len);
	}
}

static void open(struct maker *maker, const char *uri, const char *text)
{
	maker->body.len = 0;
	maker->json = (struct json_writer){.out = &maker->body, .flat = 1};
	json_put_object(&maker->json, NULL);
	json_put_text(&maker->json, "method", "textDocument/didOpen");
	json_put_object(&maker->json, "params");
	json_put_object(&maker->json, "textDocument");
	json_put_text(&maker->json, "uri", uri);
	json_put_text(&maker->json, "text", text);
	json_put_end(&maker->json);
	json_put_end(&maker->json);
	json_put_end(&maker->json);
	put_frame(maker, maker->body.len, maker->body.len);
}

static void make(struct maker *maker)
{
	if (!one_in(maker, 8)) {
		send(maker, "initialize", true);
		open(maker, uris[0], plan);
		open(maker, uris[1], people);
	}
	while (maker->at < maker->size) {
		const char *method = methods[take(maker) % (sizeof methods / sizeof *methods)];
		bool is_notification = strstr(method, "/did") || method[0] == '$';
		send(maker, method, one_in(maker, 10) ? is_notification : !is_notification);
	}
}

/* ---- what comes back ---- */

static void check_frames(struct str text)
{
	while (text.len) {
		size_t len;
		int header = 0;
		demand(sscanf(text.ptr, "Content-Length: %zu\r\n\r\n%n", &len, &header) == 1 &&
				header,
			"an answer has no header");
		text = str_slice(text, (size_t)header, text.len);
		demand(len <= text.len, "an answer is cut");
		json_t *value = json_loadb(text.ptr, len, JSON_REJECT_DUPLICATES, NULL);
		demand(value, "an answer is not JSON");
		json_decref(value);
		text = str_slice(text, len, text.len);
	}
}

static date_t day(const void *context)
{
	(void)context;
	return 739751;
}

static struct str read_back(int file, char **bytes)
{
	off_t len = lseek(file, 0, SEEK_END);
	*bytes = calloc((size_t)len + 1, 1);
	demand(*bytes && pread(file, *bytes, (size_t)len, 0) == len, "the answers can be read");
	return (struct str){*bytes, (size_t)len};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct maker maker = {.data = data, .size = size};
	if (size && data[0] == 0xff) /* as they are */
		out_bytes(&maker.frames, data + 1, size - 1);
	else
		make(&maker);
	struct lsp_setup setup = {.in = memfd_create("in", 0),
		.out = memfd_create("out", 0),
		.day = day,
		.version = "0"};
	char *bytes;
	demand(setup.in >= 0 && setup.out >= 0, "there is memory for files");
	demand(!maker.frames.len || write(setup.in, maker.frames.data, maker.frames.len) ==
					    (ssize_t)maker.frames.len,
		"the frames can be written");
	lseek(setup.in, 0, SEEK_SET);
	lsp_serve(&setup);
	check_frames(read_back(setup.out, &bytes));
	free(bytes);
	close(setup.in);
	close(setup.out);
	out_free(&maker.frames);
	out_free(&maker.body);
	return 0;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	if (*argc < 3 || strcmp((*argv)[1], "--print") != 0)
		return 0;
	for (int i = 2; i < *argc; i++) {
		struct file_bytes bytes;
		const char *reason;
		if (file_read((*argv)[i], 1 << 20, &bytes, &reason) != FILE_OK)
			continue;
		struct maker maker = {.data = (const uint8_t *)bytes.data, .size = bytes.len};
		make(&maker);
		fwrite(maker.frames.data, 1, maker.frames.len, stdout);
		fflush(stdout);
		out_free(&maker.frames);
		out_free(&maker.body);
		file_release(&bytes);
	}
	return 0;
}
