# reports.sh: commands that tell about the tree, the registry and the settings.

reports_project() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"^1.0.0"},"license":"MIT",
        "description":"the a"},"2.0.0":{}},"b":{"1.0.0":{},"1.2.0":{},"2.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"},"devDependencies":{"b":"1.0.0"}}'
    pkg install
}

test_ls_draws_the_tree_and_fails_when_something_is_missing() {
    reports_project
    pkg ls --all
    is "$T/out" "p@1.0.0 $T/project
├─┬ a@1.0.0
│ └── b@1.0.0 deduped
└── b@1.0.0

"
    pkg ls --parseable b
    is "$T/out" "$T/project/node_modules/b"
    rm -r node_modules/b
    fails ELSPROBLEMS pkg ls --json
    has "$T/out" '"missing: b@1.0.0, required by p@1.0.0"'
    has "$T/out" '"code": "ELSPROBLEMS"'
    fails - pkg ls nothing
    has "$T/out" "(empty)"
}

test_explain_says_who_wants_it() {
    reports_project
    pkg explain b
    is "$T/out" 'b@1.0.0
node_modules/b
  dev b@"1.0.0" from the root project
  b@"^1.0.0" from a@1.0.0
  node_modules/a
    a@"1" from the root project'
    fails - pkg why zzz
    has "$T/err" "No dependencies found matching zzz"
    pkg explain b --color=always
    has "$T/out" "$(printf '  \033[34mdev\033[39m b@"1.0.0" from the root project')"
    has "$T/out" "$(printf '\033[2mnode_modules/a\033[22m')"
}

test_settings_are_set_cleared_and_listed_with_what_follows() {
    project '{}'
    pkg config set tag=next //host/:email=x@y
    has "$HOME/.npmrc" tag=next
    pkg config set tag= save-exact true
    lacks "$HOME/.npmrc" tag=
    pkg config list
    has "$T/out" 'save-prefix = ""'
    lacks "$HOME/.npmrc" save-prefix
    fails - pkg config set @scope=x
    has "$T/err" 'is not a valid npm option'
}

test_outdated_fails_and_tells_what_is_newer() {
    reports_project
    fails - pkg outdated --parseable
    has "$T/out" "$T/project/node_modules/a:a@1.0.0:a@1.0.0:a@2.0.0:project"
    fails - pkg outdated --json
    has "$T/out" '"latest": "2.0.0"'
    pkg outdated zzz
}

test_view_reads_fields_of_versions() {
    reports_project
    pkg view a@1 license description
    is "$T/out" "license = 'MIT'
description = 'the a'"
    pkg view b versions --json
    is "$T/out" '[
  "1.0.0",
  "1.2.0",
  "2.0.0"
]'
    pkg view a
    has "$T/out" "a@2.0.0 | Proprietary | deps: none | versions: 2"
    fails E404 pkg view nothing --json
    has "$T/out" '"code": "E404"'
    has "$T/out" "Note that you can also install from a"
}

test_config_get_shows_what_was_written_and_other_commands_refuse_it() {
    world '{}'
    project '{"name":"p"}'
    printf 'audit-level=zzz\nbefore=2020-01-01\nomit[]=dev\n' > .npmrc
    pkg config get audit-level
    is "$T/out" zzz
    TZ=UTC pkg config get before
    is "$T/out" "Wed Jan 01 2020 00:00:00 GMT+0000 (Coordinated Universal Time)"
    printf '_authToken=abc\n' > .npmrc
    fails ERR_INVALID_AUTH pkg ls
    fails - pkg config get _authToken
    pkg config fix
    has .npmrc ':_authToken=abc'
    pkg ls
    npm_config_loglevel=shout fails EINVALIDCONFIG pkg ls
}

test_whoami_wants_a_login() {
    world '{}'
    project '{"name":"p"}'
    fails ENEEDAUTH pkg whoami
    printf '%s:username=me\n%s:_password=eA==\n' "${url#http:}" "${url#http:}" > .npmrc
    pkg whoami
    is "$T/out" me
}

test_query_selects_packages() {
    reports_project
    pkg query '.dev'
    has "$T/out" '"pkgid": "b@1.0.0"'
    lacks "$T/out" '"pkgid": "a@1.0.0"'
    pkg query ':root > [license=MIT]:not(#b)'
    has "$T/out" '"location": "node_modules/a"'
    pkg query ':has(> #b):semver(>=1)'
    has "$T/out" '"pkgid": "a@1.0.0"'
    pkg query ':outdated(major)'
    has "$T/out" '"2.0.0"'
    fails EQUERYNOPSEUDO pkg query ':nothing'
    fails - pkg query '#zzz' --expect-results
    is "$T/out" '[]'
}

