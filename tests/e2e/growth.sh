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
