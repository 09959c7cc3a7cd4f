# lifecycle.sh: install scripts and the project's own, compared with what npm 11 prints and runs.

one_with_scripts() { # SCRIPTS: packages a (these) and b
    world "{\"packages\":{\"a\":{\"1.0.0\":{\"scripts\":$1}},\"b\":{\"1.0.0\":{}}}}"
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"}}'
}

test_scripts_in_the_foreground_are_announced_and_one_at_a_time() {
    one_with_scripts '{"install":"echo out","postinstall":"echo later"}'
    pkg install --foreground-scripts --dangerously-allow-all-scripts
    is "$T/out" '
> a@1.0.0 install
> echo out

out

> a@1.0.0 postinstall
> echo later

later

added 1 package in '"$(sed -n 's/^added 1 package in //p' "$T/out")"'
'
}

test_what_a_failed_install_script_printed_stands_behind_its_command() {
    one_with_scripts '{"install":"echo err >&2; echo out; exit 3"}'
    code=0
    pkg install || code=$?
    [ "$code" = 3 ]
    sed '/complete log/d' "$T/err" > "$T/said"
    is "$T/said" "pkg error code 3
pkg error path $T/project/node_modules/a
pkg error command failed
pkg error command sh -c echo err >&2; echo out; exit 3
pkg error out
pkg error err
"
    code=0
    pkg install --json || code=$?
    has "$T/out" '"detail": "sh -c echo err >&2; echo out; exit 3\nout\nerr"'
}

test_a_signal_ends_an_install_script_without_a_code() {
    one_with_scripts '{"install":"kill -9 $$"}'
    fails - pkg install
    has "$T/err" 'pkg error signal SIGKILL'
    lacks "$T/err" 'pkg error code'
}

test_scripts_of_folders_that_are_linked_run_at_each_install() {
    world '{"packages":{"b":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","workspaces":["w"],"dependencies":{"l":"file:l"}}'
    mkdir w l
    echo '{"name":"w","version":"1.0.0","scripts":{"prepare":"echo w >> ../log"}}' > w/package.json
    echo '{"name":"l","version":"1.0.0","scripts":{"postinstall":"echo l >> ../log; exit $(cat ../fail || echo 0)"}}' > l/package.json
    pkg install
    pkg install
    is log 'w
l
w
l
'
    pkg install b --ignore-scripts
    pkg install --dry-run
    pkg install -w w
    is log 'w
l
w
l
w
'
    echo 7 > fail
    code=0
    pkg install || code=$?
    [ "$code" = 7 ]
    has "$T/err" "path $T/project/l"
}

test_a_dry_run_runs_the_projects_scripts_as_npm_does() {
    project '{"name":"p","version":"1.0.0","scripts":{"postinstall":"echo mine"}}'
    pkg install --dry-run
    has "$T/out" 'mine'
    pkg install --dry-run --ignore-scripts
    lacks "$T/out" 'mine'
}

test_the_project_is_not_installed_into_itself() {
    world '{"packages":{"b":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","scripts":{"install":"echo mine"}}'
    pkg install . b ./
    has package.json '"b":"^1.0.0"'
    lacks package.json 'file:'
    pkg install .
    has "$T/out" 'mine'
    fails EUSAGE pkg install -g ''
}

test_colors_and_the_allow_list_are_told_to_scripts() {
    project '{"scripts":{"t":"echo \"<$COLOR> ${npm_config_allow_scripts-unset}.\""}}'
    pkg run t
    has "$T/out" '<0> .'
    pkg run t --color=always
    has "$T/out" '<1> .'
    pkg run t --allow-scripts=x
    has "$T/out" '<0> x.'
}

test_restart_is_shown_as_it_is_meant() {
    project '{"name":"p","version":"1.0.0","scripts":{"start":"echo started"}}'
    pkg restart
    has "$T/out" '> pkg stop --if-present && pkg start'
    has "$T/out" 'started'
}

test_a_test_after_an_install_tells_its_failure() {
    project '{"name":"p","version":"1.0.0","scripts":{"test":"exit 5"}}'
    code=0
    pkg install-test || code=$?
    [ "$code" = 5 ]
    has "$T/err" 'command sh -c exit 5'
}

