#include "run/people.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"
#include "store/folder_lock.h"
#include "store/store.h"

enum { WAITS_MS = 5000 };

static const char state_name[] = "people.txt";

struct state {
    char last[PERSON_NAME_BYTES], first[PERSON_NAME_BYTES];
};

/* --- folders ---------------------------------------------------------------------------------------------- */

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* "ROOT/people/NAME" when people.txt stands beside it, else the folder is the first one's. */
static bool split(const char *data, char root[PLACE_BYTES], char name[PLACE_BYTES])
{
    char people[PLACE_BYTES], state[PLACE_BYTES];
    snprintf(root, PLACE_BYTES, "%s", data);
    name[0] = '\0';
    snprintf(people, sizeof people, "%s", data);
    char *slash = strrchr(people, '/');
    if (!slash)
        return false;
    *slash = '\0';
    char *end = strrchr(people, '/');
    if (!end || strcmp(end, "/people") != 0 || !place_join(state, people, state_name) ||
        access(state, F_OK) != 0)
        return false;
    snprintf(name, PLACE_BYTES, "%s", slash + 1);
    snprintf(root, PLACE_BYTES, "%.*s", (int)(end - people), people);
    return true;
}

static bool place_of(char path[PLACE_BYTES], const char *root, const char *name)
{
    char people[PLACE_BYTES];
    if (!name[0]) {
        snprintf(path, PLACE_BYTES, "%s", root);
        return true;
    }
    return place_join(people, root, "people") && place_join(path, people, name);
}

/* --- people.txt ------------------------------------------------------------------------------------------- */

static void take_line(struct state *state, const char *line, size_t size)
{
    char *to = strncmp(line, "last = ", 7) == 0    ? state->last
               : strncmp(line, "first = ", 8) == 0 ? state->first
                                                   : NULL;
    size_t begin = to == state->last ? 7 : 8;
    if (to && size > begin && size - begin < PERSON_NAME_BYTES)
        snprintf(to, PERSON_NAME_BYTES, "%.*s", (int)(size - begin), line + begin);
}

static void read_state(const char *root, struct state *state)
{
    char path[PLACE_BYTES], reason[256];
    struct buffer bytes = {0};
    *state = (struct state){.last = ""};
    if (place_of(path, root, state_name) && store_read(path, &bytes, NULL, reason, sizeof reason))
        for (const char *at = buffer_text(&bytes); *at;) {
            size_t size = strcspn(at, "\n");
            take_line(state, at, size);
            at += size + (at[size] == '\n');
        }
    buffer_destroy(&bytes);
}

static bool write_state(const char *root, const struct state *state, char *reason, size_t reason_size)
{
    char path[PLACE_BYTES], folder[PLACE_BYTES];
    struct buffer bytes = {0};
    buffer_printf(&bytes, "last = %s\nfirst = %s\n", state->last, state->first);
    bool right = place_of(path, root, state_name) && place_join(folder, root, "people");
    if (right && !store_make_folder(folder)) {
        snprintf(reason, reason_size, "%s: %s", folder, strerror(errno));
        right = false;
    }
    right = right && store_write(path, buffer_text(&bytes), bytes.size,
                                 &(struct store_options){.durable = true}, reason, reason_size);
    buffer_destroy(&bytes);
    return right;
}

/* --- who is there ----------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Folders in a folder, by their names. */
static int list_folders(const char *folder, char *names, size_t each, int most)
{
    DIR *open = opendir(folder);
    int count = 0;
    for (struct dirent *entry; open && count < most && (entry = readdir(open));) {
        char path[PLACE_BYTES];
        if (entry->d_name[0] == '.' || strlen(entry->d_name) >= each ||
            !place_join(path, folder, entry->d_name) || !is_folder(path))
            continue;
        snprintf(names + (size_t)count++ * each, each, "%s", entry->d_name);
    }
    if (open)
        closedir(open);
    if (count)
        qsort(names, (size_t)count, each, by_name);
    return count;
}

