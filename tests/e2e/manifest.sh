# manifest.sh: commands that change package.json: pkg, version.

test_pkg_set_keeps_indentation_and_line_ends() {
    printf '{\r\n\t"name": "x",\r\n\t"a": [\r\n\t\t1\r\n\t]\r\n}\r\n' > "$T/want.in"
    mkdir -p "$T/project"
    cd "$T/project"
    cp "$T/want.in" package.json
    pkg pkg set b.c=1 'a[]=2'
    printf '{\r\n\t"name": "x",\r\n\t"a": [\r\n\t\t1,\r\n\t\t"2"\r\n\t],\r\n\t"b": {\r\n\t\t"c": "1"\r\n\t}\r\n}\r\n' > "$T/want.out"
    cmp package.json "$T/want.out"
    pkg pkg delete b 'a[1]'
    cmp package.json "$T/want.in"
}

test_pkg_get_prints_json_also_of_workspaces() {
    project '{"name":"r","workspaces":["p/*"],"n":{"m":[1]}}'
    mkdir -p p/a p/b
    echo '{"name":"a","version":"1.0.0"}' > p/a/package.json
    echo '{"name":"b"}' > p/b/package.json
    pkg pkg get 'n.m[0]'
    is "$T/out" 1
    pkg pkg get version -ws
    is "$T/out" '{
  "a": "1.0.0",
  "b": {}
}'
    pkg pkg set x=y -w a
    has p/a/package.json '"x":"y"'
    lacks p/b/package.json '"x"'
}

test_pkg_refuses_what_is_in_the_way() {
    project '{"name":"x"}'
    fails - pkg pkg set name.y=1
    fails - pkg pkg set __proto__.y=1
    fails EUSAGE pkg pkg set name
    fails - pkg pkg set 'a={' --json
    has "$T/out" "Expected property name or '}' in JSON at position 1"
    is package.json '{"name":"x"}'
}

test_version_writes_commits_and_tags() {
    command -v git > /dev/null || return 0
    export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@host.example GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@host.example
    project '{"name":"x","version":"1.2.3","scripts":{"version":"echo $npm_old_version $npm_new_version >> log; git add log"}}'
    echo '{"name":"x","version":"1.2.3","lockfileVersion":3,"packages":{"":{"version":"1.2.3"}}}' > package-lock.json
    git init -q
    git add -A
    git commit -qm first
    pkg version minor -m 'release %s'
    has "$T/out" v1.3.0
    has log '1.2.3 1.3.0'
    has package-lock.json '"version":"1.3.0","lockfileVersion":3,"packages":{"":{"version":"1.3.0"}}'
    [ "$(git log -1 --format=%s)" = 'release 1.3.0' ]
    [ "$(git describe)" = v1.3.0 ]
    echo >> package.json
    fails - pkg version patch
    has "$T/err" 'Git working directory not clean.'
    fails - pkg version 1.3.0
    has "$T/err" 'Version not changed'
}

test_version_in_workspaces_tells_the_lock() {
    world '{"packages":{}}'
    project '{"name":"r","workspaces":["p/*"]}'
    mkdir -p p/a
    echo '{"name":"a","version":"1.0.0"}' > p/a/package.json
    pkg install
    pkg version major -w a
    has p/a/package.json '"version":"2.0.0"'
    has package-lock.json '"version": "2.0.0"'
    has node_modules/.package-lock.json '"version": "2.0.0"'
}

# npm writes in place, so a workspace's folder isn't newer than the hidden lock.
test_a_package_json_that_a_command_changes_leaves_the_hidden_lock_believed() {
    world '{"packages":{"c":{"1.0.0":{}}}}'
    project '{"name":"r","workspaces":["p/*"],"dependencies":{"c":"1"}}'
    mkdir -p p/a
    echo '{"name":"a","version":"1.0.0"}' > p/a/package.json
    pkg install --no-package-lock
    pkg pkg set description=d -w a
    pkg version major -w a --no-git-tag-version
    has package-lock.json '"integrity": "sha512-'
}

test_version_writes_over_no_list() {
    project '[]'
    fails EPKGJSON pkg version patch
    is package.json '[]
'
}

