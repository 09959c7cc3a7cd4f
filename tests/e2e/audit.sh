# audit.sh: what is vulnerable, what `audit fix` does about it, and what an install says;
# parts of a project: workspaces, updates that save.

bad_world() {
    world '{"packages":{
      "a":{"1.0.0":{},"1.0.1":{},"2.0.0":{}},
      "b":{"1.0.0":{"dependencies":{"c":"^1.0.0"}},"1.1.0":{"dependencies":{"c":"^1.0.0"}}},
      "c":{"1.0.0":{},"1.2.0":{},"1.3.0":{}},
      "d":{"1.0.0":{},"2.0.0":{}}},
      "advisories":{
      "a":[{"id":1,"url":"http://x/1","title":"bad a","severity":"high","vulnerable_versions":"<1.0.1"}],
      "c":[{"id":2,"url":"http://x/2","title":"bad c","severity":"low","vulnerable_versions":"1.2.0"}],
      "d":[{"id":3,"url":"http://x/3","title":"bad d","severity":"critical","vulnerable_versions":"<2.0.0"}]}}'
}

bad_project() {
    bad_world
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"^1.0.0","d":"^1.0.0"}}'
    cat > package-lock.json <<END
{"name":"p","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{
"":{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"^1.0.0","d":"^1.0.0"}},
"node_modules/a":{"version":"1.0.0","resolved":"${url}a/-/a-1.0.0.tgz"},
"node_modules/b":{"version":"1.0.0","resolved":"${url}b/-/b-1.0.0.tgz","dependencies":{"c":"^1.0.0"}},
"node_modules/c":{"version":"1.2.0","resolved":"${url}c/-/c-1.2.0.tgz"},
"node_modules/d":{"version":"1.0.0","resolved":"${url}d/-/d-1.0.0.tgz"}}}
END
}

version_of() { sed -n 's/.*"version": "\(.*\)".*/\1/p' "node_modules/$1/package.json"; }

test_audit_fix_takes_the_newest_version_that_is_allowed() {
    bad_project
    fails - pkg audit fix
    has "$T/out" "added 4 packages, and audited 5 packages"
    has "$T/out" "1 critical severity vulnerability"
    has "$T/out" "npm audit fix --force"
    has package-lock.json a-1.0.1.tgz
    has package-lock.json c-1.3.0.tgz
    has package-lock.json d-1.0.0.tgz
    has package-lock.json b-1.0.0.tgz
    has package.json '"d":"^1.0.0"'
}

test_audit_fix_believes_what_an_old_lock_tells() {
    world '{"packages":{"a":{"1.0.0":{}},
      "e":{"1.0.0":{"peerDependencies":{"a":"^1.0.0"}},"1.1.0":{"peerDependencies":{"a":"1 || 2"}}}},
      "advisories":{"a":[{"id":1,"url":"http://x/1","title":"bad a","severity":"high","vulnerable_versions":"<2.0.0"}]}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"^1.0.0","e":"^1.0.0"}}'
    cat > package-lock.json <<END
{"name":"p","version":"1.0.0","lockfileVersion":1,"requires":true,"dependencies":{
"a":{"version":"1.0.0","resolved":"${url}a/-/a-1.0.0.tgz"},
"e":{"version":"1.0.0","resolved":"${url}e/-/e-1.0.0.tgz"}}}
END
    fails - pkg audit fix --package-lock-only
    has package-lock.json e-1.0.0.tgz
    has package-lock.json '"a": "^1.0.0"'
}

test_audit_fix_by_force_leaves_the_range() {
    bad_project
    pkg audit fix --force
    has "$T/err" "Updating d to 2.0.0, which is a SemVer major change"
    has "$T/out" "found 0 vulnerabilities"
    has package.json '"d":"^2.0.0"'
    has package.json '"a":"1"'
    has package-lock.json d-2.0.0.tgz
}

