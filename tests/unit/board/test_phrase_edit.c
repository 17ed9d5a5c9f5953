/* What a caregiver changes in the program: which bytes of which file that changes, and what is said afterwards. */
#include "unit_test.h"

#include "board/phrase_edit.h"
#include "board/phrase_file.h"
#include "board/phrase_undo.h"

#define SHIPPED                                                                                                             \
    "# 紧急 {id: urgent; 颜色: 红}\n\n- 吸痰 | 快吸痰\n- 疼\n\n# 疼痛 {id: pain}\n- 头疼\n- 疼得厉害 | " \
    "疼得厉害，给我吃药 {读音: 疼得 teng2 de5}\n- 脚疼\n"

struct desk {
    struct phrase_text items[3];
    struct phrase_texts texts;
    struct phrase_set set;
    struct buffer id, says;
    enum phrase_edit_result result;
};

static void desk_init(struct desk *desk, const char *family, const char *own)
{
    *desk = (struct desk){0};
    desk->items[0].name = "/ours/00.md";
    desk->items[1] = (struct phrase_text){.name = "/home/10-家.md", .own = true};
    desk->items[2] = (struct phrase_text){.name = "/home/99-own.md", .own = true};
    buffer_add_text(&desk->items[0].bytes, SHIPPED);
    buffer_add_text(&desk->items[1].bytes, family);
    buffer_add_text(&desk->items[2].bytes, own);
    desk->texts = (struct phrase_texts){desk->items, 3, 2, "/home", true};
    phrase_set_init(&desk->set);
}

static void desk_destroy(struct desk *desk)
{
    for (int i = 0; i < 3; i++)
        buffer_destroy(&desk->items[i].bytes);
    phrase_set_destroy(&desk->set);
    buffer_destroy(&desk->id);
    buffer_destroy(&desk->says);
}

/* All that is said afterwards: "title: a, b(text) / title: …"; what is hidden behind it in brackets. */
static void tell(struct desk *desk)
{
    phrase_set_destroy(&desk->set);
    phrase_set_init(&desk->set);
    phrase_texts_parse(&desk->texts, &desk->set);
    buffer_clear(&desk->says);
    for (size_t i = 0; i < desk->set.count + desk->set.hidden_count; i++) {
        const struct phrase_category *category = &desk->set.categories[i];
        buffer_printf(&desk->says, "%s%s%s:", i ? " / " : "", i >= desk->set.count ? "!" : "",
                      category->title);
        for (size_t k = 0; k < category->count + category->hidden_count; k++) {
            const struct phrase *phrase = &category->phrases[k];
            buffer_printf(&desk->says, " %s%s", phrase->hidden ? "!" : "", phrase->label);
            if (strcmp(phrase->label, phrase->spoken) != 0)
                buffer_printf(&desk->says, "(%s)", phrase->spoken);
        }
    }
}

static void edit(struct desk *desk, enum phrase_edit_kind kind, const char *category, const char *phrase,
                 const char *text)
{
    struct phrase_edit what = {kind, category, phrase, text};
    buffer_clear(&desk->id);
    desk->result = phrase_edit_apply(&desk->texts, &what, &desk->id);
    tell(desk);
}

#define assert_says(DESK, TEXT) assert_string_equal(buffer_text(&(DESK)->says), TEXT)
#define assert_family(DESK, TEXT) assert_string_equal(buffer_text(&(DESK)->items[1].bytes), TEXT)
#define assert_own(DESK, TEXT) assert_string_equal(buffer_text(&(DESK)->items[2].bytes), TEXT)

#define FAMILY                                                                                                                      \
    "给小宝：别删这个文件\r\n\r\n# 我们家 #\r\n<!-- 常用 -->\r\n* 听京剧 {颜色: 绿; note: x}  <!-- 梅兰芳 " \
    "-->\r\n"                                                                                                                       \
    "* 叫小宝 | 小宝，过来 {pinyin: 小宝 xiao3 bao3; 图: a.png}\r\n"

