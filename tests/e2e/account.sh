# account.sh: accounts, teams, tokens and who may do what; the cache.

registry_of_me() {
    world '{"packages":{"a":{"1.0.0":{}},"@s/b":{"1.0.0":{}}},"routes":[
      {"path":"/-/whoami","json":{"username":"me"}},
      {"path":"/-/org/me/package","status":404,"json":{"error":"no"}},
      {"path":"/-/user/*","json":{"@s/u":"write"}},
      {"path":"/-/package/*/collaborators","json":{"bob":"write","Al":"read"}},
      {"path":"/-/package/*/visibility","json":{"public":true}},
      {"method":"POST","path":"/-/package/a/access","status":401,
       "headers":{"www-authenticate":"otp"},"json":{"authUrl":"http://x/auth","doneUrl":"http://x/done"}},
      {"method":"POST","path":"/-/package/*","json":{}},
      {"method":"PUT","path":"/-/team/*","json":{}},
      {"method":"DELETE","path":"/-/team/*","json":{}},
      {"method":"GET","path":"/-/team/*","json":["zoe","bob"]},
      {"method":"PUT","path":"/-/org/o/team","json":{}},
      {"method":"GET","path":"/-/org/o/team*","json":["o:z","o:b"]},
      {"method":"PUT","path":"/-/org/*","json":{"org":{"name":"o","size":3},"user":"u","role":"admin"}},
      {"method":"DELETE","path":"/-/org/*","json":{}},
      {"method":"GET","path":"/-/org/*","json":{"zed":"owner","al":"developer"}},
      {"method":"GET","path":"/-/npm/v1/tokens","json":{"objects":[{"key":"aaaaaab1","token":"npm_a","created":"2020-01-02T03:04:05Z","name":"one"}],"urls":{"next":"/-/npm/v1/more"}}},
      {"method":"GET","path":"/-/npm/v1/more","json":{"objects":[{"key":"aaaaaac2","token":"npm_b","created":"2020-01-02T03:04:05Z","name":"two"}],"urls":{}}},
      {"method":"DELETE","path":"/-/npm/v1/tokens/*","json":{}},
      {"method":"POST","path":"/-/npm/v1/tokens","json":{"token":"npm_new","key":"k","cidr_whitelist":["1.0.0.0/8"]}},
      {"method":"GET","path":"/-/npm/v1/user","json":{"name":"me","email":"a@b","email_verified":true,"tfa":{"pending":false,"mode":"auth-only"},"fullname":""}},
      {"method":"POST","path":"/-/npm/v1/user","json":{"fullname":"A B"}},
      {"method":"GET","path":"/-/_view/*","json":{"rows":[{"value":"a"}]}},
      {"method":"PUT","path":"/a","json":{}}]}'
    printf '%s:_authToken=tok\n' "${url#http:}" > "$HOME/.npmrc"
    project '{"name":"@s/b","version":"1.0.0"}'
}

body_of() { # PATH: the last body that was sent there
    curl -s "${url}-/test/log" > "$T/log.json"
    grep -o "\"url\":\"$1\"[^}]*" "$T/log.json" || true
}

test_access_is_shown_and_changed() {
    registry_of_me
    pkg access list packages
    is "$T/out" '@s/u: read-write
'
    pkg access list collaborators
    is "$T/out" 'Al: read-only
bob: read-write
'
    pkg access list collaborators a bob --json
    has "$T/out" '"bob": "read-write"'
    pkg access set status=private
    is "$T/out" '@s/b: public
'
    curl -s "${url}-/test/log" > "$T/asked"
    has "$T/asked" restricted
    pkg access grant read-only @s:t a
    [ "$(requests '^PUT /-/team/s/t/package 200')" = 1 ]
    fails EUSAGE pkg access set status=public a
    fails EUSAGE pkg access grant often s:t a
    fails EUSAGE pkg access
}

test_a_registry_that_wants_a_browser_says_where() {
    registry_of_me
    fails EOTP pkg access set mfa=none a
    has "$T/err" "Open this URL in your browser to authenticate:"
    has "$T/err" "http://x/auth"
    fails EOTP pkg access set mfa=none a --json
    has "$T/out" '"doneUrl": "http://x/done"'
}

