# publish.sh: packing, publishing, and looking after what was published.

login() {
    printf '%s:_authToken=token-of-me\n' "${url#http:}" > "$HOME/.npmrc"
    export npm_config_userconfig="$HOME/.npmrc"
}

test_pack_makes_the_same_tarball_twice() {
    project '{"name":"@s/p","version":"1.2.3","bin":"x.sh","files":["lib"]}'
    mkdir lib .git
    printf 'echo 1\n' > x.sh
    touch lib/a.js lib/.npmrc other.js .git/config
    ln -s /etc/passwd lib/link
    pkg pack
    has "$T/out" s-p-1.2.3.tgz
    tar tf s-p-1.2.3.tgz | sort > "$T/list"
    is "$T/list" 'package/lib/a.js
package/package.json
package/x.sh
'
    tar tvf s-p-1.2.3.tgz | grep -q '^-rwxr-xr-x.*x.sh'
    cp s-p-1.2.3.tgz "$T/first.tgz"
    touch x.sh lib/a.js
    umask 077
    pkg pack
    cmp s-p-1.2.3.tgz "$T/first.tgz"
    pkg pack --dry-run --json
    has "$T/out" '"entryCount": 3'
    lacks "$T/out" link
}

test_pack_runs_its_scripts_and_wants_a_version() {
    project '{"name":"p","version":"1.0.0","scripts":{"prepack":"echo made > made.js","postpack":"rm made.js"}}'
    pkg pack
    tar tf p-1.0.0.tgz | grep -q package/made.js
    gone made.js
    project '{"name":"p"}'
    fails - pkg pack
    has "$T/err" "must have name and version"
}

test_pack_takes_packages_of_the_registry() {
    world '{"packages":{"a":{"1.0.0":{"$files":{"i.js":"7"}}}}}'
    project '{}'
    pkg pack a@1
    tar xOf a-1.0.0.tgz package/i.js | grep -q 7
}

# The registry is asked as for any document: the short one, then the full one. What the
# cache has is asked for anew, and no longer true once something was written.
test_what_is_published_is_held_against_what_the_registry_has() {
    world '{"packages":{"p":{"1.0.0":{}}}}'
    login
    project '{"name":"new","version":"1.0.0"}'
    pkg publish
    [ "$(requests '^GET /new 404 .*accept=application/vnd')" = 1 ]
    [ "$(requests '^GET /new 404 .*accept=application/json ')" = 1 ]
    mkdir "$T/user"
    cd "$T/user"
    echo '{"name":"user"}' > package.json
    pkg install p
    pkg view p version
    project '{"name":"p","version":"1.1.0"}'
    pkg publish
    cd "$T/user"
    pkg install p@1.1.0
    has package-lock.json '"version": "1.1.0"'
}

