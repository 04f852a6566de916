#include "compiler/diag/finding.h"

int closest_word(struct str word, uint32_t n,
	struct str (*candidate)(const void *context, uint32_t i), const void *context)
{
	unsigned limit = word.len < 6 ? 1 : (unsigned)(word.len / 3);
	int best = -1;
	/* As many edits as a word has letters make any word of any other. */
	if (word.len <= limit)
		limit = 0;
	for (uint32_t i = 0; i < n; i++) {
		unsigned distance = str_distance(word, candidate(context, i), limit);
		if (distance > limit)
			continue;
		best = (int)i;
		if (distance == 0)
			break;
		limit = distance - 1; /* a later one must be nearer */
	}
	return best;
}
