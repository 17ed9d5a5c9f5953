/* Days of presses before the whole program, in virtual time: `soak HOURS PRESSES [SEED]`, in a folder of its own. TAP.
 *
 * Each press comes at random, or out of malice at the microsecond: when the light changes, just before and just after it; just within
 * and just at the end of the bounce and of the dead time; again and again a whole storm, several switches at once, the switch gone
 * while it is held, hours of rest. Before every press what the driver's tree shows as lit must be what the model says (soak_model.h);
 * what comes of the press must be what the model says of that press: nothing else, nothing less. Memory is measured when a tenth
 * is over, and at the end. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/driver_parts.h"
#include "run/json.h"
#include "soak_model.h"

enum {
    BOUNCE_US = 25000,
    GROWTH_AT_MOST = 1 << 20,
    PROBLEMS_AT_MOST = 20,
    STORM_EVERY = 150,
    VOICE_EVERY = 500,
    SAFE_MS = 1000,
    WARM_PRESSES = 20000
};

struct soak {
    struct driver driver;
    struct model model;
    uint64_t chance;
    time_us dead, released,
        voice_since; /* `dead`: ignored repeats; `released`: the latest press that counted */
    bool let_go;     /* a press that counted has been let go: there is a dead time */
    bool anew;       /* begun at the writing board since the latest press */
    long presses, taken, narrowed, ignored, storms, unused, on_the_edge;
    int problems;
    char screen[96];
    char before[400]; /* the latest events, for complaints */
};

static uint64_t random_next(struct soak *s)
{
    s->chance ^= s->chance << 13;
    s->chance ^= s->chance >> 7;
    s->chance ^= s->chance << 17;
    return s->chance;
}

static int64_t random_below(struct soak *s, int64_t most)
{
    return (int64_t)(random_next(s) % (uint64_t)most);
}

static void wrong(struct soak *s, const char *what, const char *should, const char *is)
{
    if (s->problems++ < PROBLEMS_AT_MOST)
        printf("# %lld us, press %ld, screen %s: %s: %s, and it is %s; events: %.300s\n",
               (long long)s->driver.now, s->presses, s->screen, what, should, is, s->before);
}

/* --- the program ------------------------------------------------------------------------------------------ */

static void make_voice(struct driver *driver)
{
    voice_virtual_destroy(driver->voice); /* its own memory of texts is not the program's */
    driver->voice = voice_virtual_create(NULL);
}

/* Without espeak-ng, which takes far longer than all the rest: how long speech lasts is estimated. */
static bool soak_open(struct soak *s, const char *profile, const char *data)
{
    struct driver_options options = {.width_px = 1280, .height_px = 800, .profile = profile, .data = data};
    if (!driver_open(&s->driver, &options, 0))
        return false;
    voice_virtual_destroy(s->driver.voice);
    synth_destroy(s->driver.synth);
    s->driver.synth = NULL;
    s->driver.voice = voice_virtual_create(NULL);
    return true;
}

static void edge(struct soak *s, enum event_kind kind, int number)
{
    driver_event(&s->driver, &(struct event){.kind = kind, .at_us = s->driver.now, .switch_number = number});
}

static void forget_events(struct soak *s)
{
    snprintf(s->before, sizeof s->before, "%s", buffer_text(&s->driver.events));
    buffer_clear(&s->driver.events);
}

static struct node_tree tree_of(struct soak *s, struct scene *scene)
{
    arena_reset(&s->driver.arena);
    app_scene(s->driver.app, scene);
    snprintf(s->screen, sizeof s->screen, "%s", scene->page->screen);
    return node_tree_of(scene, 1280, 800, &s->driver.arena);
}

/* What the tree shows as lit; "": nothing, "?": more than one thing. */
static const char *lit_in(const struct node_tree *tree)
{
    const char *lit = "";
    for (int i = 0; i < tree->count; i++)
        if (tree->nodes[i].lit && tree->nodes[i].id)
            lit = *lit ? "?" : tree->nodes[i].id;
    return lit;
}

