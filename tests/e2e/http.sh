# http.sh: how a registry is spoken to: TLS, client certificates, HTTP/2, compression, proxies,
# the number of connections, waiting as a server says, sizes.

# A server of Node's (front.mjs) before the registry; $serving is its URL. FD keeps it alive.
serve() { # NAME FD WORD…
    command -v node > /dev/null && command -v openssl > /dev/null || { echo "SKIP no node or openssl"; exit 77; }
    serves="$T/$1"
    serves_fd=$2
    shift 2
    mkfifo "$serves.hold"
    : > "$serves.url"
    node "$E2E/front.mjs" "$url" "$serves.log" "$@" < "$serves.hold" > "$serves.url" 2> "$serves.err" &
    eval "exec $serves_fd> \"\$serves.hold\""
    until [ -s "$serves.url" ]; do
        kill -0 $! 2> /dev/null || { cat "$serves.err"; return 1; }
        sleep 0.02
    done
    read -r serving < "$serves.url"
}

front() { # WORD…
    serve front 6 "$@"
    front=$serving
}

# A proxy, for a front.
tunnel() { # WORD…
    serve tunnel 5 proxy "$@"
    tunnel=$serving
}

certificate() { # NAME [CA]: NAME.key, NAME.crt for 127.0.0.1; signed by itself or by CA
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$T/$1.key" \
        -out "$T/$1.crt" -days 2 -subj "/CN=$1" -addext subjectAltName=IP:127.0.0.1 2> /dev/null
}

http_world() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"1","c":"1","d":"1","e":"1","f":"1"}}},
        "b":{"1.0.0":{}},"c":{"1.0.0":{}},"d":{"1.0.0":{}},"e":{"1.0.0":{}},"f":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
}

fresh() {
    rm -rf node_modules package-lock.json "$T/cache"
}

test_certificates_are_checked_unless_strict_ssl_is_off() {
    command -v openssl > /dev/null || { echo "SKIP no openssl"; exit 77; }
    http_world
    certificate server
    front tls "$T/server.key" "$T/server.crt"
    export npm_config_registry="$front"
    fails DEPTH_ZERO_SELF_SIGNED_CERT pkg install
    gone node_modules/a
    pkg install --cafile "$T/server.crt"
    there node_modules/f
    fresh
    printf 'ca="%s"\n' "$(sed ':a;N;$!ba;s/\n/\\n/g' "$T/server.crt")" > .npmrc
    pkg install
    fresh
    rm .npmrc
    NODE_EXTRA_CA_CERTS="$T/server.crt" pkg install
    there node_modules/f
    fresh
    NODE_EXTRA_CA_CERTS="$T/none" fails DEPTH_ZERO_SELF_SIGNED_CERT pkg install
    has "$T/err" "Ignoring extra certs from"
    certificate other
    NODE_EXTRA_CA_CERTS="$T/server.crt" fails DEPTH_ZERO_SELF_SIGNED_CERT pkg install --cafile "$T/other.crt"
    pkg install --strict-ssl=false
    there node_modules/f
}

# A root of that name in strings of a kind (utf8only, nombstr), by the key of `root`.
root_certificate() { # NAME KIND
    printf '[req]\nstring_mask=%s\ndistinguished_name=d\nx509_extensions=x\nprompt=no\n[d]\nCN=test root\n[x]\nbasicConstraints=critical,CA:true\n' "$2" > "$T/$1.cnf"
    [ -e "$T/root.key" ] || openssl ecparam -name prime256v1 -genkey -noout -out "$T/root.key"
    openssl req -x509 -new -key "$T/root.key" -days 2 -config "$T/$1.cnf" -out "$T/$1.crt"
}

