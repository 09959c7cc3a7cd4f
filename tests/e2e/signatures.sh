# signatures.sh: what a registry has signed, where a package comes from, and publishing in
# two steps.

keys() { # makes a key of the registry; $T/key.pem, $KEY (its public half)
    command -v openssl > /dev/null || { echo "SKIP openssl is not there"; exit 77; }
    openssl ecparam -name prime256v1 -genkey -noout -out "$T/key.pem" 2> /dev/null
    KEY=$(openssl ec -in "$T/key.pem" -pubout 2> /dev/null | sed '/---/d' | tr -d '\n')
}

sign() { # TEXT
    printf '%s' "$1" | openssl dgst -sha256 -sign "$T/key.pem" | base64 | tr -d '\n'
}

signed_world() { # SIGNATURE-OF-A [EXPIRES]
    world '{"packages":{
      "a":{"1.0.0":{"dist":{"signatures":[{"keyid":"SHA256:k","sig":"'"$1"'"}]}}},
      "b":{"1.0.0":{}}},
      "routes":[{"path":"/-/npm/v1/keys","json":{"keys":[{"keyid":"SHA256:k","keytype":"ecdsa-sha2-nistp256",
        "scheme":"ecdsa-sha2-nistp256","key":"'"$KEY"'","expires":'"${2:-null}"'}]}}]}'
}

integrity_of() { # NAME: as the registry has it
    curl -s "$url$1" | grep -o '"integrity":"[^"]*"' | head -n 1 | sed 's/.*:"//; s/"//'
}

test_signatures_of_the_registry_are_verified() {
    keys
    signed_world none
    project '{"dependencies":{"a":"1","b":"1"}}'
    good=$(sign "a@1.0.0:$(integrity_of a)")
    signed_world "$good"
    pkg install --prefer-online
    fails - pkg audit signatures --prefer-online
    has "$T/out" "audited 2 packages"
    has "$T/out" "1 package has a verified registry signature"
    has "$T/out" "1 package has a missing registry signature"
    has "$T/out" "b@1.0.0 ("
    pkg uninstall b
    pkg audit signatures
    lacks "$T/out" missing
    fails - pkg audit signatures -g
}

test_a_forged_signature_is_found() {
    keys
    signed_world none
    project '{"dependencies":{"a":"1"}}'
    signed_world "$(sign "a@1.0.0:sha512-other")"
    pkg install
    fails - pkg audit signatures
    has "$T/out" "1 package has an invalid registry signature:"
    has "$T/out" "Someone might have tampered with this package"
    fails - pkg audit signatures --json
    has "$T/out" '"code": "EINTEGRITYSIGNATURE"'
    has "$T/out" '"keyid": "SHA256:k"'
}

test_expired_and_unknown_keys_stop_the_audit() {
    keys
    signed_world none
    project '{"dependencies":{"a":"1"}}'
    signed_world "$(sign "a@1.0.0:$(integrity_of a)")" '"2019-01-01T00:00:00Z"'
    pkg install
    fails EEXPIREDSIGNATUREKEY pkg audit signatures
    signed_world x
    sed -i 's/"keyid":"SHA256:k","keytype"/"keyid":"SHA256:other","keytype"/' "$T/world.json"
    fails EMISSINGSIGNATUREKEY pkg audit signatures --prefer-online
    world '{"packages":{"a":{"1.0.0":{}}}}'
    fails - pkg audit signatures --prefer-online
    has "$T/err" "from a supported registry"
}

# ---- Provenance ----

login_here() {
    printf '%s:_authToken=tok\n' "${url#http:}" > "$HOME/.npmrc"
}

bundle_for() { # PURL SHA512-HEX
    payload=$(printf '{"subject":[{"name":"%s","digest":{"sha512":"%s"}}]}' "$1" "$2" | base64 | tr -d '\n')
    printf '{"mediaType":"application/vnd.dev.sigstore.bundle+json;version=0.3","dsseEnvelope":{"payload":"%s"}}' \
        "$payload" > "$T/bundle.json"
}