static void list_removed(const char *folder, struct people *people)
{
    char all[PEOPLE_AT_MOST][sizeof people->removed[0]], path[PLACE_BYTES];
    int count =
        place_join(path, folder, "removed") ? list_folders(path, all[0], sizeof all[0], PEOPLE_AT_MOST) : 0;
    for (int i = 0; i < count; i++)
        if (strlen(all[i]) > strlen("2026-11-22-") && all[i][10] == '-')
            memcpy(people->removed[people->removed_count++], all[i], sizeof all[0]);
}

void people_list(const char *data, struct people *people)
{
    char root[PLACE_BYTES], name[PLACE_BYTES], folder[PLACE_BYTES], all[PEOPLE_AT_MOST][PERSON_NAME_BYTES];
    struct state state;
    *people = (struct people){.count = 1};
    split(data, root, name);
    read_state(root, &state);
    memcpy(people->names[0], state.first, PERSON_NAME_BYTES);
    if (!place_join(folder, root, "people"))
        return;
    int count = list_folders(folder, all[0], PERSON_NAME_BYTES, PEOPLE_AT_MOST);
    for (int i = 0; i < count && people->count < PEOPLE_AT_MOST; i++) {
        if (strcmp(all[i], "removed") == 0)
            continue;
        if (strcmp(all[i], name) == 0)
            people->current = people->count;
        memcpy(people->names[people->count++], all[i], PERSON_NAME_BYTES);
    }
    list_removed(folder, people);
}

static void tell_known(const struct people *people, const char *wanted, char *reason, size_t size)
{
    struct buffer names = {0};
    for (int i = 0; i < people->count; i++)
        buffer_printf(&names, "%s%s", i ? ", " : "", people->names[i][0] ? people->names[i] : "first");
    snprintf(reason, size, "--person: \"%s\"; valid: %s", wanted, buffer_text(&names));
    buffer_destroy(&names);
}

bool people_find(char data[PLACE_BYTES], const char *given, const char *person, char *reason,
                 size_t reason_size)
{
    struct places places;
    struct state state;
    struct people people;
    char root[PLACE_BYTES], name[PLACE_BYTES];
    places_find(&places, given);
    snprintf(data, PLACE_BYTES, "%s", places.data);
    if (split(data, root, name) && !person) /* somebody's own folder was given */
        return true;
    people_list(root, &people);
    read_state(root, &state);
    const char *wanted = person ? person : state.last;
    bool first = !wanted[0] || strcmp(wanted, people.names[0]) == 0 || strcmp(wanted, "first") == 0;
    for (int i = 1; i < people.count; i++)
        if (strcmp(people.names[i], wanted) == 0)
            return place_of(data, root, wanted);
    snprintf(data, PLACE_BYTES, "%s", root);
    if (!first && person)
        tell_known(&people, person, reason, reason_size);
    return first || !person;
}

void people_remember(const char *data)
{
    char root[PLACE_BYTES], name[PLACE_BYTES], reason[256], path[PLACE_BYTES];
    struct state state;
    split(data, root, name);
    read_state(root, &state);
    if (strcmp(state.last, name) == 0 || strlen(name) >= PERSON_NAME_BYTES ||
        !place_of(path, root, "people.txt"))
        return;
    memcpy(state.last, name, strlen(name) + 1);
    if (!write_state(root, &state, reason, sizeof reason))
        fprintf(stderr, "yinian: %s\n", reason);
}

/* --- what is done ----------------------------------------------------------------------------------------- */

struct deed {
    char *data;
    char root[PLACE_BYTES], name[PLACE_BYTES]; /* of the one who is there */
    const char *today;
    struct state state;
    struct people people;
    char *reason;
    size_t reason_size;
};

static bool refuse(struct deed *deed, const char *what, const char *why)
{
    snprintf(deed->reason, deed->reason_size, "%s: %s", what, why);
    return false;
}

/* Nobody runs with that folder while it gets another name. */
static bool move(struct deed *deed, const char *from, const char *to)
{
    bool taken;
    if (access(to, F_OK) == 0)
        return refuse(deed, to, strerror(EEXIST));
    int lock = folder_lock(from, FOLDER_ALONE, WAITS_MS, &taken);
    if (lock < 0)
        return refuse(deed, from, _("another program is running with these files"));
    bool right = rename(from, to) == 0 || refuse(deed, from, strerror(errno));
    folder_unlock(lock);
    return right;
}