static void own_lines_keep_what_is_not_changed(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, FAMILY, "");
    edit(&desk, PHRASE_EDIT_LABEL, "我们家", "我们家.听京剧", "听 | 戏");
    assert_int_equal(desk.result, PHRASE_EDIT_DONE);
    assert_string_equal(buffer_text(&desk.id), "我们家.听-戏");
    assert_family(&desk, "给小宝：别删这个文件\r\n\r\n# 我们家 #\r\n<!-- 常用 -->\r\n"
                         "* 听 \\| 戏 {颜色: 绿; note: x} <!-- 梅兰芳 -->\r\n"
                         "* 叫小宝 | 小宝，过来 {pinyin: 小宝 xiao3 bao3; 图: a.png}\r\n");
    edit(&desk, PHRASE_EDIT_COLOUR, "我们家", "我们家.叫小宝", "red");
    edit(&desk, PHRASE_EDIT_SPOKEN, "我们家", "我们家.叫小宝", "小宝快来");
    assert_family(&desk, "给小宝：别删这个文件\r\n\r\n# 我们家 #\r\n<!-- 常用 -->\r\n"
                         "* 听 \\| 戏 {颜色: 绿; note: x} <!-- 梅兰芳 -->\r\n"
                         "* 叫小宝 | 小宝快来 {pinyin: 小宝 xiao3 bao3; 图: a.png; 颜色: 红}\r\n");
    edit(&desk, PHRASE_EDIT_SPOKEN, "我们家", "我们家.叫小宝", "快来");
    assert_family(&desk, "给小宝：别删这个文件\r\n\r\n# 我们家 #\r\n<!-- 常用 -->\r\n"
                         "* 听 \\| 戏 {颜色: 绿; note: x} <!-- 梅兰芳 -->\r\n"
                         "* 叫小宝 | 快来 {图: a.png; 颜色: 红}\r\n");
    edit(&desk, PHRASE_EDIT_DELETE, "我们家", "我们家.听-戏", "");
    assert_family(&desk, "给小宝：别删这个文件\r\n\r\n# 我们家 #\r\n<!-- 常用 -->\r\n"
                         " <!-- 梅兰芳 -->\r\n* 叫小宝 | 快来 {图: a.png; 颜色: 红}\r\n");
    assert_says(
        &desk, "紧急: 吸痰(快吸痰) 疼 / 我们家: 叫小宝(快来) / 疼痛: 头疼 疼得厉害(疼得厉害，给我吃药) 脚疼");
    assert_own(&desk, "");
    desk_destroy(&desk);
}

static void phrases_of_the_program_become_own(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, "", "");
    edit(&desk, PHRASE_EDIT_LABEL, "pain", "pain.疼得厉害", "好疼");
    assert_int_equal(desk.result, PHRASE_EDIT_DONE);
    assert_string_equal(buffer_text(&desk.id), "pain.疼得厉害");
    assert_own(&desk,
               "# 疼痛 {id: pain}\n\n- 好疼 | 疼得厉害，给我吃药 {id: 疼得厉害; 读音: 疼得 teng2 de5}\n");
    edit(&desk, PHRASE_EDIT_HIDE, "pain", "pain.头疼", "");
    assert_string_equal(buffer_text(&desk.id), "pain.头疼");
    assert_says(&desk, "紧急: 吸痰(快吸痰) 疼 / 疼痛: 好疼(疼得厉害，给我吃药) 脚疼 !头疼");
    edit(&desk, PHRASE_EDIT_SHOW, "pain", "pain.头疼", "");
    assert_says(&desk, "紧急: 吸痰(快吸痰) 疼 / 疼痛: 头疼 好疼(疼得厉害，给我吃药) 脚疼");
    edit(&desk, PHRASE_EDIT_DELETE, "pain", "pain.疼得厉害", "");
    assert_string_equal(buffer_text(&desk.id), "pain.疼得厉害");
    assert_says(&desk, "紧急: 吸痰(快吸痰) 疼 / 疼痛: 头疼 疼得厉害(疼得厉害，给我吃药) 脚疼");
    edit(&desk, PHRASE_EDIT_DELETE, "pain", "pain.脚疼", "");
    assert_int_equal(desk.result, PHRASE_EDIT_NOT_OURS);
    assert_string_equal(buffer_text(&desk.items[0].bytes), SHIPPED);
    desk_destroy(&desk);
}