test_a_root_is_found_among_others_however_its_name_is_written() {
    command -v openssl > /dev/null || { echo "SKIP no openssl"; exit 77; }
    http_world
    root_certificate root utf8only
    root_certificate written nombstr
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$T/leaf.key" \
        -out "$T/leaf.csr" -subj /CN=leaf 2> /dev/null
    echo subjectAltName=IP:127.0.0.1 > "$T/leaf.ext"
    openssl x509 -req -in "$T/leaf.csr" -CA "$T/root.crt" -CAkey "$T/root.key" -days 2 -set_serial 7 \
        -extfile "$T/leaf.ext" -out "$T/leaf.crt" 2> /dev/null
    front tls "$T/leaf.key" "$T/leaf.crt"
    export npm_config_registry="$front"
    certificate other
    fails - pkg install --cafile "$T/other.crt"
    grep -q 'UNABLE_TO_\|SELF_SIGNED' "$T/err"
    for root in root written; do
        { echo 'words between'; cat "$T/other.crt" "$T/$root.crt"; } > "$T/bundle"
        fresh
        pkg install --cafile "$T/bundle"
        there node_modules/f
        fresh
        NODE_EXTRA_CA_CERTS="$T/bundle" pkg install
        there node_modules/f
    done
}

# A system that knows the server, in a mount namespace of its own.
test_certificates_that_are_named_replace_the_systems() {
    command -v openssl > /dev/null || { echo "SKIP no openssl"; exit 77; }
    unshare -rm true 2> /dev/null || { echo "SKIP no mount namespace can be had"; exit 77; }
    [ -d /etc/ssl/certs ] || { echo "SKIP no /etc/ssl/certs"; exit 77; }
    http_world
    certificate server
    certificate other
    mkdir -p "$T/certs"
    cp "$T/server.crt" "$T/certs/$(openssl x509 -in "$T/server.crt" -noout -hash).0"
    cp "$T/other.crt" "$T/certs/ca-certificates.crt"
    front tls "$T/server.key" "$T/server.crt"
    export npm_config_registry="$front"
    # shellcheck disable=SC2016
    unshare -rm sh -ec 'mount --bind "$T/certs" /etc/ssl/certs
        "$PKG" install
        rm -rf node_modules package-lock.json "$T/cache"
        ! "$PKG" install --cafile "$T/other.crt" 2> "$T/err"'
    has "$T/err" "code DEPTH_ZERO_SELF_SIGNED_CERT"
    gone node_modules/a
}

test_a_client_certificate_goes_to_its_registry() {
    command -v openssl > /dev/null || { echo "SKIP no openssl"; exit 77; }
    http_world
    certificate server
    certificate client
    front tls "$T/server.key" "$T/server.crt" ca "$T/client.crt"
    export npm_config_registry="$front" npm_config_cafile="$T/server.crt"
    fails - pkg install
    printf '%s:certfile=%s\n%s:keyfile=%s\n' "${front#https:}" "$T/client.crt" "${front#https:}" \
        "$T/client.key" > "$HOME/.npmrc"
    pkg install
    there node_modules/f
}

test_http2_carries_all_requests_over_one_connection() {
    command -v openssl > /dev/null || { echo "SKIP no openssl"; exit 77; }
    http_world
    certificate server
    front h2 tls "$T/server.key" "$T/server.crt"
    npm_config_registry="$front" pkg install --cafile "$T/server.crt"
    there node_modules/f
    [ "$(grep -c protocol=2 "$T/front.log")" = 12 ]
    [ "$(grep -o 'session=[0-9]*' "$T/front.log" | sort -u | wc -l)" = 1 ]
}

# TLS is opened by a thread meanwhile: what is to be added is asked for when that is done.
test_an_exact_version_is_asked_for_once_over_tls() {
    command -v openssl > /dev/null || { echo "SKIP no openssl"; exit 77; }
    http_world
    certificate server
    front h2 tls "$T/server.key" "$T/server.crt"
    export npm_config_registry="$front" npm_config_cafile="$T/server.crt"
    pkg install b@1.0.0
    there node_modules/f node_modules/b
    [ "$(grep -c '^GET /b ' "$T/front.log")" = 1 ]
    [ "$(grep -c 'b-1.0.0.tgz' "$T/front.log")" = 1 ]
    [ "$(grep -c 'tgz' "$T/front.log")" = 6 ]
}

