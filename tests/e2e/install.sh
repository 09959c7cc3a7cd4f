# install.sh: the main road: install, add, remove, again without the network.

test_install_links_what_package_json_asks_for() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"^1.0.0"},"bin":"cli.js",
        "$files":{"index.js":"module.exports = 1","cli.js":"#!/bin/sh\necho hello"}}},
        "b":{"1.0.0":{},"1.2.0":{"$files":{"x.js":"2"}},"2.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    pkg install
    has "$T/out" "added 2 packages"
    there node_modules/a/index.js node_modules/b/x.js node_modules/.package-lock.json
    is node_modules/b/x.js 2
    [ "$(node_modules/.bin/a)" = hello ]
    has package-lock.json '"lockfileVersion": 3'
    has package-lock.json '"node_modules/b"'
    pkg install
    has "$T/out" "up to date"
}

test_adding_writes_package_json_and_removing_undoes_it() {
    world '{"packages":{"a":{"1.0.0":{},"1.1.0":{}},"@s/b":{"2.0.0":{}}}}'
    project '{"name":"p"}'
    pkg install a
    has package.json '"a":"^1.1.0"'
    pkg install -D --save-exact @s/b
    has package.json '"@s/b":"2.0.0"'
    has package.json devDependencies
    there node_modules/@s/b/package.json
    pkg uninstall a
    lacks package.json '"a"'
    gone node_modules/a
    there node_modules/@s/b/package.json
}

test_a_second_project_needs_no_network() {
    world '{"packages":{"a":{"1.0.0":{"$files":{"i.js":"7"}}}}}'
    project '{"name":"p","dependencies":{"a":"*"}}'
    pkg install
    rm -rf node_modules
    pkg ci --offline
    is node_modules/a/i.js 7
    rm -rf node_modules package-lock.json
    pkg install --offline
    is node_modules/a/i.js 7
}

test_ci_refuses_a_lock_that_disagrees() {
    world '{"packages":{"a":{"1.0.0":{},"2.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    fails EUSAGE pkg ci
    pkg install
    printf '{"name":"p","dependencies":{"a":"2"}}' > package.json
    fails EUSAGE pkg ci
    has "$T/err" "Invalid: lock file's a@1.0.0 does not satisfy a@2.0.0"
    there node_modules/a/package.json
}

test_what_is_not_what_it_claims_to_be_is_refused_and_nothing_changes() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{
        "$integrity":"sha512-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    pkg install
    cp package-lock.json "$T/lock"
    fails EINTEGRITY pkg install b
    cmp package-lock.json "$T/lock"
    lacks package.json '"b"'
    there node_modules/a/package.json node_modules/.package-lock.json
    gone node_modules/b
}

test_unknown_options_and_commands_name_the_nearest() {
    project '{}'
    pkg root --save-dve --loud=y --frob x
    has "$T/err" 'warn Unknown cli config "--save-dve". This will stop working'
    has "$T/err" "Did you mean --save-dev?"
    has "$T/err" 'warn "x" is being parsed as a normal command line argument.'
    lacks "$T/err" '"y"'
    fails - pkg unistnall
    has "$T/out" "pkg uninstall"
}

test_a_global_install_leaves_out_only_what_the_project_would() {
    world '{"packages":{"a":{"1.0.0":{"peerDependencies":{"b":"1"}}},"b":{"1.0.0":{}}}}'
    project '{}'
    pkg install -g --prefix "$T/global" --omit=peer a
    there "$T/global/lib/node_modules/a/node_modules/b/package.json"
}

test_folders_that_the_lock_knows_stay_without_the_hidden_lock() {
    world '{"packages":{"a":{"1.0.0":{"bin":"x.js","$files":{"x.js":"#!/bin/sh\n"}}},"b":{"1.0.0":{}}}}'
    project '{"dependencies":{"a":"1.0.0","b":"1.0.0"}}'
    pkg install
    pkg ci --dry-run
    has "$T/out" 'up to date'
    rm node_modules/.package-lock.json
    pkg install
    has "$T/out" 'up to date'
    there node_modules/.package-lock.json
    rm node_modules/.package-lock.json node_modules/.bin/a
    pkg install
    has "$T/out" 'changed 1 package'
    there node_modules/.bin/a
}

test_a_lock_with_an_entry_that_is_no_object_is_refused() {
    project '{"name":"p","dependencies":{"a":"1"}}'
    echo '{"name":"p","lockfileVersion":3,"packages":{"node_modules/a":null}}' > package-lock.json
    fails EBADLOCK pkg install
    fails EUSAGE pkg ci
}

