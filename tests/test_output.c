/* Output appears complete or not at all; what was there before stays until then. */
#include "base/output.h"

#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* ---- a folder of its own for each test ---- */

static int set_up(void **state)
{
    char *folder = text_copy("/tmp/dubao-test-XXXXXX");
    *state = folder;
    return folder && mkdtemp(folder) ? 0 : -1;
}

/* The test has to leave the folder empty, or it has not looked at everything that is there. */
static int tear_down(void **state)
{
    int left = rmdir(*state);
    free(*state);
    return left;
}

/* A path in the folder of the test; four live at a time. */
static const char *in(void **state, const char *name)
{
    static char path[4][200];
    static size_t next;
    char *made = path[next++ % 4];
    snprintf(made, sizeof path[0], "%s/%s", (const char *)*state, name);
    return made;
}

static bool exists(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}

static size_t entries(const char *folder)
{
    DIR *open = opendir(folder);
    assert_non_null(open);
    size_t count = 0;
    for (struct dirent *entry = readdir(open); entry; entry = readdir(open))
        count += strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
    closedir(open);
    return count;
}

static void assert_content(const char *path, const char *wanted)
{
    char *bytes;
    size_t size;
    Error err = { 0 };
    if (file_read(path, &bytes, &size, &err) != STATUS_GOOD)
        fail_msg("%s", err.text);
    assert_int_equal(size, strlen(wanted));
    assert_memory_equal(bytes, wanted, size);
    free(bytes);
}

static void put_file(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fputs(content, file) < 0, 0);
    assert_int_equal(fclose(file), 0);
}

static Output *opened(const char *folder)
{
    Output *output = NULL;
    Error err = { 0 };
    if (output_open(&output, folder, &err) != STATUS_GOOD)
        fail_msg("%s", err.text);
    return output;
}

static void put(Output *output, const char *name, const char *content)
{
    Error err = { 0 };
    if (output_write(output, name, content, strlen(content), &err) != STATUS_GOOD)
        fail_msg("%s", err.text);
}

/* A failure of this status whose sentence holds the part. */
static void assert_refused(Status status, const Error *err, const char *part)
{
    assert_int_equal(status, STATUS_OUTPUT);
    assert_int_equal(err->status, STATUS_OUTPUT);
    if (!strstr(err->text, part))
        fail_msg("\"%s\" without \"%s\"", err->text, part);
}

/* ---- whole runs ---- */

static void nothing_appears_before_the_commit(void **state)
{
    Error err = { 0 };
    Output *output = opened(*state);
    assert_int_equal(entries(*state), 1); /* the work folder */
    put(output, "a.csv", "1,2\n");
    put(output, "b.md", "# b\n");
    assert_true(!exists(in(state, "a.csv")) && !exists(in(state, "b.md")));
    assert_int_equal(entries(*state), 1);
    assert_int_equal(output_commit(output, &err), STATUS_GOOD);
    assert_content(in(state, "a.csv"), "1,2\n");
    assert_content(in(state, "b.md"), "# b\n");
    output_close(output);
    assert_int_equal(entries(*state), 2); /* without the work folder */
    unlink(in(state, "a.csv"));
    unlink(in(state, "b.md"));
}

static void the_names_are_remembered_in_order(void **state)
{
    Error err = { 0 };
    Output *output = opened(*state);
    put(output, "z", "1");
    put(output, "a", "2");
    put(output, "z", "written again");
    assert_int_equal(output_count(output), 2);
    assert_string_equal(output_name(output, 0), "z");
    assert_string_equal(output_name(output, 1), "a");
    assert_int_equal(output_commit(output, &err), STATUS_GOOD);
    output_close(output);
    assert_content(in(state, "z"), "written again");
    unlink(in(state, "z"));
    unlink(in(state, "a"));
}

static void without_commit_everything_goes(void **state)
{
    Output *output = opened(*state);
    put(output, "a", "1");
    output_close(output);
    assert_int_equal(entries(*state), 0);
    const char *made = in(state, "made");
    output = opened(made);
    put(output, "a", "1");
    put(output, "b", "");
    assert_true(exists(made));
    output_close(output);
    assert_false(exists(made));
    output_close(NULL);
}