test_init_takes_a_name_from_words_and_no_number() {
    mkdir -p "$T/a b   c" "$T/number/node_modules/u"
    cd "$T/a b   c"
    pkg init -y
    has package.json '"name": "a-b-c"'
    cd "$T/number"
    echo '{"name":1}' > package.json
    fails - pkg init -y
    has "$T/err" 'Invalid name'
    is package.json '{"name":1}
'
    echo '{"version":"1.0.0","_requiredBy":["#USER"]}' > node_modules/u/package.json
    echo '{}' > package.json
    pkg init -y
    lacks package.json '"u"'
}

test_init_guesses_from_the_folder_and_keeps_what_is_there() {
    mkdir -p "$T/My-App.js/bin" "$T/My-App.js/test"
    cd "$T/My-App.js"
    printf '# Title\n\nThe first\nparagraph.\n\nMore.\n' > README.md
    touch main.js bin/run.js server.js
    echo '{"version":"2.0.0","keywords":["x"]}' > package.json
    pkg init -y --scope=s --init-author-name=A --init-license=MIT
    has package.json '"version":"2.0.0","keywords":["x"]'
    has package.json '"name":"@s/my-app"'
    has package.json '"description":"The first paragraph."'
    has package.json '"main":"main.js","bin":{"my-app":"bin/run.js"},"directories":{"test":"test"}'
    has package.json '"start":"node server.js"'
    has package.json '"author":"A","license":"MIT","type":"commonjs"'
    has "$T/out" 'Wrote to'
}

test_init_asks() {
    mkdir -p "$T/project"
    cd "$T/project"
    printf 'Bad Name\nmy-name\n\nwords\n\n\n\na, b\nme\n\n\nyes\n' > "$T/answers"
    "$PKG" init < "$T/answers" > "$T/out"
    has "$T/out" 'package name: (project) '
    has "$T/out" 'Sorry, '
    has package.json '"name": "my-name"'
    has package.json '"description": "words"'
    has package.json '"author": "me"'
    printf 'x\n' > "$T/answers"
    rm package.json
    code=0
    "$PKG" init < "$T/answers" > "$T/out" || code=$?
    [ "$code" = 1 ]
    gone package.json
}

test_init_makes_workspaces() {
    world '{"packages":{}}'
    project '{"name":"r"}'
    pkg init -y -w packages/a
    has package.json '"workspaces":["packages/a"]'
    has packages/a/package.json '"name": "a"'
    has package-lock.json '"node_modules/a"'
    there node_modules/a/package.json
}

test_shrinkwrap_renames_the_lock() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"r","dependencies":{"a":"1"}}'
    pkg install
    cp package-lock.json "$T/lock"
    pkg shrinkwrap
    gone package-lock.json
    cmp npm-shrinkwrap.json "$T/lock"
    has "$T/err" 'package-lock.json has been renamed to npm-shrinkwrap.json'
    pkg shrinkwrap
    has "$T/err" 'npm-shrinkwrap.json up to date'
}

test_dependencies_that_are_no_text_are_refused() {
    project '{"name":"p","version":"1.0.0","dependencies":{"a":null}}'
    fails - pkg install
    has "$T/err" 'must provide string spec'
    fails - pkg ls
    fails - pkg pack --dry-run
    echo '{"name":"p","version":"1.0.0","workspaces":{"nohoist":[]}}' > package.json
    fails EWORKSPACESCONFIG pkg install
    fails EWORKSPACESCONFIG pkg ls
}

test_an_override_of_a_package_that_is_no_text_is_an_error() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"1"}}},"b":{"1.0.0":{}}}}'
    for rule in '{"a":{".":{}}}' '{"a":{".":5}}' '{"a":{"b":{".":true}}}'; do
        project "{\"name\":\"p\",\"dependencies\":{\"a\":\"1\"},\"overrides\":$rule}"
        fails EINVALIDTYPE pkg install
        gone node_modules package-lock.json
    done
    project '{"name":"p","dependencies":{"a":"1"},"overrides":{"none":{".":{}},"a":{".":null}}}'
    pkg install
}

test_overrides_of_odd_types_say_nothing() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"1"}}},"b":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"},"overrides":{"b":5,"a":["9"]}}'
    pkg install
    there node_modules/b/package.json
}