test_ci_reads_the_lock_though_nobody_wants_one() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    pkg install
    pkg ci --no-package-lock
    there node_modules/a/package.json
}

test_a_global_command_that_the_new_version_lacks_goes() {
    world '{"packages":{"t":{"1.0.0":{"bin":{"old":"x.js","both":"x.js"},"$files":{"x.js":"#!/bin/sh\n"}},"2.0.0":{"bin":{"new":"x.js","both":"x.js"},"$files":{"x.js":"#!/bin/sh\n"}}}}}'
    project '{}'
    pkg install -g t@1
    there "$T/global/bin/old" "$T/global/bin/both"
    pkg install -g t@2
    gone "$T/global/bin/old"
    there "$T/global/bin/new" "$T/global/bin/both"
}

# npm takes them out of the way, also where --force has given them to another package.
test_global_commands_go_with_their_package_or_with_its_links() {
    tool='{"1.0.0":{"bin":{"tool":"x.js"},"$files":{"x.js":"#!/bin/sh\n"}}}'
    world "{\"packages\":{\"a\":$tool,\"b\":$tool,\"@s/c\":$tool}}"
    project '{}'
    pkg install -g a
    pkg install -g @s/c --force
    readlink "$T/global/bin/tool" | grep -qF @s/c/
    pkg uninstall -g a
    gone "$T/global/bin/tool"
    pkg install -g b
    there "$T/global/bin/tool"
    pkg install -g b --no-bin-links
    gone "$T/global/bin/tool"
    # What leads elsewhere is the user's.
    ln -s /bin/true "$T/global/bin/tool"
    pkg uninstall -g b
    there "$T/global/bin/tool"
}

# The package that is installed again had the command when it was installed.
test_a_global_package_gets_its_command_back_when_it_comes_again() {
    world '{"packages":{"a":{"1.0.0":{"bin":{"tool":"x.js"},"$files":{"x.js":"#!/bin/sh\n"}}},"b":{"1.0.0":{"bin":{"tool":"x.js"},"$files":{"x.js":"#!/bin/sh\n"}},
        "2.0.0":{"bin":{"other":"x.js","tool":"x.js"},"$files":{"x.js":"#!/bin/sh\n"}}}}}'
    project '{}'
    pkg install -g a
    fails EEXIST pkg install -g b@1
    pkg install -g b@1 --force
    readlink "$T/global/bin/tool" | grep -qF /b/
    pkg install -g a
    readlink "$T/global/bin/tool" | grep -qF /a/
    pkg install -g b@2
    readlink "$T/global/bin/tool" | grep -qF /b/
    # What leads elsewhere is the user's.
    ln -sf /bin/true "$T/global/bin/tool"
    fails EEXIST pkg install -g b
    [ "$(readlink "$T/global/bin/tool")" = /bin/true ]
}

test_a_global_command_of_somebody_else_is_not_overwritten() {
    world '{"packages":{"a":{"1.0.0":{"bin":{"x":"x.js"},"$files":{"x.js":"#!/bin/sh\n"}}}}}'
    project '{}'
    mkdir -p "$T/global/bin"
    echo mine > "$T/global/bin/x"
    fails EEXIST pkg install -g a
    sed '/complete log/d' "$T/err" > "$T/said"
    is "$T/said" "pkg error code EEXIST
pkg error path $T/global/bin/x
pkg error EEXIST: file already exists
pkg error File exists: $T/global/bin/x
pkg error Remove the existing file and try again, or run pkg
pkg error with --force to overwrite files recklessly.
"
    is "$T/global/bin/x" mine
    pkg install -g a --force
    there "$T/global/bin/x"
    lacks "$T/global/bin/x" mine
}