test_audit_fix_by_force_leaves_alone_what_needs_none() {
    world '{"packages":{"v":{"1.0.0":{},"1.1.0":{}}},
      "advisories":{"v":[{"id":1,"url":"http://x/1","title":"bad v","severity":"high","vulnerable_versions":"<1.1.0"}]}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"v":"1.0.0"},"workspaces":["w"]}'
    mkdir w
    printf '{"name":"w","version":"1.0.0","dependencies":{"v":"^1.0.0"}}' > w/package.json
    pkg install
    fails - pkg audit fix --force # the workspace asks for it too, and its range has what mends it
    has package.json '"v":"1.0.0"'
    lacks "$T/err" Updating
}

test_audit_fix_can_be_tried_and_can_be_read_by_programs() {
    bad_project
    cp package-lock.json "$T/before"
    fails - pkg audit fix --dry-run
    has "$T/out" "add a 1.0.1"
    cmp package-lock.json "$T/before"
    gone node_modules
    fails - pkg audit fix --json
    has "$T/out" '"added": 4'
    has "$T/out" '"auditReportVersion": 2'
    rm package-lock.json
    fails ENOLOCK pkg audit fix
    fails EUSAGE pkg audit fix --no-package-lock
    fails EAUDITGLOBAL pkg audit fix -g
}

test_a_fix_that_is_too_new_is_told_of() {
    bad_project
    fails - pkg audit fix --before=2020-01-02T12:00:00Z
    has "$T/err" "A fix for a is available (a@1.0.1)"
    has package-lock.json a-1.0.0.tgz
    fails - pkg audit fix --before=2020-01-02T12:00:00Z --min-release-age-exclude=a
    lacks "$T/err" "A fix for a is"
    has package-lock.json a-1.0.1.tgz
}

test_an_install_says_what_its_audit_found() {
    bad_project
    pkg install --audit
    has "$T/out" "added 4 packages, and audited 5 packages"
    has "$T/out" "3 vulnerabilities (1 low, 1 high, 1 critical)"
    has "$T/out" 'Run `npm audit` for details'
    [ "$(requests '^POST /-/npm/v1/security/advisories/bulk')" = 1 ]
    pkg install --audit
    has "$T/out" "up to date, audited 5 packages"
    pkg install
    has "$T/out" "up to date in"
    pkg ci --audit --json
    has "$T/out" '"audited": 5'
    has "$T/out" '"path": '
    has "$T/out" '"critical": 1'
    lacks "$T/out" '"auditReportVersion"'
    pkg install --audit --offline
    has "$T/out" "found 0 vulnerabilities"
}

test_a_registry_without_advisories_fails_audits_only() {
    bad_project
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{}},"c":{"1.2.0":{}},"d":{"1.0.0":{}}},
      "routes":[{"method":"POST","path":"/-/npm/v1/security/*","status":503,"json":{"error":"no"}}]}'
    pkg install --audit
    has "$T/out" "added 4 packages in"
    fails - pkg audit
    has "$T/err" "503 Service Unavailable"
    fails - pkg audit fix
    has "$T/err" "audit endpoint returned an error"
    fails - pkg audit --json
    has "$T/out" '"statusCode": 503'
}

# ---- Updates that save ----

test_an_update_saves_only_when_it_is_told_to() {
    bad_world
    project '{"name":"p","dependencies":{"a":"^1.0.0","b":"^1.0.0","d":"1.0.0"}}'
    pkg update
    has package.json '"a":"^1.0.0"'
    has package-lock.json a-1.0.1.tgz
    pkg update --save
    has package.json '"a":"^1.0.1"'
    has package.json '"b":"^1.1.0"'
    has package.json '"d":"1.0.0"'
}

test_an_update_by_name_saves_that_name_alone() {
    bad_world
    project '{"name":"p","dependencies":{"a":"^1.0.0","b":"^1.0.0"}}'
    pkg update a --save
    has package.json '"a":"^1.0.1"'
    has package.json '"b":"^1.0.0"'
    fails EUPDATEARGS pkg update a@1
}

# ---- Parts of a project ----

three_workspaces() {
    bad_world
    project '{"name":"r","version":"1.0.0","workspaces":["p/*"],"dependencies":{"a":"^1.0.0"}}'
    mkdir -p p/x p/y
    echo '{"name":"x","version":"1.0.0","dependencies":{"b":"^1.0.0"}}' > p/x/package.json
    echo '{"name":"y","version":"1.0.0","dependencies":{"d":"^1.0.0"}}' > p/y/package.json
}