test_fix_leaves_a_byte_order_mark_where_nothing_else_is_wrong() {
    project ''
    printf '\357\273\277{"name":"p","version":"1.0.0"}' > package.json
    cp package.json "$T/before"
    pkg pkg fix
    cmp package.json "$T/before"
}

test_a_new_workspace_says_that_nothing_of_the_roots_is_for_its_tests() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    pkg install
    pkg init -y -w w/z
    has w/z/package.json '"devDependencies": {}'
}

test_an_sbom_of_a_project_without_a_name_has_its_folders() {
    project '{"version":"1.0.0"}'
    pkg install
    pkg sbom --sbom-format=spdx
    has "$T/out" '"name": "project",'
    has "$T/out" 'SPDXRef-Package-project-1.0.0'
    has "$T/out" '"referenceLocator": "pkg:npm/project@1.0.0"'
}

test_init_leaves_out_what_only_the_registry_needs() {
    project '{"name":"p","version":"1.0.0","readmeFilename":"R"}'
    pkg init -y
    lacks package.json readmeFilename
}

test_lone_surrogates_and_nul_stay_escapes() {
    world '{"packages":{"a":{"1.0.0":{"license":"M\ud800T","engines":{"node":">=\ud800"}}}}}'
    project '{
  "name": "p",
  "version": "1.0.0",
  "description": "x \ud800 \ude00\ud83d \ud83d\ude00 \u0000",
  "scripts": {
    "t\udfff": "echo \ud800"
  }
}'
    pkg pkg set x=y
    has package.json '"description": "x \ud800 \ude00\ud83d 😀 \u0000",'
    has package.json '"t\udfff": "echo \ud800"'
    pkg version patch --no-git-tag-version
    has package.json '"t\udfff": "echo \ud800"'
    pkg pkg get description
    is "$T/out" '"x \ud800 \ude00\ud83d 😀 \u0000"'
    pkg run
    has "$T/out" '  t�'
    has "$T/out" '    echo �'
    pkg run --json
    has "$T/out" '"t\udfff": "echo \ud800"'
    pkg install a
    has "$T/err" "required: { node: '>=\\ud800' }"
    has package-lock.json '"license": "M\ud800T"'
    sed -i 's/"x": "y"/"config": { "k": "a\\udfffb\\u0000" }/' package.json
    pkg pkg set 'scripts.k=printf %s $npm_package_config_k'
    pkg run -s k
    is "$T/out" 'a�b�'
}

test_bytes_that_are_no_utf8_are_read_as_node_reads_them() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{}'
    printf '{\n  "name": "p",\n  "author": "Jos\351 \355\240\200 \360\237"\n}\n' > package.json
    pkg install a
    has package.json '"author": "Jos� ��� �"'
}

test_sections_that_are_no_lists_stay_as_they_are() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"1","b":"1"},"devDependencies":null,"optionalDependencies":[],"peerDependencies":0}'
    pkg uninstall b
    is package.json '{"name":"p","dependencies":{"a":"1"},"devDependencies":null,"peerDependencies":0}'
    pkg install -D b
    is package.json '{"name":"p","dependencies":{"a":"1"},"devDependencies":{"b":"^1.0.0"},"peerDependencies":0}'
}

test_white_space_around_package_json_is_no_change() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    printf '\n\n  ' >> package.json
    cp package.json before
    pkg uninstall b
    cmp package.json before
}

# npm reads members, and a list has none; what isn't even an object fails where it is asked.
test_a_package_json_that_is_no_object_counts_as_empty() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '[]'
    pkg install
    pkg pkg get
    is "$T/out" '[]'
    pkg install a
    is package.json '{
  "dependencies": {
    "a": "^1.0.0"
  }
}'
    for odd in 5 '"x"' true null; do
        echo "$odd" > package.json
        pkg ls
        has "$T/out" 'a@1.0.0 extraneous'
        pkg query '*'
        pkg pkg get
        fails EPKGJSON pkg run x
        fails EPKGJSON pkg ci
        there node_modules/a
    done
    fails EPKGJSON pkg install a
    is package.json null
    echo 5 > package.json
    pkg install a
    has package.json '"a": "^1.0.0"'
    echo 5 > package.json
    fails EPKGJSON pkg install
    gone node_modules/a
    fails EPKGJSON pkg install
    pkg install --ignore-scripts
}
