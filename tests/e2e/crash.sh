# crash.sh: cut short at any moment, the disk full, the network cut, two at once: files are
# the old or the new ones, the next run repairs the tree, the store stays valid.

crash_world() {
    world '{"packages":{
        "a":{"1.0.0":{"dependencies":{"b":"1","c":"1"},"bin":"cli.js","$files":{"cli.js":"#!/bin/sh\necho a","i.js":"a1"}}},
        "b":{"1.0.0":{"$files":{"i.js":"b1","lib/x.js":"x","lib/y.js":"y"}},"2.0.0":{"$files":{"i.js":"b2","lib/z.js":"z"}}},
        "c":{"1.0.0":{"dependencies":{"d":"1","@s/e":"1"},"$files":{"i.js":"c1"}},"1.1.0":{"dependencies":{"@s/e":"1"},"$files":{"i.js":"c11"}}},
        "d":{"1.0.0":{"$files":{"i.js":"d1"}}},
        "@s/e":{"1.0.0":{"bin":{"e":"e.js"},"$files":{"e.js":"#!/bin/sh\necho e"}}},
        "f":{"1.0.0":{"dependencies":{"g":"1","h":"1"},"$files":{"i.js":"f"}}},
        "g":{"1.0.0":{"$files":{"i.js":"g"}}},
        "h":{"1.0.0":{"$files":{"i.js":"h"}}}}}'
}

now_ms() {
    echo $(($(date +%s%N) / 1000000))
}

# The states before and after `pkg install b@2 f`, in ../old and ../new; the time it takes.
two_states() {
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","c":"1.0.0"}}'
    pkg install
    cp -a . ../old
    rm -rf "$T/cache"
    begun=$(now_ms)
    pkg install b@2 f
    took=$(($(now_ms) - begun))
    cp -a . ../new
}

is_old_or_new() { # FILE
    cmp -s "$1" "../old/$1" || cmp -s "$1" "../new/$1" || { echo "$1 is torn:"; cat "$1"; return 1; }
}

# Whatever package.json says now is what must be there after the next run.
repairs() {
    pkg install
    if cmp -s package.json ../new/package.json; then state=../new; else state=../old; fi
    cmp package-lock.json $state/package-lock.json
    diff -r node_modules $state/node_modules
}

test_killed_at_fifty_points_files_are_old_or_new_and_the_next_run_repairs() {
    crash_world
    two_states
    i=0
    while [ $i -lt 50 ]; do
        cd "$T"
        rm -rf project
        cp -a old project
        cd project
        [ $((i % 3)) = 0 ] || rm -rf "$T/cache"
        "$PKG" install b@2 f < /dev/null > /dev/null 2>&1 7>&- &
        victim=$!
        ms=$((took * i / 50))
        sleep "$((ms / 1000)).$(printf %03d $((ms % 1000)))"
        kill -9 $victim 2> /dev/null || :
        wait $victim 2> /dev/null || :
        is_old_or_new package.json
        is_old_or_new package-lock.json
        repairs
        i=$((i + 1))
    done
    # The store was never left with half a package in it.
    cd "$T/new"
    cp -a node_modules ../wanted
    rm -rf node_modules
    pkg ci --prefer-offline
    diff -r node_modules ../wanted
}

test_ci_over_a_tree_that_was_killed_anywhere_is_made_good_by_the_next() {
    crash_world
    two_states
    i=0
    while [ $i -lt 25 ]; do
        cd "$T"
        rm -rf project
        mkdir project
        cp new/package.json new/package-lock.json project
        cd project
        pkg ci
        rm -r node_modules/b/lib node_modules/f
        mkdir -p node_modules/junk/node_modules/g node_modules/d/more
        echo more >> node_modules/c/i.js
        "$PKG" ci < /dev/null > /dev/null 2>&1 7>&- &
        victim=$!
        ms=$((took * i / 25))
        sleep "$((ms / 1000)).$(printf %03d $((ms % 1000)))"
        kill -9 $victim 2> /dev/null || :
        wait $victim 2> /dev/null || :
        cmp package-lock.json ../new/package-lock.json
        pkg ci
        diff -r node_modules ../new/node_modules
        test ! -e node_modules/junk
        i=$((i + 1))
    done
}

# A node_modules that wasn't there comes as one: there is none, or all packages are in it.
test_killed_while_a_new_tree_is_built_there_is_none_or_all_of_it() {
    crash_world
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","c":"1.0.0","f":"1"}}'
    pkg install
    cp -a node_modules ../whole
    rm -rf node_modules
    begun=$(now_ms)
    pkg ci
    took=$(($(now_ms) - begun))
    i=0
    while [ $i -lt 24 ]; do
        rm -rf node_modules
        "$PKG" ci < /dev/null > /dev/null 2>&1 7>&- &
        victim=$!
        ms=$((took * i / 24))
        sleep "$((ms / 1000)).$(printf %03d $((ms % 1000)))"
        kill -9 $victim 2> /dev/null || :
        wait $victim 2> /dev/null || :
        if [ -e node_modules ]; then
            diff -r -x .bin -x .package-lock.json -x '*.pkg-*' node_modules ../whole | grep -v '^Only in [^ ]*whole: \.' && return 1
        fi
        pkg install
        diff -r node_modules ../whole
        [ -z "$(find . -maxdepth 1 -name '.node_modules*' -o -maxdepth 1 -name '.pkg-*')" ]
        i=$((i + 1))
    done
}