test_packing_is_quiet_without_the_foreground() {
    project '{"name":"p","version":"1.0.0","scripts":{"prepack":"echo packing"}}'
    pkg pack --dry-run
    has "$T/out" '> p@1.0.0 prepack'
    pkg pack --dry-run --no-foreground-scripts
    lacks "$T/out" packing
}

test_a_binding_gyp_is_built_where_no_script_says_otherwise() {
    world '{"packages":{"g":{"1.0.0":{"$files":{"binding.gyp":"{}"}}},
        "n":{"1.0.0":{"gypfile":false,"$files":{"binding.gyp":"{}"}}}}}'
    project '{"name":"p","version":"1.0.0"}'
    echo 'console.log("built", process.cwd())' > "$T/gyp.js"
    export npm_config_node_gyp="$T/gyp.js"
    pkg install g n --foreground-scripts
    has "$T/out" '> g@1.0.0 install
> node-gyp rebuild'
    has "$T/out" "built $T/project/node_modules/g"
    lacks "$T/out" "built $T/project/node_modules/n"
    echo '{}' > binding.gyp
    pkg install
    has "$T/out" '> p@1.0.0 install'
    has "$T/out" "built $T/project"
    rm binding.gyp
    pkg install
    lacks "$T/out" 'built'
}

test_approving_a_folder_names_it_as_its_link_does() {
    project '{"name":"p","version":"1.0.0","dependencies":{"l":"file:l"},"workspaces":["w"]}'
    mkdir l w
    echo '{"name":"l","version":"1.0.0","scripts":{"install":"echo ran >> ../log"}}' > l/package.json
    echo '{"name":"w","version":"1.0.0","scripts":{"install":"echo w >> ../log"}}' > w/package.json
    cp package.json before
    pkg approve-scripts --all
    has "$T/err" 'skipping w: no trusted identity'
    cmp package.json before
    pkg install
    pkg deny-scripts l
    has package.json '"file:../l":false'
    rm log
    pkg install
    is log 'w
'
    pkg rebuild
    is log 'w
w
'
}

test_an_install_that_failed_leaves_no_folder_behind() {
    world '{"packages":{"a":{"1.0.0":{"bin":"a.js","scripts":{"install":"exit 3"},"$files":{"a.js":""}}},"b":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1","b":"1"}}'
    fails - pkg install
    gone node_modules
    pkg install b --ignore-scripts
    there node_modules/.bin/a
}

test_scripts_know_of_what_is_left_out_but_of_no_date_and_no_global_link() {
    project '{"name":"p","version":"1.0.0","scripts":{"install":"env > env"}}'
    pkg link --omit=dev --before=2020-01-01
    has env NODE_ENV=production
    has env npm_config_omit=dev
    lacks env npm_config_before
    lacks env npm_config_global=
}

test_install_scripts_know_the_config_of_their_package() {
    world '{"packages":{"a":{"1.0.0":{"config":{"x":"1","y":{"z":true}},
        "scripts":{"install":"env | grep ^npm_package_config_ | sort > env"}}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    for again in 1 2; do
        pkg install
        is node_modules/a/env 'npm_package_config_x=1
npm_package_config_y_z=true
'
        rm -r node_modules package-lock.json
    done
}

test_what_failed_goes_with_its_commands_and_what_only_it_needs() {
    world '{"packages":{
        "bad":{"1.0.0":{"scripts":{"postinstall":"exit 1"},"bin":"x.js","dependencies":{"own":"1","shared":"1"},
            "$files":{"x.js":"#!/usr/bin/env node\n"}}},
        "own":{"1.0.0":{"scripts":{"postinstall":"echo own >> $INIT_CWD/ran"}}},
        "shared":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"shared":"1"},"optionalDependencies":{"bad":"1"}}'
    # One at a time: what goes with it runs no script any more.
    pkg install --foreground-scripts
    there node_modules/shared node_modules/.bin
    gone node_modules/bad node_modules/own node_modules/.bin/bad ran
    rm -r node_modules
    pkg install --install-strategy=linked
    there node_modules/shared
    gone node_modules/bad node_modules/.bin/bad
    [ -z "$(find node_modules -xtype l -not -path '*/.store/*/.bin/*')" ]
    [ -z "$(find node_modules/.store -path '*/node_modules/own')" ]
}

