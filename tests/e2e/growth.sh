# growth.sh: registries and locks whose packages are tied to one another in many ways: what npm would walk along each of
# them, or not at all. Each of these took minutes, or had no end.

# Packages p0 … pN-1, whose peers are what the awk program prints as "NAME\": \"RANGE\"", separated by commas.
peers_world() { # N AWK
    awk -v n="$1" 'BEGIN {
        printf "{\"packages\":{\"q\":{\"1.0.0\":{},\"2.0.0\":{}}"
        for (i = 0; i < n; i++) {
            printf ",\"p%d\":{\"1.0.0\":{\"peerDependencies\":{", i
            '"$2"'
            printf "}}}"
        }
        print "}}"
    }' > "$T/peers.json"
    world "$(cat "$T/peers.json")"
}

test_each_way_to_a_peer_is_gone_once() {
    peers_world 60 'for (k = i + 1; k < i + 4 && k < n; k++) printf "%s\"p%d\":\"1\"", (k > i + 1 ? "," : ""), k'
    project '{"name":"p","version":"1.0.0","dependencies":{"p0":"1"}}'
    timeout 100 "$PKG" install --package-lock-only < /dev/null 7>&-
    [ "$(grep -c '"node_modules/p' package-lock.json)" = 60 ]
}

test_a_ring_of_a_thousand_peers_is_placed() {
    peers_world 999 'printf "\"p%d\":\"1\"", (i + 1) % n'
    project '{"name":"p","version":"1.0.0","dependencies":{"p0":"1"}}'
    timeout 100 "$PKG" install --package-lock-only < /dev/null 7>&-
    [ "$(grep -c '"node_modules/p' package-lock.json)" = 999 ]
}

test_a_conflict_among_many_peers_is_told() {
    # Everybody is everybody's peer, and one wants what the project doesn't.
    peers_world 30 'printf "\"q\":\"1\""; for (k = 0; k < n; k++) if (k != i) printf ",\"p%d\":\"1\"", k'
    project '{"name":"p","version":"1.0.0","dependencies":{"p0":"1","q":"2"}}'
    status=0
    timeout 100 "$PKG" install --package-lock-only < /dev/null 7>&- > "$T/out" 2> "$T/err" || status=$?
    [ $status = 1 ]
    has "$T/err" 'code ERESOLVE'
    gone package-lock.json
    report=$(find "$T" -name '*eresolve-report.txt' | head -n 1)
    has "$report" '(and more: what follows is left out)'
}

# A project and its lock: "dependencies" (or other members) of the project, and the lock's packages, each as an awk program
# prints it for the numbers below N.
locked_project() { # N MEMBERS PACKAGES
    mkdir -p "$T/project"
    cd "$T/project" || return 1
    awk -v n="$1" "BEGIN { $2 }" > "$T/members"
    { printf '{"name":"p","version":"1.0.0",'; cat "$T/members"; printf '}'; } > package.json
    {
        printf '{"name":"p","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{"":'
        cat package.json
        awk -v n="$1" "BEGIN { $3 }"
        printf '}}'
    } > package-lock.json
}

test_a_lock_of_links_is_read_in_time() {
    world '{"packages":{}}'
    locked_project 60000 '
        printf "\"dependencies\":{"
        for (i = 0; i < n; i++) printf "%s\"l%d\":\"file:f/l%d\"", (i ? "," : ""), i, i
        printf "}"' '
        for (i = 0; i < n; i++) {
            printf ",\"node_modules/l%d\":{\"resolved\":\"f/l%d\",\"link\":true}", i, i
            printf ",\"f/l%d\":{\"name\":\"l%d\",\"version\":\"1.0.0\"}", i, i
        }'
    timeout 100 "$PKG" ci --dry-run < /dev/null 7>&-
}

test_a_bundle_of_many_is_read_in_time() {
    world '{"packages":{}}'
    locked_project 150000 'printf "\"dependencies\":{\"b\":\"1\"}"' '
        printf ",\"node_modules/b\":{\"version\":\"1.0.0\",\"bundleDependencies\":["
        for (i = 0; i < n; i++) printf "%s\"c%d\"", (i ? "," : ""), i
        printf "],\"dependencies\":{"
        for (i = 0; i < n; i++) printf "%s\"c%d\":\"1\"", (i ? "," : ""), i
        printf "}}"
        for (i = 0; i < n; i++) printf ",\"node_modules/b/node_modules/c%d\":{\"version\":\"1.0.0\",\"inBundle\":true}", i'
    timeout 100 "$PKG" ci --dry-run < /dev/null 7>&-
}

test_many_overrides_are_looked_up_in_time() {
    world '{"packages":{}}'
    locked_project 6000 '
        printf "\"dependencies\":{"
        for (i = 0; i < n; i++) printf "%s\"a%d\":\"1\"", (i ? "," : ""), i
        printf "},\"overrides\":{"
        for (i = 0; i < n; i++) printf "%s\"z%d\":\"2\"", (i ? "," : ""), i
        printf "}"' '
        for (i = 0; i < n; i++) printf ",\"node_modules/a%d\":{\"version\":\"1.0.0\"}", i'
    timeout 100 "$PKG" ci --dry-run < /dev/null 7>&-
}

# Peers that ask for one another in versions that exclude each other: each throws out what another one brought. npm has no
# end on any of these. What is said of them is bounded, too: a warning stands for a placement.
circle_world() { # PACKAGES DEPENDENCY
    world "{\"packages\":{$1,\"w\":{\"1.0.0\":{\"dependencies\":{$2}}}}}"
    project '{"name":"p","version":"1.0.0","dependencies":{"w":"1"}}'
}

test_a_circle_of_two_peers_is_told() {
    circle_world '"a":{"1.0.0":{"peerDependencies":{"b":"1"}},"3.0.0":{"peerDependencies":{"b":"2"}}},
        "b":{"1.0.0":{"peerDependencies":{"a":"3"}},"2.0.0":{"peerDependencies":{"a":"1"}}}' '"b":"<=2"'
    status=0
    timeout 100 "$PKG" install --package-lock-only < /dev/null 7>&- > "$T/out" 2> "$T/err" || status=$?
    [ $status = 1 ]
    has "$T/err" 'code ERESOLVE'
    has "$T/err" 'exclude each other in a circle'
    gone package-lock.json
    [ "$(grep -c 'ERESOLVE overriding' "$T/err")" -lt 200 ]
}

test_a_circle_of_three_peers_ends() {
    circle_world '"a":{"3.1.0":{"peerDependencies":{"c":"^3.1.0"}}},
        "b":{"1.0.0":{"peerDependencies":{"c":"^1.0.0","a":"3.x"}}},
        "c":{"1.0.0":{"peerDependencies":{"a":"1.0.0 || 2.0.0"}},"3.1.0":{"peerDependencies":{"b":"<=1.0.0"}}}' '"a":"*"'
    timeout 100 "$PKG" install --package-lock-only < /dev/null 7>&- > "$T/out" 2> "$T/err"
    for name in a b c; do
        has package-lock.json "\"node_modules/$name\""
    done
    [ "$(grep -c 'ERESOLVE overriding' "$T/err")" -lt 200 ]
}

test_many_peers_in_conflict_are_overridden() {
    # As with the conflict above, but what a dependency brings is overridden, not refused.
    peers_world 30 'printf "\"q\":\"1\""; for (k = 0; k < n; k++) if (k != i) printf ",\"p%d\":\"1\"", k'
    sed 's/^{"packages":{/&"w":{"1.0.0":{"dependencies":{"p0":"1"}}},/' "$T/peers.json" > "$T/world.json"
    project '{"name":"p","version":"1.0.0","dependencies":{"w":"1","q":"2"}}'
    timeout 100 "$PKG" install --package-lock-only < /dev/null 7>&-
    [ "$(grep -c 'node_modules/p[0-9]*"' package-lock.json)" = 30 ]
}
