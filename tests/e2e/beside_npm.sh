# beside_npm.sh: the same commands in the same project, by npm and by this program: which scripts
# run, in which order, with which exit code. Skipped where there is no npm.

beside() { # FOLDER PROGRAM COMMAND: a fresh project each; what ran is in $T/FOLDER.log
    rm -rf "$T/$1"
    cp -r "$T/origin" "$T/$1"
    export LOG="$T/$1.log"
    : > "$LOG"
    code=0
    (cd "$T/$1" && HOME="$T/$1.home" npm_config_cache="$T/$1.cache" sh -c "$2" > "$T/$1.out" 2>&1 < /dev/null 7>&-) || code=$?
    echo "code $code" >> "$LOG"
}

# npm and pkg differ in nothing but their names.
same_as_npm() { # COMMAND, with TOOL for the program
    beside by-npm "$(echo "$1" | sed 's/TOOL/npm/g')"
    beside by-pkg "$(echo "$1" | sed "s|TOOL|$PKG|g")"
    # Packages run theirs side by side: each one's order counts.
    sed "s|$T/by-npm|FOLDER|g" "$T/by-npm.log" | sort -s -k 1,1 > "$T/want.log"
    sed "s|$T/by-pkg|FOLDER|g" "$T/by-pkg.log" | sort -s -k 1,1 > "$T/got.log"
    cmp -s "$T/want.log" "$T/got.log" || { echo "not as npm: $1"; diff "$T/want.log" "$T/got.log"; cat "$T/by-pkg.out"; return 1; }
}

said='echo "$npm_package_name $npm_lifecycle_event $PWD" >> $LOG'

scripts_of() { # NAME…: each says that it runs
    e2e_sep=
    for e2e_name; do
        printf '%s"%s":"%s"' "$e2e_sep" "$e2e_name" "$(echo "$said" | sed 's/"/\\"/g')"
        e2e_sep=,
    done
}

test_scripts_run_as_with_npm() {
    command -v npm > /dev/null || { echo "SKIP no npm"; exit 77; }
    all=$(scripts_of preinstall install postinstall prepublish preprepare prepare postprepare dependencies preversion version prepack pretest test)
    world "{\"packages\":{\"a\":{\"1.0.0\":{\"scripts\":{$(scripts_of preinstall install postinstall)}}},
        \"bad\":{\"1.0.0\":{\"scripts\":{\"install\":\"exit 3\"}}},\"plain\":{\"1.0.0\":{}}}}"
    mkdir -p "$T/origin/l" "$T/origin/w"
    echo "{\"name\":\"p\",\"version\":\"1.0.0\",\"workspaces\":[\"w\"],\"scripts\":{$all},\"dependencies\":{\"a\":\"1\",\"l\":\"file:l\"}}" > "$T/origin/package.json"
    echo "{\"name\":\"l\",\"version\":\"1.0.0\",\"scripts\":{$(scripts_of preinstall prepare postinstall)}}" > "$T/origin/l/package.json"
    echo "{\"name\":\"w\",\"version\":\"1.0.0\",\"scripts\":{$(scripts_of install prepare test)},\"dependencies\":{\"l\":\"file:../l\"}}" > "$T/origin/w/package.json"
    for commands in 'TOOL install && TOOL install' 'TOOL install && TOOL ci' \
        'TOOL install plain' 'TOOL install bad' 'TOOL install -O bad' 'TOOL install -w w plain' \
        'TOOL install --dry-run' 'TOOL install --ignore-scripts && TOOL rebuild' \
        'TOOL install . --foreground-scripts' 'TOOL install --ignore-scripts && TOOL prune' \
        'TOOL install --ignore-scripts && TOOL rebuild -w w' 'TOOL install-test' \
        'TOOL version patch --no-git-tag-version' \
        'TOOL install --ignore-scripts && TOOL deny-scripts --all && TOOL install'; do
        same_as_npm "$commands"
    done
}
