# logs.sh: what a run leaves to be read, and how errors of the system are told.

logs() {
    set -- "$T/cache"/smew/_logs/*-debug-0.log
    [ -e "$1" ] || { echo 0; return; }
    echo $#
}

test_a_failed_run_leaves_its_log_and_says_where() {
    world '{"packages":{}}'
    project '{"name":"p"}'
    export npm_config_cache="$T/cache/smew"
    fails E404 pkg install nothere --otp 123456 --//h.example/:_authToken=secretive
    [ "$(logs)" = 1 ]
    log=$(ls "$T"/cache/smew/_logs/*-debug-0.log)
    has "$T/err" "A complete log of this run can be found in: $log"
    has "$log" 'verbose argv "install" "nothere" "--otp" "***"'
    has "$log" 'http fetch GET 404'
    has "$log" 'error code E404'
    has "$log" 'verbose exit 1'
    lacks "$log" 123456
    lacks "$log" secretive
}

test_each_run_leaves_its_log_and_ten_older_ones_stay() {
    project '{"name":"p","scripts":{"bad":"exit 3"}}'
    export npm_config_cache="$T/cache/smew"
    pkg root
    pkg install
    pkg nothing-like-that > /dev/null || true
    pkg run bad > /dev/null || true
    [ "$(logs)" = 4 ]
    lacks "$T/err" 'A complete log'
    has "$(ls "$T"/cache/smew/_logs/*-debug-0.log | tail -n 1)" 'verbose exit 3'
    for i in 1 2 3 4 5 6 7 8; do
        pkg root
    done
    [ "$(logs)" = 11 ]
    pkg root --logs-dir="$T/logs"
    there "$T"/logs/*-debug-0.log
    [ "$(logs)" = 11 ]
    echo x > "$T/file"
    pkg root --logs-dir="$T/file"
    lacks "$T/err" 'Log files were not written'
}

test_logs_are_few_and_go_where_they_are_wanted() {
    project '{}'
    export npm_config_cache="$T/cache/smew"
    mkdir -p "$T/logs"
    for i in 0 1 2 3; do
        : > "$T/logs/2020-01-0${i}T00_00_00_000Z-debug-0.log"
    done
    : > "$T/logs/mine.log"
    fails EUSAGE pkg explore --logs-dir "$T/logs" --logs-max 2
    gone "$T"/logs/2020-01-00* "$T"/logs/2020-01-01*
    there "$T"/logs/2020-01-02* "$T"/logs/2020-01-03* "$T/logs/mine.log"
    fails EUSAGE pkg explore --logs-dir "$T/logs" --logs-max=0
    gone "$T"/logs/2020-01-03*
    there "$T/logs/mine.log"
    fails EUSAGE pkg explore --logs-max=0
    has "$T/err" 'Log files were not written due to the config logs-max=0'
    [ "$(logs)" = 0 ]
}

test_timing_is_told_and_written() {
    project '{"name":"p","version":"1.0.0"}'
    export npm_config_cache="$T/cache/smew"
    pkg pkg get name --timing
    head -n 1 "$T/err" > first
    has first 'timing npm:load Completed in'
    has "$T/err" 'timing command:pkg Completed in'
    has "$T"/cache/smew/_logs/*-timing.json '"command:pkg"'
    pkg nothing-like-that --timing > /dev/null || true
    lacks "$T/err" 'timing command:'
    pkg pkg get name --timing --otp=123456
    lacks "$(ls "$T"/cache/smew/_logs/*-timing.json | tail -n 1)" 123456
    [ "$(logs)" = 3 ]
}

test_what_is_printed_has_no_secrets() {
    project '{"name":"p","x":"https://u:s3cret@h/p 0f0e0d0c-1111-2222-3333-444444444444"}'
    pkg pkg get x
    has "$T/out" '"https://u:***@h/p ***"'
    pkg pkg get
    lacks "$T/out" s3cret
}

test_a_conflict_has_a_full_report() {
    world '{"packages":{"h":{"1.0.0":{},"2.0.0":{}},"x":{"1.0.0":{"peerDependencies":{"h":"1"}}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"h":"2.0.0"}}'
    export npm_config_cache="$T/cache/smew"
    fails ERESOLVE pkg install x
    has "$T/err" 'For a full report see:'
    has "$T"/cache/smew/_logs/*-eresolve-report.txt 'While resolving: p@1.0.0'
    pkg install x --json > /dev/null || true
    has "$T/out" 'For a full report see:'
}

test_a_refusal_of_the_system_names_call_path_and_number() {
    mkdir "$T/project"
    cd "$T/project"
    fails ENOENT pkg pack
    has "$T/err" 'error syscall open'
    has "$T/err" "error path $T/project/package.json"
    has "$T/err" 'error errno -2'
    has "$T/err" "ENOENT: no such file or directory, open '$T/project/package.json'"
    fails ENOENT pkg ls -g
    has "$T/err" "error path $T/global"
    gone "$T/global"
    fails EUSAGE pkg unpublish
    fails EUSAGE pkg owner ls
}

test_settings_of_former_days_name_their_heirs() {
    project '{}'
    pkg ls --production
    has "$T/err" 'config production Use `--omit=dev` instead.'
    for command in ls nothing-like-that --version 'ls -h'; do
        pkg $command --install-strategy=bogus > /dev/null || true
        has "$T/err" 'Must be one of: hoisted, nested, shallow, linked'
    done
}

test_a_password_in_a_url_stays_out_of_the_log() {
    project '{}'
    export npm_config_cache="$T/cache/smew"
    pkg install x --registry=http://user:s3cret@127.0.0.1:9/ --loglevel=verbose > /dev/null && return 1
    has "$T/err" 'verbose argv "install" "x" "--registry" "http://user:***@127.0.0.1:9/"'
    if grep -r s3cret "$T/cache/smew/_logs" "$T/err"; then return 1; fi
    [ -n "$(ls "$T/cache/smew/_logs")" ]
}

test_install_scripts_are_told_of_with_how_they_ended() {
    world '{"packages":{"a":{"1.0.0":{"scripts":{"install":"exit 0"}}},"b":{"1.0.0":{"scripts":{"install":"exit 3"}}},
        "c":{"1.0.0":{"scripts":{"install":"kill -9 $$"}}}}}'
    project '{"name":"p","version":"1.0.0","scripts":{"install":"exit 0"},"dependencies":{"a":"1"},"optionalDependencies":{"b":"1","c":"1"}}'
    pkg install -d
    has "$T/err" 'pkg info using node@v'
    has "$T/err" 'pkg info run a@1.0.0 install node_modules/a exit 0'
    has "$T/err" 'pkg info run a@1.0.0 install { code: 0, signal: null }'
    has "$T/err" 'pkg info run b@1.0.0 install { code: 3, signal: null }'
    has "$T/err" "pkg info run c@1.0.0 install { code: null, signal: 'SIGKILL' }"
    rm -r node_modules
    pkg install --loglevel=verbose
    has "$T/err" "verbose reify failed optional dependency $T/project/node_modules/b"
}