/* When what is being said will end; 0: nothing is. */
static time_us voice_until(const struct driver *driver)
{
    for (size_t i = 0; i < driver->pending_count; i++)
        if (driver->pending[i].kind == EVENT_SPEECH_ENDED && driver->pending[i].speech_id == driver->main_id)
            return driver->pending[i].at_us;
    return 0;
}

/* --- looking ---------------------------------------------------------------------------------------------- */

static bool is_known(const char *screen)
{
    static const char *const known[] = {"home", "write", "phrases", "urgent", "body", "history", "message"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strncmp(screen, known[i], strlen(known[i])) == 0)
            return true;
    return false;
}

/* The writing board, from its start: known whatever was before. */
static void begin_at_write(struct soak *s)
{
    struct scene scene;
    edge(s, EVENT_SWITCH_LOST, 1);
    driver_pass(&s->driver, s->driver.now + time_from_ms(1000), false);
    app_write(s->driver.app, s->driver.now);
    driver_settle(&s->driver);
    struct node_tree tree = tree_of(s, &scene);
    model_read(&s->model, &tree);
    model_start(&s->model, s->driver.now);
    forget_events(s);
    s->released = s->driver.now;
    s->let_go = false;
    s->anew = true;
}

static void check_lit(struct soak *s)
{
    struct scene scene;
    struct node_tree tree = tree_of(s, &scene);
    model_pass(&s->model, s->driver.now);
    if (strcmp(lit_in(&tree), model_lit(&s->model)) != 0)
        wrong(s, "must be lit", model_lit(&s->model), lit_in(&tree));
}

static bool told(const struct soak *s, const char *kind, const char *name, const char *value)
{
    struct buffer wanted = {0};
    buffer_printf(&wanted, "\"kind\":\"%s\"", kind);
    json_text_field(&wanted, name, value);
    bool found = strstr(buffer_text(&s->driver.events), buffer_text(&wanted)) != NULL;
    buffer_destroy(&wanted);
    return found;
}

static int count_selects(const struct soak *s)
{
    int count = 0;
    for (const char *at = buffer_text(&s->driver.events); (at = strstr(at, "\"kind\":\"select\"")); at++)
        count++;
    return count;
}

/* --- a press ---------------------------------------------------------------------------------------------- */

static void after_taking(struct soak *s, const char *id)
{
    struct scene scene;
    s->taken++;
    if (!told(s, "select", "id", id) || count_selects(s) != 1)
        wrong(s, "a press takes", id, buffer_text(&s->driver.events));
    bool said = strstr(buffer_text(&s->driver.events), "\"kind\":\"say\"") != NULL;
    s->voice_since = s->driver.now;
    struct node_tree tree = tree_of(s, &scene);
    if (strcmp(s->screen, "call") == 0 && !told(s, "call", "state", "ringing"))
        wrong(s, "the call", "rings", buffer_text(&s->driver.events));
    if (!is_known(s->screen)) {
        begin_at_write(s);
        return;
    }
    model_read(&s->model, &tree);
    model_taken(&s->model, s->driver.now, said ? voice_until(&s->driver) : 0);
    model_pass(&s->model, s->driver.now);
}

static void counted(struct soak *s)
{
    const char *id;
    char wanted[SHOWN_ID];
    time_us now = s->driver.now;
    bool settles = s->model.state == MODEL_SETTLING;
    enum model_outcome outcome = model_press(&s->model, now, &id);
    snprintf(wanted, sizeof wanted, "%s", id);
    switch (outcome) {
    case MODEL_TAKES:
        after_taking(s, wanted);
        break;
    case MODEL_NARROWS:
        s->narrowed++;
        if (!told(s, "select", "id", wanted) || count_selects(s) != 1)
            wrong(s, "a press narrows to", wanted, buffer_text(&s->driver.events));
        break;
    case MODEL_GOES_BACK:
    case MODEL_GOES_ON:
        s->narrowed++;
        if (!strstr(buffer_text(&s->driver.events), "\"kind\":\"highlight\""))
            wrong(s, "a press goes on", model_lit(&s->model), "nothing new");
        break;
    case MODEL_NOTHING:
        s->unused++;
        if (count_selects(s))
            wrong(s, "a press takes", "nothing", buffer_text(&s->driver.events));
        if (settles && s->model.waits_for_voice && now >= s->voice_since + time_from_ms(SAFE_MS) &&
            !voice_until(&s->driver) && s->model.until > now)
            s->model.until = now; /* it stopped the voice */
        break;
    }
}

