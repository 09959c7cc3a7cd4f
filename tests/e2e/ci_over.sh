# ci_over.sh: `ci` where there is a node_modules already: what stays, and that nothing
# else does.

# shellcheck disable=SC2016 # $files is a name
over_world() {
    world '{"packages":{
      "a":{"1.0.0":{"$files":{"index.js":"1\n","lib/x.js":"2\n","lib/deep/y.js":"3\n"},"dependencies":{"b":"2.0.0"}}},
      "b":{"1.0.0":{"bin":{"bee":"cli.js"},"$files":{"cli.js":"#!/usr/bin/env node\n"}},
           "2.0.0":{"$files":{"z.js":"z\n"},"dependencies":{"c":"1.0.0"}}},
      "c":{"1.0.0":{},"2.0.0":{}},
      "@s/d":{"1.0.0":{"$files":{"d.js":"d\n"}}},
      "@s/e":{"1.0.0":{"dependencies":{"c":"1.0.0"}}},
      "w":{"1.0.0":{"$files":{"node_modules/in/package.json":"{\"name\":\"in\",\"version\":\"1.0.0\"}"},
           "bundleDependencies":["in"],"dependencies":{"in":"1.0.0"}}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1.0.0","b":"1.0.0","c":"2.0.0","@s/d":"1.0.0","@s/e":"1.0.0","w":"1.0.0"}}'
    pkg install
}

listing() {
    find node_modules -printf '%P %y %m %l\n' | LC_ALL=C sort
    find node_modules -type f -exec sha1sum {} + | LC_ALL=C sort
}

test_ci_leaves_what_is_as_it_should_be() {
    over_world
    listing > "$T/want"
    places='node_modules/a node_modules/a/node_modules/b node_modules/@s/d node_modules/a/lib'
    # shellcheck disable=SC2086 # a list
    ls -di $places > "$T/before"
    mkdir -p node_modules/junk node_modules/.cache/x node_modules/a/node_modules/other
    pkg ci
    has "$T/out" 'added 9 packages'
    # shellcheck disable=SC2086
    ls -di $places | diff "$T/before" -
    listing | diff "$T/want" -
    test ! -e node_modules/.pkg*
}

test_ci_makes_anew_whatever_is_not() {
    over_world
    listing > "$T/want"
    n=0
    while read -r damage; do
        rm -rf node_modules
        pkg ci
        (eval "$damage")
        pkg ci
        listing > "$T/got"
        cmp "$T/want" "$T/got" || { echo "after: $damage"; diff "$T/want" "$T/got"; exit 1; }
        n=$((n + 1))
    done <<'END'
echo more >> node_modules/a/lib/x.js
echo new > node_modules/a/extra.js
echo new > node_modules/a/lib/deep/extra.js
mkdir node_modules/a/lib/empty
rm node_modules/a/index.js
rm -r node_modules/a/lib
rm node_modules/a/lib/x.js; echo 2 > node_modules/a/lib/x.js
cp -r node_modules/a "$T/copy"; rm -r node_modules/a; mv "$T/copy" node_modules/a
chmod 700 node_modules/a
chmod 700 node_modules/a/lib
mv node_modules/a "$T/a"; ln -s "$T/a" node_modules/a
mv node_modules/a/lib "$T/lib"; ln -s "$T/lib" node_modules/a/lib
mv node_modules/@s "$T/s"; ln -s "$T/s" node_modules/@s
mv node_modules/a/node_modules "$T/m"; ln -s "$T/m" node_modules/a/node_modules
mv node_modules/a/node_modules/b "$T/b"; ln -s "$T/b" node_modules/a/node_modules/b
rm node_modules/a/index.js; ln -s lib/x.js node_modules/a/index.js
rm -r node_modules/@s/d; echo file > node_modules/@s/d
rm -r node_modules/@s; echo file > node_modules/@s
rm -r node_modules/a/node_modules; echo file > node_modules/a/node_modules
rm -r node_modules/a/node_modules/b
rm -r node_modules/a/node_modules/b; mkdir node_modules/a/node_modules/b
rm -r node_modules/a; mkdir -p node_modules/a/node_modules/b
echo x > node_modules/a/node_modules/b/x
mkdir -p node_modules/c/node_modules/stray
mkdir -p node_modules/@s/stray node_modules/@t/stray
rm node_modules/.bin/bee; echo mine > node_modules/.bin/bee
ln -s ../c node_modules/.bin/stray
mkdir -p node_modules/a/node_modules/.bin; echo x > node_modules/a/node_modules/.bin/x
rm -r node_modules/.bin
rm node_modules/.package-lock.json
echo '{}' > node_modules/.package-lock.json
mv node_modules/c node_modules/cc; mv node_modules/@s/d node_modules/c; mv node_modules/cc node_modules/@s/d
echo y > node_modules/w/node_modules/in/y
rm -r node_modules/w/node_modules
echo x > node_modules/.hidden; mkdir -p node_modules/.vite/deps
mkdir -p node_modules/.pkg-99-0/old/0
chmod 600 node_modules/a/lib/deep/y.js
chmod 755 node_modules/a/lib/deep/y.js
chmod 644 node_modules/b/cli.js
chmod 755 node_modules/a/lib/deep/y.js; rm -r node_modules
mv node_modules/a/index.js node_modules/a/i; mv node_modules/a/i node_modules/a/index.js; mkdir node_modules/a/node_modules/.cache
END
    test "$n" -eq 41
}

# A lock that says otherwise changes nothing; something that can't be had empties it.
test_ci_that_fails_leaves_node_modules_as_npm_does() {
    over_world
    listing > "$T/want"
    sed -i 's/"c":"2.0.0"/"c":"1.0.0"/' package.json
    fails - pkg ci
    listing | diff "$T/want" -
    sed -i 's/"c":"1.0.0"/"c":"2.0.0"/' package.json
    rm -rf "$T/cache"
    world '{"packages":{}}'
    fails - pkg ci
    test -d node_modules
    test -z "$(ls -A node_modules)"
}

# What only an optional package needed that can't be had doesn't stay either.
test_ci_keeps_nothing_of_an_optional_package_that_is_lost() {
    world '{"packages":{"@s/o":{"1.0.0":{"dependencies":{"q":"1.0.0"}}},"q":{"1.0.0":{}},"a":{"1.0.0":{}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1.0.0"},"optionalDependencies":{"@s/o":"1.0.0"}}'
    pkg install
    for entry in "$T"/cache/*/packages/*; do
        ! grep -q '"name": *"q"' "$entry/0" || rm -r "$entry"
    done
    world '{"packages":{"@s/o":{"1.0.0":{"dependencies":{"q":"1.0.0"}}},"a":{"1.0.0":{}}}}'
    pkg ci
    test "$(cd node_modules && echo *)" = a
}

# What depends on nothing has nothing to stay.
test_ci_without_dependencies_empties_node_modules() {
    over_world
    echo '{"name":"p","version":"1.0.0"}' > package.json
    pkg install
    mkdir -p node_modules/junk
    pkg ci
    test ! -e node_modules/junk
}

# What isn't wanted any more is not fetched to be looked at either.
test_ci_that_leaves_out_dev_keeps_the_rest() {
    world '{"packages":{"a":{"1.0.0":{"dependencies":{"b":"1.0.0"}}},"b":{"1.0.0":{}},"t":{"1.0.0":{"dependencies":{"b":"1.0.0"}}}}}'
    project '{"name":"p","version":"1.0.0","dependencies":{"a":"1.0.0"},"devDependencies":{"t":"1.0.0"}}'
    pkg install
    ls -di node_modules/a node_modules/b > "$T/before"
    pkg ci --omit=dev
    ls -di node_modules/a node_modules/b | diff "$T/before" -
    test ! -e node_modules/t
    has "$T/out" 'added 2 packages'
    pkg ci
    rm -rf "$T/cache"
    : > "$T/requests"
    pkg ci --omit=dev
    test "$(grep -c '\.tgz ' "$T/requests")" -eq 2
    test -e node_modules/b/package.json
    test ! -e node_modules/t
}