test_teams_and_organizations_have_members() {
    registry_of_me
    pkg team create @o:t
    is "$T/out" '+@o:t
'
    pkg team ls o
    has "$T/out" "@o has 2 teams:"
    pkg team ls o:t --parseable
    is "$T/out" 'bob
zoe
'
    pkg team add o:t bob --json
    has "$T/out" '"added": true'
    fails EMISSINGARG pkg team create x
    pkg org ls o
    is "$T/out" 'al - developer
zed - owner
'
    pkg org set @o @u admin
    has "$T/out" "Added u as admin to o. You now have 3 members in this org."
    pkg org rm o u --parseable
    has "$T/out" "deleted"
    fails - pkg org set o u king
    has "$T/err" '`owner`, `admin`, or `developer`'
}

test_tokens_are_listed_made_and_revoked() {
    registry_of_me
    pkg token
    has "$T/out" "Token npm_a… with id aaaaaab name one created 2020-01-02"
    pkg token revoke aaaaaab
    is "$T/out" 'Removed 1 token
'
    fails - pkg token rm aaaaaa
    has "$T/err" ambiguous
    fails - pkg token rm zzz
    pkg token create --password=p --cidr=1.0.0.0/8
    has "$T/out" "Created token npm_new"
    fails EINVALIDCIDR pkg token create --password=p --cidr=::/1
}

test_the_profile_is_read_and_written() {
    registry_of_me
    pkg profile get
    has "$T/out" "email: a@b (verified)"
    has "$T/out" "two-factor auth: auth-only"
    pkg profile get name,email
    pkg profile set fullname A B
    is "$T/out" 'Set fullname to A B
'
    fails - pkg profile set name x
    has "$T/err" "not a property we can set"
    pkg profile enable-2fa auth-only
    has "$T/out" "already enabled"
}

test_packages_are_starred() {
    registry_of_me
    pkg star a
    is "$T/out" '★  a
'
    pkg unstar a --no-unicode
    is "$T/out" '( ) a
'
    pkg stars bob
    is "$T/out" 'a
'
    : > "$HOME/.npmrc"
    fails ENEEDAUTH pkg star a
}

# ---- The cache ----

test_the_cache_is_filled_listed_and_cleaned() {
    world '{"packages":{"a":{"1.0.0":{},"1.1.0":{}}}}'
    project '{}'
    pkg cache add a@1.0.0
    pkg cache ls
    has "$T/out" "request-cache:${url}a"
    has "$T/out" "request-cache:${url}a/-/a-1.0.0.tgz"
    lacks "$T/out" a-1.1.0
    pkg cache ls a@1.1.0
    lacks "$T/out" a-1.0.0
    pkg cache verify
    has "$T/out" "Content verified: "
    has "$T/out" "Index entries: 2"
    pkg cache clean "make-fetch-happen:request-cache:${url}a/-/a-1.0.0.tgz"
    has "$T/out" "Deleted: "
    pkg cache ls
    lacks "$T/out" a-1.0.0
    pkg cache clean nothing
    has "$T/err" "Not Found: nothing"
    fails - pkg cache clean
    has "$T/err" --force
    pkg cache clean --force
    pkg cache ls
    is "$T/out" ''
    fails EUSAGE pkg cache add
    fails EUSAGE pkg cache
}

test_what_exec_fetched_can_be_looked_at() {
    world '{"packages":{"tool":{"1.0.0":{"bin":"t.js","$files":{"t.js":"#!/bin/sh\necho ran\n"}}}}}'
    project '{}'
    pkg cache npx ls
    is "$T/out" 'npx cache does not exist
'
    pkg exec --yes tool
    pkg cache npx ls
    has "$T/out" ": tool"
    key=$(sed 's/:.*//' "$T/out")
    pkg cache npx info "$key"
    has "$T/out" "valid npx cache entry with key $key"
    has "$T/out" "(tool@1.0.0)"
    fails EUSAGE pkg cache npx info nope
    fails EUSAGE pkg cache npx rm
    pkg cache npx rm "$key"
    pkg cache npx ls
    is "$T/out" ''
}

