# What changed between two versions of a package.
two_versions='{"packages":{"a":{
  "1.0.0":{"$files":{"index.js":"one\ntwo\n","lib/x.js":"x\n","img.png":"x"}},
  "1.1.0":{"bin":"new.js","$files":{"index.js":"one\nthree\n","lib/x.js":"x\n","img.png":"y","new.js":"#!\n"}}}}}'

test_two_versions_are_compared() {
    world "$two_versions"
    pkg diff --diff=a@1.0.0 --diff=1.1.0 index.js img.png new.js
    is "$T/out" 'diff --git a/index.js b/index.js
index v1.0.0..v1.1.0 100644
--- a/index.js
+++ b/index.js
@@ -1,2 +1,2 @@
 one
-two
+three
diff --git a/img.png b/img.png
index v1.0.0..v1.1.0 100644
--- a/img.png
+++ b/img.png
diff --git a/new.js b/new.js
new file mode 100644
index v1.0.0..v1.1.0 
--- a/new.js
+++ b/new.js
@@ -0,0 +1,1 @@
+#!'
    pkg diff --diff=a@1.0.0 --diff=a@1.1.0 --diff-name-only 'lib/**' '*.png'
    is "$T/out" img.png
}

test_the_project_is_compared_with_what_is_published() {
    world "$two_versions"
    project '{"name":"a","version":"1.2.0"}'
    printf 'one\nfour\n' > index.js
    pkg diff --diff-no-prefix --diff-unified=0 index.js
    is "$T/out" 'diff --git index.js index.js
index v1.1.0..v1.2.0 100644
Index: index.js
--- index.js
+++ index.js
@@ -2,1 +2,1 @@
-three
+four'
    pkg diff --diff=1.0.0 index.js
    has "$T/out" "-two"
}

test_an_installed_package_is_compared_with_its_update() {
    world "$two_versions"
    project '{"name":"p","dependencies":{"a":"^1.0.0"}}'
    pkg install a@1.0.0 --no-save
    echo mine > node_modules/a/lib/x.js
    pkg diff --diff=a lib
    has "$T/out" "-mine"
    has "$T/out" "index v1.0.0..v1.1.0 100644"
}

test_a_diff_without_two_sides_is_a_usage_error() {
    mkdir "$T/none"
    cd "$T/none" || return 1
    fails EUSAGE pkg diff
    has "$T/err" "Needs multiple arguments to compare or run from a project dir."
    fails EUSAGE pkg diff --diff=a --diff=b --diff=c
}

test_a_commit_of_a_repository_is_packed() {
    git init -q "$T/repo"
    cd "$T/repo" || return 1
    git config user.email a@b
    git config user.name a
    echo '{"name":"g","version":"1.2.3"}' > package.json
    git add .
    git commit -qm one
    project '{}'
    pkg pack "git+file://$T/repo"
    there g-1.2.3.tgz
}
