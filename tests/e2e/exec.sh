# exec.sh: exec, init NAME, explore, edit, link, rebuild, install-scripts.

test_exec_finds_commands_here_and_fetches_others() {
    world '{"packages":{"tool":{"1.0.0":{"bin":"t.js","$files":{"t.js":"#!/bin/sh\necho tool-1 \"$@\"\nexit 4\n"}}},
        "two":{"1.0.0":{"bin":{"x":"x.js","y":"y.js"},"$files":{"x.js":"#!/bin/sh\necho x\n","y.js":"#!/bin/sh\necho y\n"}}}}}'
    project '{"name":"p","version":"1.0.0"}'
    code=0
    pkg exec -y -- tool 'a b' || code=$?
    [ "$code" = 4 ]
    has "$T/out" 'tool-1 a b'
    gone node_modules
    code=0
    pkg exec --offline -- tool || code=$?
    [ "$code" = 4 ]
    pkg exec --package=two -y -- y
    is "$T/out" y
    fails - pkg exec -y two
    has "$T/err" 'could not determine executable to run'
    fails - pkg exec --no -- two@1.0.0
    pkg exec -c 'echo $npm_lifecycle_event $npm_package_name'
    is "$T/out" 'npx p'
    mkdir -p node_modules/.bin
    printf '#!/bin/sh\necho local\n' > node_modules/.bin/tool
    chmod +x node_modules/.bin/tool
    pkg exec tool
    is "$T/out" local
}

test_exec_runs_the_own_bin_of_a_package() {
    world '{"packages":{}}'
    project '{"name":"p","version":"1.0.0","bin":{"mine":"m.sh"}}'
    printf '#!/bin/sh\necho mine\n' > m.sh
    pkg exec mine
    is "$T/out" mine
}

test_called_npx_it_is_exec() {
    world '{"packages":{"tool":{"1.0.0":{"bin":"c.js","$files":{"c.js":"#!/bin/sh\necho ran \"$@\"\n"}}}}}'
    project '{}'
    ln -s "$PKG" "$T/npx"
    "$T/npx" -y tool -y --version > "$T/out"
    is "$T/out" 'ran -y --version'
}

test_init_with_a_name_runs_its_creator() {
    world '{"packages":{"create-app":{"1.0.0":{"bin":"c.js","$files":{"c.js":"#!/bin/sh\necho made \"$@\"\n"}}},
        "@s/create":{"1.0.0":{"bin":"c.js","$files":{"c.js":"#!/bin/sh\necho scoped\n"}}}}}'
    project '{}'
    pkg init -y app -- here
    is "$T/out" "
> npx
> 'create-app' here

made here"
    pkg init -y @s --silent
    is "$T/out" scoped
    fails EUNSUPPORTED pkg init ./somewhere
}

test_explore_and_edit_need_an_installed_package() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"dependencies":{"a":"1"}}'
    pkg install
    pkg explore a -- 'basename "$PWD"'
    is "$T/out" a
    fails ENOENT pkg explore nope
    pkg edit a --editor=echo
    has "$T/out" node_modules/a
    fails ENOENT pkg edit nope
}

test_link_with_a_workspace_is_that_workspaces_business() {
    mkdir -p "$T/project/packages/one" "$T/lib"
    printf '{"name":"mylib","version":"1.0.0"}\n' > "$T/lib/package.json"
    printf '{"name":"one","version":"1.0.0"}\n' > "$T/project/packages/one/package.json"
    export npm_config_prefix="$T/global"
    mkdir -p "$T/global"
    cd "$T/lib"
    pkg link
    project '{"workspaces":["packages/*"]}'
    pkg link mylib -w one --save
    has packages/one/package.json '"mylib":"file:../../../lib"'
    lacks package.json mylib
    [ -L node_modules/mylib ]
}

test_link_goes_over_the_global_folder() {
    world '{"packages":{}}'
    mkdir -p "$T/lib" "$T/global/lib"
    export npm_config_prefix="$T/global"
    echo '{"name":"mylib","version":"1.0.0","bin":"b.sh"}' > "$T/lib/package.json"
    printf '#!/bin/sh\necho linked\n' > "$T/lib/b.sh"
    cd "$T/lib"
    pkg link
    there "$T/global/lib/node_modules/mylib" "$T/global/bin/mylib"
    project '{"name":"p"}'
    pkg link mylib
    is package.json '{"name":"p"}'
    [ "$(node_modules/.bin/mylib)" = linked ]
    pkg unlink mylib
    gone node_modules/mylib
}

scripted() {
    world '{"packages":{"s1":{"1.0.0":{"scripts":{"postinstall":"echo s1 >> \"$INIT_CWD/log\""}}},
        "s2":{"1.0.0":{"scripts":{"install":"echo s2 >> \"$INIT_CWD/log\""}}}}}'
    project '{"name":"p","dependencies":{"s1":"1.0.0","s2":"1.0.0"}}'
}

