/* config_defs.h: every setting there is: npm's, with their types and defaults.
 *
 *     X("name", types, "words that are allowed", "default as JSON", "letters", flags,
 *       "settings that exclude it")
 *
 * A default of "" is made at run time (config.c). Private to common/config*.c.
 */
#ifndef COMMON_CONFIG_DEFS_H
#define COMMON_CONFIG_DEFS_H

enum {
    CT_NULL = 1,
    CT_BOOL = 2,
    CT_STRING = 4,
    CT_NUMBER = 8,
    CT_ARRAY = 16, /* may be given several times */
    CT_DATE = 32,
    CT_PATH = 64,
    CT_URL = 128,
    CT_SEMVER = 256,
    CT_UMASK = 512,
    CT_FALSE = 1024, /* false, though it is no yes-or-no setting */
    CT_EMPTY = 2048, /* the empty text */
};

enum {
    CF_DEPRECATED = 1,
    CF_NO_ENV = 2, /* isn't handed on to scripts */
};

/* clang-format off */
#define CONFIG_DEFS(X) \
    X("_auth", CT_NULL | CT_STRING, "", "null", "", 0, "") \
    X("access", CT_NULL, "restricted public private", "null", "", 0, "") \
    X("all", CT_BOOL, "", "false", "a", 0, "") \
    X("allow-same-version", CT_BOOL, "", "false", "", 0, "") \
    X("allow-directory", 0, "all none root", "\"all\"", "", 0, "") \
    X("allow-file", 0, "all none root", "\"all\"", "", 0, "") \
    X("allow-git", 0, "all none root", "\"all\"", "", 0, "") \
    X("allow-remote", 0, "all none root", "\"all\"", "", 0, "") \
    X("allow-scripts", CT_STRING | CT_ARRAY, "", "\"\"", "", 0, "") \
    X("also", CT_NULL, "dev development", "null", "", CF_DEPRECATED, "") \
    X("audit", CT_BOOL, "", "true", "", 0, "") \
    X("audit-level", CT_NULL, "info low moderate high critical none", "null", "", 0, "") \
    X("auth-type", 0, "legacy web", "\"web\"", "", 0, "") \
    X("before", CT_NULL | CT_DATE, "", "null", "", 0, "") \
    X("bin-links", CT_BOOL, "", "true", "", 0, "") \
    X("browser", CT_NULL | CT_BOOL | CT_STRING, "", "null", "", 0, "") \
    X("bypass-2fa", CT_BOOL, "", "false", "", 0, "") \
    X("ca", CT_NULL | CT_STRING | CT_ARRAY, "", "null", "", 0, "") \
    X("cache", CT_PATH, "", "", "", 0, "") \
    X("cache-max", CT_NUMBER, "", "Infinity", "", CF_DEPRECATED, "") \
    X("cache-min", CT_NUMBER, "", "0", "", CF_DEPRECATED, "") \
    X("cafile", CT_PATH, "", "null", "", 0, "") \
    X("call", CT_STRING, "", "\"\"", "c", 0, "") \
    X("cert", CT_NULL | CT_STRING, "", "null", "", CF_DEPRECATED, "") \
    X("cidr", CT_NULL | CT_STRING | CT_ARRAY, "", "null", "", 0, "") \
    X("color", CT_BOOL, "always", "true", "", 0, "") \
    X("commit-hooks", CT_BOOL, "", "true", "", 0, "") \
    X("cpu", CT_NULL | CT_STRING, "", "null", "", 0, "") \
    X("dangerously-allow-all-scripts", CT_BOOL, "", "false", "", 0, "") \
    X("depth", CT_NULL | CT_NUMBER, "", "null", "", 0, "") \
    X("description", CT_BOOL, "", "true", "", 0, "") \
    X("dev", CT_BOOL, "", "false", "", CF_DEPRECATED, "") \
    X("diff", CT_STRING | CT_ARRAY, "", "[]", "", 0, "") \
    X("diff-ignore-all-space", CT_BOOL, "", "false", "", 0, "") \
    X("diff-name-only", CT_BOOL, "", "false", "", 0, "") \
    X("diff-no-prefix", CT_BOOL, "", "false", "", 0, "") \
    X("diff-dst-prefix", CT_STRING, "", "\"b/\"", "", 0, "") \
    X("diff-src-prefix", CT_STRING, "", "\"a/\"", "", 0, "") \
    X("diff-text", CT_BOOL, "", "false", "", 0, "") \
    X("diff-unified", CT_NUMBER, "", "3", "", 0, "") \
    X("dry-run", CT_BOOL, "", "false", "", 0, "") \
    X("editor", CT_STRING, "", "", "", 0, "") \
    X("engine-strict", CT_BOOL, "", "false", "", 0, "") \
    X("expect-result-count", CT_NULL | CT_NUMBER, "", "null", "", 0, "expect-results") \
    X("expect-results", CT_NULL | CT_BOOL, "", "null", "", 0, "expect-result-count") \
    X("expires", CT_NULL | CT_NUMBER, "", "null", "", 0, "") \
    X("fetch-retries", CT_NUMBER, "", "2", "", 0, "") \
    X("fetch-retry-factor", CT_NUMBER, "", "10", "", 0, "") \
    X("fetch-retry-maxtimeout", CT_NUMBER, "", "60000", "", 0, "") \
    X("fetch-retry-mintimeout", CT_NUMBER, "", "10000", "", 0, "") \
    X("fetch-timeout", CT_NUMBER, "", "300000", "", 0, "") \
    X("force", CT_BOOL, "", "false", "f", 0, "") \
    X("foreground-scripts", CT_BOOL, "", "false", "", 0, "") \
    X("format-package-lock", CT_BOOL, "", "true", "", 0, "") \
    X("fund", CT_BOOL, "", "true", "", 0, "") \
    X("git", CT_STRING, "", "\"git\"", "", 0, "") \
    X("git-tag-version", CT_BOOL, "", "true", "", 0, "") \
    X("global", CT_BOOL, "", "false", "g", 0, "") \
    X("globalconfig", CT_PATH, "", "", "", 0, "") \
    X("global-style", CT_BOOL, "", "false", "", CF_DEPRECATED, "") \
    X("heading", CT_STRING, "", "\"pkg\"", "", 0, "") \
    X("https-proxy", CT_NULL | CT_URL, "", "null", "", 0, "") \
    X("if-present", CT_BOOL, "", "false", "", CF_NO_ENV, "") \
    X("ignore-scripts", CT_BOOL, "", "false", "", 0, "") \
    X("include", CT_ARRAY, "prod dev optional peer", "[]", "", 0, "") \
    X("include-staged", CT_BOOL, "", "false", "", 0, "") \
    X("include-workspace-root", CT_BOOL, "", "false", "", CF_NO_ENV, "") \
    X("include-attestations", CT_BOOL, "", "false", "", 0, "") \
    X("init-author-email", CT_STRING, "", "\"\"", "", 0, "") \
    X("init-author-name", CT_STRING, "", "\"\"", "", 0, "") \
    X("init-author-url", CT_EMPTY | CT_URL, "", "\"\"", "", 0, "") \
    X("init-license", CT_STRING, "", "\"ISC\"", "", 0, "") \
    X("init-module", CT_PATH, "", "", "", 0, "") \
    X("init-type", CT_STRING, "", "\"commonjs\"", "", 0, "") \
    X("init-version", CT_SEMVER, "", "\"1.0.0\"", "", 0, "") \
    X("init-private", CT_BOOL, "", "false", "", 0, "") \
    X("init.author.email", CT_STRING, "", "\"\"", "", CF_DEPRECATED, "") \
    X("init.author.name", CT_STRING, "", "\"\"", "", CF_DEPRECATED, "") \
    X("init.author.url", CT_EMPTY | CT_URL, "", "\"\"", "", CF_DEPRECATED, "") \
    X("init.license", CT_STRING, "", "\"ISC\"", "", CF_DEPRECATED, "") \
    X("init.module", CT_PATH, "", "", "", CF_DEPRECATED, "") \
    X("init.version", CT_SEMVER, "", "\"1.0.0\"", "", CF_DEPRECATED, "") \
    X("install-links", CT_BOOL, "", "false", "", 0, "") \
    X("install-strategy", 0, "hoisted nested shallow linked", "\"hoisted\"", "", 0, "") \
    X("json", CT_BOOL, "", "false", "", 0, "") \
    X("key", CT_NULL | CT_STRING, "", "null", "", CF_DEPRECATED, "") \
    X("legacy-bundling", CT_BOOL, "", "false", "", CF_DEPRECATED, "") \
    X("legacy-peer-deps", CT_BOOL, "", "false", "", 0, "") \
    X("libc", CT_NULL | CT_STRING, "", "null", "", 0, "") \
    X("link", CT_BOOL, "", "false", "", 0, "") \
    X("local-address", CT_NULL | CT_STRING, "", "", "", 0, "") \
    X("location", 0, "global user project", "\"user\"", "L", 0, "") \
    X("lockfile-version", CT_NULL, "1 2 3", "null", "", 0, "") \
    X("loglevel", 0, "silent error warn notice http info verbose silly", "\"notice\"", "", 0, "") \
    X("logs-dir", CT_NULL | CT_PATH, "", "null", "", 0, "") \
    X("logs-max", CT_NUMBER, "", "10", "", 0, "") \
    X("long", CT_BOOL, "", "false", "l", 0, "") \
    X("name", CT_NULL | CT_STRING, "", "null", "", 0, "") \
    X("maxsockets", CT_NUMBER, "", "15", "", 0, "") \
    X("message", CT_STRING, "", "\"%s\"", "m", 0, "") \
    X("min-release-age", CT_NULL | CT_NUMBER, "", "null", "", CF_NO_ENV, "") \
    X("min-release-age-exclude", CT_ARRAY | CT_STRING, "", "[]", "", CF_NO_ENV, "") \
    X("node-gyp", CT_PATH, "", "", "", 0, "") \
    X("node-options", CT_NULL | CT_STRING, "", "null", "", 0, "") \
    X("noproxy", CT_STRING | CT_ARRAY, "", "\"\"", "", 0, "") \
    X("offline", CT_BOOL, "", "false", "", 0, "") \
    X("omit", CT_ARRAY, "dev optional peer", "[]", "", 0, "") \
    X("omit-lockfile-registry-resolved", CT_BOOL, "", "false", "", 0, "") \
    X("only", CT_NULL, "prod production", "null", "", CF_DEPRECATED, "") \
    X("orgs", CT_NULL | CT_STRING | CT_ARRAY, "", "null", "", 0, "") \
    X("optional", CT_NULL | CT_BOOL, "", "null", "", CF_DEPRECATED, "") \
    X("os", CT_NULL | CT_STRING, "", "null", "", 0, "") \
    X("otp", CT_NULL | CT_STRING, "", "null", "", 0, "") \
    X("package", CT_STRING | CT_ARRAY, "", "[]", "", 0, "") \
    X("package-lock", CT_BOOL, "", "true", "", 0, "") \
    X("package-lock-only", CT_BOOL, "", "false", "", 0, "") \
    X("pack-destination", CT_STRING, "", "\".\"", "", 0, "") \
    X("packages", CT_NULL | CT_STRING | CT_ARRAY, "", "[]", "", 0, "") \
    X("parseable", CT_BOOL, "", "false", "p", 0, "") \
    X("allow-scripts-pending", CT_BOOL, "", "false", "", 0, "") \
    X("allow-scripts-pin", CT_BOOL, "", "true", "", 0, "") \
    X("prefer-dedupe", CT_BOOL, "", "false", "", 0, "") \
    X("prefer-offline", CT_BOOL, "", "false", "", 0, "") \
    X("prefer-online", CT_BOOL, "", "false", "", 0, "") \
    X("prefix", CT_PATH, "", "", "C", 0, "") \
    X("preid", CT_STRING, "", "\"\"", "", 0, "") \
    X("production", CT_NULL | CT_BOOL, "", "null", "", CF_DEPRECATED, "") \
    X("progress", CT_BOOL, "", "", "", 0, "") \
    X("provenance", CT_BOOL, "", "false", "", 0, "provenance-file") \
    X("provenance-file", CT_PATH, "", "null", "", 0, "provenance") \
    X("proxy", CT_NULL | CT_FALSE | CT_URL, "", "null", "", 0, "") \
    X("read-only", CT_BOOL, "", "false", "", 0, "") \
    X("rebuild-bundle", CT_BOOL, "", "true", "", 0, "") \
    X("registry", CT_URL, "", "", "", 0, "") \
    X("replace-registry-host", CT_STRING, "npmjs never always", "\"npmjs\"", "", 0, "") \
    X("save", CT_BOOL, "", "true", "S", 0, "") \
    X("save-bundle", CT_BOOL, "", "false", "B", 0, "") \
    X("save-dev", CT_BOOL, "", "false", "D", 0, "save-optional save-peer save-prod") \
    X("save-exact", CT_BOOL, "", "false", "E", 0, "") \
    X("save-optional", CT_BOOL, "", "false", "O", 0, "save-dev save-peer save-prod") \
    X("save-peer", CT_BOOL, "", "false", "", 0, "save-dev save-optional save-prod") \
    X("save-prefix", CT_STRING, "", "\"^\"", "", 0, "") \
    X("save-prod", CT_BOOL, "", "false", "P", 0, "save-dev save-optional save-peer") \
    X("sbom-format", 0, "cyclonedx spdx", "null", "", 0, "") \
    X("sbom-type", 0, "library application framework", "\"library\"", "", 0, "") \
    X("scope", CT_STRING, "", "\"\"", "", 0, "") \
    X("scopes", CT_NULL | CT_STRING | CT_ARRAY, "", "null", "", 0, "") \
    X("packages-all", CT_BOOL, "", "false", "", 0, "") \
    X("packages-and-scopes-permission", CT_NULL, "read-only read-write no-access", "null", "", 0, "") \
    X("orgs-permission", CT_NULL, "read-only read-write no-access", "null", "", 0, "") \
    X("password", CT_NULL | CT_STRING, "", "null", "", 0, "") \
    X("token-description", CT_NULL | CT_STRING, "", "null", "", 0, "") \
    X("script-shell", CT_NULL | CT_STRING, "", "null", "", 0, "") \
    X("searchexclude", CT_STRING, "", "\"\"", "", 0, "") \
    X("searchlimit", CT_NUMBER, "", "20", "", 0, "") \
    X("searchopts", CT_STRING, "", "\"\"", "", 0, "") \
    X("searchstaleness", CT_NUMBER, "", "900", "", 0, "") \
    X("shell", CT_STRING, "", "", "", 0, "") \
    X("shrinkwrap", CT_BOOL, "", "true", "", CF_DEPRECATED, "") \
    X("sign-git-commit", CT_BOOL, "", "false", "", 0, "") \
    X("sign-git-tag", CT_BOOL, "", "false", "", 0, "") \
    X("strict-peer-deps", CT_BOOL, "", "false", "", 0, "") \
    X("strict-allow-scripts", CT_BOOL, "", "false", "", 0, "") \
    X("strict-ssl", CT_BOOL, "", "true", "", 0, "") \
    X("tag", CT_STRING, "", "\"latest\"", "", 0, "") \
    X("tag-version-prefix", CT_STRING, "", "\"v\"", "", 0, "") \
    X("timing", CT_BOOL, "", "false", "", 0, "") \
    X("umask", CT_UMASK, "", "0", "", 0, "") \
    X("unicode", CT_BOOL, "", "", "", 0, "") \
    X("update-notifier", CT_BOOL, "", "true", "", 0, "") \
    X("usage", CT_BOOL, "", "false", "? H h", 0, "") \
    X("user-agent", CT_STRING, "", "", "", 0, "") \
    X("userconfig", CT_PATH, "", "", "", 0, "") \
    X("version", CT_BOOL, "", "false", "v", 0, "") \
    X("versions", CT_BOOL, "", "false", "", 0, "") \
    X("viewer", CT_STRING, "", "\"man\"", "", 0, "") \
    X("which", CT_NULL | CT_NUMBER, "", "null", "", 0, "") \
    X("workspace", CT_STRING | CT_ARRAY, "", "[]", "w", CF_NO_ENV, "") \
    X("workspaces", CT_NULL | CT_BOOL, "", "null", "", CF_NO_ENV, "") \
    X("workspaces-update", CT_BOOL, "", "true", "", 0, "") \
    X("yes", CT_NULL | CT_BOOL, "", "null", "y", 0, "")
/* clang-format on */

#endif
