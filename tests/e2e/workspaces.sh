# workspaces.sh: which folders are workspaces, in which order, and what is wrong with them.

folders() { # FOLDER…: each a package of that name
    for e2e_folder; do
        mkdir -p "$e2e_folder"
        echo "{\"name\":\"$(basename "$e2e_folder")\",\"version\":\"1.0.0\"}" > "$e2e_folder/package.json"
    done
}

# The folders that `workspaces` means, one a line.
means() { # JSON FOLDER…
    printf '{"name":"p","version":"1.0.0","workspaces":%s}\n' "$1" > package.json
    shift
    pkg exec --workspaces -c 'echo "$PWD"' > "$T/means" || return 1
    printf '%s\n' "$@" > "$T/wanted"
    sed "s|^$(pwd -P)/||" "$T/means" | diff "$T/wanted" -
}

test_patterns_of_workspaces_are_npms() {
    world '{"packages":{}}'
    project '{}'
    folders a b ab lib/a lib/b lib/.c lib/x/d lib/node_modules/e
    means '["lib/+(a|b)"]' lib/a lib/b
    means '["lib/!(a|x)"]' lib/b
    means '["lib/.*"]' lib/.c
    means '["lib\\a"]' lib/a
    means '["lib/{b,a}"]' lib/a lib/b
    means '["b","a"]' b a
    means '["??","!b","lib/**","!lib/b"]' ab lib/a lib/x/d
    means '["!lib/a","lib/*"]' lib/b
    means '["lib/*","!lib/a","lib/a"]' lib/a lib/b
    means '["lib/*/","./ab"]' lib/a lib/b ab
    means '["lib/node_modules/*","a"]' a
    means '[".","b"]' "$(pwd -P)" b
}

test_a_link_ends_two_stars() {
    world '{"packages":{}}'
    project '{}'
    folders lib/a
    ln -s .. lib/a/up
    ln -s ../lib lib/again
    means '["**"]' lib/a
}

test_workspaces_of_one_name_are_named_all() {
    world '{"packages":{}}'
    project '{"name":"p","workspaces":["*/*"]}'
    folders x/a y/a z/a x/b z/b x/c
    fails EDUPLICATEWORKSPACE pkg install
    has "$T/err" "package 'a' has conflicts in the following paths:
pkg error     $(pwd -P)/x/a
pkg error     $(pwd -P)/y/a
pkg error     $(pwd -P)/z/a
pkg error package 'b' has conflicts in the following paths:
pkg error     $(pwd -P)/x/b
pkg error     $(pwd -P)/z/b"
}

test_a_workspace_that_the_lock_lacks_is_told_of_and_left_alone() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","workspaces":["one","two"]}'
    folders one
    pkg install
    folders two
    pkg install a -w two -w one
    has "$T/err" 'pkg warn workspaces two in filter set, but no workspace folder present'
    lacks "$T/err" 'one in filter set'
    lacks two/package.json dependencies
    has one/package.json '"a":"^1.0.0"'
    [ -L node_modules/two ]
    pkg install a -w two
    lacks "$T/err" 'filter set'
    has two/package.json '"a":"^1.0.0"'
}

test_a_workspace_whose_package_json_is_null_is_an_error() {
    world '{"packages":{}}'
    project '{"name":"p","workspaces":["a"]}'
    mkdir a
    echo null > a/package.json
    fails EPKGJSON pkg install
    fails EPKGJSON pkg ls
    fails EUSAGE pkg ci
}

test_a_workspace_of_the_projects_name_stands_for_it() {
    world '{"packages":{}}'
    project '{"name":"p","version":"1.0.0","workspaces":["a"]}'
    mkdir a
    echo '{"name":"p","version":"3.0.0"}' > a/package.json
    pkg version minor --workspaces --include-workspace-root --no-git-tag-version
    has package.json '"version":"1.0.0"'
    has a/package.json '"version":"3.1.0"'
}

test_an_override_by_a_folder_leads_there() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"1"}}}}}'
    project '{"name":"p","dependencies":{"a":"1"},"overrides":{"b":"file:./own"}}'
    folders own
    pkg install
    [ "$(readlink node_modules/b)" = ../own ]
}

test_an_override_that_refers_to_nothing_stops_who_reads() {
    world '{"packages":{}}'
    project '{"name":"p","dependencies":{"a":"1"},"overrides":{"a":"$nope"}}'
    for command in ls outdated 'query *' fund 'explain a' rebuild; do
        # shellcheck disable=SC2086
        (set -f; fails - pkg $command)
        has "$T/err" 'Unable to resolve reference $nope'
    done
}