static void a_folder_that_was_made_stays_after_commit(void **state)
{
    Error err = { 0 };
    Output *output = opened(in(state, "outer/inner//"));
    put(output, "a", "1");
    assert_int_equal(output_commit(output, &err), STATUS_GOOD);
    output_close(output);
    assert_content(in(state, "outer/inner/a"), "1");
    unlink(in(state, "outer/inner/a"));
    rmdir(in(state, "outer/inner"));
    rmdir(in(state, "outer"));
}

static void old_files_stay_when_the_run_fails(void **state)
{
    Error err = { 0 };
    put_file(in(state, "result"), "old");
    put_file(in(state, "other"), "kept");
    Output *output = opened(*state);
    put(output, "result", "new");
    assert_content(in(state, "result"), "old");
    output_close(output);
    assert_content(in(state, "result"), "old");
    output = opened(*state);
    put(output, "result", "new");
    assert_int_equal(output_commit(output, &err), STATUS_GOOD);
    output_close(output);
    assert_content(in(state, "result"), "new");
    assert_content(in(state, "other"), "kept");
    assert_int_equal(entries(*state), 2);
    unlink(in(state, "result"));
    unlink(in(state, "other"));
}

static void files_of_other_programs_are_adopted(void **state)
{
    Error err = { 0 };
    Output *output = opened(*state);
    char *path = text_format("%s/%s", output_work(output), "picture.svg");
    assert_non_null(path);
    put_file(path, "<svg/>");
    free(path);
    assert_int_equal(output_adopt(output, "picture.svg", &err), STATUS_GOOD);
    assert_int_equal(output_commit(output, &err), STATUS_GOOD);
    output_close(output);
    assert_content(in(state, "picture.svg"), "<svg/>");
    unlink(in(state, "picture.svg"));
}

static void an_adopted_file_has_to_be_there(void **state)
{
    Error err = { 0 };
    Output *output = opened(*state);
    put(output, "a", "1");
    assert_int_equal(output_adopt(output, "missing", &err), STATUS_GOOD);
    assert_refused(output_commit(output, &err), &err, "missing");
    output_close(output);
    assert_int_equal(entries(*state), 0); /* a is not there without the other */
}

/* ---- what cannot be written ---- */

static void a_folder_in_the_place_of_a_file_stops_all(void **state)
{
    Error err = { 0 };
    assert_int_equal(mkdir(in(state, "taken"), 0777), 0);
    Output *output = opened(*state);
    put(output, "a", "1");
    put(output, "taken", "2");
    assert_refused(output_commit(output, &err), &err, "is a folder");
    output_close(output);
    assert_false(exists(in(state, "a")));
    assert_int_equal(entries(*state), 1);
    rmdir(in(state, "taken"));
}

/* Root may write anywhere, so the places are such that nobody can. */
static void places_that_cannot_be_written_show_at_once(void **state)
{
    put_file(in(state, "file"), "x");
    const char *const places[] = { in(state, "file"), in(state, "file/below"), "/proc/dubao-test" };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        Output *output = (Output *)1;
        Error err = { 0 };
        assert_refused(output_open(&output, places[i], &err), &err, i == 1 ? "file" : places[i]);
        assert_null(output);
    }
    assert_content(in(state, "file"), "x");
    unlink(in(state, "file"));
}

static void a_folder_without_the_right_is_refused(void **state)
{
    if (geteuid() == 0)
        skip();
    Output *output = NULL;
    Error err = { 0 };
    assert_int_equal(chmod(*state, 0555), 0);
    assert_refused(output_open(&output, *state, &err), &err, *state);
    assert_int_equal(chmod(*state, 0755), 0);
}

static void a_name_too_long_is_refused(void **state)
{
    char name[400];
    memset(name, 'n', sizeof name);
    name[399] = '\0';
    Error err = { 0 };
    Output *output = opened(*state);
    assert_refused(output_write(output, name, "1", 1, &err), &err, "cannot be written");
    output_close(output);
    assert_int_equal(entries(*state), 0);
}

/* ---- single files ---- */

static void a_single_file_is_written_whole(void **state)
{
    Error err = { 0 };
    const char *path = in(state, "one.csv"), *below = in(state, "new/two.csv");
    put_file(path, "old and longer than the new one");
    assert_int_equal(output_single(path, "a,b\n", 4, &err), STATUS_GOOD);
    assert_content(path, "a,b\n");
    assert_int_equal(output_single(path, "", 0, &err), STATUS_GOOD);
    assert_content(path, "");
    assert_int_equal(output_single(below, "x", 1, &err), STATUS_GOOD);
    assert_content(below, "x");
    unlink(path);
    unlink(below);
    rmdir(in(state, "new"));
}

