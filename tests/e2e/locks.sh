# locks.sh: locks of other versions, npm-shrinkwrap.json, and what is told of them.

old_lock() { # a lock of version 1 with a, which the registry has, and with "gone", which it hasn't
    printf '{\n\t"name": "p",\n\t"version": "1.0.0",\n\t"lockfileVersion": 1,\n\t"requires": true,\n\t"dependencies": {\n'
    printf '\t\t"a": {\n\t\t\t"version": "1.0.0"\n\t\t}%s\n\t}\n}\n' "$1"
}

test_a_lock_of_another_version_is_converted_aloud() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    pkg install
    lacks "$T/err" Converting
    pkg install --lockfile-version=2
    has "$T/err" 'pkg warn shrinkwrap Converting lock file (package-lock.json) from v3 -> v2'
    pkg shrinkwrap --lockfile-version=1
    has "$T/err" 'pkg warn shrinkwrap Converting lock file (npm-shrinkwrap.json) from v2 -> v1'
    has "$T/err" 'package-lock.json has been renamed to npm-shrinkwrap.json and updated to version 1'
    rm npm-shrinkwrap.json
    pkg shrinkwrap --lockfile-version=2
    has "$T/err" 'pkg warn shrinkwrap Converting lock file (npm-shrinkwrap.json) from v3 -> v2'
    has "$T/err" 'created a lockfile as npm-shrinkwrap.json with version 2'
}

test_an_old_lock_says_what_it_could_not_learn() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"},"optionalDependencies":{"gone":"1"}}'
    old_lock ',
		"gone": { "version": "1.0.0", "optional": true }' > package-lock.json
    cp package-lock.json old
    pkg install --lockfile-version=1
    lacks "$T/err" 'created with an old version'
    has "$T/err" 'pkg warn old lockfile Could not fetch metadata for gone@1.0.0'
    cp old package-lock.json
    pkg install
    has "$T/err" 'Could not fetch metadata for gone@1.0.0'
    lacks "$T/err" Converting
    grep -A 1 'one-time fix-up' "$T/err" | tail -n 1 > rest
    is rest 'pkg warn old lockfile'
}

test_shrinkwrap_writes_a_lock_as_it_is() {
    world '{"packages":{"a":{"1.0.0":{"license":"MIT"}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    old_lock '' > package-lock.json
    pkg shrinkwrap --no-format-package-lock
    [ "$(requests '^GET ')" = 0 ]
    has "$T/err" 'Converting lock file (npm-shrinkwrap.json) from v1 -> v3'
    lacks "$T/err" 'created with an old version'
    lacks npm-shrinkwrap.json MIT
    grep -q "^	\"packages\": {$" npm-shrinkwrap.json
}

test_where_only_the_lock_is_read_a_project_has_its_folders_name() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"version":"1.0.0","dependencies":{"a":"1"}}'
    pkg install
    pkg query :root --package-lock-only
    has "$T/out" '"name": "project",'
    pkg query :root
    lacks "$T/out" '"name"'
    pkg sbom --sbom-format=cyclonedx --package-lock-only
    has "$T/out" '"bom-ref": "project@1.0.0"'
    pkg shrinkwrap
    has npm-shrinkwrap.json '    "": {'
    [ "$(grep -c '"name": "project"' npm-shrinkwrap.json)" = 2 ]
    lacks package.json name
}

test_a_lock_that_was_not_heeded_counts_again() {
    world '{"packages":{"a":{"1.0.0":{},"1.1.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1.0.0"}}'
    pkg install
    sed -i 's/"1.0.0"$/"^1.0.0"/' package.json package-lock.json
    sed -i 's/"a":"1.0.0"/"a":"^1.0.0"/' package.json
    pkg install
    rm -r node_modules
    pkg install --no-shrinkwrap
    has node_modules/a/package.json '"version": "1.1.0"'
    pkg install
    has node_modules/a/package.json '"version": "1.0.0"'
}

test_an_empty_shrinkwrap_is_none_and_a_lock_in_one_line_ends_there() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    : > npm-shrinkwrap.json
    pkg install --no-format-package-lock
    lacks "$T/err" 'cannot be read'
    [ ! -s npm-shrinkwrap.json ]
    [ "$(tail -c 3 package-lock.json)" = '}}}' ]
    [ "$(wc -l < package-lock.json)" = 0 ]
    rm npm-shrinkwrap.json package-lock.json
    : > package-lock.json
    pkg ci > /dev/null && return 1
    has "$T/err" 'can only install with an existing package-lock.json'
}

test_an_update_of_all_workspaces_names_them_alone() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","workspaces":["w"]}'
    mkdir w
    echo '{"name":"w","version":"1.0.0","dependencies":{"a":"1"}}' > w/package.json
    pkg update --workspaces --include-workspace-root
    has "$T/err" 'w in filter set'
    lacks "$T/err" 'p in filter set'
}

