#include "io/flat.h"

#include <inttypes.h>
#include <string.h>

void flat_tags(const Document *document, Text *out)
{
    for (size_t i = 0; i < document->tags; i++)
        text_add(out, "%s%s %s", i ? ", " : "dubao: ", document->tag[i].name,
                 document->tag[i].value);
}

static void put_value(const Node *node, Text *out)
{
    char buffer[32];
    switch (node->kind) {
    case NODE_NUMBER:
        text_put(out, text_number(node->number, buffer));
        break;
    case NODE_INTEGER:
        text_add(out, "%" PRIu64, node->integer);
        break;
    case NODE_BOOLEAN:
        text_put(out, node->integer ? "true" : "false");
        break;
    case NODE_TEXT:
        text_put(out, node->text);
        break;
    case NODE_NULL:
    case NODE_ARRAY:
    case NODE_OBJECT:
        break;
    }
}

/* Leaves in order, each with its pointer; `pointer` is lent and given back as it was. */
static void put_leaves(const Node *node, Text *pointer, const char *prefix, Text *out)
{
    if (node->kind != NODE_ARRAY && node->kind != NODE_OBJECT) {
        text_add(out, "%s%s = ", prefix, pointer->data);
        put_value(node, out);
        text_put(out, "\n");
        return;
    }
    size_t index = 0, size = pointer->size;
    for (const Node *child = node->first; child && !pointer->failed; child = child->next) {
        if (child->key)
            text_add(pointer, "/%s", child->key);
        else
            text_add(pointer, "/%zu", index++);
        if (!pointer->failed)
            put_leaves(child, pointer, prefix, out);
        pointer->size = size;
        if (pointer->data)
            pointer->data[size] = '\0';
    }
}

void flat_parameters(const Document *document, const char *prefix, Text *out)
{
    const Node *node = document->verbose && document->tree.root ? document->tree.root->first : NULL;
    while (node && strcmp(node->key, "parameters"))
        node = node->next;
    if (!node)
        return;
    Text pointer = { 0 };
    text_put(&pointer, "");
    put_leaves(node, &pointer, prefix, out);
    out->failed |= pointer.failed;
    text_free(&pointer);
}
