# git dependencies: from repositories on this disk, and by a server of plain files.

git_ready() {
    command -v git > /dev/null || { echo "SKIP no git"; exit 77; }
    git config --global user.email a@example.org
    git config --global user.name a
    git config --global init.defaultBranch main
    git config --global protocol.file.allow always
}

# A repository with this package.json: v1.0.0, v1.1.0 (a tag object), the branch next, and
# one commit more on main.
repo() { # NAME JSON
    mkdir -p "$T/repos/$1/lib"
    (
        cd "$T/repos/$1"
        git init -q
        printf '%s\n' "$2" > package.json
        echo 1 > lib/a.js
        printf 'secret\n' > .gitignore
        git add -A && git commit -qm 1 && git tag v1.0.0
        sed -i 's/1\.0\.0/1.1.0/' package.json && git commit -qam 2 && git tag -a v1.1.0 -m x
        git checkout -q -b next
        sed -i 's/1\.1\.0/2.0.0/' package.json && git commit -qam 3
        git checkout -q main
        sed -i 's/1\.1\.0/1.2.0/' package.json && git commit -qam 4
    )
    at=git+file://$T/repos
}

commit() { # NAME REF
    git -C "$T/repos/$1" rev-parse "$2^{commit}"
}

test_tags_branches_ranges_and_commits_mean_what_they_mean_to_npm() {
    git_ready
    repo a '{"name":"a","version":"1.0.0"}'
    project "{\"name\":\"p\",\"version\":\"1.0.0\",\"dependencies\":{
        \"tag\":\"$at/a#v1.0.0\",\"branch\":\"$at/a#next\",\"range\":\"$at/a#semver:^1\",
        \"head\":\"$at/a\",\"sha\":\"$at/a#$(commit a v1.0.0)\"}}"
    pkg install
    has node_modules/tag/package.json '"1.0.0"'
    has node_modules/branch/package.json '"2.0.0"'
    has node_modules/range/package.json '"1.1.0"'
    has node_modules/head/package.json '"1.2.0"'
    has node_modules/sha/package.json '"1.0.0"'
    has package-lock.json "\"resolved\": \"$at/a#$(commit a v1.1.0)\""
    lacks package-lock.json integrity
    gone node_modules/tag/.gitignore node_modules/tag/.git
}

test_a_locked_commit_stays_until_another_ref_is_asked_for() {
    git_ready
    repo a '{"name":"a","version":"1.0.0"}'
    project "{\"dependencies\":{\"a\":\"$at/a#next\"}}"
    pkg install
    old=$(commit a next)
    (cd "$T/repos/a" && git checkout -q next && echo 2 > lib/b.js && git add -A && git commit -qm 5)
    rm -r node_modules
    pkg install
    has package-lock.json "#$old"
    pkg ci
    gone node_modules/a/lib/b.js
    pkg update a
    has package-lock.json "#$(commit a next)"
    there node_modules/a/lib/b.js
    sed -i 's/#next/#v1.0.0/' package.json
    pkg install
    has package-lock.json "#$(commit a v1.0.0)"
}

test_a_package_that_is_built_is_built_with_its_own_dependencies() {
    git_ready
    world '{"packages":{"tool":{"1.0.0":{"bin":"t.sh","$files":{"t.sh":"#!/bin/sh\necho tooled > lib/built.txt\n"}}}}}'
    repo a '{"name":"a","version":"1.0.0","files":["lib"],"devDependencies":{"tool":"1"},"scripts":{"prepare":"tool"}}'
    project "{\"dependencies\":{\"a\":\"$at/a\"}}"
    pkg install
    is node_modules/a/lib/built.txt tooled
    gone node_modules/a/node_modules node_modules/tool
    lacks package-lock.json hasInstallScript
}

test_a_commit_that_was_had_before_needs_no_repository() {
    git_ready
    repo a '{"name":"a","version":"1.0.0","scripts":{"prepare":"echo x > lib/built.txt"}}'
    project "{\"dependencies\":{\"a\":\"$at/a#v1.0.0\"}}"
    pkg install
    mv "$T/repos" "$T/away"
    rm -r node_modules
    pkg ci --offline
    there node_modules/a/lib/built.txt
}

test_submodules_and_folders_inside_come_along() {
    git_ready
    repo a '{"name":"a","version":"1.0.0"}'
    repo b '{"name":"b","version":"1.0.0"}'
    (cd "$T/repos/b" && git submodule -q add "file://$T/repos/a" sub && git commit -qm sub)
    (cd "$T/repos/b" && mkdir in && echo '{"name":"in","version":"7.0.0"}' > in/package.json && git add -A && git commit -qm in)
    project "{\"dependencies\":{\"b\":\"$at/b\"}}"
    pkg install
    there node_modules/b/sub/lib/a.js
    project "{\"dependencies\":{\"in\":\"$at/b#main::path:in\"}}"
    rm -rf node_modules package-lock.json
    pkg install
    has package-lock.json '"version": "7.0.0"'
}