static bool go_to(struct deed *deed, const char *name)
{
    snprintf(deed->state.last, sizeof deed->state.last, "%s", name);
    return write_state(deed->root, &deed->state, deed->reason, deed->reason_size) &&
           place_of(deed->data, deed->root, name);
}

static bool is_known(const struct deed *deed, const char *name)
{
    for (int i = 1; i < deed->people.count; i++)
        if (strcmp(deed->people.names[i], name) == 0)
            return true;
    return !name[0];
}

static bool check_name(struct deed *deed, const char *name)
{
    const char *problem = name[0] ? people_name_problem(&deed->people, name) : N_("Nobody can be called so.");
    return !problem || refuse(deed, name, _(problem));
}

static bool add(struct deed *deed, const char *name)
{
    char path[PLACE_BYTES];
    if (!check_name(deed, name) || !place_of(path, deed->root, name))
        return false;
    if (!store_make_folder(path))
        return refuse(deed, path, strerror(errno));
    return go_to(deed, name);
}

static bool rename_person(struct deed *deed, const char *name)
{
    char to[PLACE_BYTES];
    if (!check_name(deed, name) || !place_of(to, deed->root, name))
        return false;
    if (deed->name[0])
        return move(deed, deed->data, to) && place_of(deed->data, deed->root, name) && go_to(deed, name);
    snprintf(deed->state.first, sizeof deed->state.first, "%s", name);
    return go_to(deed, "");
}

static bool removed_place(struct deed *deed, char path[PLACE_BYTES], const char *name)
{
    char removed[PLACE_BYTES];
    if (!place_of(removed, deed->root, "removed") || !place_join(path, removed, name))
        return false;
    return store_make_folder(removed) || refuse(deed, removed, strerror(errno));
}

/* Somebody of the same name may have been put away today already: then it is "2026-11-22-Ann 2", short enough to be a name. */
static bool find_removed_place(struct deed *deed, char to[PLACE_BYTES])
{
    enum { AT_MOST = 99 };
    char dated[PERSON_NAME_BYTES + 32], name[PERSON_NAME_BYTES - 4];
    utf8_copy(name, sizeof name, deed->name);
    snprintf(dated, sizeof dated, "%.10s-%.63s", deed->today, deed->name);
    bool right = removed_place(deed, to, dated);
    for (int i = 2; right && i <= AT_MOST && access(to, F_OK) == 0; i++) {
        snprintf(dated, sizeof dated, "%.10s-%s %d", deed->today, name, i);
        right = removed_place(deed, to, dated);
    }
    return right;
}

static bool remove_person(struct deed *deed)
{
    char to[PLACE_BYTES];
    if (!deed->name[0])
        return refuse(deed, "", _("Nobody can be called so."));
    return find_removed_place(deed, to) && move(deed, deed->data, to) &&
           place_of(deed->data, deed->root, "") && go_to(deed, "");
}

static bool bring_back(struct deed *deed, const char *dated)
{
    char from[PLACE_BYTES], to[PLACE_BYTES];
    const char *name = strlen(dated) > 11 ? dated + 11 : "";
    return check_name(deed, name) && !strchr(dated, '/') && removed_place(deed, from, dated) &&
           place_of(to, deed->root, name) && move(deed, from, to);
}

bool people_do(char data[PLACE_BYTES], const char *what, const char *today, char *reason, size_t reason_size)
{
    struct deed deed = {.data = data, .today = today, .reason = reason, .reason_size = reason_size};
    const char *blank = strchr(what, ' '), *name = blank ? blank + 1 : "";
    split(data, deed.root, deed.name);
    read_state(deed.root, &deed.state);
    people_list(data, &deed.people);
    snprintf(reason, reason_size, "%s", what);
    if (strncmp(what, "choose ", 7) == 0)
        return is_known(&deed, name) && go_to(&deed, name);
    if (strncmp(what, "add ", 4) == 0)
        return add(&deed, name);
    if (strncmp(what, "rename ", 7) == 0)
        return rename_person(&deed, name);
    if (strncmp(what, "back ", 5) == 0)
        return bring_back(&deed, name);
    return strcmp(what, "remove") == 0 && remove_person(&deed);
}
