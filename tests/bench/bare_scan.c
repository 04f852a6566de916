/*
 * The scanner alone: reads a file and lexes it with the rules of grammar/pbp.l, whose actions do
 * nothing. What `check` costs is compared with this.
 *
 * usage: bare_scan FILE
 */
#include "compiler/syntax/scan.h"

#include <stdio.h>

int pbp_scan_lex_init_extra(struct scan *extra, void **scanner);
void *pbp_scan__scan_buffer(char *base, size_t size, void *scanner);
int pbp_scan_lex(void *scanner);
int pbp_scan_lex_destroy(void *scanner);

void scan_add(struct scan *scan, int kind, uint32_t len, uint8_t clause)
{
	(void)kind;
	(void)clause;
	scan->offset += len;
}

void scan_wrong(struct scan *scan, enum wrong wrong, uint32_t len)
{
	(void)wrong;
	scan->offset += len;
}

uint32_t scan_unclosed_text(struct scan *scan, const char *text, uint32_t len)
{
	(void)text;
	scan->offset += len;
	return len;
}

void scan_prose(struct scan *scan, const char *text, uint32_t len)
{
	(void)text;
	scan->offset += len;
}

uint32_t scan_unclosed_prose(struct scan *scan, const char *text, uint32_t len)
{
	return scan_unclosed_text(scan, text, len);
}

uint32_t scan_odd_word(struct scan *scan, const char *text, uint32_t len)
{
	return scan_unclosed_text(scan, text, len);
}

int main(int argc, char **argv)
{
	struct file_bytes bytes;
	struct scan scan = {0};
	const char *reason = "name a file";
	void *scanner;
	if (argc < 2 || file_read(argv[1], SOURCE_SIZE_MAX, &bytes, &reason) != FILE_OK) {
		fprintf(stderr, "bare_scan: %s\n", reason);
		return 2;
	}
	if (pbp_scan_lex_init_extra(&scan, &scanner) ||
		!pbp_scan__scan_buffer(bytes.data, bytes.len + 2, scanner))
		return 2;
	pbp_scan_lex(scanner);
	pbp_scan_lex_destroy(scanner);
	file_release(&bytes);
	return scan.offset == bytes.len ? 0 : 1;
}