test_what_git_says_is_told_with_its_exit_code() {
    git_ready
    repo a '{"name":"a","version":"1.0.0"}'
    project "{\"dependencies\":{\"a\":\"$at/none\"}}"
    fails 128 pkg install
    has "$T/err" 'does not appear to be a git repository'
    project "{\"dependencies\":{\"a\":\"$at/a#nosuch\"}}"
    fails 1 pkg install
    has "$T/err" 'The git reference could not be found'
    project "{\"optionalDependencies\":{\"a\":\"$at/none\"}}"
    pkg install
    project "{\"dependencies\":{\"a\":\"$at/a#semver:^9\"}}"
    fails ETARGET pkg install
    project "{\"dependencies\":{\"a\":\"$at/a\"}}"
    fails ENOENT pkg install --git="$T/nogit"
}

test_a_build_that_fails_fails_the_install_unless_it_is_optional() {
    git_ready
    repo a '{"name":"a","version":"1.0.0","scripts":{"prepare":"echo broken >&2; exit 7"}}'
    project "{\"dependencies\":{\"a\":\"$at/a\"}}"
    fails 7 pkg install
    has "$T/err" 'git dep preparation failed'
    project "{\"optionalDependencies\":{\"a\":\"$at/a\"}}"
    pkg install
    gone node_modules/a
    pkg install --ignore-scripts
    there node_modules/a
}

test_settings_forbid_git_dependencies() {
    git_ready
    repo a '{"name":"a","version":"1.0.0"}'
    repo b "{\"name\":\"b\",\"version\":\"1.0.0\",\"dependencies\":{\"a\":\"$at/a\"}}"
    project "{\"dependencies\":{\"b\":\"$at/b\"}}"
    fails EALLOWGIT pkg install --allow-git=none
    fails EALLOWGIT pkg install --allow-git=root
    pkg install
    rm -r node_modules
    fails EALLOWGIT pkg ci --allow-git=root
}

test_added_by_name_it_is_saved_as_npm_saves_it() {
    git_ready
    repo a '{"name":"a","version":"1.0.0"}'
    git config --global url."file://$T/repos/".insteadOf https://github.com/someone/
    ln -s a "$T/repos/a.git"
    project '{}'
    pkg install someone/a#next --package-lock-only
    has package.json '"a": "github:someone/a#next"'
    has package-lock.json "\"git+ssh://git@github.com/someone/a.git#$(commit a next)\""
    project '{}'
    pkg install "$at/a#v1.0.0"
    has package.json "\"a\": \"$at/a#v1.0.0\""
}

test_a_folder_is_packed_with_install_links() {
    mkdir -p "$T/lib/in/node_modules/x"
    printf '{"name":"lib","version":"1.0.0","files":["in"],"scripts":{"prepare":"echo p > in/p.txt"},"dependencies":{"inner":"file:./in/inner"}}\n' > "$T/lib/package.json"
    mkdir -p "$T/lib/in/inner" && printf '{"name":"inner","version":"2.0.0"}\n' > "$T/lib/in/inner/package.json"
    echo no > "$T/lib/unwanted.txt"
    project '{"dependencies":{"lib":"file:../lib"}}'
    pkg install --install-links
    [ ! -L node_modules/lib ]
    there node_modules/lib/in/p.txt
    gone node_modules/lib/unwanted.txt
    [ ! -L node_modules/inner ]
    there node_modules/inner/package.json
    has package-lock.json '"resolved": "file:../lib"'
    pkg install --no-install-links
    [ -L node_modules/lib ]
}

test_settings_forbid_folders_too() {
    mkdir -p "$T/lib" && echo '{"name":"lib","version":"1.0.0"}' > "$T/lib/package.json"
    project '{"dependencies":{"lib":"file:../lib"}}'
    fails EALLOWDIRECTORY pkg install --allow-directory=none
    gone node_modules
    pkg install --allow-directory=root
    there node_modules/lib
}

# A lock doesn't say that there is a prepare, and what is bundled runs no scripts.
test_a_prepare_is_unreviewed_only_when_it_comes() {
    command -v git > /dev/null || return 0
    export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@host.example GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@host.example
    mkdir "$T/g"
    cd "$T/g"
    echo '{"name":"g","version":"1.0.0","scripts":{"prepare":"true"}}' > package.json
    git init -q
    git add -A
    git commit -qm first
    world '{"packages":{}}'
    project '{"name":"p"}'
    pkg install "git+file://$T/g"
    has "$T/err" 'g@1.0.0 (prepare: true)'
    pkg install
    lacks "$T/err" install-scripts
    rm -rf node_modules package-lock.json
    echo '{"name":"p"}' > package.json
    pkg install -B "git+file://$T/g"
    lacks "$T/err" install-scripts
}
