# layers.sh: a project and a cache that lie in a layer below, as in a container's image: their
# folders can't be renamed there.

# Runs the rest of its arguments in $T/merged/project, above the layer $T/lower.
above() {
    mkdir -p "$T/upper" "$T/work" "$T/merged"
    # shellcheck disable=SC2016
    XDG_CACHE_HOME="$T/merged/cache" unshare -rm sh -ec '
        mount -t overlay overlay -o "lowerdir=$T/lower,upperdir=$T/upper,workdir=$T/work,userxattr" "$T/merged"
        cd "$T/merged/project"
        "$@"' above "$@"
}

layered_project() {
    unshare -rm true 2> /dev/null || { echo "SKIP no mount namespace can be had"; exit 77; }
    world '{"packages":{
        "a":{"1.0.0":{"dependencies":{"c":"1"},"bin":"cli.js","$files":{"cli.js":"#!/bin/sh\n","lib/deep/x.js":"1"}},
             "2.0.0":{"dependencies":{"c":"1"},"bin":"cli.js","$files":{"cli.js":"#!/bin/sh\n"}}},
        "b":{"1.0.0":{"dependencies":{"c":"2"}}},
        "c":{"1.0.0":{},"2.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"1"}}'
    pkg install
    mkdir -p "$T/lower"
    cp -a "$T/project" "$T/cache" "$T/lower"
    above true 2> "$T/mount" || { echo "SKIP nothing can be mounted: $(cat "$T/mount")"; exit 77; }
}

test_packages_of_a_lower_layer_are_replaced_and_removed() {
    layered_project
    there "$T/lower/project/node_modules/b/node_modules/c"
    # shellcheck disable=SC2016
    above sh -ec '"$PKG" install a@2
        "$PKG" ls > "$T/ls"
        "$PKG" uninstall b
        [ ! -e node_modules/b ]
        "$PKG" install b@1
        "$PKG" uninstall a
        find . > "$T/found"
        "$PKG" ci
        find . | LC_ALL=C sort > "$T/tree"'
    has "$T/ls" 'a@2.0.0'
    lacks "$T/found" '.pkg-'
    lacks "$T/found" './node_modules/a'
    has "$T/tree" './node_modules/b/package.json'
    there "$T/lower/project/node_modules/a/lib/deep/x.js"
}

test_what_was_spoiled_in_a_lower_layer_is_made_anew() {
    layered_project
    f=$(grep -rlF --exclude=list '"a"' "$T/lower/cache/smew/packages" | head -n 1)
    echo spoiled >> "$f"
    # shellcheck disable=SC2016
    above sh -ec '"$PKG" ci
        cat node_modules/a/package.json > "$T/a.json"'
    lacks "$T/a.json" spoiled
}
