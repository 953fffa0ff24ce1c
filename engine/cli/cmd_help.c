#include "base/text.h"
#include "base/output.h"
#include "cli/command.h"

#include <string.h>

static void put_overview(Text *text)
{
    text_put(text, "dubao (dự báo): is a target reachable, how likely is it, what would it take?\n"
                   "\nusage: dubao COMMAND [OPTIONS] FILE\n\n");
    for (size_t i = 0; command_table[i]; i++)
        text_add(text, "  %-10s %s\n", command_table[i]->name, command_table[i]->summary);
    text_put(
        text,
        "\n`dubao help COMMAND` tells the rest. FILE is a scenario (JSON); - is standard input.\n"
        "The main job: dubao run scenarios/nghe-an/plan-174.json -o out/\n"
        "\nexit codes: 0 good; 1 output could not be written; 2 usage; 3 scenario or data "
        "invalid;\n4 numerical failure; 5 internal mistake; 6 charts could not be drawn (all "
        "numbers were\nwritten); 7 some cells of a sweep failed; 10 the answer is no "
        "(--fail-under, --strict);\n"
        "130, 143 interrupted\n");
}

static void put_command(const Command *command, Text *text)
{
    text_add(text, "dubao %s: %s\n\nusage: dubao %s%s %s\n\n%s\n", command->name, command->summary,
             command->name, command->options[0] == OPTION_COUNT ? "" : " [OPTIONS]",
             command->operands, command->details);
    if (command->options[0] != OPTION_COUNT)
        text_put(text, "\noptions:\n");
    for (const OptionId *id = command->options; *id != OPTION_COUNT; id++) {
        const OptionRow *row = &option_rows[*id];
        char letter[8] = "   ", name[64] = "";
        if (row->letter)
            memcpy(letter, (char[]){ '-', row->letter, ',', '\0' }, 4);
        strncat(name, row->name, 20);
        if (row->value) {
            strcat(name, " ");
            strncat(name, row->value, 20);
        }
        text_add(text, "  %s --%-20s %s\n", letter, name, row->doc);
    }
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    (void)problems;
    Text text = { 0 };
    const Command *command = NULL;
    if (options->operands > 1)
        TRY(command_find(options->operand[1], &command, err));
    if (command)
        put_command(command, &text);
    else
        put_overview(&text);
    Status status =
        text.failed ? error_memory(err) : output_single(NULL, text.data, text.size, err);
    text_free(&text);
    return status;
}

static const OptionId allowed[] = { OPTION_COUNT };

const Command command_help = {
    .name = "help",
    .operands = "[COMMAND]",
    .most = 1,
    .summary = "this help, or that of a command",
    .details = "Without a command: all commands, one line each.",
    .options = allowed,
    .run = run,
};