test_audit_tells_what_is_vulnerable_and_what_mends_it() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"^1.0.0"}},"2.0.0":{}},
        "b":{"1.0.0":{},"2.0.0":{}}},"advisories":{"b":[{"id":7,"title":"bad b",
        "url":"http://x/7","severity":"high","vulnerable_versions":"<2","cwe":[]}]}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    fails ENOLOCK pkg audit
    pkg install
    fails - pkg audit
    has "$T/out" "# npm audit report"
    has "$T/out" "fix available via \`npm audit fix --force\`"
    has "$T/out" "Will install a@2.0.0, which is a breaking change"
    has "$T/out" "2 high severity vulnerabilities"
    pkg audit --audit-level=critical --json
    has "$T/out" '"auditReportVersion": 2'
    has "$T/out" '"effects": ['
}

test_fund_and_pages_print_urls_without_a_browser() {
    world '{"packages":{"a":{"1.0.0":{"funding":"https://fund.example/a",
        "repository":"github:u/a","homepage":"http://h.example/"}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    pkg install
    pkg fund
    is "$T/out" 'p@1.0.0
└── https://fund.example/a
    └── a@1.0.0

'
    pkg fund a --browser=false
    has "$T/out" "Funding available at the following URL:"
    fails ENOFUND pkg fund p --browser=false
    pkg repo a --browser=false
    has "$T/out" "/u/a"
    pkg docs a --browser=false --json
    has "$T/out" '"url": "http://h.example/"'
}

test_pages_are_opened_by_a_program_whose_output_is_its_own() {
    world '{"packages":{"b":{"1.0.0":{"homepage":"http://h.example/x y"}}}}'
    project '{"name":"p"}'
    mkdir "$T/bin"
    printf '#!/bin/sh\necho "$*" >> "$T/opened"\necho out\necho err >&2\nexit $XC\n' > "$T/bin/xdg-open"
    chmod +x "$T/bin/xdg-open"
    export T PATH="$T/bin:$PATH"
    XC=0 pkg docs b
    is "$T/out" ''
    is "$T/err" ''
    is "$T/opened" 'http://h.example/x%20y
'
    XC=3 fails 3 pkg docs b --json
    [ "$e2e_status" = 3 ]
    has "$T/out" '"detail": "sh -c xdg-open http://h.example/x%20y\nout\nerr"'
    XC=127 pkg docs b
    is "$T/out" 'b docs available at the following URL:
http://h.example/x%20y
'
    is "$T/err" ''
    npm_config_browser="echo >> $T/opened a" pkg docs b
    has "$T/opened" "a http://h.example/x%20y"
}

test_sbom_lists_every_package() {
    reports_project
    pkg sbom --sbom-format=spdx
    has "$T/out" '"referenceLocator": "pkg:npm/b@1.0.0"'
    has "$T/out" '"DEV_DEPENDENCY_OF"'
    pkg sbom --sbom-format=cyclonedx --omit=dev
    has "$T/out" '"bom-ref": "a@1.0.0"'
    fails EUSAGE pkg sbom
    rm -r node_modules/b
    fails ESBOMPROBLEMS pkg sbom --sbom-format=spdx
}

test_sbom_tells_of_problems_before_versions() {
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    echo '{"name":"p","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"p","version":"1.0.0","dependencies":{"a":"1"}},"node_modules/a":{"version":"latest"}}}' > package-lock.json
    fails ESBOMPROBLEMS pkg sbom --sbom-format=cyclonedx --package-lock-only
    has "$T/err" 'invalid: a@latest, 1 required by p@1.0.0'
}

test_a_lock_that_fits_says_itself_what_is_for_development() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"},"devDependencies":{"b":"1"}}'
    pkg install --package-lock-only
    sed -i -e 's/"dev": true/"peer": true/' -e 's/"version": "1.0.0",$/&\n"dev": true,/' package-lock.json
    pkg query .dev --package-lock-only
    has "$T/out" '"name": "a"'
    pkg query .peer --package-lock-only
    has "$T/out" '"name": "b"'
    sed -i 's/"b":"1"/"b":"1.0"/' package.json
    pkg query .dev --package-lock-only
    lacks "$T/out" '"name": "a"'
}