test_a_provenance_bundle_is_published_if_it_is_about_this_package() {
    world '{"packages":{}}'
    login_here
    project '{"name":"@s/p","version":"1.0.0"}'
    pkg pack
    hex=$(sha512sum s-p-1.0.0.tgz | cut -d ' ' -f 1)
    rm s-p-1.0.0.tgz
    bundle_for pkg:npm/other@1.0.0 "$hex"
    fails - pkg publish --provenance-file="$T/bundle.json"
    has "$T/err" "Provenance subject pkg:npm/other@1.0.0 does not match the package: pkg:npm/%40s/p@1.0.0"
    bundle_for pkg:npm/%40s/p@1.0.0 00
    fails - pkg publish --provenance-file="$T/bundle.json"
    has "$T/err" "Provenance subject digest does not match the package"
    echo '{}' > "$T/empty.json"
    fails - pkg publish --provenance-file="$T/empty.json"
    has "$T/err" "No dsseEnvelope"
    fails - pkg publish --provenance-file="$T/none.json"
    has "$T/err" "Invalid provenance provided"
    [ "$(requests '^PUT ')" = 0 ]
    bundle_for pkg:npm/%40s/p@1.0.0 "$hex"
    pkg publish --provenance-file="$T/bundle.json"
    curl -s "${url}-/test/log" > "$T/asked"
    has "$T/asked" "@s/p-1.0.0.sigstore"
    fails EUSAGE pkg publish --provenance --force
    has "$T/err" "not supported for provider"
}

sigstore_world() { # visibility
    entry=$(printf '{"kind":"dsse","apiVersion":"0.0.1"}' | base64 | tr -d '\n')
    world '{"packages":{},"routes":[
      {"method":"GET","path":"/-/package/*/visibility","json":{"public":'"$1"'}},
      {"method":"POST","path":"/api/v2/signingCert","json":{"signedCertificateEmbeddedSct":
        {"chain":{"certificates":["-----BEGIN CERTIFICATE-----\nMIIB\nAAEC\n-----END CERTIFICATE-----\n"]}}}},
      {"method":"POST","path":"/api/v1/log/entries","status":201,"json":{"uuid":{"body":"'"$entry"'",
        "integratedTime":1700000000,"logID":"c0d2","logIndex":42,"verification":{
        "signedEntryTimestamp":"AAEC","inclusionProof":{"logIndex":41,"rootHash":"aabb","treeSize":50,
        "hashes":["cc"],"checkpoint":"cp"}}}}}]}'
    export SIGSTORE_FULCIO_URL="${url%/}" SIGSTORE_REKOR_URL="${url%/}" GITLAB_CI=true CI_PROJECT_URL=https://git/p
    SIGSTORE_ID_TOKEN=a.$(printf '{"sub":"me"}' | base64 | tr -d '\n=').c
    export SIGSTORE_ID_TOKEN
}

test_provenance_is_signed_and_published() {
    sigstore_world true
    login_here
    project '{"name":"@s/p","version":"1.0.0"}'
    pkg publish --provenance
    has "$T/err" "Signed provenance statement with source and build information from GitLab CI"
    has "$T/err" "?logIndex=42"
    curl -s "${url}-/test/log" > "$T/asked"
    has "$T/asked" "@s/p-1.0.0.sigstore"
    has "$T/asked" "application/vnd.dev.sigstore.bundle.v0.3+json"
    has "$T/asked" MIIBAAEC
    has "$T/asked" proofOfPossession
}

test_provenance_wants_a_public_package_an_identity_and_sane_answers() {
    sigstore_world false
    login_here
    project '{"name":"@s/p","version":"1.0.0"}'
    fails EUSAGE pkg publish --provenance
    has "$T/err" "you must set \`access\` to public"
    SIGSTORE_ID_TOKEN=nonsense
    fails EINVALIDAUTH pkg publish --provenance --access=public
    SIGSTORE_ID_TOKEN=
    fails EUSAGE pkg publish --provenance --access=public
    world '{"packages":{},"routes":[{"method":"POST","path":"/api/v2/signingCert","json":{}}]}'
    SIGSTORE_ID_TOKEN=a.$(printf '{"sub":"me"}' | base64 | tr -d '\n=').c
    fails - pkg publish --provenance --access=public
    has "$T/err" "certificate authority makes no sense"
    [ "$(requests '^PUT ')" = 0 ]
}

