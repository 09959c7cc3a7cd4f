# bins.sh: commands of packages in node_modules/.bin, and the modes of what is installed.

with_commands() {
    world '{"packages":{"a":{"1.0.0":{"bin":{"a1":"x.js","a2":"sub/y.js"},
        "$files":{"x.js":"#!/usr/bin/env node\n","sub/y.js":"#!/bin/sh\n"}}},
        "lacks":{"1.0.0":{"bin":{"lacks":"nothing.js"}}}}}'
    project '{"name":"p","version":"1.0.0"}'
}

test_a_command_that_went_comes_back() {
    with_commands
    pkg install a
    pkg install
    has "$T/out" 'up to date'
    rm node_modules/.bin/a1
    pkg install
    has "$T/out" 'changed 1 package'
    [ "$(readlink node_modules/.bin/a1)" = ../a/x.js ]
    ln -sf nowhere node_modules/.bin/a2
    pkg install
    has "$T/out" 'changed 1 package'
    [ "$(readlink node_modules/.bin/a2)" = ../a/sub/y.js ]
    pkg install
    has "$T/out" 'up to date'
    # A command whose file the package lacks is looked for each time.
    pkg install lacks
    pkg install
    has "$T/out" 'changed 1 package'
}

test_the_umask_of_the_settings_is_for_what_tarballs_hold() {
    with_commands
    pkg install a --umask=0077
    [ "$(stat -c %a node_modules/a)" = 755 ]
    [ "$(stat -c %a node_modules/a/sub)" = 700 ]
    [ "$(stat -c %a node_modules/a/package.json)" = 600 ]
    [ "$(stat -c %a node_modules/a/x.js)" = 755 ]
}