test_a_bad_lock_is_told_of() {
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
    echo '{"name":"p","lockfileVersion":3,"packages":{"":{"name":"p"},"node_modules/a":{"resolved":"gone","link":true}}}' > package-lock.json
    fails EMISSINGTARGET pkg ls --package-lock-only
    fails EUSAGE pkg query '*' --package-lock-only
    fails EUSAGE pkg sbom --sbom-format=spdx --package-lock-only
    sed -i 's/,"node_modules.*/}}/' package-lock.json
    sed -i 's/}}$/},"overrides":{"a":"2"}}/' package.json
    fails EOVERRIDE pkg ls --package-lock-only
    fails EUSAGE pkg query '*' --package-lock-only
}

test_sbom_names_licenses_that_are_some() {
    world '{"packages":{"a":{"1.0.0":{"license":"Apache2"}},"b":{"1.0.0":{"license":"(GPL-2.0+)"}},
        "c":{"1.0.0":{"license":"(MIT OR ISC)"}},"d":{"1.0.0":{"license":"MIT OR BSD"}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"1","c":"1","d":"1"}}'
    pkg install
    pkg sbom --sbom-format=cyclonedx
    lacks "$T/out" Apache2
    lacks "$T/out" BSD
    has "$T/out" '"id": "GPL-2.0"'
    has "$T/out" '"expression": "(MIT OR ISC)"'
}

test_search_and_doctor_ask_the_registry() {
    world '{"packages":{"left":{"1.0.0":{"description":"pads","keywords":["x"]}},"other":{"1.0.0":{}}}}'
    project '{"name":"p"}'
    pkg search left
    has "$T/out" "left"
    has "$T/out" "pads"
    lacks "$T/out" "other"
    pkg search zzz
    is "$T/out" 'No matches found for "zzz"'
    fails - pkg search
    pkg doctor nothing
    is "$T/out" ""
    pkg doctor connection
    has "$T/out" "Connecting to the registry"
    has "$T/out" Ok
}

test_completion_offers_commands_options_and_scripts() {
    world '{}'
    project '{"name":"p","scripts":{"build":"x","bundle":"y"}}'
    pkg completion
    has "$T/out" "complete -o default"
    COMP_CWORD=1 COMP_LINE="pkg outd" COMP_POINT=8 pkg completion -- pkg outd
    is "$T/out" outdated
    COMP_CWORD=2 COMP_LINE="pkg run bu" COMP_POINT=10 pkg completion -- pkg run bu
    is "$T/out" 'build
bundle'
    COMP_CWORD=2 COMP_LINE="pkg ls --no-uni" COMP_POINT=15 pkg completion -- pkg ls --no-uni
    is "$T/out" "--no-unicode"
}

test_what_the_registry_says_never_steers_the_terminal() {
    world '{"packages":{"a":{"1.0.0":{}}},"routes":[
        {"method":"GET","path":"/-/package/a/dist-tags","json":{"la\u001b[2Jtest":"1.0.0\u009b2J\u202e"}},
        {"method":"GET","path":"/-/npm/v1/tokens","json":{"objects":{"a":1,"b":{"key":"\u001b[2Jx"}}}}]}'
    pkg dist-tag ls a
    is "$T/out" 'la^[[2Jtest: 1.0.0^[2J\u202e
'
    pkg token list
    if grep -q "$(printf '\033')" "$T/out"; then return 1; fi
}

test_attributes_know_the_id_that_npm_gives_each_package() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1.0.0"}}'
    pkg install
    pkg query '[_id=a@1.0.0]'
    has "$T/out" '"location": "node_modules/a"'
    lacks "$T/out" '"name": "p"'
}

test_without_a_home_the_system_says_where_home_is() {
    home=$(getent passwd "$(id -u)" | cut -d: -f6)
    [ -n "$home" ] || { echo "SKIP no home in the system's list"; exit 77; }
    env -u HOME -u XDG_CACHE_HOME -u npm_config_userconfig "$PKG" config get cache userconfig > "$T/got"
    has "$T/got" "cache=$home/.cache/smew"
    has "$T/got" "userconfig=$home/.npmrc"
}