static void a_folder_is_no_file(void **state)
{
    Error err = { 0 }, slash = { 0 };
    assert_refused(output_single(*state, "x", 1, &err), &err, "is a folder");
    assert_refused(output_single(in(state, ""), "x", 1, &slash), &slash, "is a folder");
    assert_int_equal(entries(*state), 0);
}

/* Through a link: a program that replaces what it should write to then harms the link only. */
static void a_full_device_is_an_error_and_stays(void **state)
{
    Error err = { 0 };
    struct stat info;
    const char *path = in(state, "full");
    assert_int_equal(symlink("/dev/full", path), 0);
    assert_refused(output_single(path, "x", 1, &err), &err, "full: cannot be written: No space");
    assert_true(lstat(path, &info) == 0 && S_ISLNK(info.st_mode));
    assert_int_equal(entries(*state), 1);
    unlink(path);
}

static void a_pipe_is_written_to_not_replaced(void **state)
{
    Error err = { 0 };
    struct stat info;
    char got[20] = "";
    const char *path = in(state, "pipe");
    assert_int_equal(mkfifo(path, 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_int_equal(output_single(path, "through", 7, &err), STATUS_GOOD);
    assert_int_equal(read(reader, got, sizeof got), 7);
    assert_string_equal(got, "through");
    close(reader);
    assert_true(stat(path, &info) == 0 && S_ISFIFO(info.st_mode));
    assert_int_equal(entries(*state), 1);
    unlink(path);
}

/* Standard output, led to a file and to a full device and back again. */
static void check_standard_output(const char *path, const char *to, Status wanted)
{
    Error err = { 0 };
    fflush(stdout);
    int kept = dup(STDOUT_FILENO), file = open(to, O_WRONLY);
    assert_true(kept >= 0 && file >= 0 && dup2(file, STDOUT_FILENO) >= 0);
    Status status = output_single(path, "word\n", 5, &err);
    assert_true(dup2(kept, STDOUT_FILENO) >= 0);
    close(kept);
    close(file);
    assert_int_equal(status, wanted);
    if (wanted != STATUS_GOOD)
        assert_refused(status, &err, "standard output");
}

static void a_dash_is_standard_output(void **state)
{
    const char *names[] = { "-", NULL };
    for (size_t i = 0; i < 2; i++) {
        const char *path = in(state, "caught");
        put_file(path, "");
        check_standard_output(names[i], path, STATUS_GOOD);
        assert_content(path, "word\n");
        unlink(path);
        check_standard_output(names[i], "/dev/full", STATUS_OUTPUT);
    }
}

static void the_old_file_stays_when_there_is_no_place_for_the_new(void **state)
{
    Error err = { 0 };
    put_file(in(state, "file"), "old");
    assert_refused(output_single(in(state, "file/below"), "new", 3, &err), &err, "file");
    assert_content(in(state, "file"), "old");
    assert_int_equal(entries(*state), 1);
    unlink(in(state, "file"));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(nothing_appears_before_the_commit),
        IN_FOLDER(the_names_are_remembered_in_order),
        IN_FOLDER(without_commit_everything_goes),
        IN_FOLDER(a_folder_that_was_made_stays_after_commit),
        IN_FOLDER(old_files_stay_when_the_run_fails),
        IN_FOLDER(files_of_other_programs_are_adopted),
        IN_FOLDER(an_adopted_file_has_to_be_there),
        IN_FOLDER(a_folder_in_the_place_of_a_file_stops_all),
        IN_FOLDER(places_that_cannot_be_written_show_at_once),
        IN_FOLDER(a_folder_without_the_right_is_refused),
        IN_FOLDER(a_name_too_long_is_refused),
        IN_FOLDER(a_single_file_is_written_whole),
        IN_FOLDER(a_folder_is_no_file),
        IN_FOLDER(a_full_device_is_an_error_and_stays),
        IN_FOLDER(a_pipe_is_written_to_not_replaced),
        IN_FOLDER(a_dash_is_standard_output),
        IN_FOLDER(the_old_file_stays_when_there_is_no_place_for_the_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
