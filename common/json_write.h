/* json_write.h: JSON as JSON.stringify writes it, byte for byte.
 *
 *     JsonStyle style = json_style(old_text);
 *     json_write(doc, &style, &out);      keeps the document's indentation and line ends
 *
 * Members whose keys look like array indices come first, in ascending order: that is the
 * order in which JavaScript enumerates them. Numbers have JavaScript's shortest form.
 */
#ifndef COMMON_JSON_WRITE_H
#define COMMON_JSON_WRITE_H

#include "common/buf.h"
#include "common/json.h"

typedef struct {
    char newline[17]; /* what stands for a line end: "\n", "\r\n", "" (or several) */
    /* One level, "" for a compact text. JavaScript cuts at 10 characters; a line end
     * among them becomes `newline` only then. */
    char indent[10 * 16 + 1];
    bool last_newline; /* the document ends with one: what npm writes always does */
} JsonStyle;

/* Two spaces, "\n", a last newline. */
JsonStyle json_default_style(void);
/* What npm finds in a document (json-parse-even-better-errors): the line ends and the
 * indentation behind the first brace; two spaces for {} and []. A compact text has no
 * line ends, not even a last one. */
JsonStyle json_style(Str text);

/* style NULL: compact, without a last newline. */
void json_write(const cJSON *j, const JsonStyle *style, Buf *out);
/* A value as it stands inside so many brackets. What is written so can be put into a
 * document by json_new_raw. */
void json_write_at(const cJSON *j, const JsonStyle *style, int depth, Buf *out);
/* The quoted and escaped form of a text. */
void json_write_str(Str s, Buf *out);
void json_write_num(double n, Buf *out);
/* The compact text in an arena. */
Str json_text(Arena *a, const cJSON *j);
/* As JavaScript puts a value into a text: a number in digits, an object as "[object
 * Object]"; "" for null, false, 0, a list and what isn't there. */
Str json_as_text(Arena *a, const cJSON *j);
/* The same in a template: "null", "false", "0", and of a list its elements with commas.
 */
Str json_in_template(Arena *a, const cJSON *j);

/* Is the key one that JavaScript enumerates as an array index ("0" … "4294967294")? */
bool json_is_index_key(Str key, uint32_t *index);

#endif