test_config_lists_proxies_of_the_environment_and_where_the_global_file_is_named() {
    unset npm_config_globalconfig
    printf 'globalconfig=%s\n' "$T/rc" > "$HOME/.npmrc"
    NO_PROXY=a,b pkg config ls
    has "$T/out" '; NO_PROXY = "a,b"'
    lacks "$T/out" "globalconfig = \"$T/rc\""
    pkg config ls -l
    has "$T/out" "globalconfig = \"$T/rc\""
    has "$T/out" 'noproxy = [""]'
}

test_config_lists_what_older_settings_omit_and_include() {
    project '{}'
    printf 'only=prod\nbefore=2020-01-02\n' > .npmrc
    pkg config list
    has "$T/out" 'omit = ["dev"]'
    has "$T/out" 'include = []'
    has "$T/out" 'before = "2020-01-02T00:00:00.000Z"'
    pkg config get omit include
    is "$T/out" 'omit=dev
include=
'
    pkg config get omit include --also=dev
    is "$T/out" 'omit=
include=dev
'
}

test_reports_make_no_folder() {
    project '{}'
    fails ENOENT pkg ls --prefix=nope
    gone nope
}

test_outdated_lists_each_global_package_once() {
    world '{"packages":{"a":{"1.0.0":{"scripts":{"install":"true"}},"2.0.0":{"scripts":{"install":"true"}}}}}'
    project '{}'
    pkg install -g a@1
    fails - pkg outdated -g --all --parseable
    [ "$(grep -c . "$T/out")" = 1 ]
    pkg rebuild -g
    has "$T/err" 'Run `pkg config set allow-scripts=a --location=user` to allow their scripts.'
}

test_dist_tag_says_that_a_package_is_named_beside_workspaces() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"workspaces":["w"]}'
    mkdir w
    echo '{"name":"a"}' > w/package.json
    pkg dist-tag ls a --workspaces
    has "$T/err" 'pkg warn dist-tag Ignoring workspaces for specified package'
    pkg dist-tag ls . --workspaces
    lacks "$T/err" Ignoring
    has "$T/out" 'latest: 1.0.0'
}

test_what_makes_no_sense_globally_is_refused() {
    project '{}'
    rm package.json
    fails EUSAGE pkg uninstall -g
    world '{"packages":{"x":{"1.0.0":{"bin":"x.js"}}}}'
    fails ENOENT pkg exec -g x
    gone "$T/global/lib/node_modules"
    project '{}'
    fails ECIGLOBAL pkg ci -g
    fails ESHRINKWRAPGLOBAL pkg install -g x --package-lock-only
    fails - pkg prune -g
    has "$T/err" 'global requires add, rm, or update option'
}

test_find_dupes_lists_what_a_dedupe_would_do() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    pkg find-dupes
    has "$T/out" 'add a 1.0.0'
    gone node_modules
}

test_funding_counts_each_version_of_a_package_once() {
    world '{"packages":{"a":{"1.0.0":{"funding":"https://f.example/a"}},
        "b":{"1.0.0":{"funding":"nowhere"}}}}'
    project '{"name":"p","dependencies":{"a":"1","x":"npm:a@1","b":"1"}}'
    npm_config_fund=true pkg install
    has "$T/out" '1 package is looking for funding'
    pkg fund --json
    has "$T/out" '"length": 1'
}

test_a_link_to_the_project_itself_is_not_extraneous_in_its_lock() {
    project '{"name":"p","version":"1.0.0","devDependencies":{"p":"file:."}}'
    pkg install --package-lock-only
    pkg ls --package-lock-only
    lacks "$T/out" "1.0.0 extraneous"
    pkg ls --package-lock-only --omit=dev --parseable
    lacks "$T/out" node_modules/p
}

test_the_flags_of_an_ancient_lock_count() {
    project '{"name":"p","version":"2.0.0","dependencies":{"a":"1"}}'
    echo '{"name":"p","version":"1.0.0","dependencies":{"a":{"version":"1.0.0"},"b":{"version":"1.0.0"}}}' > package-lock.json
    pkg ls --package-lock-only
    has "$T/out" '─ a@1.0.0'
    lacks "$T/out" extraneous
}

# npm reads its package.json once more when it comes upon the link.
test_a_project_that_links_to_itself_is_the_last_of_who_wants_something() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{"dependencies":{"a":"1"}}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"1"}}'
    pkg install --package-lock-only
    pkg query '#a' --package-lock-only
    tr -d ' \n' < "$T/out" | grep -q '"from":\["","node_modules/b"\]'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"1","p":"file:."}}'
    pkg install --package-lock-only
    pkg query '#a' --package-lock-only
    tr -d ' \n' < "$T/out" | grep -q '"from":\["node_modules/b",""\]'
}

