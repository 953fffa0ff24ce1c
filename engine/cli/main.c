/* dubao: is this target reachable, how likely is it, and what would it take? */
#include "base/memory.h"
#include "cli/command.h"
#include "cli/session.h"
#include "core/version.h"
#include "math/start.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

static void print_problems(const Problems *problems)
{
    for (size_t i = 0; i < problems->count && i < PROBLEMS_KEPT; i++)
        fprintf(stderr, "%s\n", problems->line[i] ? problems->line[i] : "out of memory");
    if (problems->count > PROBLEMS_KEPT)
        fprintf(stderr, "... and %zu more\n", problems->count - PROBLEMS_KEPT);
}

/* Which command, and with which options: `dubao`, `--help` and `--version` are short for others. */
static Status dispatch(Options *options, Problems *problems, Error *err)
{
    const Command *command;
    if (options->given[OPTION_VERSION])
        return printf("dubao %s\n", version) < 0 ? STATUS_OUTPUT : STATUS_GOOD;
    if (!options->operands || options->given[OPTION_HELP]) {
        TRY(command_find("help", &command, err));
        for (size_t i = options->operands; i > 0; i--)
            options->operand[i] = options->operand[i - 1];
        options->operands++;
        return command->run(options, problems, err);
    }
    const char *name = options->operand[0];
    size_t operands = options->operands - 1;
    TRY(command_find(name, &command, err));
    TRY(options_allow(options, command->options, name, err));
    if (operands < command->least || operands > command->most)
        return error_set(err, STATUS_USAGE, "dubao %s: %s; usage: dubao %s [OPTIONS] %s", name,
                         operands < command->least ? "something is missing" : "more than it takes",
                         name, command->operands);
    return command->run(options, problems, err);
}

/* OpenBLAS starts its threads while the program is loaded; they spin for a while and cost more than
 * a small run. So it is told not to before that: constructors of priority 101 come first. */
__attribute__((constructor(101))) static void without_blas_threads(void)
{
    setenv("OPENBLAS_NUM_THREADS", "1", 1);
}

int main(int argc, char **argv)
{
    static Options options;
    static Problems problems;
    Error err = { 0 };
    setlocale(LC_NUMERIC, "C");
    memory_keep();
    start_math();
    session_signals();
    Status status = options_read(&options, argc, argv, &err);
    if (status == STATUS_GOOD)
        status = dispatch(&options, &problems, &err);
    if (status == STATUS_GOOD && fflush(stdout) != 0)
        status = error_set(&err, STATUS_OUTPUT, "standard output: cannot be written");
    print_problems(&problems);
    if (err.text[0])
        fprintf(stderr, "dubao: %s\n", err.text);
    problems_free(&problems);
    return (int)status;
}
