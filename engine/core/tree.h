/* An ordered tree of values, the shape of a JSON document: what a verb hands to machines. Built in
 * order, never changed afterwards. */
#ifndef CORE_TREE_H
#define CORE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum NodeKind {
    NODE_NULL,
    NODE_BOOLEAN,
    NODE_NUMBER,
    NODE_INTEGER,
    NODE_TEXT,
    NODE_ARRAY,
    NODE_OBJECT
} NodeKind;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    char *key; /* owned; NULL in an array */
    double number;
    uint64_t integer;
    char *text; /* owned */
    Node *parent, *first, *last, *next;
};

/* Zero-initialise, then open the root. A failed allocation sets `failed`; check once, at the end.
 */
typedef struct Tree {
    Node *root;
    Node *open; /* the innermost array or object still open */
    bool failed;
} Tree;

void tree_free(Tree *tree);

/* `key` is copied; NULL for the root and for elements of an array. */
void tree_object(Tree *tree, const char *key);
void tree_array(Tree *tree, const char *key);
void tree_close(Tree *tree);

/* NaN and infinities become null. */
void tree_number(Tree *tree, const char *key, double value);
void tree_numbers(Tree *tree, const char *key, const double *value, size_t count);
/* Exact: from 2^53 on, where a JSON number loses digits in most readers, as text. */
void tree_integer(Tree *tree, const char *key, uint64_t value);
void tree_boolean(Tree *tree, const char *key, bool value);
void tree_text(Tree *tree, const char *key, const char *text); /* copied; NULL: null */

/* A copy of a node of another tree; nothing for NULL. */
void tree_copy(Tree *tree, const char *key, const Node *node);

/* The member of an object with that key, or NULL; NULL of NULL. */
const Node *node_member(const Node *object, const char *key);

#endif
