/* What was said on the last EARLIER_DAYS days before today: said/YYYY-MM-DD.txt in the person's folder, a sentence a
 * line. A file that cannot be read counts as empty, and so does a line that was cut off by a power failure. */
#ifndef YINIAN_RUN_EARLIER_H
#define YINIAN_RUN_EARLIER_H

#include "app.h"

enum { EARLIER_DAYS = 60, EARLIER_AT_MOST = 10000 };

struct earlier {
    struct said_earlier *texts; /* owned, newest first */
    int count;
};

/* `data`: the person's folder. `today`: "2026-11-22". */
void earlier_load(struct earlier *earlier, const char *data, const char *today);
void earlier_free(struct earlier *earlier);

#endif
