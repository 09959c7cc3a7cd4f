# Which build services may publish a package.
trust_world() {
    world '{"packages":{},"routes":[
      {"method":"GET","path":"/-/package/a/trust","json":[
        {"id":"x1","type":"github","claims":{"repository":"o/r","workflow_ref":{"file":"p.yml"}},
         "permissions":["createPackage","createStagedPackage"]},
        {"id":"01234567-89ab-cdef-0123-456789abcdef","type":"other"}]},
      {"method":"GET","path":"/-/package/none/trust","json":[]},
      {"method":"POST","path":"/-/package/proj/trust","status":201,"json":[{"id":"n","type":"gitlab",
        "claims":{"project_path":"g/s/p","ci_config_ref_uri":{"file":"ci.yml"},"environment":"prod"}}]},
      {"method":"DELETE","path":"/-/package/a/trust/x%2F1","status":204,"text":""}]}'
    project '{"name":"proj","version":"1.0.0","repository":"gitlab:g/s/p"}'
}

test_trust_is_listed_and_taken_back() {
    trust_world
    pkg trust list a
    is "$T/out" '
type: github
id: x1
file: p.yml
repository: o/r
permissions: publish, stage publish

type: other
id: 01234567-89ab-cdef-0123-456789abcdef

'
    pkg trust list none
    is "$T/out" 'No trust configurations found for package (none)'
    pkg trust revoke --id x/1 a
    has "$T/out" 'Revoked trusted configuration for package a with id x/1'
    fails - pkg trust revoke a
    has "$T/err" 'must be specified with the --id option'
}

test_trust_is_given_to_a_pipeline() {
    trust_world
    pkg trust gitlab --file ci.yml --env prod --allow-publish --allow-staged-publish --yes
    has "$T/out" 'project: g/s/p (from package.json)'
    has "$T/out" 'permissions: publish, stage publish'
    has "$T/out" 'environment: prod'
    pkg trust gitlab --file ci.yml --project g/q --allow-publish --dry-run --json
    is "$T/out" '{
  "package": "proj",
  "file": "ci.yml",
  "project": "g/q",
  "permissions": [
    "createPackage"
  ]
}'
    has "$T/err" 'differs from provided GitLab project (g/q)'
    [ "$(requests '^POST')" = 1 ]
}

test_trust_says_what_is_missing_or_wrong() {
    trust_world
    id=01234567-89ab-cdef-0123-456789abcdef
    fails - pkg trust gitlab --file ci.yml --yes
    has "$T/err" 'At least one permission flag is required'
    fails - pkg trust gitlab --file ci.txt --allow-publish --yes
    has "$T/err" 'must end in .yml or .yaml'
    fails - pkg trust github --file ci.yml --allow-publish --yes
    has "$T/err" 'Repository in package.json is not a GitHub repository'
    fails - pkg trust circleci --org-id "$id" --project-id x --pipeline-definition-id "$id" \
        --vcs-origin h/o/r --allow-publish --yes
    has "$T/err" 'project-id must be a valid UUID'
    fails EUSAGE pkg trust github --bogus
    has "$T/err" 'Unknown flag: --bogus'
    fails EUSAGE pkg trust nobody
    fails - pkg trust list a b
    has "$T/err" 'Unknown positional argument: b'
    [ "$(requests '^POST')" = 0 ]
}

test_commands_of_two_words_have_a_usage_of_their_own() {
    pkg stage list -h
    has "$T/out" 'pkg stage list [<package-spec>]'
    lacks "$T/out" 'pkg stage reject'
    pkg trust revoke --help
    has "$T/out" '[--id <id>] [--dry-run] [--registry <registry>]'
    has "$T/out" '  --id (required)'
    pkg trust -h
    has "$T/out" 'Run "pkg trust <subcommand> --help" for more info on a subcommand.'
    fails EUSAGE pkg stage none -h
    has "$T/err" 'Unknown subcommand: none'
    fails EUSAGE pkg stage approve
    has "$T/err" 'pkg stage approve <stage-id>'
}

test_an_unknown_command_may_mean_a_script_or_a_command_of_the_package() {
    project '{"name":"p","scripts":{"biuld":"x"},"bin":{"servr":"x.js"}}'
    fails - pkg biul
    has "$T/out" '  pkg run biuld # run the "biuld" package script'
    fails - pkg server
    has "$T/out" '  pkg exec servr # run the "servr" command from either this or a remote npm package'
}