test_a_user_that_is_there_already_logs_in_by_revision() {
    script -qec true /dev/null > /dev/null 2>&1 || { echo "SKIP no terminal can be had"; exit 77; }
    world '{"routes":[
        {"method":"PUT","path":"/-/user/org.couchdb.user:me/-rev/3-x","status":201,"json":{"token":"tok"}},
        {"method":"PUT","path":"/-/user/org.couchdb.user:me","status":409,"json":{"error":"conflict"}},
        {"method":"GET","path":"/-/user/org.couchdb.user:me*","json":{"_id":"org.couchdb.user:me","_rev":"3-x","roles":["a"]}}]}'
    printf 'me\npw\n' | script -qec "$PKG login --auth-type=legacy" /dev/null 7>&-
    has "$HOME/.npmrc" ':_authToken=tok'
    [ "$(requests '^PUT /-/user/org.couchdb.user:me/-rev/3-x 201 .* auth=Basic bWU6cHc= ')" = 1 ]
}

# What npm reads has to be JSON, and what it takes members of an object; it does not look
# at what it only sends.
test_answers_that_are_none_are_errors() {
    world '{"packages":{"a":{"1.0.0":{}}},"routes":[
      {"method":"GET","path":"/a","json":{"_id":"a","_rev":"1-x","name":"a","maintainers":[{"name":"me","email":"m@x"}]}},
      {"method":"PUT","path":"/a/-rev/1-x","status":409,"json":{"error":"conflict"}},
      {"method":"GET","path":"/-/user/org.couchdb.user:bob","json":{"name":"bob","email":"b@x"}},
      {"method":"GET","path":"/-/user/org.couchdb.user:nil","json":null},
      {"method":"DELETE","path":"/-/user/token/tok","status":204,"text":""},
      {"method":"PUT","path":"/-/team/s/t/package","status":204,"text":""},
      {"method":"PUT","path":"/-/org/o/team","status":204,"text":""},
      {"method":"POST","path":"/-/v1/login","json":{}},
      {"path":"/-/whoami","status":204,"text":""},
      {"method":"PUT","path":"/-/org/o/user","json":{}},
      {"path":"/-/package/a/visibility","json":null},{"path":"/-/package/a/collaborators","status":404,"json":{}},
      {"path":"/-/package/a/dist-tags*","status":404,"json":{}},
      {"path":"/-/npm/v1/tokens","json":null},{"path":"/-/stage*","json":{}}]}'
    printf '%s:_authToken=tok\n' "${url#http:}" > "$HOME/.npmrc"
    project '{"name":"p"}'
    fails FETCH_ERROR pkg whoami
    fails FETCH_ERROR pkg team create o:t
    pkg access grant read-only s:t a
    fails EJSONPARSE pkg owner add nil a
    [ "$(requests '^PUT /a')" = 0 ]
    fails EOWNERMUTATE pkg owner add bob a
    sed '/complete log/d' "$T/err" > "$T/said"
    is "$T/said" "pkg error code EOWNERMUTATE
pkg error Failed to update package: \"409 Conflict - PUT ${url}a/-rev/1-x - conflict\"
"
    for command in 'access get status a' 'token list' 'stage list' 'org set o u admin'; do
        fails EJSONPARSE pkg $command
    done
    fails E404 pkg access list collaborators a
    lacks "$T/err" requested
    fails E404 pkg dist-tag add a@1.0.0 beta
    has "$T/err" "The requested resource 'a@1.0.0'"
    fails E200 pkg login
    has "$T/err" "Invalid response from web login endpoint"
    pkg logout
    # Whose team it is stands in the request.
    curl -s "${url}-/test/log" | grep -o '"npm-scope":"[^"]*"' | sort -u > "$T/scopes"
    is "$T/scopes" '"npm-scope":"o"
"npm-scope":"s"
'
}

# npm takes an answer value by value.
test_odd_answers_count_by_their_values() {
    world '{"packages":{},"routes":[
      {"method":"GET","path":"/-/team/*","json":{"1":"zoe","2":null,"3":"bob"}},
      {"method":"GET","path":"/-/v1/search*","json":{"objects":[null,{"package":{"name":"a","version":"1.0.0"}}]}}]}'
    printf '%s:_authToken=tok\n' "${url#http:}" > "$HOME/.npmrc"
    project '{"name":"p"}'
    pkg team ls o:t --parseable
    is "$T/out" 'bob
zoe
'
    pkg search x --json
    [ "$(grep -c '"name"' "$T/out")" = 1 ]
}
