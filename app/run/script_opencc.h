/* Simplified and traditional characters by OpenCC's library and data (packages libopencc1.1, libopencc-data). Its tables
 * are read when they are first needed: 19 ms for traditional, 1 ms for simplified characters. Traditional is as Taiwan
 * writes it (裡, 為, 著), in the words of the Mainland. */
#ifndef YINIAN_RUN_SCRIPT_OPENCC_H
#define YINIAN_RUN_SCRIPT_OPENCC_H

#include "base/diagnostic.h"
#include "base/script.h"

enum { OPENCC_TO_TRADITIONAL, OPENCC_TO_SIMPLIFIED, OPENCC_FROM_TAIWAN, OPENCC_TABLES };

/* Must stay where it was opened: `script` points into it. */
struct script_opencc {
    void *tables[OPENCC_TABLES]; /* NULL: not yet */
    bool missing[OPENCC_TABLES];
    struct script script;
};

void script_opencc_init(struct script_opencc *opencc);
void script_opencc_destroy(struct script_opencc *opencc);
/* Reads the tables now; false, and a diagnostic, when one is missing. */
bool script_opencc_check(struct script_opencc *opencc, struct diagnostics *problems);

#endif
