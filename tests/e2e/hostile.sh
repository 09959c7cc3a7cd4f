# hostile.sh: projects, locks and registries that mean harm, or were left in a mess.

test_a_lock_cannot_link_to_a_folder_outside() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    mkdir "$T/outside"
    printf '{"name":"a","version":"1.0.0"}' > "$T/outside/package.json"
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1.0.0"}}'
    printf '%s' '{"name":"p","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{
        "":{"name":"p","version":"1.0.0","dependencies":{"a":"1.0.0"}},
        "node_modules/a":{"resolved":"../outside","link":true},
        "../outside":{"name":"a","version":"1.0.0"}}}' > package-lock.json
    fails EINVALIDLOCATION pkg ci
    has "$T/err" "refused to link 'node_modules/a'"
    gone node_modules/a
    fails EINVALIDLOCATION pkg install
    gone node_modules/a
}

test_a_package_of_the_registry_cannot_link_to_a_folder_outside() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"s":"file:../../../outside"}}}}}'
    mkdir "$T/outside"
    printf '{"name":"s","version":"1.0.0"}' > "$T/outside/package.json"
    project '{"name":"p","dependencies":{"a":"1"}}'
    fails EINVALIDLOCATION pkg install
    gone node_modules/s package-lock.json
}

test_the_project_itself_may_link_to_a_folder_outside() {
    world '{"packages":{}}'
    mkdir "$T/outside" "$T/further"
    printf '{"name":"s","version":"1.0.0","dependencies":{"f":"file:../further"}}' > "$T/outside/package.json"
    printf '{"name":"f","version":"1.0.0"}' > "$T/further/package.json"
    project '{"name":"p","dependencies":{"s":"file:../outside"}}'
    pkg install
    [ "$(readlink node_modules/s)" = ../../outside ]
    pkg install
    rm -rf node_modules
    pkg ci
    [ "$(readlink node_modules/s)" = ../../outside ]
}

test_a_link_that_somebody_left_in_node_modules_is_replaced() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    mkdir "$T/outside"
    printf '{"name":"a","version":"1.0.0"}' > "$T/outside/package.json"
    project '{"name":"p","dependencies":{"a":"1.0.0"}}'
    mkdir node_modules
    ln -s "$T/outside" node_modules/a
    pkg install
    [ ! -L node_modules/a ]
    there node_modules/a/package.json "$T/outside/package.json"
    lacks package-lock.json outside
}

test_folders_of_node_modules_that_are_links_make_room() {
    world '{"packages":{"@s/a":{"1.0.0":{"bin":{"x":"i.js"},"$files":{"i.js":"1"}}}}}'
    mkdir -p "$T/outside/@s" "$T/outside/bin"
    touch "$T/outside/@s/mine"
    project '{"name":"p","dependencies":{"@s/a":"1.0.0"}}'
    mkdir node_modules
    ln -s "$T/outside/@s" node_modules/@s
    ln -s "$T/outside/bin" node_modules/.bin
    pkg install
    there node_modules/@s/a/i.js node_modules/.bin/x "$T/outside/@s/mine"
    gone "$T/outside/@s/a" "$T/outside/bin/x"
    [ ! -L node_modules/@s ]
    [ ! -L node_modules/.bin ]
    rm -rf node_modules
    ln -s "$T/outside" node_modules
    pkg install
    [ ! -L node_modules ]
    has "$T/err" "Removing non-directory"
    there node_modules/@s/a/i.js "$T/outside/@s/mine"
}

test_a_node_modules_that_is_a_file_makes_room() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"1.0.0"}}'
    echo x > node_modules
    pkg install
    there node_modules/a/package.json
}

test_the_projects_settings_cannot_send_variables_away() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"1.0.0"}}'
    printf 'registry=%s${SECRET}/\n' "$url" > .npmrc
    unset npm_config_registry
    SECRET=top-secret fails - pkg install
    has "$T/err" "EPROJECTCONFIG registry"
    lacks "$T/requests" top-secret
    printf 'registry=${WHERE}\n' > .npmrc
    WHERE=$url pkg install
    there node_modules/a/package.json
}

test_the_projects_settings_cannot_name_programs() {
    world '{"packages":{}}'
    project '{"name":"p","scripts":{"x":"echo fine"}}'
    printf '#!/bin/sh\ntouch "%s"\n' "$T/ran" > evil.sh
    chmod +x evil.sh
    printf 'script-shell=./evil.sh\ngit=./evil.sh\nnode-options=--require ./evil.js\n' > .npmrc
    pkg run x
    has "$T/out" fine
    has "$T/err" "EPROJECTCONFIG script-shell"
    has "$T/err" "EPROJECTCONFIG git"
    has "$T/err" "EPROJECTCONFIG node-options"
    gone "$T/ran"
}

test_a_lock_that_cannot_be_read_is_made_anew() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"1.0.0"}}'
    printf '{"name":"p","lockfileV' > package-lock.json
    fails EUSAGE pkg ci
    pkg install
    has "$T/err" "cannot be read"
    has package-lock.json '"node_modules/a"'
}

test_two_tarballs_by_url_are_read_one_after_the_other() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{}}}}'
    project "{\"name\":\"p\",\"dependencies\":{\"a\":\"${url}a/-/a-1.0.0.tgz\",\"b\":\"${url}b/-/b-1.0.0.tgz\"}}"
    pkg install
    there node_modules/a/package.json node_modules/b/package.json
}