test_a_workspace_is_installed_alone() {
    three_workspaces
    pkg install -w x
    there node_modules/x node_modules/b node_modules/c
    gone node_modules/a node_modules/d node_modules/y
    has package-lock.json node_modules/d
    lacks node_modules/.package-lock.json node_modules/d
    pkg install -w x --include-workspace-root
    there node_modules/a
    gone node_modules/d
    pkg install
    there node_modules/d node_modules/y
    has node_modules/.package-lock.json node_modules/d
    pkg ci --workspace y
    there node_modules/d
    gone node_modules/b node_modules/x node_modules/a
}

test_workspaces_can_be_left_out_and_stay_in_the_lock() {
    three_workspaces
    pkg install --package-lock-only
    cp package-lock.json "$T/before"
    pkg install --no-workspaces
    there node_modules/a
    gone node_modules/x node_modules/b
    cmp package-lock.json "$T/before"
    pkg install -ws
    has "$T/err" "-ws is not a valid single-hyphen cli flag"
    there node_modules/x node_modules/y
}

test_an_install_in_workspaces_audits_what_they_need() {
    world '{"packages":{"bad":{"1.0.0":{}},"c":{"1.0.0":{}}},
        "advisories":{"bad":[{"id":1,"url":"https://a.example/1","title":"t","severity":"low",
            "vulnerable_versions":"*","cwe":[],"cvss":{"score":1,"vectorString":null}}]}}'
    project '{"name":"p","workspaces":["x","y"]}'
    mkdir x y
    echo '{"name":"x","version":"1.0.0","dependencies":{"bad":"1"}}' > x/package.json
    echo '{"name":"y","version":"1.0.0","dependencies":{"c":"1"}}' > y/package.json
    npm_config_audit=true pkg install -w x
    has "$T/out" '1 low severity vulnerability'
    npm_config_audit=true pkg install -w y
    has "$T/out" 'found 0 vulnerabilities'
}

test_without_workspaces_a_project_without_dependencies_gets_all() {
    world '{"packages":{"c":{"1.0.0":{}}}}'
    project '{"name":"p","workspaces":["x"]}'
    mkdir x
    echo '{"name":"x","version":"1.0.0","dependencies":{"c":"1"}}' > x/package.json
    pkg install --no-workspaces
    has "$T/out" 'added 2 packages'
    has node_modules/.package-lock.json 'node_modules/c'
}

test_what_is_left_out_is_neither_counted_nor_vulnerable() {
    bad_world
    project '{"name":"p","version":"1.0.0","workspaces":["w"],"dependencies":{"b":"1.0.0"}}'
    mkdir w
    echo '{"name":"w","version":"1.0.0","dependencies":{"d":"1"},"devDependencies":{"a":"1.0.0"}}' > w/package.json
    pkg install --audit --workspaces=false
    has "$T/out" 'found 0 vulnerabilities'
    rm -rf node_modules
    pkg install --audit --omit=dev --json
    has "$T/out" '"audited": 6'
    has "$T/out" '"dev": 0'
    has "$T/out" '"total": 5'
}

test_a_fix_that_is_only_tried_counts_what_would_be_there() {
    world '{"packages":{"a":{"1.0.0":{},"1.0.1":{}},"w":{"1.0.0":{"os":["win32"]}}},
        "advisories":{"a":[{"id":1,"severity":"high","vulnerable_versions":"<1.0.1"}]}}'
    project '{"dependencies":{"a":"1.0.0"},"optionalDependencies":{"w":"1"}}'
    pkg install --package-lock-only
    fails - pkg audit fix --force --dry-run --json
    has "$T/out" '"optional": 0'
    tr -d ' \n' < "$T/out" > "$T/flat"
    has "$T/flat" '"nodes":[""]'
}

test_a_link_audits_the_global_tree() {
    world '{}'
    project '{"name":"p","version":"1.0.0"}'
    pkg link --audit
    has "$T/out" "added 1 package, and audited 3 packages"
}

