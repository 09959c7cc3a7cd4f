/* Promise: values look as Node shows them; the expected texts are Node's. */
#include "pkg/ui/inspect.h"

#include "tests/kit/test.h"

/* clang-format off */
static const struct {
    const char *json, *text;
} cases[] = {
    { "\"a\"",
      "'a'" },
    { "\"it's\"",
      "\"it's\"" },
    { "\"a\\nb\\tc\\u001b\"",
      "'a\\nb\\tc\\x1B'" },
    { "1",
      "1" },
    { "-1.5",
      "-1.5" },
    { "true",
      "true" },
    { "null",
      "null" },
    { "{}",
      "{}" },
    { "[]",
      "[]" },
    { "{\"a\":1}",
      "{ a: 1 }" },
    { "{\"a\":{\"b\":{\"c\":{\"d\":1}}}}",
      "{\n  a: { b: { c: { d: 1 } } }\n}" },
    { "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":1}}}}}}}",
      "{\n  a: {\n    b: {\n      c: { d: { e: { f: [Object] } } }\n    }\n  "
      "}\n}" },
    { "[1,2,3,4,5,6,7,8,9,10]",
      "[\n  1, 2, 3, 4,  5,\n  6, 7, 8, 9, 10\n]" },
    { "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\"]",
      "[\n  'a', 'b', 'c', 'd',\n  'e', 'f', 'g', 'h',\n  'i', 'j'\n]" },
    { "{\"x-y\":1,\"_z\":2,\"0\":3,\"é\":4}",
      "{ '0': 3, 'x-y': 1, _z: 2, 'é': 4 }" },
    { "[{\"name\":\"aaaaaaaaaaaaaaaaaaaaaaa\",\"email\":\"bbbbbbbbbbbbbbbbbbb"
      "bbbbbbbbbbbbb\"},{\"name\":\"cccccccccccccccccccc\",\"email\":\"dddddd"
      "ddddddddddddddddd\"}]",
      "[\n  {\n    name: 'aaaaaaaaaaaaaaaaaaaaaaa',\n    email: 'bbbbbbbbbbbb"
      "bbbbbbbbbbbbbbbbbbbb'\n  },\n  { name: 'cccccccccccccccccccc', email: "
      "'ddddddddddddddddddddddd' }\n]" },
    { "{\"versions\":[\"1.0.0\",\"1.1.0\",\"1.2.0\",\"1.3.0\",\"1.4.0\",\"1.5"
      ".0\",\"1.6.0\",\"1.7.0\",\"1.8.0\",\"1.9.0\",\"1.10.0\",\"1.11.0\",\"1"
      ".12.0\",\"1.13.0\",\"1.14.0\",\"1.15.0\",\"1.16.0\",\"1.17.0\",\"1.18."
      "0\",\"1.19.0\",\"1.20.0\",\"1.21.0\",\"1.22.0\",\"1.23.0\",\"1.24.0\","
      "\"1.25.0\",\"1.26.0\",\"1.27.0\",\"1.28.0\",\"1.29.0\",\"1.30.0\",\"1."
      "31.0\",\"1.32.0\",\"1.33.0\",\"1.34.0\",\"1.35.0\",\"1.36.0\",\"1.37.0"
      "\",\"1.38.0\",\"1.39.0\"]}",
      "{\n  versions: [\n    '1.0.0',  '1.1.0',  '1.2.0',  '1.3.0',\n    '1.4"
      ".0',  '1.5.0',  '1.6.0',  '1.7.0',\n    '1.8.0',  '1.9.0',  '1.10.0', "
      "'1.11.0',\n    '1.12.0', '1.13.0', '1.14.0', '1.15.0',\n    '1.16.0', "
      "'1.17.0', '1.18.0', '1.19.0',\n    '1.20.0', '1.21.0', '1.22.0', '1.23"
      ".0',\n    '1.24.0', '1.25.0', '1.26.0', '1.27.0',\n    '1.28.0', '1.29"
      ".0', '1.30.0', '1.31.0',\n    '1.32.0', '1.33.0', '1.34.0', '1.35.0',"
      "\n    '1.36.0', '1.37.0', '1.38.0', '1.39.0'\n  ]\n}" },
    { "[0,37,74,111,148,185,222,259,296,333,370,407,444,481,518,555,592,629,6"
      "66,703,740,777,814,851,888,925,962,999,1036,1073,1110,1147,1184,1221,1"
      "258,1295,1332,1369,1406,1443,1480,1517,1554,1591,1628,1665,1702,1739,1"
      "776,1813,1850,1887,1924,1961,1998,2035,2072,2109,2146,2183,2220,2257,2"
      "294,2331,2368,2405,2442,2479,2516,2553,2590,2627,2664,2701,2738,2775,2"
      "812,2849,2886,2923,2960,2997,3034,3071,3108,3145,3182,3219,3256,3293,3"
      "330,3367,3404,3441,3478,3515,3552,3589,3626,3663,3700,3737,3774,3811,3"
      "848,3885,3922,3959,3996,4033,4070,4107,4144,4181,4218,4255,4292,4329,4"
      "366,4403]",
      "[\n     0,   37,   74,  111,  148,  185,  222,  259,  296,  333,  370,"
      "\n   407,  444,  481,  518,  555,  592,  629,  666,  703,  740,  777,"
      "\n   814,  851,  888,  925,  962,  999, 1036, 1073, 1110, 1147, 1184,"
      "\n  1221, 1258, 1295, 1332, 1369, 1406, 1443, 1480, 1517, 1554, 1591,"
      "\n  1628, 1665, 1702, 1739, 1776, 1813, 1850, 1887, 1924, 1961, 1998,"
      "\n  2035, 2072, 2109, 2146, 2183, 2220, 2257, 2294, 2331, 2368, 2405,"
      "\n  2442, 2479, 2516, 2553, 2590, 2627, 2664, 2701, 2738, 2775, 2812,"
      "\n  2849, 2886, 2923, 2960, 2997, 3034, 3071, 3108, 3145, 3182, 3219,"
      "\n  3256, 3293, 3330, 3367, 3404, 3441, 3478, 3515, 3552, 3589, 3626,"
      "\n  3663, 3700, 3737, 3774, 3811, 3848, 3885, 3922, 3959, 3996, 4033,"
      "\n  4070, 4107, 4144, 4181, 4218, 4255, 4292, 4329, 4366, 4403\n]" },
    { "{\"a\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      "\"}",
      "{\n  a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'"
      "\n}" },
    { "{\"a\":\"line one is long\\nline one is long\\nline one is long\\nline"
      " one is long\\nline one is long\\nline one is long\\nline one is long"
      "\\nline one is long\\nline one is long\\nline one is long\\nline one i"
      "s long\\nline one is long\\n\"}",
      "{\n  a: 'line one is long\\n' +\n    'line one is long\\n' +\n    'lin"
      "e one is long\\n' +\n    'line one is long\\n' +\n    'line one is lon"
      "g\\n' +\n    'line one is long\\n' +\n    'line one is long\\n' +\n   "
      " 'line one is long\\n' +\n    'line one is long\\n' +\n    'line one i"
      "s long\\n' +\n    'line one is long\\n' +\n    'line one is long\\n'\n"
      "}" },
    { "{\"package-0\":\"^0.0.0\",\"package-1\":\"^1.0.0\",\"package-2\":\"^2."
      "0.0\",\"package-3\":\"^3.0.0\",\"package-4\":\"^4.0.0\",\"package-5\":"
      "\"^5.0.0\",\"package-6\":\"^6.0.0\",\"package-7\":\"^7.0.0\",\"package"
      "-8\":\"^8.0.0\",\"package-9\":\"^9.0.0\",\"package-10\":\"^10.0.0\",\""
      "package-11\":\"^11.0.0\"}",
      "{\n  'package-0': '^0.0.0',\n  'package-1': '^1.0.0',\n  'package-2': "
      "'^2.0.0',\n  'package-3': '^3.0.0',\n  'package-4': '^4.0.0',\n  'pack"
      "age-5': '^5.0.0',\n  'package-6': '^6.0.0',\n  'package-7': '^7.0.0',"
      "\n  'package-8': '^8.0.0',\n  'package-9': '^9.0.0',\n  'package-10': "
      "'^10.0.0',\n  'package-11': '^11.0.0'\n}" },
    { "[[\"a\",\"b\"],[\"c\",[\"d\",[\"e\",[\"f\",[\"g\",[\"h\"]]]]]]]",
      "[\n  [ 'a', 'b' ],\n  [\n    'c',\n    [\n      'd',\n      [ 'e', [ '"
      "f', [ 'g', [Array] ] ] ]\n    ]\n  ]\n]" },
    { "{\"a\":[{\"b\":1,\"c\":[1,2,{\"d\":2}]}],\"e\":\"f\"}",
      "{\n  a: [\n    { b: 1, c: [ 1, 2, { d: 2 } ] }\n  ],\n  e: 'f'\n}" },
    { "[\"short\",\"a much longer entry than the others here\",\"x\",\"y\",\""
      "z\",\"w\",\"v\",\"u\"]",
      "[\n  'short',\n  'a much longer entry than the others here',\n  'x',\n"
      "  'y',\n  'z',\n  'w',\n  'v',\n  'u'\n]" },
    { "[\"a`'\\\"b\"]",
      "[ 'a`\\'\"b' ]" },
    { "[\"\",\"eeeeee\",\"eeeeeeeeeeee\",\"eeeeeeeeeeeeeeeeee\",\"eeeeeeeeeee"
      "eeeeeeeeeeeee\",\"eeeeeeeeeeeeeeeeeeeeeeeeeeeeee\",\"eeeeeeeeeeeeeeeee"
      "eeeeeeeeeeeeeeeeeee\"]",
      "[\n  '',\n  'eeeeee',\n  'eeeeeeeeeeee',\n  'eeeeeeeeeeeeeeeeee',\n  '"
      "eeeeeeeeeeeeeeeeeeeeeeee',\n  'eeeeeeeeeeeeeeeeeeeeeeeeeeeeee',\n  'ee"
      "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee'\n]" }
};
/* clang-format on */