# Nothing that walks along what packages need may take the stack for each of them.
test_a_long_chain_of_packages_ends() {
    project '{"name":"p","dependencies":{"a0":"1.0.0"}}'
    awk 'BEGIN {
        n = 150000
        print "{\"name\":\"p\",\"lockfileVersion\":3,\"requires\":true,\"packages\":{\"\":{\"name\":\"p\",\"dependencies\":{\"a0\":\"1.0.0\"}}"
        for (i = 0; i < n; i++)
            printf ",\"node_modules/a%d\":{\"version\":\"1.0.0\",\"dependencies\":{%s}}\n", i,
                i + 1 < n ? "\"a" (i + 1) "\":\"1.0.0\"" : ""
        print "}}"
    }' > package-lock.json
    pkg ci --dry-run --offline --no-audit --fund
}

# The same for what one package brings along.
test_a_long_chain_in_a_bundle_ends() {
    project '{"name":"p","dependencies":{"b":"1.0.0"}}'
    awk 'BEGIN {
        n = 5000
        print "{\"name\":\"p\",\"lockfileVersion\":3,\"requires\":true,\"packages\":{\"\":{\"name\":\"p\",\"dependencies\":{\"b\":\"1.0.0\"}},"
        print "\"node_modules/b\":{\"version\":\"1.0.0\",\"bundleDependencies\":[\"a0\"],\"dependencies\":{\"a0\":\"1.0.0\"}}"
        for (i = 0; i < n; i++)
            printf ",\"node_modules/b/node_modules/a%d\":{\"version\":\"1.0.0\",\"inBundle\":true,\"dependencies\":{%s}}\n", i,
                i + 1 < n ? "\"a" (i + 1) "\":\"1.0.0\"" : ""
        print "}}"
    }' > package-lock.json
    ulimit -s 512
    pkg query .bundled --package-lock-only
    has "$T/out" '"a4999"'
}

# And for rules of overrides, which go down from the one that comes last.
test_overrides_go_down_a_long_chain() {
    project '{"name":"p","dependencies":{"a0":"1.0.0"},"overrides":{"x":{"y":"1"}}}'
    awk 'BEGIN {
        n = 9000
        print "{\"name\":\"p\",\"lockfileVersion\":3,\"requires\":true,\"packages\":{\"\":{\"name\":\"p\",\"dependencies\":{\"a0\":\"1.0.0\"}}"
        for (i = n - 1; i >= 0; i--)
            printf ",\"node_modules/a%d\":{\"version\":\"1.0.0\",\"dependencies\":{%s}}\n", i,
                i + 1 < n ? "\"a" (i + 1) "\":\"1.0.0\"" : ""
        print "}}"
    }' > package-lock.json
    ulimit -s 1024
    pkg query '#a8999' --package-lock-only
    has "$T/out" '"a8999"'
    pkg ci --dry-run --offline
}

# What is told of one goes as far down as npm does, and further there is no stack left.
test_a_long_chain_of_packages_is_too_deep_to_be_told() {
    project '{"name":"p","dependencies":{"a0":"1.0.0"}}'
    awk 'BEGIN { for (i = 0; i < 30000; i++) print "node_modules/a" i }' | xargs mkdir -p
    for lock in package-lock.json node_modules/.package-lock.json; do
        awk -v top="$lock" 'BEGIN {
            n = 30000
            print "{\"name\":\"p\",\"lockfileVersion\":3,\"requires\":true,\"packages\":{"
            if (top == "package-lock.json")
                print "\"\":{\"name\":\"p\",\"dependencies\":{\"a0\":\"1.0.0\"}},"
            for (i = 0; i < n; i++)
                printf "%s\"node_modules/a%d\":{\"version\":\"1.0.0\",\"funding\":\"https://x.example/%d\",\"dependencies\":{%s}}\n",
                    i ? "," : "", i, i, i + 1 < n ? "\"a" (i + 1) "\":\"1.0.0\"" : ""
            print "}}"
        }' > "$lock"
    done
    for command in 'ls --all' 'ls --all --json' 'ls a29999' fund 'fund --json' 'explain a29999' 'explain --json a29999' \
        'explain a100 a2900 a5700 a8500' 'ci --dry-run --offline --install-strategy=linked'; do
        fails - pkg $command
        has "$T/err" "Maximum call stack size exceeded"
    done
    pkg ls --all --parseable
    has "$T/out" node_modules/a29999
    pkg explain a1500
    has "$T/out" 'from the root project'
    pkg fund a7 --which=2 || has "$T/err" "not a valid index"
    pkg query '#a29999'
    has "$T/out" a29999
}

test_closed_standard_files_lead_nowhere() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1.0.0"}}'
    "$PKG" install <&- >&- 2>&- 7>&-
    there node_modules/a/package.json package-lock.json
    rm -rf node_modules
    "$PKG" ci < /dev/null >&- 2> "$T/err" 7>&-
    there node_modules/a/package.json
}

test_too_few_files_are_an_error() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1.0.0"}}'
    for n in 5 8 12; do
        status=0
        (ulimit -n $n && exec "$PKG" install) < /dev/null 7>&- > "$T/out" 2> "$T/err" || status=$?
        [ $status = 232 ]
        has "$T/err" 'code EMFILE'
        gone node_modules package-lock.json
    done
    pkg install
    there node_modules/a/package.json
}
