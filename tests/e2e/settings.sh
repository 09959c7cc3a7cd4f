# settings.sh: what settings say in files, the environment and on the command line, and
# what is told of those that are wrong.

test_what_is_wrong_with_the_settings_is_told_in_npms_order() {
    project '{"name":"p"}'
    printf 'unknown-here=1\nalso=dev\ndepth=xx\n' > .npmrc
    printf 'unknown-there=1\naudit-level=yy\n' > "$HOME/.npmrc"
    export npm_config_unknown_env=1 npm_config_production=true
    pkg root --wrong --fetch-timeout=z
    sed -e 's/ This will stop.*//' -e 's/^pkg warn //' -e "s|$T||" "$T/err" > "$T/told"
    is "$T/told" 'invalid config fetch-timeout="z" set in command line options
invalid config Must be numeric value
config production Use `--omit=dev` instead.
config also Please use --include=dev instead.
invalid config audit-level="yy" set in /home/.npmrc
invalid config Must be one of: null, info, low, moderate, high, critical, none
invalid config depth="xx" set in /project/.npmrc
invalid config Must be one of: null, numeric value
Unknown cli config "--wrong".
Unknown env config "unknown-env".
Unknown project config "unknown-here".
Unknown user config "unknown-there".'
    pkg --version
    lacks "$T/err" unknown
    lacks "$T/err" invalid
}

test_credentials_that_are_wrong_are_told_before_settings_that_are_none() {
    project '{"name":"p"}'
    printf 'unknown-here=1\n_auth=dTpw\n' > "$HOME/.npmrc"
    fails ERR_INVALID_AUTH pkg ls
    lacks "$T/err" unknown-here
}

test_variables_count_in_the_names_of_settings_and_on_the_command_line() {
    project '{"name":"p"}'
    printf '//${WHERE}.example/:tag=1\n@${WHERE}:registry=http://${WHERE}.example\n' > "$HOME/.npmrc"
    export WHERE=home
    pkg config get //home.example/:tag @home:registry
    is "$T/out" '//home.example/:tag=1
@home:registry=http://home.example'
    pkg config get init-author-name --init-author-name='${WHERE} \${WHERE}'
    is "$T/out" 'home ${WHERE}'
    pkg config set fund=false
    has "$HOME/.npmrc" '//${WHERE}.example/:tag=1'
}

test_a_scope_has_its_sign_in_lists_too() {
    project '{"name":"p"}'
    pkg config get scope --scope=some
    is "$T/out" @some
    echo scope=other > "$HOME/.npmrc"
    pkg config ls
    has "$T/out" 'scope = "@other"'
}

test_lists_keep_the_order_of_the_file_and_have_dates_as_json() {
    project '{"name":"p"}'
    printf 'tag=x\ndepth=zz\nbefore=2020-01-01\nengine-strict=true\n' > "$HOME/.npmrc"
    pkg config ls --json
    grep -E '"(tag|depth|before|engine-strict)"' "$T/out" | sed 's/[ ,]//g' > "$T/order"
    is "$T/order" '"tag":"x"
"depth":"zz"
"before":"2020-01-01T00:00:00.000Z"
"engine-strict":true'
    pkg config get --json
    has "$T/out" 'tag = "x"'
    pkg config get cache-max
    is "$T/out" Infinity
}

test_only_the_command_line_asks_for_the_version() {
    project '{"name":"p"}'
    printf 'version=true\nversions=true\n' > .npmrc
    pkg root
    is "$T/out" "$T/project/node_modules"
}

test_the_project_cannot_move_the_prefix_which_is_an_error_in_the_log() {
    project '{"name":"p"}'
    echo prefix=/else > .npmrc
    pkg root --loglevel=error
    has "$T/err" "error config prefix cannot be changed from project config"
}

test_an_email_of_the_registry_is_everybodys_once_the_settings_are_saved() {
    world '{}'
    project '{"name":"p"}'
    printf '%s:email=me@here\n' "${url#http:}" > "$HOME/.npmrc"
    pkg config set fund=false
    is "$HOME/.npmrc" 'fund=false
email=me@here'
}

test_selected_workspaces_are_looked_for_before_anything_else() {
    project '{"name":"p","workspaces":["w"]}'
    for command in audit explain sbom; do
        fails - pkg $command -w none
        has "$T/err" 'No workspaces found'
    done
}

test_what_is_missing_is_named_by_its_first_folder() {
    project '{"name":"p"}'
    export npm_config_prefix="$T/nowhere"
    fails ENOENT pkg install -g --dry-run
    has "$T/err" "lstat '$T/nowhere'"
}