test_what_a_lock_says_of_workspaces_that_changed_since() {
    project '{"name":"p","workspaces":["./w/*","!w/c"]}'
    mkdir -p w/a w/b w/c
    for w in a b c; do echo '{"name":"'$w'","version":"1.0.0"}' > w/$w/package.json; done
    pkg install
    rm -r w/b
    echo '{"name":"a","version":"2.0.0"}' > w/a/package.json
    pkg ls --package-lock-only
    has "$T/out" '─ a@1.0.0 -> ./w/a'
    has "$T/out" '─ b@1.0.0 extraneous -> ./w/b'
    lacks "$T/out" 'c@'
    pkg ls --package-lock-only --json
    has "$T/out" '"version": "2.0.0"'
}

# The first who wants it is content, the second one isn't.
test_a_list_of_paths_calls_invalid_what_anybody_is_not_content_with() {
    world '{"packages":{"a":{"1.0.0":{}},"b":{"1.0.0":{"peerDependencies":{"a":"2"}}}}}'
    project '{"name":"p","dependencies":{"a":"1","b":"1"}}'
    pkg install --legacy-peer-deps
    fails ELSPROBLEMS pkg ls --all --parseable --long
    has "$T/out" "node_modules/a:a@1.0.0:INVALID"
}

test_funding_does_not_count_what_lies_below_an_omitted_package() {
    world '{"packages":{"q":{"1.0.0":{},"2.0.0":{"funding":"https://f.example/q"}},
        "x":{"1.0.0":{"dependencies":{"q":"2"}}}}}'
    project '{"name":"r","dependencies":{"q":"1"},"devDependencies":{"x":"1"}}'
    npm_config_fund=true pkg install
    has "$T/out" '1 package is looking for funding'
    npm_config_fund=true pkg prune --omit=dev
    lacks "$T/out" 'looking for funding'
}

# npm looks below the copy of a version that it comes upon first, and nowhere else.
test_funding_counts_only_what_the_first_copy_of_a_version_leads_to() {
    world '{"packages":{"q":{"1.0.0":{},"2.0.0":{"funding":"https://f.example/q"}},
        "p":{"1.0.0":{"dependencies":{"q":"*"}},"2.0.0":{}},
        "x":{"1.0.0":{"dependencies":{"p":"1"}}},"y":{"1.0.0":{"dependencies":{"p":"1"}}}}}'
    project '{"name":"r","dependencies":{"p":"2","q":"1","x":"1","y":"1"}}'
    npm_config_fund=true pkg install
    sed -i 's|^    "node_modules/y/node_modules/p": {|    "node_modules/y/node_modules/q": {"version":"2.0.0","funding":{"url":"https://f.example/q"}},\n&|' package-lock.json
    npm_config_fund=true pkg ci
    lacks "$T/out" 'looking for funding'
    there node_modules/y/node_modules/q/package.json
}

test_a_bill_of_materials_has_its_serial_number() {
    project '{"name":"p","version":"1.0.0"}'
    pkg install
    pkg sbom --sbom-format=cyclonedx
    grep -Eq '"serialNumber": "urn:uuid:[0-9a-f]{8}-' "$T/out"
}

test_a_value_that_a_list_does_not_take_is_warned_of() {
    project '{}'
    pkg config set omit=bogus
    has "$T/err" 'invalid config omit="bogus" set in'
    has "$T/err" 'omitting invalid config values'
    pkg config set omit=dev
    lacks "$T/err" invalid
}

test_what_the_user_sets_is_for_nobody_elses_eyes() {
    project '{}'
    echo 'fund=false' > "$HOME/.npmrc"
    chmod 644 "$HOME/.npmrc"
    pkg config set //h/:_authToken=t
    stat -c %a "$HOME/.npmrc" > "$T/mode"
    is "$T/mode" 600
}

test_help_knows_sections_and_searches_for_what_is_no_command() {
    project '{}'
    pkg help 5 install
    has "$T/out" "pkg install"
    pkg help nosuch nowhere
    printf 'No matches in help for: nosuch nowhere\n\n' | cmp - "$T/out"
    fails - pkg ""
    has "$T/out" "pkg <command> -h"
}

