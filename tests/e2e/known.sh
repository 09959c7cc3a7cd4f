# known.sh: a run that trusts what the last one left makes the same tree and locks as one that
# looks at everything, and trusts nothing that was touched.

known_world() {
    world '{"packages":{
        "a":{"1.0.0":{"license":"MIT","engines":{"node":">=4"},"dependencies":{"@s/b":"^1.0.0","c":"^1.0.0"},
            "bin":"cli.js","$files":{"cli.js":"#!/bin/sh\n"}}},
        "@s/b":{"1.0.0":{"peerDependencies":{"c":"*","z":"*"},"peerDependenciesMeta":{"z":{"optional":true}}},"2.0.0":{}},
        "c":{"1.0.0":{"optionalDependencies":{"d":"1"},"funding":"https://x.y/"},"2.0.0":{"dependencies":{"@s/b":"1"}}},
        "d":{"1.0.0":{"os":["none"]}},
        "e":{"1.0.0":{"dependencies":{"c":"^2.0.0","@s/f":"1","h":"1"}}},
        "@s/f":{"1.0.0":{"hasInstallScript":true,"scripts":{"install":"true"}}},
        "g":{"1.0.0":{"dependencies":{"c":"^1.0.0"}}},
        "h":{"1.0.0":{},"2.0.0":{}}}}'
}

# The same steps where every run looks at everything.
forget() {
    [ -z "${unknown:-}" ] || rm -rf "$T"/cache/*/projects
}
state() { # NAME
    cp package-lock.json "$T/$1.lock"
    cp node_modules/.package-lock.json "$T/$1.hidden"
    cp package.json "$T/$1.json"
    find node_modules | LC_ALL=C sort > "$T/$1.tree"
}
known_project() {
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"},"devDependencies":{"h":"^2.0.0"}}'
}
steps() { # SUFFIX
    rm -rf "$T/project"
    known_project
    pkg install
    step=0
    for args in "add e" "uninstall a" "add -D g" "add a" "uninstall h" "add h@1" "uninstall e g" "add c@2"; do
        forget
        # shellcheck disable=SC2086
        pkg $args
        step=$((step + 1))
        state "$1$step"
    done
}

compare_steps() {
    steps known
    unknown=1
    steps unknown
    for i in 1 2 3 4 5 6 7 8; do
        for what in lock hidden json tree; do
            cmp "$T/known$i.$what" "$T/unknown$i.$what"
        done
    done
}

test_what_is_known_makes_the_same_locks_and_trees() {
    known_world
    compare_steps
}

test_what_is_known_of_locks_without_places_makes_the_same_locks_and_trees() {
    known_world
    known_project() {
        project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","t":"REGISTRY/h/-/h-1.0.0.tgz"}}'
        sed -i "s#REGISTRY#${npm_config_registry%/}#" package.json
        echo "omit-lockfile-registry-resolved=true" >> .npmrc
    }
    compare_steps
    lacks package-lock.json '@s/f-1.0.0.tgz'
    has package-lock.json '/h/-/h-1.0.0.tgz'
}

# The first install leaves y behind, which only an optional peer asked for (as npm does); the
# second one removes it, and knows the rest.
test_what_the_first_install_left_over_is_removed_by_the_second() {
    world '{"packages":{
        "a":{"1.0.0":{"dependencies":{"y":"1"}}},
        "t":{"1.0.0":{"dependencies":{"p":"1"}}},
        "p":{"1.0.0":{"peerDependencies":{"y":"2"},"peerDependenciesMeta":{"y":{"optional":true}}}},
        "y":{"1.0.0":{},"2.0.0":{}}}}'
    for way in known unknown; do
        rm -rf "$T/project"
        project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","t":"1"}}'
        pkg install
        state "${way}1"
        [ $way = known ] || rm -rf "$T"/cache/*/projects
        pkg install
        state "${way}2"
    done
    has "$T/known1.lock" '"extraneous": true'
    lacks "$T/known2.lock" '"extraneous": true'
    for what in lock hidden json tree; do
        cmp "$T/known2.$what" "$T/unknown2.$what"
    done
}

test_what_is_known_of_workspaces_makes_the_same_locks_and_trees() {
    known_world
    known_project() {
        project '{"name":"p","version":"1.0.0","workspaces":["packages/*"],"dependencies":{"a":"1"},"devDependencies":{"h":"^2.0.0"}}'
        mkdir -p packages/one packages/two
        echo '{"name":"one","version":"1.0.0","dependencies":{"two":"1","c":"2","h":"1"}}' > packages/one/package.json
        echo '{"name":"two","version":"1.0.0","bin":"cli.js","dependencies":{"g":"1","@s/b":"2"}}' > packages/two/package.json
        echo '#!/bin/sh' > packages/two/cli.js
    }
    compare_steps
}

test_what_was_touched_in_a_workspace_is_not_trusted() {
    known_world
    project '{"name":"p","workspaces":["packages/*"],"dependencies":{"h":"2"}}'
    mkdir -p packages/one
    echo '{"name":"one","version":"1.0.0","dependencies":{"h":"1"}}' > packages/one/package.json
    pkg install
    there packages/one/node_modules/h
    sleep 0.1
    mkdir packages/one/node_modules/stray
    echo '{"name":"stray","version":"1.0.0"}' > packages/one/node_modules/stray/package.json
    pkg add c@1
    lacks package-lock.json stray
    gone packages/one/node_modules/stray
}

test_new_and_changed_workspaces_are_seen() {
    known_world
    project '{"name":"p","workspaces":["packages/**"],"dependencies":{"h":"2"}}'
    mkdir -p packages/one packages/group
    echo '{"name":"one","version":"1.0.0","dependencies":{"h":"1"}}' > packages/one/package.json
    pkg install
    pkg install
    sleep 0.1
    mkdir packages/group/two
    echo '{"name":"two","version":"1.0.0","dependencies":{"g":"1"}}' > packages/group/two/package.json
    pkg add c@1
    there node_modules/two
    there node_modules/g
    has package-lock.json '"packages/group/two"'
    echo '{"name":"two","version":"1.0.1","dependencies":{"one":"1","h":"1"}}' > packages/group/two/package.json
    pkg uninstall c
    has package-lock.json '"version": "1.0.1"'
    there packages/group/two/node_modules/h
    gone node_modules/g
    rm -rf packages/group/two
    pkg add c@1
    gone node_modules/two
    lacks package-lock.json two
}

test_what_was_touched_is_not_trusted() {
    known_world
    project '{"name":"p","dependencies":{"a":"1","@s/f":"1"}}'
    pkg install
    sleep 0.1
    mkdir node_modules/@s/stray
    echo '{"name":"@s/stray","version":"1.0.0"}' > node_modules/@s/stray/package.json
    pkg install
    gone node_modules/@s/stray
    pkg install e
    sleep 0.1
    mkdir -p node_modules/e/node_modules/stray
    echo '{"name":"stray","version":"1.0.0"}' > node_modules/e/node_modules/stray/package.json
    pkg install h
    gone node_modules/e/node_modules/stray
    sleep 0.1
    rm -rf node_modules/c
    pkg uninstall h
    there node_modules/c/package.json
    gone node_modules/h
    sed -i 's/"version": "1.0.0"/"version": "1.0.0", "license": "X"/' package-lock.json
    pkg install h
    has package-lock.json '"license": "X"'
    has node_modules/.package-lock.json '"license": "X"'
}