# ---- What is asked, and what is answered ----

asked() { # the names of the last question, in its order
    curl -s "${url}-/test/log" | grep advisories/bulk | tail -n 1 | sed 's/.*"body"://' | grep -o '[^\\"]*\\":\[' |
        tr -d '\\":[' | tr '\n' ' '
}

test_an_audit_asks_in_the_order_of_the_tree() {
    world '{"packages":{"zz":{"1.0.0":{"dependencies":{"b":"1","c":"1"}}},"b":{"1.0.0":{}},"real":{"1.0.0":{},"2.0.0":{}},
        "@s/x":{"1.0.0":{"dependencies":{"d":"2","real":"2"}}},"c":{"1.0.0":{"dependencies":{"d":"1"}}},"d":{"1.0.0":{},"2.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"zz":"1","a":"npm:real@1","@s/x":"1","l":"file:l"},"devDependencies":{"d":"1"}}'
    # A folder by the name of a package is not asked about, and holds its place.
    mkdir l && echo '{"name":"b","version":"3.0.0","dependencies":{"c":"1"}}' > l/package.json
    pkg install --audit
    [ "$(asked)" = '@s/x real d b zz c ' ]
    pkg audit || true
    [ "$(asked)" = 'b @s/x d real c zz ' ]
    pkg install d@2 --audit
    [ "$(asked)" = 'b @s/x d real c zz ' ]
}

test_an_empty_answer_is_no_answer() {
    bad_project
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{}},"c":{"1.2.0":{}},"d":{"1.0.0":{}}},
      "routes":[{"method":"POST","path":"/-/npm/v1/security/*","status":200,"text":""}]}'
    pkg install --audit
    has "$T/out" "added 4 packages in"
    fails - pkg audit
    has "$T/out" "undefined"
    has "$T/err" "security/advisories/bulk reason: Unexpected end of JSON input"
    has "$T/err" "audit endpoint returned an error"
    fails - pkg audit --json
    has "$T/out" '"message": "invalid json response body at '
    has "$T/out" '"summary": ""'
    lacks "$T/out" '"statusCode"'
    fails FETCH_ERROR pkg query :vuln
    has "$T/err" "errno FETCH_ERROR"
}

test_global_packages_are_audited_where_somebody_says_so() {
    bad_world
    export npm_config_prefix="$T/prefix"
    mkdir -p "$T/prefix/lib"
    pkg install -g a@1.0.0 d@1.0.0
    lacks "$T/out" audited
    [ "$(requests bulk)" = 0 ]
    pkg install -g a@1.0.0 --audit
    has "$T/out" "changed 1 package, and audited 2 packages"
    has "$T/out" "1 high severity vulnerability"
    # What is updated by name is one of all global packages.
    pkg update -g a --audit --json
    has "$T/out" '"audited": 3'
    has "$T/out" '"changed": 1'
    has "$T/out" '"critical": 1'
    has "$T/out" '"high": 0'
    pkg update -g nope --audit
    has "$T/out" "1 critical severity vulnerability"
    has "$T/prefix/lib/node_modules/d/package.json" '1.0.0'
}

test_a_query_knows_what_is_vulnerable_between_parentheses_too() {
    bad_project
    pkg ci --no-audit
    pkg query ':has(:vuln)'
    [ "$(grep -c '"advisories"' "$T/out")" = 3 ]
    pkg query '#a:not(:vuln), #b:not(:vuln), #c:is(:vuln)'
    lacks "$T/out" '"name": "a"'
    has "$T/out" '"name": "b"'
    has "$T/out" '"name": "c"'
}

test_audit_fix_that_is_tried_tells_of_what_was_tried() {
    world '{"packages":{"v":{"1.0.0":{},"1.1.0":{}},"y":{"1.0.0":{"dependencies":{"v":"^1.1.0"}}},
        "z":{"1.0.0":{"dependencies":{"v":"~1.0.0"}}}},
        "advisories":{"v":[{"id":1,"url":"http://x/1","title":"weak","severity":"high","vulnerable_versions":"<2.0.0"}]}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"y":"1","z":"1"}}'
    pkg install
    fails - pkg audit fix --dry-run
    test "$(grep -c '^node_modules/v$' "$T/out")" = 2
    fails - pkg audit fix --dry-run --json
    test "$(grep -c '"isDirect": true' "$T/out")" = 3
}