test_what_failed_is_tried_again_by_each_install() {
    world '{"packages":{"bad":{"1.0.0":{"scripts":{"install":"echo . >> $INIT_CWD/ran; exit 1"}}}}}'
    project '{"name":"p","optionalDependencies":{"bad":"1"}}'
    pkg install
    pkg install
    [ "$(wc -l < ran)" = 2 ]
    echo '{"packages":{"bad":{"1.0.0":{"$shasum":null,"$integrity":"sha512-AAAA"}}}}' > "$T/world.json"
    rm -r "$T/cache" package-lock.json
    pkg install
    has "$T/err" 'seems to be corrupted. Trying again.'
    pkg install
    has "$T/err" 'seems to be corrupted. Trying again.'
}

test_start_and_restart_need_no_script_or_an_empty_one() {
    project '{"name":"p","version":"1.0.0","scripts":{"start":"","restart":"","stop":""}}'
    pkg start
    [ ! -s "$T/out" ]
    echo 'echo served "$@"' > server.js
    printf '#!/bin/sh\nexec sh "$@"\n' > node
    chmod +x node
    PATH=$PWD:$PATH pkg start -- x
    has "$T/out" '> node server.js x'
    has "$T/out" 'served x'
    PATH=$PWD:$PATH pkg restart
    has "$T/out" '> pkg stop --if-present && pkg start'
}

test_a_lock_tells_of_a_binding_gyp_that_no_script_tells_of() {
    world '{"packages":{
        "a":{"1.0.0":{"$files":{"binding.gyp":"{}"}}},
        "b":{"1.0.0":{"gypfile":false,"$files":{"binding.gyp":"{}"}}}}}'
    project '{"name":"p","dependencies":{"a":"1","b":"1"}}'
    pkg install --ignore-scripts
    for lock in package-lock.json node_modules/.package-lock.json; do
        sed -n '/node_modules.a"/,/}/p' $lock > a
        sed -n '/node_modules.b"/,/}/p' $lock > b
        has a '"hasInstallScript": true'
        lacks b hasInstallScript
    done
}

# A machine with a shell and nothing else.
bare_path() {
    mkdir -p "$T/bare"
    for tool in sh env cat; do
        ln -s "$(command -v "$tool")" "$T/bare/$tool"
    done
}

test_without_node_and_npm_scripts_find_their_stand_ins() {
    bare_path
    project '{"name":"p","version":"1.0.0","scripts":{
        "inner":"echo inner-$npm_command","versions":"npm --version && npx --version",
        "outer":"npm run inner && node -p \"40+2\" && tool && echo at:$npm_node_execpath"}}'
    mkdir -p node_modules/.bin
    printf '#!/usr/bin/env node\nconsole.log("tool runs")\n' > node_modules/.bin/tool
    chmod +x node_modules/.bin/tool
    PATH=$T/bare pkg run outer
    has "$T/out" inner-run
    has "$T/out" 42
    has "$T/out" 'tool runs'
    has "$T/out" "at:$T/cache/smew/bin/node"
    # Who is called npm says npm's version.
    PATH=$T/bare pkg run versions
    [ "$(grep -c '^11\.' "$T/out")" = 2 ]
}

test_what_path_has_goes_before_the_stand_ins() {
    bare_path
    project '{"name":"p","version":"1.0.0","scripts":{"t":"npm x && node y && npx --version"}}'
    for name in npm node; do
        printf '#!/bin/sh\necho "own %s $1"\n' "$name" > "$T/bare/$name"
        chmod +x "$T/bare/$name"
    done
    PATH=$T/bare pkg run t
    has "$T/out" 'own npm x'
    has "$T/out" 'own node y'
    [ ! -e "$T/cache/smew/bin/npm" ]
    [ -L "$T/cache/smew/bin/npx" ]
    # One that leads elsewhere is led to this program again.
    ln -sfn /nowhere "$T/cache/smew/bin/npx"
    PATH=$T/bare pkg run t
    grep -q "^11\\." "$T/out"
}