test_install_scripts_are_judged_in_package_json() {
    scripted
    pkg install --ignore-scripts
    pkg install-scripts ls
    has "$T/out" 's1@1.0.0 (postinstall: '
    pkg approve-scripts s1
    has package.json '"allowScripts":{"s1@1.0.0":true}'
    pkg deny-scripts s2
    has package.json '"s2":false'
    pkg rebuild
    is log s1
    fails ENOMATCH pkg approve-scripts nope
    pkg pkg set allowScripts.gone=true --json
    pkg install-scripts prune
    has "$T/out" 'gone (package not installed)'
    lacks package.json gone
}

test_strict_allow_scripts_stops_before_anything_runs() {
    scripted
    fails ESTRICTALLOWSCRIPTS pkg install --strict-allow-scripts
    has "$T/err" 's2@1.0.0 (install'
    gone log node_modules/s1
    fails EALLOWSCRIPTS pkg install --allow-scripts=s1
    gone node_modules/s1
    pkg install
    has log s2
    rm log
    pkg rebuild s1
    is log s1
    fails ESTRICTALLOWSCRIPTS pkg install --strict-allow-scripts
    pkg prune --strict-allow-scripts
    fails EALLOWSCRIPTS pkg audit --allow-scripts=s1
}

test_install_test_installs_and_tests() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1"},"scripts":{"test":"ls node_modules","dependencies":"echo changed > log"}}'
    pkg install-test
    has "$T/out" a
    is log changed
    pkg cit
    has "$T/out" a
}

test_global_packages_keep_out_of_each_others_way() {
    world '{"packages":{"a":{"1.0.0":{"bin":"x.sh","$files":{"x.sh":"#!/bin/sh\necho a\n"}},"2.0.0":{}},"b":{"1.0.0":{}}}}'
    mkdir -p "$T/global"
    export npm_config_prefix="$T/global"
    pkg install -g a@1.0.0
    there "$T/global/bin/a"
    pkg install -g b
    there "$T/global/lib/node_modules/a" "$T/global/lib/node_modules/b"
    pkg update -g a
    has "$T/global/lib/node_modules/a/package.json" '2.0.0'
    gone "$T/global/bin/a"
    pkg uninstall -g b
    gone "$T/global/lib/node_modules/b"
    there "$T/global/lib/node_modules/a"
}

test_dependencies_of_workspaces_are_saved_there() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"name":"r","workspaces":["p/*"]}'
    mkdir -p p/x
    echo '{"name":"x","version":"1.0.0"}' > p/x/package.json
    pkg install
    pkg install a -w x
    has p/x/package.json '"dependencies":{"a":"^1.0.0"}'
    is package.json '{"name":"r","workspaces":["p/*"]}'
    has package-lock.json '"a": "^1.0.0"'
    cd p/x
    pkg uninstall a
    lacks package.json '"a"'
    cd ../..
    lacks package-lock.json '"a"'
}

test_a_command_that_fails_says_so_in_json() {
    world '{"packages":{"create-a":{"1.0.0":{"bin":"x.js","$files":{"x.js":{"text":"#!/bin/sh\nexit 3\n","mode":"755"}}}}}}'
    project '{"name":"p","version":"1.0.0","workspaces":["w"]}'
    mkdir w && echo '{"name":"w","version":"1.0.0"}' > w/package.json
    for where in '' '-w w' '--workspaces'; do
        code=0
        pkg exec $where --json -c 'exit 3' || code=$?
        [ $code = 3 ]
        is "$T/out" '{
  "error": {
    "code": 3,
    "summary": "",
    "detail": ""
  }
}'
    done
    code=0
    pkg exec -c 'exit 3' || code=$?
    [ $code = 3 ]
    is "$T/out" ''
    is "$T/err" ''
    code=0
    pkg init -y a --json || code=$?
    [ $code = 3 ]
    has "$T/out" '"summary": "command failed"'
    has "$T/out" "\"detail\": \"sh -c 'create-a'\""
    has "$T/err" "code 3"
}

test_an_update_of_global_packages_leaves_the_others_alone() {
    world '{"packages":{"a":{"1.0.0":{},"1.0.1":{"dependencies":{"b":"1"}}},"b":{"1.0.0":{},"1.1.0":{"dependencies":{"c":"1"}}},"c":{"1.0.0":{}}}}'
    project '{}'
    lib="$T/global/lib/node_modules"
    pkg install -g a@1.0.0 b@1.0.0
    touch "$lib/b/mine"
    pkg update -g a --json
    has "$T/out" '"added": 0,'
    has "$T/out" '"changed": 1,'
    has "$lib/a/package.json" '"version": "1.0.1"'
    has "$lib/b/package.json" '"version": "1.0.0"'
    there "$lib/b/mine"
    gone "$lib/a/node_modules"
    pkg update -g b --json
    has "$T/out" '"added": 1,'
    there "$lib/b/node_modules/c"
    gone "$lib/b/mine"
    pkg update -g a --json
    has "$T/out" '"changed": 1,'
}