test_audit_leaves_a_line_for_what_it_has_told_of() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{"dependencies":{"a":"1"}}}},"advisories":{
        "a":[{"id":1,"url":"http://x/1","title":"bad a","severity":"low","vulnerable_versions":"*"}],
        "b":[{"id":2,"url":"http://x/2","title":"bad b","severity":"low","vulnerable_versions":"*"}]}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"b":"1"}}'
    pkg install --package-lock-only
    fails - pkg audit
    is "$T/out" "# npm audit report

a  *
bad a - http://x/1
No fix available
node_modules/a
  b  *
  Depends on vulnerable versions of a
  node_modules/b


2 low severity vulnerabilities

Some issues need review, and may require choosing
a different dependency."
}

test_audit_fix_goes_on_with_what_the_lock_says_of_a_project_without_package_json() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"1"}}},"b":{"1.0.0":{}}},"advisories":{}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    pkg install
    cp package-lock.json "$T/before"
    rm package.json
    pkg audit fix
    has "$T/out" "up to date, audited 3 packages"
    there node_modules/a node_modules/b
    cmp package-lock.json "$T/before"
}

test_audit_fix_gives_a_project_without_a_name_that_of_its_folder() {
    world '{"packages":{"a":{"1.0.0":{}}},"advisories":{}}'
    project '{"dependencies":{"a":"1"}}'
    pkg install
    [ "$(grep -c '"name": "project"' package-lock.json)" = 1 ]
    pkg audit fix
    [ "$(grep -c '"name": "project"' package-lock.json)" = 2 ]
}

test_audit_fix_believes_the_flags_of_a_lock_that_fits() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"1"}}},"b":{"1.0.0":{}}},"advisories":{}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    pkg install
    sed -i '/node_modules\/b"/a "dev":true,' package-lock.json
    pkg audit fix --omit=dev
    has "$T/out" "removed 1 package"
    gone node_modules/b
    has package-lock.json '"dev": true'
}

test_the_project_beside_workspaces_is_not_enough_of_a_selection_where_none_is_meant() {
    world '{"packages":{"a":{"1.0.0":{}}},"advisories":{}}'
    project '{"name":"p","version":"1.0.0","workspaces":["w"]}'
    mkdir w
    echo '{"name":"w","version":"1.0.0"}' > w/package.json
    pkg install
    for args in "install a" "audit fix" update; do
        # shellcheck disable=SC2086
        fails - pkg $args -w none --include-workspace-root
        has "$T/err" 'No workspaces found:'
    done
    gone node_modules/a
}

# Short questions aren't compressed, long ones are: the registry understands both.
test_audit_asks_about_many_packages_at_once() {
    world '{"packages":{},"advisories":{
      "package-number-7":[{"id":1,"url":"http://x/1","title":"bad","severity":"high","vulnerable_versions":"*"}]}}'
    project '{"name":"p","version":"1.0.0"}'
    for n in 7 2000; do
        # shellcheck disable=SC2016 # awk's own
        awk -v n="$n" 'BEGIN {
            printf "{\"name\":\"p\",\"version\":\"1.0.0\",\"lockfileVersion\":3,\"requires\":true,\"packages\":{\"\":{\"name\":\"p\",\"version\":\"1.0.0\",\"dependencies\":{"
            for (i = 1; i <= n; i++) printf "%s\"package-number-%d\":\"1.0.0\"", (i > 1 ? "," : ""), i
            printf "}}"
            for (i = 1; i <= n; i++) printf ",\"node_modules/package-number-%d\":{\"version\":\"1.0.0\"}", i
            print "}}" }' > package-lock.json
        fails - pkg audit --package-lock-only
        has "$T/out" "1 high severity vulnerability"
    done
    body=$(sed -n '/bulk/s/.*body=//p' "$T/requests" | tail -n 1)
    test "$body" -lt 30000
}
