# scripts.sh: run and its like: order, arguments, workspaces, exit codes.

monorepo() {
    project '{"name":"root","version":"1.0.0","workspaces":["p/*"],"scripts":{"build":"echo root"}}'
    mkdir -p p/a p/b p/c
    echo '{"name":"a","version":"1.0.0","scripts":{"build":"echo in-$npm_package_name-$(basename \"$PWD\")"}}' > p/a/package.json
    echo '{"name":"b","version":"1.0.0","scripts":{"build":"exit 3","prebuild":"echo before-b"}}' > p/b/package.json
    echo '{"name":"c","version":"1.0.0"}' > p/c/package.json
}

test_run_puts_pre_and_post_around_and_quotes_arguments() {
    project '{"name":"p","version":"1.0.0","scripts":{"pret":"echo pre","t":"printf \"<%s>\"","postt":"echo post"}}'
    pkg run t -- 'a b' "it's" '$HOME'
    has "$T/out" '<a b><it'"'"'s><$HOME>'
    has "$T/out" '> p@1.0.0 t'
    pkg run t --ignore-scripts
    lacks "$T/out" post
}

test_a_failing_script_gives_its_exit_code() {
    project '{"scripts":{"t":"exit 7"}}'
    code=0
    pkg run t || code=$?
    [ "$code" = 7 ]
    code=0
    pkg run nope || code=$?
    [ "$code" = 1 ]
    has "$T/err" 'Missing script: "nope"'
    pkg run nope --if-present
}

test_run_works_in_the_workspaces_that_are_meant() {
    monorepo
    pkg run build -w a
    has "$T/out" in-a-a
    lacks "$T/out" '> root'
    code=0
    pkg run build -ws || code=$?
    [ "$code" = 1 ]
    has "$T/out" in-a-a
    has "$T/out" before-b
    has "$T/err" 'Lifecycle script `build` failed with error'
    pkg run build -w p/a --include-workspace-root
    has "$T/out" '> root@1.0.0 build'
    cd p/a
    pkg run build
    has "$T/out" in-a-a
    cd ../..
    fails - pkg run build -w nope
    has "$T/err" 'No workspaces found'
}

test_restart_without_a_script_stops_and_starts() {
    project '{"scripts":{"stop":"echo stopped","start":"echo started","prerestart":"echo first"}}'
    pkg restart
    has "$T/out" first
    has "$T/out" stopped
    has "$T/out" started
}

test_commands_that_know_no_workspaces_say_so() {
    monorepo
    fails ENOWORKSPACES pkg root -w a
}

test_errors_are_json_with_json() {
    project '{}'
    fails - pkg run nope --json
    has "$T/out" '"summary": "Missing script: \"nope\"\n\nTo see'
}

test_a_failed_script_is_json_too_but_not_in_workspaces() {
    project '{"scripts":{"t":"exit 7"}}'
    code=0
    pkg run t --json || code=$?
    [ "$code" = 7 ]
    has "$T/out" '"code": 7'
    monorepo
    code=0
    pkg run nope -w a --json || code=$?
    [ "$code" = 1 ]
    is "$T/out" ''
    has "$T/err" 'pkg error workspace a@1.0.0'
}

bringer='"jute":{"1.0.0":{"dependencies":{"maple":"1"},"bundleDependencies":["maple"],"$files":{
    "node_modules/maple/package.json":"{\"name\":\"maple\",\"version\":\"1.0.0\",\"directories\":{\"bin\":\"./cmd\"},\"scripts\":{\"install\":\"echo made > made.txt\"}}",
    "node_modules/maple/cmd/sap":"#!/bin/sh\necho sap\n","node_modules/maple/cmd/.no":"x"}}}'

test_bundled_packages_have_their_commands_and_scripts() {
    world "{\"packages\":{$bringer}}"
    project '{"dependencies":{"jute":"1"}}'
    pkg install
    is node_modules/jute/node_modules/maple/made.txt "made"
    [ "$(node_modules/jute/node_modules/.bin/sap)" = sap ]
    gone node_modules/jute/node_modules/.bin/.no
    has package-lock.json '"sap": "cmd/sap"'
    pkg install
    has "$T/out" "up to date"
    rm -rf node_modules "$T/project2"
    mkdir "$T/project2" && cp package.json package-lock.json "$T/project2" && cd "$T/project2"
    pkg ci --ignore-scripts
    gone node_modules/jute/node_modules/maple/made.txt # the store's files are not those of the other project
    there node_modules/jute/node_modules/.bin/sap
    rm -rf node_modules
    pkg ci --no-rebuild-bundle
    gone node_modules/jute/node_modules/maple/made.txt node_modules/jute/node_modules/.bin
}

test_install_scripts_that_nobody_judged_are_named_after_each_run() {
    world '{"packages":{"s":{"1.0.0":{"scripts":{"postinstall":"true"}}},"d":{"1.0.0":{}}}}'
    project '{"name":"p","dependencies":{"s":"1.0.0"}}'
    for how in new again; do
        pkg install
        has "$T/err" '1 package has install scripts not yet covered by allowScripts:'
        has "$T/err" '  s@1.0.0 (postinstall: true)'
    done
    pkg install --json
    has "$T/out" '"unreviewedScripts": ['
    has "$T/out" '"postinstall": "true"'
    pkg install --ignore-scripts
    lacks "$T/err" allowScripts
    pkg install -g s
    has "$T/err" 'install -g --allow-scripts=s'
    pkg pkg set allowScripts.s=true --json
    pkg install
    lacks "$T/err" allowScripts
    pkg install --json
    lacks "$T/out" unreviewedScripts
}

test_what_may_not_be_on_the_command_line_is_said_first() {
    world '{"packages":{"a":{"1.0.0":{"scripts":{"install":"exit 0"}}}}}'
    project '{"name":"p","dependencies":{"a":"1"}}'
    fails EALLOWSCRIPTS pkg ci --allow-scripts=a
    fails EALLOWSCRIPTS pkg install nothere --allow-scripts=a
    pkg install
    pkg install-scripts ls
    has "$T/out" '1 package has install scripts'
    pkg install-scripts ls --dangerously-allow-all-scripts
    has "$T/out" 'No packages with unreviewed install scripts.'
    fails ENOMATCH pkg install-scripts approve ''
}

test_a_policy_of_a_workspace_is_told_of_by_each_install() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","workspaces":["w"]}'
    mkdir w
    echo '{"name":"w","version":"1.0.0","dependencies":{"a":"1"},"allowScripts":{"a":true}}' > w/package.json
    for command in install install ci 'install a'; do
        pkg $command
        has "$T/err" "allowScripts in workspace w ($T/project/w) is ignored."
    done
}