test_a_ci_run_gets_its_token_from_the_registry() {
    world '{"packages":{},"auth":[{"path":"/p","token":"fresh"}],"routes":[
      {"method":"POST","path":"/-/npm/v1/oidc/token/exchange/package/p","json":{"token":"fresh"}},
      {"method":"GET","path":"/github*","json":{"value":"identity"}}]}'
    project '{"name":"p","version":"1.0.0"}'
    fails ENEEDAUTH pkg publish
    export GITLAB_CI=true
    fails ENEEDAUTH pkg publish
    NPM_ID_TOKEN=identity pkg publish
    has "$T/requests" "POST /-/npm/v1/oidc/token/exchange/package/p 200 port=first auth=Bearer identity"
    has "$T/requests" "PUT /p 201 port=first auth=Bearer fresh"
    unset GITLAB_CI
    project '{"name":"p","version":"1.1.0"}'
    export GITHUB_ACTIONS=true
    ACTIONS_ID_TOKEN_REQUEST_URL="${url}github?x=1" ACTIONS_ID_TOKEN_REQUEST_TOKEN=secret pkg publish
    has "$T/requests" "GET /github?x=1&audience=npm%3A127.0.0.1 200 port=first auth=Bearer secret"
    lacks "$HOME/.npmrc" fresh
}

test_a_token_of_the_command_line_publishes_where_the_registry_gives_none() {
    world '{"packages":{},"auth":[{"path":"/p","token":"given"}],"routes":[
      {"method":"POST","path":"/-/npm/v1/oidc/token/exchange/package/p","json":{}}]}'
    project '{"name":"p","version":"1.0.0"}'
    export GITLAB_CI=true NPM_ID_TOKEN=identity
    fails - pkg publish
    pkg publish "--${url#http:}:_authToken=given"
    has "$T/requests" "/-/npm/v1/oidc/token/exchange/package/p 200 port=first auth=Bearer identity"
    has "$T/requests" "PUT /p 201 port=first auth=Bearer given"
}

test_what_asks_for_an_identity_stays_with_its_host() {
    world '{"packages":{},"faults":[{"path":"/github*","redirect":"{{OTHER}}identity"}],"routes":[
      {"method":"POST","path":"/-/npm/v1/oidc/token/exchange/package/p","json":{"token":"fresh"}},
      {"method":"GET","path":"/identity","json":{"value":"identity"}}]}'
    project '{"name":"p","version":"1.0.0"}'
    export GITHUB_ACTIONS=true
    ACTIONS_ID_TOKEN_REQUEST_URL="${url}github" ACTIONS_ID_TOKEN_REQUEST_TOKEN=secret pkg publish
    has "$T/requests" "GET /github?audience=npm%3A127.0.0.1 302 port=first auth=Bearer secret"
    has "$T/requests" "GET /identity 200 port=other auth=-"
}

# ---- In two steps ----

test_a_version_is_staged_and_approved() {
    id=12345678-1234-1234-1234-123456789abc
    item='{"id":"'$id'","packageName":"@s/p","version":"1.0.0","tag":"latest","createdAt":"now","actor":"me","actorType":"user","shasum":"ff"}'
    world '{"packages":{},"routes":[
      {"method":"POST","path":"/-/stage/package/*","json":{"stageId":"'$id'"}},
      {"method":"POST","path":"/-/stage/'$id'/approve","json":{}},
      {"method":"DELETE","path":"/-/stage/'$id'","json":{}},
      {"method":"GET","path":"/-/stage/'$id'/tarball","text":"bytes"},
      {"method":"GET","path":"/-/stage/'$id'","json":'"$item"'},
      {"method":"GET","path":"/-/stage*","json":{"items":['"$item"'],"total":1}}]}'
    login_here
    project '{"name":"@s/p","version":"1.0.0"}'
    pkg stage publish
    has "$T/out" "+ @s/p@1.0.0 (staged with id $id)"
    [ "$(requests '^PUT ')" = 0 ]
    pkg stage list
    has "$T/out" "package name: @s/p"
    has "$T/out" "staged by: me (user)"
    pkg stage view $id --json
    has "$T/out" '"shasum": "ff"'
    pkg stage approve $id
    has "$T/out" "approved and published successfully"
    pkg stage reject $id
    has "$T/out" "has been rejected"
    pkg stage download $id
    is "$T/out" "s-p-1.0.0-$id.tgz
"
    is "s-p-1.0.0-$id.tgz" bytes
    fails - pkg stage view x
    has "$T/err" "stage-id must be a valid UUID"
    fails EUSAGE pkg stage
    fails EUSAGE pkg stage list @s/p@1
}

test_help_can_be_searched() {
    project '{}'
    pkg help-search scratch
    has "$T/out" 'Top hits for "scratch"'
    has "$T/out" "pkg help ci"
    pkg help-search scratch --long
    has "$T/out" "Install exactly what the lock says"
    pkg help-search qqqq
    is "$T/out" 'No matches in help for: qqqq

'
    fails EUSAGE pkg help-search
}
