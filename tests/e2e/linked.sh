# install-strategy=linked: each package once in node_modules/.store, links to it.

linked_world() {
    world '{"packages":{
        "a":{"1.0.0":{"dependencies":{"b":"1"},"bin":"a.js","$files":{"a.js":"#!/bin/sh\n"}}},
        "b":{"1.0.0":{"dependencies":{"c":"^1"}},"2.0.0":{}},
        "c":{"1.2.0":{},"2.0.0":{}},
        "@s/x":{"1.0.0":{"dependencies":{"b":"2"},"scripts":{"postinstall":"echo \"$NODE_PATH\" > done"}}}}}'
}

stored() { # NAME VERSION: its only folder
    set -- node_modules/.store/"$1@$2"-*/node_modules/"$1"
    [ $# = 1 ] && [ -d "$1" ] && echo "$1"
}

test_each_package_is_there_once_and_sees_only_what_it_depends_on() {
    linked_world
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","@s/x":"1"}}'
    pkg install --install-strategy=linked
    [ "$(readlink node_modules/a)" = "$(stored a 1.0.0 | sed 's/node_modules.//')" ]
    there node_modules/@s/x/package.json node_modules/.bin/a
    gone node_modules/b node_modules/c
    a=$(stored a 1.0.0)
    there "$a/../b/package.json" "$a/../.bin/a"
    gone "$a/../c"
    has node_modules/@s/x/done "node_modules/.store/@s/x@1.0.0-"
    has package-lock.json '"node_modules/b": {'
    has node_modules/.package-lock.json '"link": true'
    pkg install --install-strategy=linked
    has "$T/out" 'up to date'
}

test_what_nobody_needs_any_more_goes_and_what_is_not_ours_stays() {
    linked_world
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"2"}}'
    pkg install --install-strategy=linked
    mkdir -p "$T/elsewhere" node_modules/mine
    ln -s "$T/elsewhere" node_modules/theirs
    pkg uninstall a --install-strategy=linked
    gone node_modules/a node_modules/.bin/a node_modules/.store/a@* node_modules/.store/b@1.0.0-*
    there node_modules/b node_modules/mine node_modules/theirs
    pkg install
    [ -d node_modules/b ]
    [ ! -L node_modules/b ]
    gone node_modules/.store
    pkg install --install-strategy=linked
    [ -L node_modules/b ]
}

test_workspaces_have_links_of_their_own_and_can_be_installed_alone() {
    linked_world
    project '{"name":"p","version":"1.0.0","workspaces":["w1","w2"],"dependencies":{"b":"2","w1":"1"}}'
    mkdir w1 w2
    echo '{"name":"w1","version":"1.0.0","dependencies":{"a":"1","w2":"1"}}' > w1/package.json
    echo '{"name":"w2","version":"1.0.0","dependencies":{"c":"2"}}' > w2/package.json
    pkg install --install-strategy=linked -w w2
    there w2/node_modules/c
    gone w1/node_modules node_modules/b node_modules/w1
    pkg install --install-strategy=linked
    [ "$(readlink w1/node_modules/w2)" = ../../w2 ]
    [ "$(readlink node_modules/w1)" = ../w1 ]
    there w1/node_modules/.bin/a
    gone node_modules/w2
}

test_ls_sees_what_lies_beside_a_package() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"1"}}},"b":{"1.0.0":{"dependencies":{"c":"1"}}},"c":{"1.0.0":{}}}}'
    mkdir -p "$T/lib"
    printf '{"name":"lib","version":"1.0.0"}\n' > "$T/lib/package.json"
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","lib":"file:../lib"}}'
    pkg install --install-strategy=linked
    has node_modules/.package-lock.json '"../lib"'
    rm node_modules/.package-lock.json
    pkg ls --all
    lacks "$T/out" UNMET
    has "$T/out" c@1.0.0
}

test_a_dedupe_without_a_lock_writes_one() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    pkg install --install-strategy=linked
    rm package-lock.json
    pkg dedupe --install-strategy=linked
    has package-lock.json '"node_modules/a": {'
}

test_a_shrinkwrap_brings_its_packages_into_the_store() {
    world '{"packages":{"b":{"1.0.0":{},"1.1.0":{}},"a":{"1.0.0":{"dependencies":{"b":"1"},"_hasShrinkwrap":true,
        "$files":{"npm-shrinkwrap.json":"{\"name\":\"a\",\"version\":\"1.0.0\",\"lockfileVersion\":3,\"requires\":true,\"packages\":{\"\":{\"name\":\"a\",\"version\":\"1.0.0\",\"dependencies\":{\"b\":\"1\"}},\"node_modules/b\":{\"version\":\"1.0.0\",\"resolved\":\"{{URL}}b/-/b-1.0.0.tgz\"}}}"}}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    pkg install --install-strategy=linked
    has node_modules/.store/a@*/node_modules/b/package.json '"version": "1.0.0"'
    lacks package-lock.json '"node_modules/b": {'
}