test_documents_come_compressed() {
    http_world
    # A registry that sends another coding than it was asked for is asked once more.
    front br
    npm_config_registry="$front" pkg install
    grep '^GET /a ' "$T/front.log" | head -n 1 | grep -q 'encoding=gzip$'
    grep '^GET /a ' "$T/front.log" | tail -n 1 | grep -q 'encoding=.*br'
    there node_modules/f
    fresh
    pkg install
    grep '^GET /a ' "$T/requests" | grep -q 'encoding=.*gzip'
}

test_proxies_are_used_and_bypassed() {
    http_world
    front proxy
    npm_config_proxy="$front" pkg install
    has "$T/front.log" "GET ${url}a "
    there node_modules/f
    fresh
    : > "$T/front.log"
    npm_config_proxy="$front" npm_config_noproxy=127.0.0.1 pkg install
    lacks "$T/front.log" GET
    fresh
    HTTP_PROXY=$front pkg install
    has "$T/front.log" "GET ${url}a "
}

test_a_proxy_leads_to_a_registry_that_speaks_tls() {
    http_world
    certificate server
    certificate client
    front tls "$T/server.key" "$T/server.crt" ca "$T/client.crt"
    tunnel user 'me:a/b'
    export npm_config_registry="$front" npm_config_cafile="$T/server.crt" npm_config_fetch_retries=0
    printf '%s:certfile=%s\n%s:keyfile=%s\n' "${front#https:}" "$T/client.crt" "${front#https:}" \
        "$T/client.key" > "$HOME/.npmrc"
    npm_config_https_proxy="http://me:a%2fb@${tunnel#http://}" pkg install
    there node_modules/f
    # The proxy needn't know who speaks.
    has "$T/tunnel.log" "agent=-"
    fresh
    : > "$T/tunnel.log"
    # Of the environment only https_proxy counts where the registry speaks TLS.
    http_proxy="$tunnel" pkg install
    [ ! -s "$T/tunnel.log" ]
    fresh
    https_proxy="$tunnel" fails E407 pkg install
    has "$T/err" "407 Refused - GET ${front}a"
    printf '%s:certfile=%s\n%s:keyfile=%s\n' "${front#https:}" "$T/none.crt" "${front#https:}" \
        "$T/client.key" > "$HOME/.npmrc"
    # A certificate that can't be read is none: the server's word, not the file's.
    fails - pkg view a
    lacks "$T/err" file
}

test_a_proxy_that_does_not_lead_there_says_why() {
    http_world
    certificate server
    front tls "$T/server.key" "$T/server.crt"
    tunnel refuse 403
    export npm_config_registry="$front" npm_config_cafile="$T/server.crt" npm_config_https_proxy="$tunnel"
    fails E403 pkg install --json
    has "$T/out" "\"summary\": \"403 Refused - GET ${front}a\""
    fails EINVALIDPROXY pkg install --https-proxy="gopher:${tunnel#http:}"
    port=${tunnel##*:}
    exec 5>&-
    while curl -s "$tunnel" > /dev/null; do :; done
    fails ECONNREFUSED pkg install --json --fetch-retries=0
    has "$T/out" "\"summary\": \"FetchError: request to ${front}a failed, reason: connect ECONNREFUSED 127.0.0.1:${port%/}\""
}

# A registry or proxy whose scheme was forgotten isn't passed over for the default, or for none.
test_addresses_without_a_scheme() {
    http_world
    fails EINVALIDCONFIG pkg install --registry=localhost:9
    fails ERR_INVALID_URL pkg install --proxy=127.0.0.1:9
    fails EINVALIDPROXY pkg install --proxy=localhost:9
    gone node_modules package-lock.json
}

# What npm calls them, and what it says of where.
test_faults_of_the_network_have_npms_names() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{}},"c":{"1.0.0":{}}},"faults":[
      {"path":"/a","stall":"headers"},{"path":"/b","stall":5},{"path":"/c","cut":5},{"path":"/d","close":true,"reset":0},
      {"path":"/a/-/*","stall":5},{"path":"/c/-/*","cut":5},{"path":"/e","raw":"hello"},{"path":"/f","status":999}]}'
    project '{"name":"p"}'
    export npm_config_fetch_retries=0 npm_config_fetch_timeout=300
    fails FETCH_ERROR pkg view a
    has "$T/err" "errno FETCH_ERROR"
    has "$T/err" "network timeout at: ${url}a"
    host=${url#http://}
    host=${host%/}
    fails EIDLETIMEOUT pkg view b
    has "$T/err" "Invalid response body while trying to fetch ${url}b: Idle timeout reached for host \`$host\`"
    fails ECONNRESET pkg view c
    has "$T/err" "Invalid response body while trying to fetch ${url}c: aborted"
    lacks "$T/err" syscall
    fails ECONNRESET pkg view d
    fails HPE_INVALID_CONSTANT pkg view e
    has "$T/err" "request to ${url}e failed, reason: Parse Error: Expected HTTP/, RTSP/ or ICE/"
    fails E999 pkg view f
    # Tarballs are read as they come.
    fails EIDLETIMEOUT pkg install "${url}a/-/a-1.0.0.tgz"
    has "$T/err" "error Idle timeout reached for host \`$host\`"
    fails ECONNRESET pkg install "${url}c/-/c-1.0.0.tgz"
    has "$T/err" "error network aborted"
}

