#include "plots/process.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Full path of a program, owned; NULL when there is none. Relative folders in PATH are passed
 * over: they could lie in a folder that came with a scenario. */
static char *find_program(const char *name)
{
    const char *at = getenv("PATH");
    while (at && *at) {
        size_t length = strcspn(at, ":");
        char *path = *at == '/' ? text_format("%.*s/%s", (int)length, at, name) : NULL;
        if (path && access(path, X_OK) == 0)
            return path;
        free(path);
        at += length + (at[length] == ':');
    }
    return NULL;
}

/* In the child; only calls that are safe between fork and exec. */
static void become(const Process *process, const char *path, int input, int words)
{
    int nothing = open("/dev/null", O_WRONLY);
    sigset_t none;
    sigemptyset(&none);
    signal(SIGPIPE, SIG_DFL);
    if (nothing >= 0 && dup2(input, 0) == 0 && dup2(nothing, 1) == 1 && dup2(words, 2) == 2 &&
        sigprocmask(SIG_SETMASK, &none, NULL) == 0 && chdir(process->folder) == 0)
        execve(path, (char *const *)process->arguments, (char *const *)process->environment);
    _exit(127);
}

/* Keeps what fits, runs of blanks and control characters as one blank. */
static void keep(ProcessEnd *end, const char *bytes, size_t size)
{
    size_t at = strlen(end->words);
    for (size_t i = 0; i < size && at + 1 < PROCESS_WORDS; i++) {
        bool blank = (unsigned char)bytes[i] <= ' ' || bytes[i] == 0x7F;
        if (!blank)
            end->words[at++] = bytes[i];
        else if (at && end->words[at - 1] != ' ')
            end->words[at++] = ' ';
    }
    end->words[at] = '\0';
}

/* Both ends of the talk with the program; -1 when closed. */
typedef struct Talk {
    int input, words;
    const char *rest; /* of the input */
    size_t left;
} Talk;

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

/* Hands over what the pipe takes; a program that reads no further keeps what it wants. */
static void feed(Talk *talk)
{
    ssize_t size = write(talk->input, talk->rest, talk->left);
    if (size > 0) {
        talk->rest += size;
        talk->left -= (size_t)size;
    }
    if (!talk->left || (size < 0 && errno != EINTR && errno != EAGAIN))
        close_end(&talk->input);
}

static void listen_to(Talk *talk, ProcessEnd *end)
{
    char bytes[4096];
    ssize_t size = read(talk->words, bytes, sizeof bytes);
    if (size > 0)
        keep(end, bytes, (size_t)size);
    else if (size == 0 || errno != EINTR)
        close_end(&talk->words);
}

/* Feeds and listens until the program closes its standard error or time is up. */
static void converse(Talk *talk, double deadline, ProcessEnd *end)
{
    double left;
    while (talk->words >= 0 && (left = deadline - now()) > 0) {
        struct pollfd ready[] = { { .fd = talk->words, .events = POLLIN },
                                  { .fd = talk->input, .events = POLLOUT } };
        int count = poll(ready, 2, (int)(left * 1000) + 1);
        if (count < 0 && errno != EINTR)
            break;
        if (count > 0 && ready[0].revents)
            listen_to(talk, end);
        if (count > 0 && ready[1].revents)
            feed(talk);
    }
    close_end(&talk->input);
    close_end(&talk->words);
}

static void await(pid_t child, double deadline, ProcessEnd *end)
{
    const struct timespec moment = { .tv_nsec = 2000000 };
    int state = 0;
    pid_t done;
    while ((done = waitpid(child, &state, WNOHANG)) == 0 || (done < 0 && errno == EINTR)) {
        if (now() > deadline && !end->late) {
            end->late = true;
            kill(child, SIGKILL);
        }
        nanosleep(&moment, NULL);
    }
    end->code = done == child && WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

/* A pipe that programs started by other threads do not inherit. */
static bool open_pipe(int ends[2])
{
    if (pipe(ends))
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

/* Starts the program and talks with it to its end; -1 when it cannot be started. */
static pid_t run(const Process *process, const char *path, const int input[2], const int words[2],
                 ProcessEnd *end)
{
    struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
    double deadline = now() + process->seconds;
    Talk talk = { input[1], words[0], process->input, process->input_size };
    fcntl(input[1], F_SETFL, O_NONBLOCK);
    pid_t child = fork();
    int reason = errno;
    if (child == 0)
        become(process, path, input[0], words[1]);
    close(input[0]);
    close(words[1]);
    sigaction(SIGPIPE, &ignore, &before); /* a program that ends early must not end us */
    if (child > 0) {
        converse(&talk, deadline, end);
        await(child, deadline, end);
    }
    sigaction(SIGPIPE, &before, NULL);
    close_end(&talk.input);
    close_end(&talk.words);
    errno = reason;
    return child;
}

Status process_run(const Process *process, ProcessEnd *end, Error *err)
{
    *end = (ProcessEnd){ .code = -1 };
    char *path = find_program(process->program);
    end->missing = !path;
    if (!path)
        return STATUS_GOOD;
    int input[2] = { -1, -1 }, words[2] = { -1, -1 };
    Status status = STATUS_GOOD;
    if (!open_pipe(input) || !open_pipe(words)) {
        status = error_set(err, STATUS_CHARTS, "%s: no pipe to it: %s", process->program,
                           strerror(errno));
        close_end(&input[0]);
        close_end(&input[1]);
    } else if (run(process, path, input, words, end) < 0) {
        status = error_set(err, STATUS_CHARTS, "%s cannot be started: %s", process->program,
                           strerror(errno));
    }
    free(path);
    return status;
}