test_a_full_disk_leaves_everything_as_it_was() {
    big=$(head -c 300000 /dev/zero | tr '\0' x)
    world '{"packages":{"a":{"1.0.0":{}},"big":{"1.0.0":{"$files":{"big.txt":"'"$big"'"}}}}}' > /dev/null 2>&1
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    pkg install
    cp -a . ../old
    # No file may grow beyond 64 kB: what a full disk looks like, for whom has no disk to fill.
    fails EFBIG sh -c 'ulimit -f 128; exec "$PKG" install big > "$T/out" 2> "$T/err"'
    cmp package.json ../old/package.json
    cmp package-lock.json ../old/package-lock.json
    diff -r node_modules ../old/node_modules
    pkg install big
    [ "$(wc -c < node_modules/big/big.txt)" = 300000 ]
}

test_a_cut_network_leaves_everything_as_it_was() {
    crash_world
    two_states
    cd "$T"
    rm -rf project cache
    cp -a old project
    cd project
    sed 's/^{/{"faults":[{"path":"\/h\/-\/*","cut":"50%"}],/' "$T/world.json" > "$T/cut.json"
    cp "$T/world.json" "$T/whole.json"
    cp "$T/cut.json" "$T/world.json"
    fails - pkg install b@2 f
    cmp package.json ../old/package.json
    cmp package-lock.json ../old/package-lock.json
    diff -r node_modules ../old/node_modules
    sed 's/^{/{"faults":[{"path":"\/h\/-\/*","cut":"50%","times":1}],/' "$T/whole.json" > "$T/world.json"
    npm_config_fetch_retries=2 npm_config_fetch_retry_mintimeout=10 pkg install b@2 f
    cmp package-lock.json ../new/package-lock.json
    diff -r node_modules ../new/node_modules
    [ "$(requests 'GET /h/-/.* range=bytes')" -ge 1 ]
}

test_two_runs_at_once_in_one_project_both_count() {
    crash_world
    project '{"name":"p","version":"1.0.0"}'
    "$PKG" install a < /dev/null > "$T/out1" 2>&1 7>&- &
    first=$!
    "$PKG" install f < /dev/null > "$T/out2" 2>&1 7>&- &
    second=$!
    wait $first
    wait $second
    has package.json '"a"'
    has package.json '"f"'
    has package-lock.json '"node_modules/a"'
    has package-lock.json '"node_modules/f"'
    there node_modules/a/i.js node_modules/f/i.js node_modules/h/i.js
    pkg install
    has "$T/out" "up to date"
}

test_four_projects_at_once_share_one_empty_cache() {
    crash_world
    for n in 1 2 3 4; do
        mkdir -p "$T/p$n"
        echo '{"name":"p","version":"1.0.0","dependencies":{"a":"1","f":"1"}}' > "$T/p$n/package.json"
        (cd "$T/p$n" && exec "$PKG" install < /dev/null > "$T/out$n" 2>&1 7>&-) &
        eval "run$n=\$!"
    done
    wait $run1
    wait $run2
    wait $run3
    wait $run4
    for n in 2 3 4; do diff -r "$T/p1/node_modules" "$T/p$n/node_modules"; done
}

test_a_run_that_was_ended_by_a_signal_says_so_and_leaves_nothing_half() {
    crash_world
    sed 's/^{/{"faults":[{"path":"\/h\/-\/*","stall":0}],/' "$T/world.json" > "$T/w"
    cp "$T/w" "$T/world.json"
    project '{"name":"p","version":"1.0.0","dependencies":{"f":"1"}}'
    "$PKG" install < /dev/null > "$T/out1" 2>&1 7>&- &
    victim=$!
    until [ "$(requests 'GET /h/-/')" -ge 1 ]; do sleep 0.02; done
    kill -TERM $victim
    status=0
    wait $victim || status=$?
    [ $status = 143 ]
    gone node_modules/f package-lock.json
    printf '%s' '{}' > "$T/none"
    crash_world
    pkg install
    there node_modules/f/i.js node_modules/h/i.js
}

test_a_damaged_store_is_mended_also_by_several_at_once() {
    same='"$packageJson":"{\"version\":\"1.0.0\"}","$files":{"i.js":"the same","j.js":"everywhere"}'
    list='' deps=''
    for n in 1 2 3 4 5 6 7 8; do
        list="$list,\"x$n\":{\"1.0.0\":{$same}}"
        deps="$deps,\"x$n\":\"1.0.0\""
    done
    world "{\"packages\":{${list#,}}}"
    project "{\"name\":\"p\",\"dependencies\":{${deps#,}}}"
    pkg install
    cp -a node_modules ../whole
    rm -rf node_modules
    find "$T/cache" -path '*/packages/*' -type f ! -name list | while read -r file; do
        chmod u+w "$file"
        echo damaged >> "$file"
    done
    pkg ci
    for n in 1 2 3 4 5 6 7 8; do is "node_modules/x$n/i.js" 'the same'; done
}