test_scripts_of_workspaces_and_folders_run_in_a_linked_tree_too() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","workspaces":["w"],"dependencies":{"l":"file:l","a":"1"}}'
    mkdir w l
    echo '{"name":"w","version":"1.0.0","scripts":{"prepare":"echo w >> ../log"},"bin":"w.js"}' > w/package.json
    echo '{"name":"l","version":"1.0.0","scripts":{"postinstall":"echo l >> ../log"}}' > l/package.json
    pkg install --install-strategy=linked
    pkg install --install-strategy=linked
    is log 'l
w
l
w
'
    gone node_modules/.bin/w
}

ran() { # LINES: of scripts, which run side by side
    sort "$LOG" > "$T/sorted"
    is "$T/sorted" "$1"
}

test_a_linked_tree_builds_the_project_and_what_it_asks_for() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{}}}}'
    said='"install":"echo i $npm_package_name >> $LOG","prepare":"echo r $npm_package_name >> $LOG","dependencies":"echo d $npm_package_name >> $LOG"'
    project "{\"name\":\"p\",\"version\":\"1.0.0\",\"workspaces\":[\"w\"],\"scripts\":{$said},\"dependencies\":{\"w\":\"*\",\"a\":\"1\"}}"
    mkdir w
    echo "{\"name\":\"w\",\"version\":\"1.0.0\",\"scripts\":{$said}}" > w/package.json
    export LOG="$T/ran" npm_config_install_strategy=linked
    pkg install
    ran 'd p
i p
i p
i w
r p'
    rm "$LOG"
    pkg install
    ran 'i p
i p
i w
r p'
    rm "$LOG"
    pkg uninstall a
    lacks "$LOG" 'd p'
    sed -i 's/"w": *"\*"/"b":"1"/' package.json
    rm -rf node_modules package-lock.json "$LOG"
    pkg install
    rm "$LOG"
    pkg install
    ran 'd p
i p
i p
i w
r p
r w'
}

test_a_linked_tree_tells_of_its_packages() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"1"}}},"b":{"1.0.0":{"bin":"b.js","$files":{"b.js":""}}}}}'
    project '{"name":"p","dependencies":{"b":"1"}}'
    export npm_config_install_strategy=linked
    pkg install
    pkg install a --dry-run
    has "$T/out" 'add a 1.0.0'
    has "$T/out" 'change b 1.0.0 => 1.0.0'
    grep -q '^add a@1.0.0-.* 1.0.0$' "$T/out"
    pkg install a --json
    has "$T/out" '"added": 1,'
    has "$T/out" '"changed": 1,'
    grep -q '"path": ".*/node_modules/.store/a@1.0.0-.*/node_modules/a"' "$T/out"
}

test_a_failed_first_install_leaves_nothing() {
    world '{"packages":{"c":{"1.0.0":{"bin":"c.js","$files":{"c.js":""}}},"bad":{"1.0.0":{"scripts":{"install":"exit 3"}}}}}'
    project '{"dependencies":{"c":"1"}}'
    fails - pkg install bad --install-strategy=linked
    gone node_modules
}

test_what_was_installed_into_a_folder_goes_with_the_link_to_it() {
    world '{"packages":{"a":{"1.0.0":{},"2.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"2","d":"file:d"}}'
    mkdir d
    echo '{"name":"d","version":"1.0.0","dependencies":{"a":"1"}}' > d/package.json
    pkg install
    there d/node_modules/a
    pkg install --install-links
    has "$T/out" "added 1 package, removed 1 package, and changed 1 package"
    gone d/node_modules/a
    there node_modules/d/node_modules/a
    pkg install
    has "$T/out" "added 1 package, removed 1 package, and changed 1 package"
    there d/node_modules/a
    pkg uninstall d
    has "$T/out" "removed 2 packages"
    gone d/node_modules/a
    there d/package.json
}

test_a_workspace_that_nobody_asks_for_is_there_in_a_linked_tree() {
    world '{"packages":{"b":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","workspaces":["w"],"dependencies":{"b":"1"}}'
    echo install-strategy=linked > .npmrc
    mkdir w
    echo '{"name":"w","version":"1.0.0","dependencies":{"b":"1"}}' > w/package.json
    pkg install
    gone node_modules/w
    pkg ls --json
    has "$T/out" '"resolved": "file:../w"'
    lacks "$T/out" '"problems"'
    pkg ls -w w
    has "$T/out" 'w@1.0.0 -> ./w'
    pkg query ':root > .workspace'
    has "$T/out" '"location": "w"'
    pkg explain w
    is "$T/out" 'w@1.0.0
w
  w@1.0.0
  node_modules/w
    workspace w from the root project
'
}

test_the_store_is_counted_where_it_goes_as_a_whole() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"1"}}},"b":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    pkg install --install-strategy=linked
    pkg install --dry-run
    sed '/^$/,$d' "$T/out" > listed
    is listed 'add b 1.0.0
remove b 1.0.0
remove b 1.0.0
remove a 1.0.0
change a 1.0.0 => 1.0.0
'
    pkg install
    has "$T/out" 'added 1 package, removed 3 packages, and changed 1 package'
    gone node_modules/.store
    there node_modules/a/package.json node_modules/b/package.json
    # A package in the store that was touched: the hidden lock counts no more.
    pkg install --install-strategy=linked
    sleep 0.02
    touch node_modules/.store/*/node_modules/b
    pkg install
    lacks "$T/out" 'removed 3 packages'
    gone node_modules/.store
}