# A lock may leave out where its packages come from. What is in the store needs no place.
test_a_lock_without_places_asks_for_what_the_store_lacks_only() {
    world '{"packages":{"a":{"1.0.0":{"$files":{"i.js":"a"},"dependencies":{"b":"1"}}},"b":{"1.0.0":{"$files":{"i.js":"b"}}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    pkg install --omit-lockfile-registry-resolved
    lacks package-lock.json resolved
    cp package-lock.json ../lock
    : > "$T/requests"
    pkg ci --no-audit
    there node_modules/b/i.js
    [ "$(requests .)" = 0 ]
    for f in "$T"/cache/*/packages/*/0; do echo other > "$f"; done
    pkg ci --no-audit
    is node_modules/b/i.js b
    for f in "$T"/cache/*/packages/*; do
        echo other > "$f/0"
        truncate -s -1 "$f/list"
    done
    pkg ci --no-audit
    is node_modules/b/i.js b
    [ "$(requests tgz)" = 2 ]
    rm -rf "$T/cache"
    pkg ci --no-audit
    is node_modules/a/i.js a
    cmp package-lock.json ../lock
}

test_a_linked_folder_elsewhere_keeps_its_node_modules() {
    mkdir -p "$T/ext/node_modules/y" "$T/ext/l"
    echo '{"name":"ext","version":"1.0.0","dependencies":{"l":"file:l","y":"1"}}' > "$T/ext/package.json"
    echo '{"name":"l","version":"1.0.0"}' > "$T/ext/l/package.json"
    echo '{"name":"y","version":"1.0.0"}' > "$T/ext/node_modules/y/package.json"
    ln -s ../l "$T/ext/node_modules/l"
    project '{"name":"p","version":"1.0.0","dependencies":{"ext":"file:../ext"}}'
    pkg install --offline
    pkg install --offline
    rm package-lock.json node_modules/.package-lock.json
    pkg install --offline
    there "$T/ext/node_modules/y" "$T/ext/node_modules/l"
    cd "$T/ext"
    pkg link --offline
    pkg link --offline
    there node_modules/y node_modules/l
}

test_ci_for_the_lock_only_empties_node_modules_as_npm_does() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    pkg install
    pkg ci --package-lock-only
    gone node_modules/a
    there node_modules package-lock.json
}

test_what_is_deprecated_is_named_when_it_is_installed() {
    world '{"packages":{"old":{"1.0.0":{"deprecated":"take new"}}}}'
    project '{"dependencies":{"x":"npm:old@1"}}'
    pkg install
    has "$T/err" "warn deprecated old@1.0.0: take new"
    pkg install
    lacks "$T/err" deprecated
    pkg ci
    has "$T/err" "warn deprecated old@1.0.0: take new"
}

test_a_dry_run_makes_no_global_folder() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{}'
    fails ENOENT pkg install -g --prefix "$T/nowhere" --dry-run a
    gone "$T/nowhere"
}

test_what_is_refused_is_named_as_package_json_would_have_it() {
    project '{}'
    fails EALLOWGIT pkg install --allow-git=none y@me/x#abc
    has "$T/err" 'Refusing to fetch "y@github:me/x#abc"'
}

test_a_dry_run_of_the_lock_alone_changes_nothing_in_node_modules() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{}}}}'
    project '{"dependencies":{"a":"1"}}'
    pkg install b --dry-run --package-lock-only
    has "$T/out" "up to date"
    lacks "$T/out" add
    pkg install b --dry-run
    has "$T/out" "add b 1.0.0"
    gone package-lock.json node_modules
}

test_an_optional_package_that_is_nowhere_is_saved_as_npm_does_it() {
    world '{"packages":{"d":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0"}'
    pkg install -O nope
    has package.json '"nope":"npm:null@*"'
    pkg install d
    there node_modules/d
}

# y stays as it is, but its command goes with the folder around it: npm counts that.
test_what_a_bundle_exchanges_is_counted() {
    world '{"packages":{"b":{
        "1.0.0":{"dependencies":{"x":"1","y":"1","z":"1"},"bundleDependencies":["x","y","z"],"$files":{
            "node_modules/x/package.json":"{\"name\":\"x\",\"version\":\"1.0.0\"}",
            "node_modules/y/package.json":"{\"name\":\"y\",\"version\":\"1.0.0\",\"bin\":\"y.js\"}","node_modules/y/y.js":"",
            "node_modules/z/package.json":"{\"name\":\"z\",\"version\":\"1.0.0\"}"}},
        "2.0.0":{"dependencies":{"w":"1","x":"1","y":"1"},"bundleDependencies":["w","x","y"],"$files":{
            "node_modules/w/package.json":"{\"name\":\"w\",\"version\":\"1.0.0\"}",
            "node_modules/x/package.json":"{\"name\":\"x\",\"version\":\"1.1.0\"}",
            "node_modules/y/package.json":"{\"name\":\"y\",\"version\":\"1.0.0\",\"bin\":\"y.js\"}","node_modules/y/y.js":""}}}}}'
    project '{"name":"p"}'
    pkg install b@1
    pkg install b@2 --dry-run
    has "$T/out" 'change x 1.0.0 => 1.1.0'
    has "$T/out" 'removed 1 package, and changed 2 packages'
    pkg install b@2
    has "$T/out" 'removed 1 package, and changed 3 packages'
}
