# engines.sh: what a project asks of its developers' tools.

test_dev_engines_stop_or_warn() {
    world '{"packages":{"a":{"1.0.0":{}}}}'
    project '{"devEngines":{"runtime":{"name":"nondescript"}}}'
    fails EBADDEVENGINES pkg install
    has "$T/err" "The developer of this package has specified the following through devEngines"
    has "$T/err" "Invalid devEngines.runtime"
    fails EBADDEVENGINES pkg ls
    pkg install --force
    has "$T/err" "warn EBADDEVENGINES"
    fails EBADDEVENGINES pkg config get registry
    pkg install -g a
    project '{"devEngines":{"runtime":{"name":"nondescript","onFail":"warn"}}}'
    pkg install
    has "$T/err" "warn EBADDEVENGINES Invalid devEngines.runtime"
    project '{"devEngines":{"runtime":{"name":"node","version":">=18"},"packageManager":{"name":"npm"}}}'
    pkg install
    lacks "$T/err" EBADDEVENGINES
    project '{"devEngines":{"runtime":7}}'
    fails - pkg install
    has "$T/err" 'Invalid non-object value for "runtime"'
}

test_packages_can_be_exempt_from_the_minimum_age() {
    world '{"packages":{"a":{"1.0.0":{},"1.1.0":{}}}}'
    project '{"dependencies":{"a":"^1.0.0"}}'
    pkg install a@1.0.0 --no-save --before=2020-01-02T12:00:00Z
    pkg outdated --before=2020-01-02T12:00:00Z
    fails - pkg outdated --before=2020-01-02T12:00:00Z --min-release-age-exclude=a
    has "$T/out" 1.1.0
    pkg update --before=2020-01-02T12:00:00Z '--min-release-age-exclude=!b'
    has package-lock.json a-1.0.0.tgz
    pkg update --before=2020-01-02T12:00:00Z '--min-release-age-exclude=x, [a-c]'
    has package-lock.json a-1.1.0.tgz
}

test_the_stronger_place_says_how_old_versions_must_be() {
    world '{"packages":{"a":{"1.0.0":{},"1.1.0":{}}}}'
    project '{"dependencies":{"a":"^1.0.0"}}'
    printf 'before=2020-01-02T12:00:00Z\nmin-release-age=1\n' > .npmrc
    pkg install
    has package-lock.json a-1.0.0.tgz
    pkg update --min-release-age=1
    has package-lock.json a-1.1.0.tgz
    pkg install a@1.0.0 --no-save
    pkg update --min-release-age=0
    has package-lock.json a-1.1.0.tgz
}

test_a_project_without_a_name_is_called_undefined() {
    project '{"version":"1.0.0","engines":{"node":">=99"}}'
    pkg install
    has "$T/err" 'EBADENGINE   package: undefined,'
    fails EBADENGINE pkg install --engine-strict
    has "$T/err" 'Not compatible with your version of node/npm: undefined'
}

test_what_cannot_be_used_here_is_told_each_time() {
    world '{"packages":{"a":{"1.0.0":{"engines":{"node":">=99"}}},"b":{"1.0.0":{"os":["plan9"]}}}}'
    project '{"dependencies":{"a":"1"}}'
    pkg install
    has "$T/err" "required: { node: '>=99' }"
    pkg install
    has "$T/err" "warn EBADENGINE"
    ls "$T"/cache/*/projects/* # from the record, or without one: the same words
    pkg install
    cp "$T/err" "$T/recorded"
    rm -r "$T"/cache/*/projects
    pkg install
    cmp "$T/err" "$T/recorded"
    fails EBADENGINE pkg install --engine-strict
    has "$T/err" "engine Not compatible with your version of node/npm: a@1.0.0"
    has "$T/err" 'notsup Required: {"node":">=99"}'
    fails EBADPLATFORM pkg install b
    has "$T/err" 'notsup Unsupported platform for b@1.0.0: wanted {"os":"plan9"} (current: {"os":"linux"})'
    has "$T/err" "notsup Actual os: linux"
}