static void press(struct soak *s, bool counts, time_us held)
{
    check_lit(s);
    forget_events(s);
    s->presses++;
    s->anew = false;
    edge(s, EVENT_SWITCH_DOWN, 1);
    if (counts) {
        counted(s);
    } else {
        s->ignored++;
        if (buffer_text(&s->driver.events)[0])
            wrong(s, "a press that is none does", "nothing", buffer_text(&s->driver.events));
    }
    forget_events(s);
    driver_pass(&s->driver, s->driver.now + held, false);
    if (count_selects(s))
        wrong(s, "while it is held is taken", "nothing", buffer_text(&s->driver.events));
    check_lit(s);
    edge(s, EVENT_SWITCH_UP, 1);
    s->released = s->driver.now;
    s->let_go = !s->anew;
}

/* Nothing is taken while nobody presses. */
static void wait_until(struct soak *s, time_us at)
{
    if (at <= s->driver.now)
        return;
    driver_pass(&s->driver, at, false);
    if (count_selects(s))
        wrong(s, "without a press is taken", "nothing", buffer_text(&s->driver.events));
    forget_events(s);
}

static time_us next_edge(struct soak *s)
{
    struct model ahead = s->model;
    time_us earliest = s->released + s->dead + BOUNCE_US;
    model_pass(&ahead, earliest > s->driver.now ? earliest : s->driver.now);
    for (int64_t steps = random_below(s, 6); steps > 0 && ahead.state == MODEL_LIT; steps--)
        model_step(&ahead);
    return ahead.state == MODEL_LIT ? ahead.until : earliest + time_from_ms(5000);
}

static void one_press(struct soak *s)
{
    static const int held_ms[] = {1, 5, 24, 26, 30, 80, 80, 200, 400, 900};
    time_us held = time_from_ms(held_ms[random_below(s, 10)]) + random_below(s, 1000);
    time_us free_at = s->released + (s->dead > BOUNCE_US ? s->dead : BOUNCE_US), at = free_at;
    int64_t kind = random_below(s, 20);
    if (kind < 8) {
        at = next_edge(s) + random_below(s, 3) - 1;
        s->on_the_edge++;
    } else if (kind < 18 || !s->let_go) {
        at = free_at + random_below(s, 6 * s->model.scan);
    } else if (kind == 18) {
        at = free_at; /* the dead time is just over */
    } else {
        wait_until(s, free_at - 1); /* … and is not: no press, and the dead time begins again, once */
        press(s, false, held);
        wait_until(s, s->released + 2 * (s->dead + BOUNCE_US));
        s->let_go = false;
        return;
    }
    wait_until(s, at > free_at ? at : free_at);
    press(s, true, held);
}

/* --- storms ----------------------------------------------------------------------------------------------- */

/* It is acknowledged by its own answers alone, and does not rest. */
static bool rings(struct soak *s)
{
    struct scene scene;
    tree_of(s, &scene);
    return strncmp(s->screen, "call", 4) == 0;
}

static void must_ring(struct soak *s, const char *what)
{
    if (!told(s, "call", "state", "ringing") && !rings(s))
        wrong(s, what, "the call rings", buffer_text(&s->driver.events));
}

