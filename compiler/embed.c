/*
 * A tool of the build, not a part of the program: turns files into a C source that carries them,
 * see compiler/source/embedded.h. Each file becomes an array of characters, because a string
 * literal of that length is beyond what ISO C promises.
 *
 * usage: embed ARRAY FOLDER FILE... >SOURCE
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_char(int c)
{
	if (c == '\n')
		printf("'\\n',\n");
	else if (c == '\'' || c == '\\')
		printf("'\\%c',", c);
	else if (c >= ' ' && c < 127)
		printf("'%c',", c);
	else
		printf("'\\%03o',", (unsigned int)c);
}

static int print_file(const char *array, int n, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file) {
		perror(path);
		return -1;
	}
	printf("\nstatic const char %s_%d[] = {\n", array, n);
	for (int c; (c = getc(file)) != EOF;)
		print_char(c);
	printf("'\\0'};\n");
	int failed = ferror(file);
	fclose(file);
	return failed ? -1 : 0;
}

/* The name a file goes by: its path below `folder`. */
static const char *name_below(const char *folder, const char *path)
{
	size_t len = strlen(folder);
	return strncmp(path, folder, len) == 0 && path[len] == '/' ? path + len + 1 : path;
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: embed ARRAY FOLDER FILE... >SOURCE\n");
		return EXIT_FAILURE;
	}
	const char *array = argv[1], *folder = argv[2];
	printf("#include \"compiler/source/embedded.h\"\n");
	for (int i = 3; i < argc; i++)
		if (print_file(array, i - 3, argv[i]) != 0)
			return EXIT_FAILURE;
	printf("\nconst struct embedded_file %s[] = {\n", array);
	for (int i = 3; i < argc; i++)
		printf("\t{\"%s\", %s_%d, sizeof(%s_%d) - 1},\n", name_below(folder, argv[i]),
			array, i - 3, array, i - 3);
	/* ISO C has no empty arrays: the row after the last is not counted. */
	printf("\t{NULL, NULL, 0},\n};\nconst size_t %s_n = %d;\n", array, argc - 3);
	return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