test_what_workspaces_are_called_by_is_their_folder() {
    project '{"version":"1.0.0","workspaces":["w/*"]}'
    mkdir -p w/x w/y
    echo '{"name":"x","version":"1.0.0"}' > w/x/package.json
    echo '{"name":"@s/y","version":"1.0.0"}' > w/y/package.json
    pkg install
    pkg sbom --sbom-format=cyclonedx --workspaces
    tr -d ' \n' < "$T/out" > "$T/flat"
    has "$T/flat" '"dependsOn":["x@1.0.0"]'
    has "$T/flat" '"ref":"null@1.0.0"'
    has "$T/flat" '"ref":"@s/y@1.0.0"'
    pkg query :root --workspaces
    [ "$(grep -c '"location": ""' "$T/out")" = 2 ]
}

test_an_address_that_is_not_the_machines_is_not_used() {
    project '{}'
    pkg config get local-address --local-address=203.0.113.9
    is "$T/out" null
    has "$T/err" "Must be one of: null, 127.0.0.1"
    pkg config get local-address --local-address=127.0.0.1
    is "$T/out" 127.0.0.1
}

test_a_lock_alone_says_what_the_project_is() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.2.3","dependencies":{"a":"1"},"workspaces":["w"]}'
    mkdir w
    echo '{"name":"w","version":"1.0.0"}' > w/package.json
    pkg install --package-lock-only
    rm package.json
    pkg ls --package-lock-only
    has "$T/out" p@1.2.3
    has "$T/out" w@1.0.0
    lacks "$T/out" extraneous
    echo '{' > package.json
    pkg ls --package-lock-only
    lacks "$T/out" extraneous
    pkg sbom --package-lock-only --sbom-format=spdx
    has "$T/out" pkg:npm/p@1.2.3
    pkg query ':root > #a' --package-lock-only
    has "$T/out" a@1.0.0
}

test_the_project_is_warned_of_where_it_is_selected_as_a_workspace() {
    project '{"name":"p","version":"1.0.0","workspaces":["w"]}'
    mkdir w
    echo '{"name":"w","version":"1.0.0"}' > w/package.json
    pkg install
    pkg sbom --sbom-format=cyclonedx -w w --include-workspace-root
    has "$T/err" 'p in filter set, but not in workspaces'
    pkg sbom --sbom-format=cyclonedx -w none --include-workspace-root
    has "$T/out" '"bom-ref": "w@1.0.0"'
    fails - pkg sbom --sbom-format=cyclonedx -w none
    pkg query :root -w none --include-workspace-root
    [ "$(grep -c '"location": ""' "$T/out")" = 1 ]
    lacks "$T/err" 'filter set'
    echo '{"version":"1.0.0"}' > package.json
    pkg sbom --sbom-format=cyclonedx --workspaces --include-workspace-root
    has "$T/err" 'filter set, but no workspaces present'
}

test_an_empty_list_beside_one_of_optional_dependencies_is_none() {
    project '{"name":"p","version":"1.0.0","dependencies":{},"optionalDependencies":{}}'
    pkg query :root
    has "$T/out" '"optionalDependencies": {}'
    lacks "$T/out" '"dependencies"'
}

test_an_alias_in_a_linked_tree_has_what_it_needs_without_a_hidden_lock() {
    world '{"packages":{"real":{"1.0.0":{"dependencies":{"b":"1"}}},"b":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"other":"npm:real@1"}}'
    pkg install --install-strategy=linked
    rm node_modules/.package-lock.json
    pkg ls --all
    has "$T/out" b@1.0.0
    lacks "$T/out" UNMET
    pkg explain b
    lacks "$T/out" extraneous
}

test_a_linked_package_lacks_nothing_that_only_its_development_needs() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"1"},"devDependencies":{"b":"2","z":"1"}}},"b":{"1.0.0":{"devDependencies":{"z":"1"}}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    pkg install --install-strategy=linked
    rm node_modules/.package-lock.json
    pkg ls --all
    has "$T/out" b@1.0.0
    lacks "$T/out" UNMET
    lacks "$T/out" invalid
    pkg query ':missing, :invalid'
    is "$T/out" '[]'
}

test_repo_opens_the_folder_of_a_package() {
    project '{"name":"p","repository":{"url":"git+ssh://git@gitlab.com/u/r.git","directory":"sub/d"}}'
    pkg repo --no-browser
    has "$T/out" https://gitlab.com/u/r/tree/HEAD/sub/d
}