static void bounce(struct soak *s)
{
    for (int i = 0; i < 40; i++) {
        edge(s, i & 1 ? EVENT_SWITCH_UP : EVENT_SWITCH_DOWN, 1);
        driver_pass(&s->driver, s->driver.now + random_below(s, BOUNCE_US), false);
    }
    if (count_selects(s) > 1)
        wrong(s, "one hold that bounces takes", "at most one thing", buffer_text(&s->driver.events));
    edge(s, EVENT_SWITCH_UP, 1);
}

static void gone_while_held(struct soak *s)
{
    edge(s, EVENT_SWITCH_DOWN, 1);
    forget_events(s);
    edge(s, EVENT_SWITCH_LOST, 1);
    driver_event(&s->driver,
                 &(struct event){.kind = EVENT_DEVICE_GONE, .at_us = s->driver.now, .text = "switch"});
    driver_pass(&s->driver, s->driver.now + time_from_ms(60000), false);
    driver_event(&s->driver,
                 &(struct event){.kind = EVENT_DEVICE_BACK, .at_us = s->driver.now, .text = "switch"});
    if (count_selects(s))
        wrong(s, "a switch that goes takes", "nothing", buffer_text(&s->driver.events));
}

static void storm(struct soak *s)
{
    s->storms++;
    wait_until(s, s->released + time_from_ms(1500));
    switch (random_below(s, 6)) {
    case 0:
        bounce(s);
        break;
    case 1:
        gone_while_held(s);
        break;
    case 2: /* held on */
        edge(s, EVENT_SWITCH_DOWN, 1);
        driver_pass(&s->driver, s->driver.now + time_from_ms(3001), false);
        must_ring(s, "held on");
        edge(s, EVENT_SWITCH_UP, 1);
        break;
    case 3: /* two at once: the call's is heard */
        edge(s, EVENT_SWITCH_DOWN, 1);
        edge(s, EVENT_SWITCH_DOWN, 4);
        must_ring(s, "with another switch");
        edge(s, EVENT_SWITCH_UP, 1);
        edge(s, EVENT_SWITCH_UP, 4);
        break;
    case 4: /* hours of rest, in which nothing happens */
        edge(s, EVENT_SWITCH_DOWN, 6);
        edge(s, EVENT_SWITCH_UP, 6);
        driver_pass(&s->driver, s->driver.now + time_from_ms(2000), false);
        forget_events(s);
        driver_pass(&s->driver, s->driver.now + time_from_ms(3600000 * (1 + random_below(s, 8))), false);
        if (!rings(s) &&
            (strstr(buffer_text(&s->driver.events), "\"kind\":\"highlight\"") || count_selects(s)))
            wrong(s, "at rest there lights up", "nothing", buffer_text(&s->driver.events));
        break;
    default: /* every switch there is, at once */
        for (int i = 1; i <= 7; i++)
            edge(s, EVENT_SWITCH_DOWN, i);
        driver_pass(&s->driver, s->driver.now + random_below(s, 200000), false);
        for (int i = 7; i >= 1; i--)
            edge(s, EVENT_SWITCH_UP, i);
    }
    begin_at_write(s);
}

/* --- days ------------------------------------------------------------------------------------------------- */

/* Of its own: pages of the models are files. */
static long resident_bytes(void)
{
    char line[256];
    long kilobytes = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "RssAnon:", 8) == 0)
            kilobytes = strtol(line + 8, NULL, 10);
    if (file)
        fclose(file);
    return kilobytes * 1024;
}

struct memory {
    long used, resident;
};

static struct memory memory_of(struct soak *s)
{
    make_voice(&s->driver);
    malloc_trim(0);
    struct mallinfo2 info = mallinfo2();
    return (struct memory){.used = (long)(info.uordblks + info.hblkhd), .resident = resident_bytes()};
}