test_no_more_connections_than_maxsockets() {
    http_world
    pkg install --maxsockets=2
    [ "$(grep -o 'conn=[0-9]*' "$T/requests" | sort -u | wc -l)" -le 2 ]
}

# How many connections an install of 60 packages takes, each answer after 20 ms.
connections() { # ARGUMENT…
    fresh
    : > "$T/requests"
    pkg install "$@" > "$T/installed"
    grep -o 'conn=[0-9]*' "$T/requests" | sort -u | wc -l
}

test_a_registry_far_away_gets_more_connections_where_nobody_says_how_many() {
    names=$(seq -f 'p%g' 60)
    world "{\"packages\":{$(printf '"%s":{"1.0.0":{}},' $names | sed 's/,$//')},\"faults\":[{\"path\":\"/*\",\"delay\":20}]}"
    project "{\"name\":\"p\",\"dependencies\":{$(printf '"%s":"1",' $names | sed 's/,$//')}}"
    more=$(connections)
    [ "$more" -gt 15 ]
    [ "$more" -le 64 ]
    [ "$(connections --maxsockets=15)" -le 15 ]
}

test_a_server_that_says_when_to_come_back_is_obeyed() {
    world '{"packages":{"a":{"1.0.0":{}}},"faults":[{"path":"/a","status":503,"headers":{"retry-after":"1"},"times":1}]}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    begun=$(date +%s%N)
    npm_config_fetch_retries=2 npm_config_fetch_retry_mintimeout=1 npm_config_fetch_retry_maxtimeout=1 pkg install
    [ $((($(date +%s%N) - begun) / 1000000)) -ge 900 ]
    [ "$(requests '^GET /a ')" = 2 ]
}

test_nothing_is_painted_where_there_is_no_terminal() {
    http_world
    npm_config_progress=true pkg install --loglevel=info
    has "$T/err" "http fetch GET 200"
    if grep -q "$(printf '\r')" "$T/err"; then return 1; fi
    fresh
    pkg install --loglevel=silent
    [ ! -s "$T/err" ]
    [ ! -s "$T/out" ]
    fresh
    pkg install --loglevel=silly
    has "$T/err" "http fetch GET 200 ${url}a"
}