static void steps_change_neighbours_only(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, "# 家\n- 一\n- 二\n- 三\n", "");
    edit(&desk, PHRASE_EDIT_UP, "家", "家.三", "");
    assert_string_equal(buffer_text(&desk.id), "家.三");
    assert_family(&desk, "# 家\n- 一\n- 三\n- 二\n");
    edit(&desk, PHRASE_EDIT_UP, "家", "家.一", "");
    assert_int_equal(desk.result, PHRASE_EDIT_NOTHING);
    edit(&desk, PHRASE_EDIT_UP, "pain", "pain.脚疼", "");
    edit(&desk, PHRASE_EDIT_UP, "pain", "pain.脚疼", "");
    assert_says(&desk, "紧急: 吸痰(快吸痰) 疼 / 家: 一 三 二 / 疼痛: 脚疼 头疼 疼得厉害(疼得厉害，给我吃药)");
    edit(&desk, PHRASE_EDIT_UP, "pain", "pain.头疼", "");
    assert_says(&desk, "紧急: 吸痰(快吸痰) 疼 / 家: 一 三 二 / 疼痛: 头疼 脚疼 疼得厉害(疼得厉害，给我吃药)");
    edit(&desk, PHRASE_EDIT_CATEGORY_UP, "pain", "", "");
    assert_string_equal(buffer_text(&desk.id), "pain");
    assert_says(&desk, "紧急: 吸痰(快吸痰) 疼 / 疼痛: 头疼 脚疼 疼得厉害(疼得厉害，给我吃药) / 家: 一 三 二");
    edit(&desk, PHRASE_EDIT_CATEGORY_UP, "pain", "", "");
    assert_int_equal(desk.result, PHRASE_EDIT_NOT_OURS);
    edit(&desk, PHRASE_EDIT_CATEGORY_DOWN, "pain", "", "");
    assert_says(&desk, "紧急: 吸痰(快吸痰) 疼 / 家: 一 三 二 / 疼痛: 头疼 脚疼 疼得厉害(疼得厉害，给我吃药)");
    desk_destroy(&desk);
}

static void phrases_go_to_another_category(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, "# 家\n- 一 {颜色: 绿}\n- 二\n", "");
    edit(&desk, PHRASE_EDIT_MOVE, "家", "家.一", "pain");
    assert_string_equal(buffer_text(&desk.id), "pain.一");
    assert_family(&desk, "# 家\n- 二\n");
    assert_own(&desk, "# 疼痛 {id: pain}\n\n- 一 {颜色: 绿}\n");
    edit(&desk, PHRASE_EDIT_MOVE, "pain", "pain.头疼", "家");
    assert_string_equal(buffer_text(&desk.id), "家.头疼");
    assert_family(&desk, "# 家\n- 二\n- 头疼\n");
    assert_says(&desk,
                "紧急: 吸痰(快吸痰) 疼 / 家: 二 头疼 / 疼痛: 疼得厉害(疼得厉害，给我吃药) 脚疼 一 !头疼");
    edit(&desk, PHRASE_EDIT_COPY, "家", "家.二", "");
    assert_string_equal(buffer_text(&desk.id), "家.二-2");
    assert_family(&desk, "# 家\n- 二\n- 头疼\n- 二 2 | 二\n");
    edit(&desk, PHRASE_EDIT_ADD, "urgent", "", "冷");
    assert_string_equal(buffer_text(&desk.id), "urgent.冷");
    edit(&desk, PHRASE_EDIT_ADD, "urgent", "", "疼");
    assert_int_equal(desk.result, PHRASE_EDIT_THERE);
    desk_destroy(&desk);
}

