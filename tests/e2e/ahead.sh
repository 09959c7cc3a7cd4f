# ahead.sh: where there is no node_modules, packages are linked while the tree is being made.
# What comes of it is what comes of linking them afterwards.

ahead_world() {
    world '{"packages":{
        "a":{"1.0.0":{"dependencies":{"c":"^1.0.0","@s/b":"1"},"bin":"cli.js","$files":{"cli.js":"#!/bin/sh\n"}}},
        "@s/b":{"1.0.0":{"dependencies":{"c":"^2.0.0","d":"1"},"optionalDependencies":{"o":"1"}}},
        "c":{"1.0.0":{"$files":{"lib/one.js":"1"}},"1.1.0":{"$files":{"lib/one.js":"1.1"}},"2.0.0":{"dependencies":{"d":"2"}}},
        "d":{"1.0.0":{"dependencies":{"c":"1.0.0"}},"2.0.0":{},"3.0.0":{"peerDependencies":{"c":"1"}}},
        "e":{"1.0.0":{"dependencies":{"d":"3"}}},
        "o":{"1.0.0":{"os":["none"]}},
        "s":{"1.0.0":{"scripts":{"install":"echo made > made.txt"},"$files":{"in/place.txt":"x"}}}}}'
}

ahead_project() {
    rm -rf "$T/project"
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","c":"2","e":"1","s":"1","again":"npm:c@1.0.0"},
        "allowScripts":{"s":true}}'
}

# Everything below node_modules, with its contents.
ahead_state() { # NAME
    cp package-lock.json "$T/$1.lock"
    cp node_modules/.package-lock.json "$T/$1.hidden"
    (cd node_modules && find . -printf '%p %y %m %l\n' | LC_ALL=C sort &&
        find . -type f ! -name .package-lock.json | LC_ALL=C sort | xargs cat) > "$T/$1.tree"
}

test_linking_ahead_makes_the_tree_that_linking_afterwards_makes() {
    ahead_world
    for when in cold warm; do
        ahead_project
        pkg install
        ahead_state "$when"
        [ "$when" = cold ] || rm -rf "$T"/cache/*/projects
    done
    ahead_project
    mkdir node_modules
    pkg install
    ahead_state after
    for what in lock hidden tree; do
        cmp "$T/cold.$what" "$T/after.$what"
        cmp "$T/warm.$what" "$T/after.$what"
    done
    lacks "$T/after.tree" .pkg-
    has "$T/after.tree" /node_modules/
    there node_modules/s/made.txt
    gone node_modules/o
}

test_what_a_lock_says_is_linked_ahead_too() {
    ahead_world
    ahead_project
    mkdir node_modules
    pkg install
    ahead_state after
    for what in ci install; do
        for cache in warm cold; do
            rm -rf node_modules "$T"/cache/*/projects
            [ $cache = warm ] || rm -rf "$T/cache"
            pkg $what
            ahead_state "$what"
            cmp "$T/$what.lock" "$T/after.lock"
            cmp "$T/$what.hidden" "$T/after.hidden"
            cmp "$T/$what.tree" "$T/after.tree"
            gone node_modules/.pkg-*
        done
    done
}

test_a_lock_that_does_not_agree_leaves_nothing() {
    ahead_world
    ahead_project
    pkg install
    rm -rf node_modules
    sed 's/"c": *"2"/"c":"1"/; s/"c":"2"/"c":"1"/' package.json > "$T/other"
    cp "$T/other" package.json
    fails EUSAGE pkg ci
    gone node_modules
    pkg install
    rm -rf node_modules
    mkdir -p node_modules/mine
    pkg ci
    gone node_modules/mine
}

test_linking_ahead_leaves_nothing_where_there_is_no_tree() {
    ahead_world
    project '{"name":"p","dependencies":{"a":"1","c":"9"}}'
    fails ETARGET pkg install
    gone node_modules package-lock.json
    project '{"name":"p"}'
    pkg install
    gone node_modules
}

test_a_damaged_store_is_mended_while_linking_ahead() {
    ahead_world
    ahead_project
    pkg install
    rm -rf node_modules package-lock.json
    for f in "$T"/cache/*/packages/*/0; do echo other > "$f"; done
    pkg install
    ahead_state mended
    lacks "$T/mended.tree" other
}