# Whoever ends with an error leaves requests that have just begun: they are given up, not waited for.
test_an_error_ends_a_run_that_has_just_asked_for_more() {
    many=
    wanted=
    for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
        many="$many,\"m$n\":{\"1.0.0\":{\"dependencies\":{\"d$n\":\"1\",\"e$n\":\"1\"}}},\"d$n\":{\"1.0.0\":{}},\"e$n\":{\"1.0.0\":{}}"
        wanted="$wanted,\"m$n\":\"1\""
    done
    world '{"packages":{
        "a":{"1.0.0":{"peerDependencies":{"b":"1"}}},
        "b":{"1.0.0":{},"2.0.0":{}}'"$many"'}}'
    i=0
    while [ $i -lt 30 ]; do
        rm -rf "$T/cache" "$T/project"
        project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"2"'"$wanted"'}}'
        fails ERESOLVE pkg install
        [ "$e2e_status" = 1 ]
        i=$((i + 1))
    done
}

test_what_a_registry_refuses_is_told_in_npms_words() {
    world '{"packages":{"a":{"1.0.0":{}}},"routes":[
      {"path":"/bearer","status":401,"headers":{"www-authenticate":"Bearer realm=x"},"json":{}},
      {"path":"/basic","status":401,"headers":{"www-authenticate":"Basic realm=x, charset=y"},"json":{}},
      {"path":"/other","status":401,"headers":{"www-authenticate":"Digest Basics"},"json":{}},
      {"path":"/plain","status":401,"json":{"error":"who are you"}}],
      "faults":[{"path":"/a/-/*","status":404}]}'
    project '{"name":"p"}'
    fails E401 pkg install bearer --json
    has "$T/out" '"summary": "Unable to authenticate, your authentication token seems to be invalid."'
    has "$T/out" '"detail": "To correct this please try logging in again with:\n  npm login"'
    fails E401 pkg view basic --json
    has "$T/out" '"summary": "Incorrect or missing password."'
    fails E401 pkg view other --json
    has "$T/out" '"summary": "Unable to authenticate, need: Digest Basics"'
    fails E401 pkg view plain --json
    has "$T/out" '- who are you"'
    has "$T/out" '"detail": ""'
    # A tarball that isn't there is called by its address.
    fails E404 pkg install a --json
    has "$T/out" "The requested resource 'a@${url}a/-/a-1.0.0.tgz' could"
    fails E404 pkg pack a --json
    has "$T/out" "The requested resource '${url}a/-/a-1.0.0.tgz' could"
}

test_documents_that_are_none_are_errors() {
    world '{"routes":[{"path":"/list","json":[]},{"path":"/null*","json":null},
      {"path":"/odd*","json":{"name":"odd","versions":{"1.0.0":null,"2.0.0":"x"}}}]}'
    project '{"name":"p"}'
    fails FETCH_ERROR pkg view list
    fails FETCH_ERROR pkg view null name --json
    fails EJSONPARSE pkg deprecate null x --//"${url#http://}":_authToken=x
    pkg deprecate odd x --//"${url#http://}":_authToken=x
    has "$T/err" "No version found for *"
}

test_view_asks_with_the_tag_of_the_cache_and_answers_from_it_where_nobody_else_does() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p"}'
    export npm_config_fetch_retries=0
    pkg view a version
    pkg view a version
    [ "$(requests '^GET /a 304 ')" = 1 ]
    pkg view a version --prefer-offline
    pkg view a version --offline
    [ "$(requests '^GET /a ')" = 2 ]
    # Another document: what is cut of a 304 would be a whole one.
    for fault in '"reset":0' '"status":503'; do
        world '{"packages":{"a":{"1.0.0":{},"2.0.0":{}}},"faults":[{"path":"/a",'$fault'}]}'
        pkg view a version
        is "$T/out" '1.0.0
'
        [ ! -s "$T/err" ]
    done
    world '{"packages":{"a":{"1.0.0":{}}},"faults":[{"path":"/a","status":403}]}'
    fails E403 pkg view a version
    # What has to be asked for each time is no answer by itself.
    world '{"packages":{"a":{"1.0.0":{},"2.0.0":{}}},"cacheControl":"max-age=0, must-revalidate"}'
    pkg view a version
    is "$T/out" '2.0.0
'
    world '{"packages":{"a":{"1.0.0":{},"2.0.0":{},"3.0.0":{}}},"faults":[{"path":"/a","reset":0}]}'
    fails ECONNRESET pkg view a version
}