# npm gathers it, and gives it out whenever a script has ended.
test_what_was_published_is_told_before_postpublish() {
    world '{"packages":{}}'
    login
    project '{"name":"r","workspaces":["a","b"]}'
    for w in a b; do
        mkdir $w
        echo '{"name":"'$w'","version":"1.0.0","scripts":{"publish":"echo PUBLISH","postpublish":"echo POST"}}' > $w/package.json
    done
    pkg publish --workspaces --json
    grep -E '^(PUBLISH|POST|[{}]|  "[ab]".*)$' "$T/out" > "$T/order"
    is "$T/order" 'PUBLISH
{
  "a": {
}
POST
PUBLISH
{
  "b": {
}
POST
'
}

test_what_is_published_can_be_installed() {
    world '{"auth":[{"path":"/p","token":"token-of-me"}],"packages":{}}'
    login
    project '{"name":"p","version":"1.0.0","bin":"cli.js"}'
    printf '#!/bin/sh\necho hello\n' > cli.js
    echo '# p' > README.md
    pkg publish
    has "$T/out" "+ p@1.0.0"
    has "$T/requests" "PUT /p 201"
    fails - pkg publish
    has "$T/err" "cannot publish over"
    mkdir ../other
    cd ../other
    echo '{}' > package.json
    pkg install p
    [ "$(node_modules/.bin/p)" = hello ]
}

test_publishing_needs_credentials_of_that_registry() {
    world '{"packages":{}}'
    login
    project '{"name":"p","version":"1.0.0","publishConfig":{"registry":"http://127.0.0.1:9/"}}'
    fails ENEEDAUTH pkg publish
    project '{"name":"p","version":"1.0.0","private":true}'
    fails EPRIVATE pkg publish
    project '{"name":"p","version":"1.0.0-beta.1"}'
    fails - pkg publish
    has "$T/err" "using --tag"
    fails EUSAGE pkg publish --tag next --provenance
    pkg publish --tag next --dry-run
    [ "$(requests '^PUT ')" = 0 ]
}

test_versions_are_deprecated_tagged_and_taken_away() {
    world '{"packages":{}}'
    login
    project '{"name":"p","version":"1.0.0"}'
    pkg publish
    project '{"name":"p","version":"1.1.0"}'
    pkg publish
    pkg deprecate p@1.0.0 "too old"
    curl -s "${url}p" > "$T/doc"
    has "$T/doc" "too old"
    pkg undeprecate p@1.0.0
    curl -s "${url}p" > "$T/doc"
    has "$T/doc" '"deprecated":""'
    pkg dist-tag add p@1.0.0 stable
    has "$T/out" "+stable: p@1.0.0"
    pkg dist-tag ls
    has "$T/out" "stable: 1.0.0"
    pkg dist-tag rm p stable
    pkg dist-tag ls p
    lacks "$T/out" stable
    fails EUSAGE pkg unpublish p
    pkg unpublish p@1.1.0
    curl -s "${url}p" > "$T/doc"
    lacks "$T/doc" '"1.1.0"'
    fails EUSAGE pkg unpublish p@1.0.0
    pkg unpublish p@1.0.0 --force
}

test_who_one_is() {
    world '{"packages":{},"users":{"me":"secret"}}'
    project '{}'
    fails ENEEDAUTH pkg whoami
    login
    pkg whoami
    is "$T/out" 'me
'
    pkg ping
    fails EUSAGE pkg login --auth-type=legacy
}

test_owners_are_those_of_what_an_alias_stands_for() {
    world '{"packages":{"a":{"1.0.0":{},"$doc":{"maintainers":[{"name":"me","email":"m@e"}]}}}}'
    project '{"name":"p","version":"1.0.0"}'
    for spec in a a@1 npm:a npm:a@latest x@npm:a x@npm:a@1; do
        pkg owner ls "$spec"
        is "$T/out" 'me <m@e>'
    done
    mkdir l && echo '{"name":"a","version":"1.0.0"}' > l/package.json
    for spec in ./l file:l; do
        pkg owner ls "$spec"
        is "$T/out" 'no admin found'
    done
    fails E404 pkg owner ls a@npm:nope
    has "$T/err" "'nope@*'"
    fails E404 pkg owner ls ''
    has "$T/err" "'p@*'"
}

test_owners_are_listed() {
    world '{"packages":{"p":{"1.0.0":{},"$doc":{"maintainers":[{"name":"me","email":"me@h.example"}]}}}}'
    project '{}'
    pkg owner ls p
    is "$T/out" 'me <me@h.example>
'
}

test_the_registry_is_told_what_the_folder_says_of_the_package() {
    world '{"packages":{}}'
    project '{"name":"p","version":" v1.2.3 ","repository":"u/r","author":"A <a@x.example>","man":"./p.1"}'
    mkdir sub .git
    printf '%s\n' '# P' '' 'What it is.' > README.md
    printf 'A <a@x.example>\n# nobody\nB\n' > AUTHORS
    touch binding.gyp server.js index.d.ts
    echo 'ref: refs/heads/x' > .git/HEAD
    echo '0123456789012345678901234567890123456789 refs/heads/x' > .git/packed-refs
    printf '%s:_authToken=t\n' "${url#http:}" > "$HOME/.npmrc"
    pkg publish
    has "$T/out" '+ p@1.2.3'
    has "$T/err" 'pkg warn publish "version" was cleaned and set to "1.2.3"'
    has "$T/err" 'pkg warn publish "repository" was changed from a string to an object'
    pkg view p --json
    for wanted in '"description": "What it is."' '"url": "https://github.com/u/r/issues"' \
        '"homepage": "https://github.com/u/r#readme"' '"install": "node-gyp rebuild"' \
        '"p.1"' '"gypfile": true' '"types": "./index.d.ts"' '"start": "node server.js"' \
        '"gitHead": "0123456789012345678901234567890123456789"'; do
        has "$T/out" "$wanted"
    done
}

test_types_lie_beside_what_main_names() {
    world '{"packages":{}}'
    project '{"name":"p","version":"1.0.0","main":"lib.v1/"}'
    touch lib.d.ts
    printf '%s:_authToken=t\n' "${url#http:}" > "$HOME/.npmrc"
    pkg publish
    pkg view p --json
    has "$T/out" '"types": "./lib.d.ts"'
}

test_the_last_version_goes_with_the_package() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{}'
    printf '%s:_authToken=t\n' "${url#http:}" > "$HOME/.npmrc"
    fails EUSAGE pkg unpublish a@1.0.0
    pkg unpublish a@1.0.0 --force
    is "$T/out" '- a
'
}

test_tags_of_workspaces_are_listed_as_far_as_the_registry_knows_them() {
    world '{"packages":{"b":{"1.0.0":{}}}}'
    project '{"workspaces":["a","b"]}'
    mkdir a b
    echo '{"name":"a"}' > a/package.json
    echo '{"name":"b"}' > b/package.json
    code=0
    pkg dist-tag ls --workspaces || code=$?
    [ "$code" = 1 ]
    has "$T/out" 'latest: 1.0.0'
    has "$T/err" "Couldn't get dist-tag data for a"
    lacks "$T/err" 'code E404'
    fails - pkg dist-tag rm b
    has "$T/err" 'undefined is not a dist-tag on b'
}

test_workspaces_that_are_packed_together_stay_out_of_the_root() {
    project '{"name":"root","version":"1.0.0","workspaces":["p/*"]}'
    mkdir -p p/a p/b
    echo '{"name":"a","version":"1.0.0"}' > p/a/package.json
    echo '{"name":"b","version":"1.0.0"}' > p/b/package.json
    pkg pack --dry-run --json -w a --include-workspace-root
    has "$T/out" p/b/package.json
    lacks "$T/out" p/a/package.json
    pkg pack --dry-run --json --include-workspace-root
    has "$T/out" p/a/package.json
    world '{"packages":{}}'
    pkg publish --dry-run --json -ws
    [ "$(tr -d ' \n' < "$T/out" | cut -c1-5)" = '{"a":' ]
    has "$T/out" '"b": {'
    [ "$(grep -c '^}' "$T/out")" = 1 ]
}

test_commands_that_are_no_files_are_warned_of_whenever_npm_looks() {
    world '{"packages":{}}'
    project '{"name":"p","version":"1.0.0","bin":{"me":"me.js"}}'
    pkg publish --dry-run
    [ "$(grep -c 'p@1.0.0 No bin file found at me.js' "$T/err")" = 4 ]
    : > me.js
    pkg publish --dry-run
    lacks "$T/err" 'No bin file'
}

test_names_that_npm_would_change_or_that_are_nodes_are_told() {
    world '{}'
    project '{"name":"fs","version":"1.0.0","bin":{"x/y":"a.js"}}'
    : > a.js
    pkg publish --dry-run
    has "$T/err" 'Package name "fs" conflicts with a Node.js built-in module name'
    has "$T/err" '"bin[y]" script name a.js was invalid and removed'
}

# What a script does to package.json: `change "j.version='2.0.0'"`.
change() {
    echo "node -e \\\"const fs=require('fs');const j=JSON.parse(fs.readFileSync('package.json'));$1;fs.writeFileSync('package.json',JSON.stringify(j))\\\""
}

test_what_scripts_make_of_package_json_is_published() {
    command -v node > /dev/null || { echo "SKIP: no node"; exit 77; }
    world '{"packages":{}}'
    project "{\"name\":\"p\",\"version\":\"1.0.0\",\"files\":[\"a\"],\"scripts\":{
        \"prepublishOnly\":\"$(change "j.version='2.0.0';j.publishConfig={tag:'next'}")\",
        \"prepack\":\"$(change "j.files=['b']")\"}}"
    touch a b
    printf '%s:_authToken=t\n' "${url#http:}" > "$HOME/.npmrc"
    pkg publish
    has "$T/err" 'version: 1.0.0'
    has "$T/err" '0B b'
    lacks "$T/err" '0B a'
    pkg dist-tag ls p
    has "$T/out" 'next: 2.0.0'
}

test_each_workspace_has_its_own_publish_config_and_notices_come_once() {
    world '{"packages":{}}'
    project '{"name":"root","private":true,"workspaces":["w/*"]}'
    mkdir -p w/a w/b
    echo '{"name":"a","version":"1.0.0","publishConfig":{"tag":"next","dry-run":true}}' > w/a/package.json
    echo '{"name":"b","version":"1.0.0","description":""}' > w/b/package.json
    printf '%s:_authToken=t\n' "${url#http:}" > "$HOME/.npmrc"
    pkg publish --workspaces
    [ "$(grep -c 'Tarball Contents' "$T/err")" = 1 ]
    [ "$(grep -c 'with tag latest' "$T/err")" = 1 ]
    pkg dist-tag ls a
    has "$T/out" 'next: 1.0.0'
    pkg dist-tag ls b
    lacks "$T/out" next
    pkg pack --workspaces --loglevel=verbose
    [ "$(grep -c 'Tarball Contents' "$T/err")" = 2 ]
}

test_private_access_is_restricted() {
    world '{"packages":{}}'
    project '{"name":"p","version":"1.0.0"}'
    printf '%s:_authToken=t\n' "${url#http:}" > "$HOME/.npmrc"
    fails EUNSCOPED pkg publish --access=private
    has "$T/err" 'restricted access'
    fails EINVALIDTAGNAME pkg publish --tag='a b'
    has "$T/err" 'Tarball Details'
    fails ENOENT pkg pack ./nowhere
    has "$T/err" "Could not read package.json: Error: ENOENT: no such file or directory, open '$T/project/nowhere/package.json'"
}

test_dist_tag_says_when_it_ignores_workspaces() {
    world '{"packages":{"a":{"1.0.0":{}},"w":{"2.0.0":{}}}}'
    project '{"name":"p","workspaces":["w"]}'
    mkdir w
    echo '{"name":"w","version":"1.0.0"}' > w/package.json
    pkg dist-tag ls a --workspaces
    is "$T/out" 'latest: 1.0.0'
    has "$T/err" 'warn dist-tag Ignoring workspaces for specified package'
    pkg dist-tag . --workspaces
    is "$T/out" 'w:
latest: 2.0.0'
}