static void categories_are_changed(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, "# 家\n家里的话\n- 一\n\n# 别的\n- 二\n", "");
    edit(&desk, PHRASE_EDIT_CATEGORY_ADD, "", "", "出门");
    assert_string_equal(buffer_text(&desk.id), "出门");
    edit(&desk, PHRASE_EDIT_ADD, "出门", "", "去公园");
    assert_own(&desk, "# 出门\n- 去公园\n");
    edit(&desk, PHRASE_EDIT_CATEGORY_RENAME, "出门", "", "外面");
    assert_string_equal(buffer_text(&desk.id), "外面");
    edit(&desk, PHRASE_EDIT_CATEGORY_RENAME, "pain", "", "哪里疼");
    assert_string_equal(buffer_text(&desk.id), "pain");
    assert_own(&desk, "# 外面\n- 去公园\n\n# 哪里疼 {id: pain}\n");
    edit(&desk, PHRASE_EDIT_CATEGORY_RENAME, "家", "", "别的");
    assert_int_equal(desk.result, PHRASE_EDIT_THERE);
    edit(&desk, PHRASE_EDIT_CATEGORY_DELETE, "家", "", "");
    assert_family(&desk, "\n# 别的\n- 二\n");
    edit(&desk, PHRASE_EDIT_CATEGORY_DELETE, "pain", "", "");
    assert_int_equal(desk.result, PHRASE_EDIT_NOT_OURS);
    edit(&desk, PHRASE_EDIT_CATEGORY_HIDE, "pain", "", "");
    edit(&desk, PHRASE_EDIT_CATEGORY_HIDE, "urgent", "", "");
    assert_int_equal(desk.result, PHRASE_EDIT_NOT_OURS);
    assert_says(
        &desk,
        "紧急: 吸痰(快吸痰) 疼 / 别的: 二 / 外面: 去公园 / !哪里疼: 头疼 疼得厉害(疼得厉害，给我吃药) 脚疼");
    edit(&desk, PHRASE_EDIT_CATEGORY_SHOW, "pain", "", "");
    assert_own(&desk, "# 外面\n- 去公园\n\n# 哪里疼 {id: pain}\n");
    desk_destroy(&desk);
}

static void what_cannot_be_leaves_every_byte(void **state)
{
    (void)state;
    struct desk desk;
    char long_text[2000];
    memset(long_text, 'a', sizeof long_text);
    long_text[sizeof long_text - 1] = '\0';
    desk_init(&desk, FAMILY, "");
    edit(&desk, PHRASE_EDIT_LABEL, "我们家", "我们家.听京剧", long_text);
    assert_int_equal(desk.result, PHRASE_EDIT_TOO_LONG);
    edit(&desk, PHRASE_EDIT_LABEL, "我们家", "我们家.没有", "x");
    assert_int_equal(desk.result, PHRASE_EDIT_GONE);
    edit(&desk, PHRASE_EDIT_READING, "我们家", "我们家.叫小宝", "xiao3");
    assert_int_equal(desk.result, PHRASE_EDIT_NO_READING);
    edit(&desk, PHRASE_EDIT_MOVE, "pain", "pain.头疼", "没有");
    assert_int_equal(desk.result, PHRASE_EDIT_GONE);
    edit(&desk, PHRASE_EDIT_ADD, "pain", "", long_text);
    assert_int_equal(desk.result, PHRASE_EDIT_TOO_LONG);
    assert_family(&desk, FAMILY);
    assert_own(&desk, "");
    for (int i = 0; i < 3; i++)
        assert_false(desk.items[i].changed);
    desk_destroy(&desk);
}

static void what_stands_behind_the_braces_is_not_said_afterwards(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, "# 我们家\n- 小宝 | 小宝 {读音: 小宝 xiao3 bao3} 多余\n", "");
    edit(&desk, PHRASE_EDIT_SPOKEN, "我们家", "我们家.小宝", "快来");
    assert_family(&desk, "# 我们家\n- 小宝 | 快来 {} 多余\n");
    assert_string_equal(phrase_set_any_phrase(&desk.set, "我们家.小宝")->spoken, "快来");
    desk_destroy(&desk);
}

