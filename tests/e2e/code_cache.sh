# code_cache.sh: compiled code that is kept between runs of smew.

SMEW=${SMEW:-${PKG%/*}/smew}

long_program() { # FILE: a program that is worth keeping
    {
        i=0
        while [ $i -lt 40 ]; do
            echo "class C$i { #p = $i; static s = (a, { b, ...c } = {}) => [a, b, ...Object.keys(c)]; get p() { return this.#p } }"
            i=$((i + 1))
        done
        echo 'console.log(new C7().p, C8.s(1, { b: 2, c: 3 }).join(), C9.s.toString(), (() => { try { null.x } catch (e) { return e.stack.split(String.fromCharCode(10))[1].replace(/.*[/]/, "") } })())'
    } > "$1"
}

test_code_cache_gives_the_same_program() {
    project '{"type":"commonjs"}'
    long_program a.js
    export XDG_CACHE_HOME=$PWD/cache
    "$SMEW" a.js > first
    [ "$(ls cache/smew/code | grep -c '^[0-9a-f]\{64\}$')" = 1 ]
    "$SMEW" a.js > second
    cmp first second
    has first '7 1,2,c (a, { b, ...c } = {}) => [a, b, ...Object.keys(c)]'
    cp a.js b.mjs
    "$SMEW" b.mjs > first
    "$SMEW" b.mjs > second
    cmp first second
}

test_code_cache_damage_is_a_miss() {
    project '{"type":"commonjs"}'
    long_program a.js
    export XDG_CACHE_HOME=$PWD/cache
    "$SMEW" a.js > first
    entry=$(ls cache/smew/code/* | grep '/[0-9a-f]\{64\}$')
    for at in 0 31 32 40 400 2000; do
        printf 'x' | dd of="$entry" bs=1 seek=$at conv=notrunc 2> /dev/null
        "$SMEW" a.js > second
        cmp first second
    done
    : > "$entry"
    "$SMEW" a.js > second
    cmp first second
}

test_code_cache_goes_without_a_place() {
    project '{"type":"commonjs"}'
    long_program a.js
    : > file
    XDG_CACHE_HOME=$PWD/file "$SMEW" a.js > first
    XDG_CACHE_HOME=$PWD/cache SMEW_CODE_CACHE=0 "$SMEW" a.js > second
    cmp first second
    gone cache
}