TEST(inspect_shows_values_as_node_does)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena a = { 0 };
        Buf out = { 0 };
        cJSON *v;
        Err err;

        assert_int_equal(0, json_parse(&a, str_of(cases[i].json), "t", NULL, &v, &err));
        inspect_json(v, false, &out);
        assert_str_equal(cases[i].text, buf_view(&out));
        buf_release(&out);
        arena_release(&a);
    }
}

TEST(inspect_colours_values_and_measures_what_is_seen)
{
    static const char json[] =
        "{\"a\":1,\"b-c\":\"t\",\"d\":null,\"e\":true,\"f\":{\"g\":{\"h\":{\"i\":{"
        "\"j\":{\"k\":{\"l\":1}}}}}}}";
    static const char text[] =
        "{\n  a: \x1b[33m1\x1b[39m,\n  \x1b[32m'b-c'\x1b[39m: \x1b[32m't'\x1b[39m,\n"
        "  d: \x1b[1mnull\x1b[22m,\n  e: \x1b[33mtrue\x1b[39m,\n"
        "  f: {\n    g: {\n      h: { i: { j: { k: \x1b[36m[Object]\x1b[39m } } }\n    "
        "}\n  "
        "}\n}";
    Arena a = { 0 };
    Buf out = { 0 };
    cJSON *v;
    Err err;

    assert_int_equal(0, json_parse(&a, str_of(json), "t", NULL, &v, &err));
    inspect_json(v, true, &out);
    assert_str_equal(text, buf_view(&out));
    buf_release(&out);
    arena_release(&a);
}