static void compare_memory(struct soak *s, const struct memory *warm, char *told_as, size_t size)
{
    struct memory now = memory_of(s);
    snprintf(told_as, size, "memory in use grew by %ld KB, resident by %ld KB",
             (now.used - warm->used) / 1024, (now.resident - warm->resident) / 1024);
    if (now.used - warm->used > GROWTH_AT_MOST)
        wrong(s, "memory", "grows by at most 1 MB", told_as);
}

static const char *const profiles[] = {
    "scan_time = 1000\nfirst_item_extra = 0\npause_after_selection = 0\nignore_repeats = 100\nrow_loops = "
    "2\npage_loops = 0\n"
    "wait_while_speaking = no\nrest_after = 0\nscan_pattern = row-column\n",
    "scan_time = 700\nfirst_item_extra = 100\npause_after_selection = 500\nignore_repeats = 200\nrow_loops = "
    "0\npage_loops = 2\n"
    "wait_while_speaking = yes\nrest_after = 0\nscan_pattern = row-column\n",
};

static bool run(int number, double hours, long presses, uint64_t seed)
{
    struct soak *s = memory_new(1, sizeof *s);
    char profile[64], data[64];
    snprintf(profile, sizeof profile, "profile-%d.conf", number);
    snprintf(data, sizeof data, "data-%d", number);
    FILE *file = fopen(profile, "w");
    if (!file || fputs(profiles[number], file) < 0 || fclose(file) != 0)
        return false;
    s->chance = seed * 2654435761u + 88172645463325252u;
    if (!soak_open(s, profile, data))
        return false;
    const struct settings *settings = app_settings(s->driver.app);
    s->model.scan = time_from_ms(settings->scan_time_ms);
    s->model.first = s->model.scan * settings->first_item_extra_percent / 100;
    s->model.pause = time_from_ms(settings->pause_after_selection_ms);
    s->model.row_loops = settings->row_loops;
    s->model.page_loops = settings->page_loops;
    s->model.waits_for_voice = number == 1;
    s->dead = time_from_ms(settings->ignore_repeats_ms);
    begin_at_write(s);
    struct memory warm = {0};
    while (s->presses < presses || (double)s->driver.now < hours * 3.6e9) {
        if (s->presses % STORM_EVERY == STORM_EVERY - 1)
            storm(s);
        one_press(s);
        if (s->presses % VOICE_EVERY == 0)
            make_voice(&s->driver);
        if (!warm.used && s->presses >= WARM_PRESSES)
            warm = memory_of(s);
        if (s->driver.quit || s->problems > PROBLEMS_AT_MOST)
            break;
    }
    if (s->driver.quit)
        wrong(s, "the program", "goes on", "at its end");
    char grown[100] = "memory not measured in so few";
    if (warm.used)
        compare_memory(s, &warm, grown, sizeof grown);
    printf("%sok %d - %ld presses in %.1f hours, %ld at the very edge of a light: %ld took, %ld narrowed, "
           "%ld ignored, %ld unused, "
           "%ld storms; %d wrong; %s\n",
           s->problems ? "not " : "", number + 1, s->presses, (double)s->driver.now / 3.6e9, s->on_the_edge,
           s->taken, s->narrowed, s->ignored, s->unused, s->storms, s->problems, grown);
    bool right = s->problems == 0;
    driver_close(&s->driver);
    free(s);
    return right;
}

int main(int argc, char **argv)
{
    double hours = argc > 1 ? strtod(argv[1], NULL) : 2;
    long presses = argc > 2 ? strtol(argv[2], NULL, 10) : 20000;
    uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
    int profile_count = (int)(sizeof profiles / sizeof *profiles);
    bool right = true;
    char folder[] = "/tmp/yinian-soak-XXXXXX";
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return 2;
    printf("1..%d\n", profile_count);
    for (int i = 0; i < profile_count; i++) {
        fflush(stdout);
        right &= run(i, hours / profile_count, presses / profile_count, seed + (uint64_t)i);
    }
    char remove[64];
    snprintf(remove, sizeof remove, "rm -rf %s", folder);
    return system(remove) != 0 || !right;
}
