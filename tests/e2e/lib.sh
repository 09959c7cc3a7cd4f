# lib.sh: what tests of tests/e2e use; sourced by run. See README.md.
# Variables: T (the test's folder), PKG, REGISTRY (programs), url (of the registry).

world() { # JSON
    printf '%s\n' "$1" > "$T/world.json"
    [ -n "${url:-}" ] && return
    mkfifo "$T/hold"
    : > "$T/url"
    "$REGISTRY" "$T/world.json" --log "$T/requests" < "$T/hold" > "$T/url" 2> "$T/registry.err" &
    exec 7> "$T/hold"
    until [ -s "$T/url" ]; do
        kill -0 $! 2> /dev/null || { cat "$T/registry.err"; return 1; }
    done
    read -r url < "$T/url"
    export npm_config_registry="$url"
}

project() { # JSON
    mkdir -p "$T/project"
    cd "$T/project" || return 1
    printf '%s\n' "$1" > package.json
}

# Runs the program; its output goes to the test's own, and to $T/out and $T/err.
pkg() {
    e2e_status=0
    "$PKG" "$@" < /dev/null 7>&- > "$T/out" 2> "$T/err" || e2e_status=$?
    cat "$T/out" "$T/err"
    return $e2e_status
}

fails() { # CODE COMMAND…
    e2e_code=$1
    shift
    if "$@"; then
        echo "expected to fail: $*"
        return 1
    fi
    [ "$e2e_code" = - ] || has "$T/err" "code $e2e_code"
}

has() { # FILE TEXT
    grep -qF -- "$2" "$1" || { echo "$1 lacks: $2"; cat "$1"; return 1; }
}

lacks() { # FILE TEXT
    if grep -qF -- "$2" "$1"; then
        echo "$1 has: $2"
        return 1
    fi
}

is() { # FILE TEXT
    printf '%s' "$2" > "$T/want"
    tr -d '\r' < "$1" | sed -e '$a\' > "$T/got"
    sed -i -e '$a\' "$T/want"
    cmp -s "$T/want" "$T/got" || { echo "$1 is not as expected:"; diff "$T/want" "$T/got"; return 1; }
}

there() {
    for e2e_path; do
        [ -e "$e2e_path" ] || [ -L "$e2e_path" ] || { echo "missing: $e2e_path"; return 1; }
    done
}

gone() {
    for e2e_path; do
        if [ -e "$e2e_path" ] || [ -L "$e2e_path" ]; then
            echo "still there: $e2e_path"
            return 1
        fi
    done
}

requests() { # PATTERN
    grep -c -- "$1" "$T/requests" || true
}