/* Windows' "Unicode": a line of ours in it would make it one file that nobody can read. */
static void a_file_in_utf_16_is_not_written_into(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk, "", "\xFF\xFE# ");
    edit(&desk, PHRASE_EDIT_CATEGORY_RENAME, "urgent", "", "急");
    assert_int_equal(desk.result, PHRASE_EDIT_UNREADABLE);
    edit(&desk, PHRASE_EDIT_ADD, "pain", "", "牙疼");
    assert_int_equal(desk.result, PHRASE_EDIT_UNREADABLE);
    assert_own(&desk, "\xFF\xFE# ");
    desk_destroy(&desk);
}

static void edits_are_read_as_written(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    struct phrase_edit read;
    phrase_edit_write(&(struct phrase_edit){PHRASE_EDIT_MOVE, "a", "a.b", "c\nd"}, &bytes);
    assert_string_equal(buffer_text(&bytes), "move\na\na.b\nc d\n");
    assert_true(phrase_edit_read(bytes.bytes, &read));
    assert_int_equal(read.kind, PHRASE_EDIT_MOVE);
    assert_string_equal(read.phrase, "a.b");
    assert_string_equal(read.text, "c d");
    char wrong[] = "fly\na\nb\nc\n", few[] = "move\na\nb\n";
    assert_false(phrase_edit_read(wrong, &read));
    assert_false(phrase_edit_read(few, &read));
    buffer_destroy(&bytes);
}

static void undone(const char *before, const char *after, const char *now, const char *wanted)
{
    struct buffer texts[3] = {{0}}, out = {0};
    buffer_add_text(&texts[0], before);
    buffer_add_text(&texts[1], after);
    buffer_add_text(&texts[2], now);
    bool right = phrase_undo(&texts[0], &texts[1], &texts[2], &out);
    assert_string_equal(right ? buffer_text(&out) : "(no)", wanted);
    for (int i = 0; i < 3; i++)
        buffer_destroy(&texts[i]);
    buffer_destroy(&out);
}

static void edits_are_taken_back(void **state)
{
    (void)state;
    undone("a\nb\nc\n", "a\nX\nc\n", "a\nX\nc\n", "a\nb\nc\n");
    undone("a\nb\nc\n", "a\nX\nc\n", "n\na\nX\nc\nm\n", "n\na\nb\nc\nm\n");
    undone("a\nb\nc\n", "a\nc\n", "n\na\nc\n", "n\na\nb\nc\n"); /* deleted */
    undone("a\nc\n", "a\nb\nc\n", "z\nb\nc\n", "z\nc\n"); /* added, and the line before it changed since */
    undone("a\nb\nc\n", "a\nX\nc\n", "a\nY\nc\n", "(no)");
    undone("a\nb\nc\n", "a\nc\n", "n\n", "(no)");
    undone("", "# a\n- b\n", "# a\n- b\n- c\n", "- c\n");
    undone("a\n- x\n- x\n- x\n", "a\n- x\n- y\n- x\n", "a\n- y\n- x\n- y\n- x\n", "a\n- y\n- x\n- x\n- x\n");
    undone("a", "b", "b", "a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_lines_keep_what_is_not_changed),
        cmocka_unit_test(phrases_of_the_program_become_own),
        cmocka_unit_test(steps_change_neighbours_only),
        cmocka_unit_test(phrases_go_to_another_category),
        cmocka_unit_test(categories_are_changed),
        cmocka_unit_test(what_cannot_be_leaves_every_byte),
        cmocka_unit_test(what_stands_behind_the_braces_is_not_said_afterwards),
        cmocka_unit_test(a_file_in_utf_16_is_not_written_into),
        cmocka_unit_test(edits_are_read_as_written),
        cmocka_unit_test(edits_are_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
