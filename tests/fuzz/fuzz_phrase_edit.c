/* Any edit of any phrase file: what could not be done changes no byte; what was done says exactly what was wanted, leaves
 * what comes with the program alone, and can be taken back. The first bytes choose the edit, the rest is the file. */
#include "fuzz.h"

#include "board/phrase_edit.h"
#include "board/phrase_file.h"
#include "board/phrase_markdown.h"
#include "board/phrase_undo.h"

static const char ours[] =
    "# U {id: urgent}\n- a\n- b | bb\n# P {id: p}\n- 头疼 {读音: tou2 teng2}\n- d\n- e\n";

struct wanted {
    const char *category, *phrase, *other;
    char text[24];
};

/* What the bytes choose among all that is there. */
static void choose(const struct phrase_set *set, const uint8_t *chosen, struct wanted *wanted)
{
    size_t all = set->count + set->hidden_count;
    const struct phrase_category *category = &set->categories[chosen[1] % all];
    size_t phrases = category->count + category->hidden_count;
    wanted->category = category->id;
    wanted->phrase = phrases ? category->phrases[chosen[2] % phrases].id : "none";
    wanted->other = set->categories[chosen[3] % all].id;
}

static void check_set(const struct phrase_texts *texts, struct phrase_set *set)
{
    phrase_set_init(set);
    phrase_texts_parse(texts, set);
    for (size_t i = 0; i < set->count; i++)
        REQUIRE(set->categories[i].count > 0 && !set->categories[i].hidden);
}

static bool same_colour(const struct phrase *phrase, const char *name)
{
    return strcmp(phrase_colour_name(phrase->colour), name) == 0;
}

static void check_done(const struct phrase_set *set, const struct phrase_edit *edit, const char *id,
                       const char *plain)
{
    const struct phrase *phrase = phrase_set_any_phrase(set, id);
    const struct phrase_category *category = phrase_set_any_category(set, id);
    if (!*id) /* it is gone, or a file that was full has no room for it */
        return;
    if (edit->kind >= PHRASE_EDIT_CATEGORY_ADD) {
        REQUIRE(category);
        if (edit->kind == PHRASE_EDIT_CATEGORY_RENAME || edit->kind == PHRASE_EDIT_CATEGORY_ADD)
            REQUIRE(strcmp(category->title, plain) == 0);
        if (edit->kind == PHRASE_EDIT_CATEGORY_HIDE)
            REQUIRE(category->hidden);
        return;
    }
    REQUIRE(phrase);
    if (edit->kind == PHRASE_EDIT_ADD || edit->kind == PHRASE_EDIT_SPOKEN)
        REQUIRE(!*plain || strcmp(phrase->spoken, plain) == 0);
    if (edit->kind == PHRASE_EDIT_LABEL)
        REQUIRE(strcmp(phrase->label, plain) == 0 || phrase->label_cut);
    if (edit->kind == PHRASE_EDIT_COLOUR)
        REQUIRE(same_colour(phrase, edit->text));
    if (edit->kind == PHRASE_EDIT_HIDE || edit->kind == PHRASE_EDIT_SHOW)
        REQUIRE(phrase->hidden == (edit->kind == PHRASE_EDIT_HIDE));
}

static void check_undo(const struct buffer *before, const struct buffer *after)
{
    struct buffer out = {0}, now = {0};
    REQUIRE(phrase_undo(before, after, after, &out));
    REQUIRE(out.size == before->size && (out.size == 0 || memcmp(out.bytes, before->bytes, out.size) == 0));
    buffer_add_text(&now, "by hand\n");
    buffer_add(&now, buffer_text(after), after->size);
    buffer_clear(&out);
    phrase_undo(before, after, &now, &out);
    buffer_destroy(&out);
    buffer_destroy(&now);
}

static void edit_once(const uint8_t *chosen, const char *bytes, size_t size)
{
    static const char *const colours[] = {"none", "red", "blue", "green", "yellow", "purple", "grey"};
    struct phrase_text items[2] = {{.name = "/o/a.md"}, {.name = "/h/b.md", .own = true}};
    struct phrase_texts texts = {items, 2, 1, "/h", chosen[4] & 1};
    struct phrase_set set;
    struct wanted wanted = {.text = ""};
    struct buffer id = {0}, before = {0}, plain = {0};
    buffer_add_text(&items[0].bytes, ours);
    buffer_add(&items[1].bytes, bytes, size);
    buffer_add(&before, bytes, size);
    check_set(&texts, &set);
    choose(&set, chosen, &wanted);
    size_t take = size < 20 ? size : 20;
    if (take)
        memcpy(wanted.text, bytes + size - take, take);
    if (!utf8_valid(wanted.text, strlen(wanted.text), NULL) || strpbrk(wanted.text, "\r\n\t"))
        memcpy(wanted.text, "x|{y}; z", 9);
    struct phrase_edit edit = {(enum phrase_edit_kind)(chosen[0] % PHRASE_EDIT_KINDS), wanted.category,
                               wanted.phrase, wanted.text};
    if (edit.kind == PHRASE_EDIT_MOVE)
        edit.text = wanted.other;
    if (edit.kind == PHRASE_EDIT_COLOUR)
        edit.text = colours[chosen[3] % 7];
    phrase_add_escaped(&id, edit.text, strlen(edit.text));
    phrase_add_plain(&plain, buffer_text(&id), (struct phrase_span){0, id.size});
    buffer_clear(&id);
    enum phrase_edit_result result = phrase_edit_apply(&texts, &edit, &id);
    phrase_set_destroy(&set);
    check_set(&texts, &set);
    REQUIRE(strcmp(buffer_text(&items[0].bytes), ours) == 0 && !items[0].changed);
    if (result == PHRASE_EDIT_DONE)
        check_done(&set, &edit, buffer_text(&id), buffer_text(&plain));
    else
        REQUIRE(!items[1].changed && items[1].bytes.size == size &&
                (size == 0 || memcmp(items[1].bytes.bytes, bytes, size) == 0));
    check_undo(&before, &items[1].bytes);
    phrase_set_destroy(&set);
    buffer_destroy(&items[0].bytes);
    buffer_destroy(&items[1].bytes);
    buffer_destroy(&id);
    buffer_destroy(&plain);
    buffer_destroy(&before);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size >= 5)
        edit_once(data, (const char *)data + 5, size - 5);
    return 0;
}
