#include "core/tree.h"

#include "base/text.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void node_free(Node *node)
{
    while (node) {
        Node *next = node->next;
        node_free(node->first);
        free(node->key);
        free(node->text);
        free(node);
        node = next;
    }
}

void tree_free(Tree *tree)
{
    node_free(tree->root);
    *tree = (Tree){ 0 };
}

static Node *add(Tree *tree, const char *key, NodeKind kind)
{
    if (tree->failed)
        return NULL;
    Node *node = calloc(1, sizeof *node), *parent = tree->open;
    if (node && key)
        node->key = text_copy(key);
    if (!node || (key && !node->key)) {
        free(node);
        tree->failed = true;
        return NULL;
    }
    node->kind = kind;
    node->parent = parent;
    if (!parent)
        tree->root = node;
    else if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    if (parent)
        parent->last = node;
    return node;
}

static void open_node(Tree *tree, const char *key, NodeKind kind)
{
    Node *node = add(tree, key, kind);
    if (node)
        tree->open = node;
}

void tree_object(Tree *tree, const char *key)
{
    open_node(tree, key, NODE_OBJECT);
}

void tree_array(Tree *tree, const char *key)
{
    open_node(tree, key, NODE_ARRAY);
}

void tree_close(Tree *tree)
{
    if (!tree->failed)
        tree->open = tree->open->parent;
}

void tree_number(Tree *tree, const char *key, double value)
{
    Node *node = add(tree, key, isfinite(value) ? NODE_NUMBER : NODE_NULL);
    if (node)
        node->number = value;
}

void tree_numbers(Tree *tree, const char *key, const double *value, size_t count)
{
    tree_array(tree, key);
    for (size_t i = 0; i < count; i++)
        tree_number(tree, NULL, value[i]);
    tree_close(tree);
}

void tree_integer(Tree *tree, const char *key, uint64_t value)
{
    if (value >= 1ull << 53) {
        char digits[24];
        snprintf(digits, sizeof digits, "%" PRIu64, value);
        tree_text(tree, key, digits);
        return;
    }
    Node *node = add(tree, key, NODE_INTEGER);
    if (node)
        node->integer = value;
}

void tree_boolean(Tree *tree, const char *key, bool value)
{
    Node *node = add(tree, key, NODE_BOOLEAN);
    if (node)
        node->integer = value;
}

void tree_text(Tree *tree, const char *key, const char *text)
{
    Node *node = add(tree, key, text ? NODE_TEXT : NODE_NULL);
    if (node && text && !(node->text = text_copy(text)))
        tree->failed = true;
}

void tree_copy(Tree *tree, const char *key, const Node *node)
{
    if (!node)
        return;
    Node *made = add(tree, key, node->kind);
    if (!made)
        return;
    made->number = node->number;
    made->integer = node->integer;
    if (node->text && !(made->text = text_copy(node->text)))
        tree->failed = true;
    if (node->kind != NODE_ARRAY && node->kind != NODE_OBJECT)
        return;
    tree->open = made;
    for (const Node *child = node->first; child; child = child->next)
        tree_copy(tree, child->key, child);
    tree_close(tree);
}

const Node *node_member(const Node *object, const char *key)
{
    const Node *child = object ? object->first : NULL;
    while (child && strcmp(child->key, key))
        child = child->next;
    return child;
}
