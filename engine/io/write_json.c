/* JSON: the document's tree, two spaces a level, lists of plain values on one line. Numbers read
 * back as the same doubles. */
#include "core/writer.h"

#include <inttypes.h>
#include <stdbool.h>

static void put_string(Text *out, const char *text)
{
    text_put(out, "\"");
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            text_add(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7F)
            text_add(out, "\\u%04x", c);
        else
            text_put_bytes(out, text, 1);
    }
    text_put(out, "\"");
}

static void indent(Text *out, int depth)
{
    text_add(out, "\n%*s", 2 * depth, "");
}

static bool plain(const Node *node)
{
    for (const Node *child = node->first; child; child = child->next)
        if (child->kind == NODE_ARRAY || child->kind == NODE_OBJECT)
            return false;
    return node->kind == NODE_ARRAY;
}

static void put_node(Text *out, const Node *node, int depth);

static void put_children(Text *out, const Node *node, int depth)
{
    bool line = plain(node);
    for (const Node *child = node->first; child; child = child->next) {
        if (!line)
            indent(out, depth + 1);
        if (child->key) {
            put_string(out, child->key);
            text_put(out, ": ");
        }
        put_node(out, child, depth + 1);
        if (child->next)
            text_put(out, line ? ", " : ",");
    }
    if (!line && node->first)
        indent(out, depth);
}

static void put_node(Text *out, const Node *node, int depth)
{
    char buffer[32];
    switch (node->kind) {
    case NODE_NULL:
        text_put(out, "null");
        break;
    case NODE_BOOLEAN:
        text_put(out, node->integer ? "true" : "false");
        break;
    case NODE_NUMBER:
        text_put(out, text_number(node->number, buffer));
        break;
    case NODE_INTEGER:
        text_add(out, "%" PRIu64, node->integer);
        break;
    case NODE_TEXT:
        put_string(out, node->text);
        break;
    case NODE_ARRAY:
    case NODE_OBJECT:
        text_put(out, node->kind == NODE_ARRAY ? "[" : "{");
        put_children(out, node, depth);
        text_put(out, node->kind == NODE_ARRAY ? "]" : "}");
        break;
    }
}

static void write(const Document *document, Text *out)
{
    if (document->tree.root)
        put_node(out, document->tree.root, 0);
    text_put(out, "\n");
}

const Writer writer_json = {
    .name = "json",
    .summary = "JSON for programs: every number in full, with every parameter",
    .extension = "json",
    .write = write,
};
