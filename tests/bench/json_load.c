/* Loads a JSON file with jansson and releases it. usage: json_load FILE */
#include <jansson.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	json_error_t error;
	json_t *root = argc > 1 ? json_load_file(argv[1], 0, &error) : NULL;
	if (!root) {
		fprintf(stderr, "json_load: %s\n", argc > 1 ? error.text : "name a file");
		return 2;
	}
	json_decref(root);
	return 0;
}
