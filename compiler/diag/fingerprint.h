/*
 * What a finding is known by from one run to the next: by baselines, and by services that tell new
 * findings from old ones.
 */
#ifndef COMPILER_DIAG_FINGERPRINT_H
#define COMPILER_DIAG_FINGERPRINT_H

#include "compiler/diag/finding.h"

/*
 * Sets finding->fingerprint of every finding of a finished sink. It is made of the rule's name, the
 * file's path below the project, the block (its kind and path) and the word that begins the line,
 * mostly a field; without a block, of the line's text. So it stays when other lines come or go,
 * when the block moves within its file, and when figures in the message change with the day.
 * Findings that agree in all that are numbered by place. Never 0; one that is
 * set already stays.
 */
void findings_fingerprint(struct sink *sink, struct sources *sources);

/* The same for one that is in no sink, such as a waived one; nothing numbers it. */
void finding_fingerprint(struct finding *finding, struct sources *sources);

struct fingerprint_text {
	char text[17];
};
/* 16 hexadecimal digits. */
struct fingerprint_text fingerprint_text(uint64_t fingerprint);

#endif
