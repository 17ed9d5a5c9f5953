/* writing.txt beside the message, with the head that says its version: whatever stands in it, the text stays what it was; what
 * was taken is written, read back and written the same. The text is the bytes up to the first NUL; without one, a text that the
 * file belongs to is written and read too. */
#include "fuzz.h"

#include "base/memory.h"
#include "message/message_file.h"
#include "store/file_version.h"

static void require_stable(const struct message *message, const char *text)
{
    struct message again;
    struct buffer first = {0}, second = {0};
    message_init(&again);
    message_restore(&again, text);
    message_file_write(message, &first);
    REQUIRE(file_version(buffer_text(&first), first.size) == FILE_VERSION_NOW);
    REQUIRE(message_file_read(&again, buffer_text(&first), first.size));
    REQUIRE(strcmp(message_text(&again), message_text(message)) == 0);
    REQUIRE(message_caret(&again) == message_caret(message));
    message_file_write(&again, &second);
    require_same_bytes(&first, &second);
    buffer_destroy(&first);
    buffer_destroy(&second);
    message_destroy(&again);
}

/* The same file with the line that names this very text before it. */
static bool read_as_its_own(struct message *message, const char *bytes, size_t size)
{
    struct buffer file = {0};
    message_file_write(message, &file);
    const char *line = strstr(buffer_text(&file), "\ntext ");
    size_t head = line ? (size_t)(strchr(line + 1, '\n') + 1 - buffer_text(&file)) : file.size;
    buffer_splice(&file, head, file.size - head, bytes, size);
    bool right = message_file_read(message, buffer_text(&file), file.size);
    buffer_destroy(&file);
    return right;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct message message;
    const uint8_t *nul = size ? memchr(bytes, 0, size) : NULL;
    size_t text_size = nul ? (size_t)(nul - bytes) : 0, rest = nul ? text_size + 1 : 0;
    char *text = memory_new(text_size + 1, 1);
    if (text_size)
        memcpy(text, bytes, text_size);
    message_init(&message);
    message_restore(&message, text);
    char *before = memory_copy_text(message_text(&message));
    int version = file_version((const char *)bytes + rest, size - rest);
    REQUIRE(version >= 0 && version <= FILE_VERSION_AT_MOST);
    message_file_read(&message, (const char *)bytes + rest, size - rest);
    read_as_its_own(&message, (const char *)bytes + rest, size - rest);
    REQUIRE(strcmp(message_text(&message), before) == 0);
    REQUIRE(message_caret(&message) >= 0 && message_caret(&message) <= message_count(&message));
    require_stable(&message, before);
    free(before);
    free(text);
    message_destroy(&message);
    return 0;
}