test_what_yarn_lock_promises_is_held() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"^1.0.0"}}'
    printf '# yarn lockfile v1\n\n\na@^1.0.0:\n  version "1.0.0"\n  resolved "%sa/-/a-1.0.0.tgz"\n  integrity sha512-AAAA\n' "$url" > yarn.lock
    cp yarn.lock before
    fails EINTEGRITY pkg install
    has "$T/err" "tarball data for a@${url}a/-/a-1.0.0.tgz (sha512-AAAA) seems to be corrupted. Trying again."
    has "$T/err" 'wanted sha512-AAAA but got sha512-'
    cmp yarn.lock before
    gone package-lock.json node_modules
    # Bytes that were wrong once are asked for again.
    rm yarn.lock
    pkg install
    rm -r node_modules "$T/cache"
    world '{"packages":{"a":{"1.0.0":{}}},"faults":[{"path":"/a/-/*","corrupt":true,"times":1}]}'
    pkg ci
    there node_modules/a
    [ "$(requests '^GET /a/-/')" -ge 3 ]
}

test_ci_asks_for_a_lock_first() {
    world '{"packages":{}}'
    project '{ broken'
    fails EUSAGE pkg ci
    fails EJSONPARSE pkg install
    echo '{"lockfileVersion":3,"packages":{}}' > package-lock.json
    fails EJSONPARSE pkg ci
}

test_a_lock_with_a_link_to_nowhere_is_none_for_some() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"file:b"}}'
    mkdir b
    echo '{"name":"b","version":"1.0.0"}' > b/package.json
    pkg install
    torn='{"name":"p","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"file:b"}},"node_modules/b":{"resolved":"b","link":true}}}'
    echo "$torn" > package-lock.json
    fails EMISSINGTARGET pkg install
    fails EUSAGE pkg ci
    has "$T/err" "can only install with an existing package-lock.json"
    pkg shrinkwrap
    has npm-shrinkwrap.json a-1.0.0.tgz
}

# A lock that says what packages are, not where.
placeless_lock() {
    pkg install --omit-lockfile-registry-resolved
    lacks package-lock.json '"resolved"'
    cp -r node_modules "$T/wanted"
    rm -rf node_modules "$T/cache"
    : > "$T/requests"
}

same_tree() {
    diff -r "$T/wanted" node_modules
}

test_what_a_lock_tells_the_integrity_of_is_had_without_its_document() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"@s/b":"1"}}},"@s/b":{"1.0.0":{"$files":{"x":"1"}}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    placeless_lock
    pkg ci
    same_tree
    [ "$(requests '\.tgz ')" = 2 ]
    [ "$(requests '^GET ')" = 2 ] || { cat "$T/requests"; return 1; }
    rm -rf node_modules
    pkg install --omit-lockfile-registry-resolved
    same_tree
    [ "$(requests '\.tgz ')" = 2 ]
}

test_what_is_not_at_its_usual_place_is_asked_for() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{}},"c":{"1.0.0":{}}},"faults":[
        {"path":"/a/-/a-1.0.0.tgz","status":404,"after":1,"times":2},
        {"path":"/b/-/b-1.0.0.tgz","corrupt":true,"after":1,"times":2}]}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"1","c":"1"}}'
    placeless_lock
    pkg ci
    same_tree
    lacks "$T/err" WARN
    [ "$(requests '^GET /a 200')$(requests '^GET /b 200')$(requests '^GET /c 200')" = 110 ]
}

test_what_nobody_says_the_place_of_fails_as_its_document_does() {
    world '{"packages":{"a":{"1.0.0":{}}},"faults":[{"path":"/a*","status":404}]}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    for integrity in '' ',"integrity":"sha512-'"$(head -c 64 /dev/zero | base64 -w 0)"'"'; do
        printf '{"name":"p","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"p","version":"1.0.0",%s},"node_modules/a":{"version":"1.0.0"%s}}}' \
            '"dependencies":{"a":"1"}' "$integrity" > package-lock.json
        fails E404 pkg ci
        has "$T/err" "The requested resource 'a@1.0.0' could not be found"
        gone node_modules/a
    done
}

# What its integrity says is all there is of it: it is no gzip file for all that.
test_what_is_damaged_at_its_usual_place_is_asked_for_once_more() {
    world '{"packages":{"a":{"1.0.0":{"$tgz":{"base64":"H4sIAAAAAAAAA////////w=="}}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    pkg install --package-lock-only --omit-lockfile-registry-resolved
    lacks package-lock.json '"resolved"'
    fails Z_DATA_ERROR pkg ci
    [ "$(grep -c 'tarball data for a@1.0.0 (sha512-.* seems to be corrupted' "$T/err")" = 2 ]
}