# Optional peers are looked at, for a peer set must fit together; their tarballs are nobody's.
test_what_only_optional_peers_want_is_not_downloaded() {
    world '{"packages":{
        "a":{"1.0.0":{"dependencies":{"b":"1"}}},
        "b":{"1.0.0":{"peerDependencies":{"o":"1","p":"1"},"peerDependenciesMeta":{"o":{"optional":true}}}},
        "o":{"1.0.0":{"dependencies":{"deep":"1"},"peerDependencies":{"q":"1"}}},
        "p":{"1.0.0":{}},"q":{"1.0.0":{}},"deep":{"1.0.0":{}}}}'
    project '{"dependencies":{"a":"1"}}'
    pkg install
    there node_modules/p
    gone node_modules/o
    [ "$(requests "p-1.0.0.tgz")" = 1 ]
    [ "$(requests "o-1.0.0.tgz")" = 0 ]
    [ "$(requests "q-1.0.0.tgz")" = 0 ]
    pkg install o@1
    there node_modules/q
    [ "$(requests "o-1.0.0.tgz")" = 1 ]
}

# The way of the tree is a, b, c …, then z: without looking ahead nobody would ask for x
# before b is there.
test_what_a_document_leads_to_is_asked_for_as_it_comes() {
    world '{"packages":{
        "a":{"1.0.0":{"dependencies":{"b":"1"}}},"b":{"1.0.0":{"dependencies":{"c":"1"}}},"c":{"1.0.0":{}},
        "z":{"1.0.0":{"dependencies":{"y":"1"}}},"y":{"1.0.0":{"dependencies":{"x":"1"},"peerDependencies":{"q":"*"}}},
        "x":{"1.0.0":{"dependencies":{"w":"1"},"bundleDependencies":["w"]}},
        "q":{"1.0.0":{"dependencies":{"r":"1"}},"2.0.0":{"dependencies":{"t":"1"}}},"r":{"1.0.0":{}}},
        "faults":[{"path":"/b","delay":300}]}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","z":"1","q":"1"}}'
    pkg install
    asked=$(sed -n 's/^GET [a-z:/.0-9]*\/\([a-z]\) .*/\1/p' "$T/requests" | tr -d '\n')
    case $asked in *x*c*) ;; *) echo "asked: $asked"; return 1 ;; esac
    # A bundle is nobody's to ask for; which peer there is, the project says.
    case $asked in *[wt]*) echo "asked: $asked"; return 1 ;; esac
}

# Their turn in the tree comes behind the project's own.
test_what_workspaces_want_is_asked_for_at_once() {
    world '{"packages":{
        "a":{"1.0.0":{"dependencies":{"b":"1"}}},"b":{"1.0.0":{"dependencies":{"c":"1"}}},"c":{"1.0.0":{}},
        "y":{"1.0.0":{"dependencies":{"x":"1"}}},"x":{"1.0.0":{}},"z":{"1.0.0":{}}},
        "faults":[{"path":"/a","delay":300}]}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"},"workspaces":["w/*"]}'
    mkdir -p w/v w/w
    echo '{"name":"v","version":"1.0.0","dependencies":{"y":"1","w":"*"}}' > w/v/package.json
    echo '{"name":"w","version":"1.0.0","devDependencies":{"z":"1"}}' > w/w/package.json
    pkg install
    asked=$(sed -n 's/^GET [a-z:/.0-9]*\/\([a-z]\) .*/\1/p' "$T/requests" | tr -d '\n')
    case $asked in *x*b*c*) ;; *) echo "asked: $asked"; return 1 ;; esac
    case $asked in *z*b*) ;; *) echo "asked: $asked"; return 1 ;; esac
    case $asked in *[vw]*) echo "asked: $asked"; return 1 ;; esac
    : > "$T/requests"
    rm -rf node_modules "$T/cache"
    pkg install
    asked=$(sed -n 's/^GET [a-z:/.0-9]*\/\([a-z]\) .*/\1/p' "$T/requests" | tr -d '\n')
    [ -z "$asked" ] || { echo "asked: $asked"; return 1; }
}

# The document takes its time; nobody waits for it to ask for the tarball.
test_an_exact_version_comes_beside_its_document() {
    world '{"packages":{"@s/a":{"1.0.0":{},"2.0.0":{}}},"faults":[{"path":"/@s%2fa","delay":300}]}'
    project '{"name":"p","version":"1.0.0"}'
    pkg install @s/a@v1.0.0
    there node_modules/@s/a/package.json
    [ "$(requests "a-1.0.0.tgz")" = 1 ]
    # The first connection waits for the document.
    [ "$(requests "a-1.0.0.tgz.* conn=2 ")" = 1 ]
    # With the document at hand nothing is guessed.
    rm -rf node_modules package-lock.json
    project '{"name":"p","version":"1.0.0"}'
    pkg install @s/a@1.0.0
    [ "$(requests "a-1.0.0.tgz")" = 1 ]
}

test_a_guess_at_a_tarball_counts_for_nothing_by_itself() {
    # The run ends while a thread is still busy with it.
    files=$(seq 400 | sed "s/.*/\"f&.txt\":\"$(printf 'x%.0s' $(seq 2000))&\"/" | paste -sd,)
    world '{"packages":{
        "moved":{"1.0.0":{"$tarball":"{{URL}}b/-/b-1.0.0.tgz","$integrity":null,"$shasum":null,"$files":{'"$files"'}}},
        "other":{"1.0.0":{"$integrity":"sha512-'"$(printf 'A%.0s' $(seq 86))"'=="}},
        "old":{"1.0.0":{"$integrity":null}},
        "b":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0"}'
    fails ETARGET pkg install b@2.0.0
    fails EINTEGRITY pkg install other@1.0.0
    gone node_modules package-lock.json
    is package.json '{"name":"p","version":"1.0.0"}'
    pkg install moved@1.0.0 --no-audit
    rm -rf "$T/cache" "$T/project"
    project '{"name":"p","version":"1.0.0"}'
    pkg install moved@1.0.0 old@1.0.0
    has node_modules/moved/package.json '"b"'
    has node_modules/old/package.json '"old"'
    has package-lock.json b/-/b-1.0.0.tgz
}

test_where_nothing_is_installed_no_tarball_is_guessed() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0"}'
    pkg install --dry-run a@1.0.0
    rm -rf "$T/cache"
    pkg install --package-lock-only a@1.0.0
    rm -rf "$T/cache"
    fails ENOTCACHED pkg install --offline a@1.0.0
    rm -rf "$T/project"
    project '{"name":"p","version":"1.0.0"}'
    fails ETARGET pkg install --before=2019-01-01 a@1.0.0
    [ "$(requests "a-1.0.0.tgz")" = 0 ]
}

test_a_guess_that_fails_is_not_tried_twice() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{}}},
        "faults":[{"path":"/a/-/*","status":404},{"path":"/b/-/*","status":503}]}'
    project '{"name":"p","version":"1.0.0"}'
    fails E404 pkg install a@1.0.0
    [ "$(requests "a-1.0.0.tgz")" = 1 ]
    fails E503 pkg install b@1.0.0 --fetch-retries=1 --fetch-retry-mintimeout=1 --fetch-retry-maxtimeout=2
    [ "$(requests "b-1.0.0.tgz")" = 2 ]
    gone node_modules package-lock.json
}

# Peers of what is added: all at once, those that are there too, and peers of these. Who
# waits for one of them (x) holds nobody up.
test_peers_of_what_is_added_are_asked_for_as_they_come() {
    world '{"packages":{
        "a":{"1.0.0":{"peerDependencies":{"x":"1","y":"1"},"peerDependenciesMeta":{"y":{"optional":true}}}},
        "x":{"1.0.0":{},"1.1.0":{}},"y":{"1.0.0":{"peerDependencies":{"z":"1"}}},"z":{"1.0.0":{}}},
        "faults":[{"path":"/x","delay":300}]}'
    project '{"name":"p","version":"1.0.0","dependencies":{"x":"1.0.0"}}'
    pkg install
    rm -rf "$T/cache"
    : > "$T/requests"
    pkg install a
    [ "$(ls node_modules)" = "$(printf 'a\nx')" ]
    sed -n 's/^GET [^ ]*\/\([a-z]\) .* conn=\([0-9]*\) .*/\1 \2/p' "$T/requests" > "$T/conns"
    [ "$(cut -c1 "$T/conns" | tr -d '\n')" = axyz ]
    # The connection that x is waited for on is nobody's meanwhile.
    lacks "$T/conns" "z $(sed -n 's/^x //p' "$T/conns")"
}
