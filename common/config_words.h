/* config_words.h: what `-h` says of settings: what their value is called where it isn't
 * called like the setting, and what they are for. Private to common/config_usage.c.
 *
 *     X("name", "hint or nothing", "what it is for")
 */
#ifndef COMMON_CONFIG_WORDS_H
#define COMMON_CONFIG_WORDS_H

/* clang-format off */
#define CONFIG_WORDS(X) \
    X("access", "", "Who may see a package with a scope once it is published") \
    X("all", "", "Everything, not only what the project itself asks for") \
    X("allow-directory", "", "Whose dependencies may be folders") \
    X("allow-file", "", "Whose dependencies may be tarballs of this machine") \
    X("allow-git", "", "Whose dependencies may come from git repositories") \
    X("allow-remote", "", "Whose dependencies may be tarballs of other servers") \
    X("allow-same-version", "", "A version that the package has already is no error") \
    X("allow-scripts", "<package-list>", "Packages whose install scripts may run") \
    X("allow-scripts-pending", "", "List what waits for a decision, and change nothing") \
    X("allow-scripts-pin", "", "Allow the installed version only, not all of them") \
    X("audit", "", "Ask the registry for known vulnerabilities") \
    X("audit-level", "", "From which severity on a vulnerability is a failure") \
    X("auth-type", "", "Log in by the browser, or by name and password") \
    X("before", "<date>", "Only versions that were published before") \
    X("bin-links", "", "Put links to the packages' commands into .bin") \
    X("browser", "", "The program that opens URLs; without: they are printed") \
    X("bypass-2fa", "", "The token needs no second factor") \
    X("cache", "", "The folder that keeps what was downloaded") \
    X("cache-max", "<number>", "Replaced by --prefer-online") \
    X("cache-min", "<number>", "Replaced by --prefer-offline") \
    X("call", "", "A command line for the shell, with the packages' commands in PATH") \
    X("cidr", "", "Network addresses that the token works from") \
    X("color", "", "Colours: always, never, or where there is a terminal") \
    X("commit-hooks", "", "Let git's hooks run when the version is committed") \
    X("cpu", "", "Install for this processor instead of the machine's") \
    X("dangerously-allow-all-scripts", "", "Run the install scripts of all packages") \
    X("depth", "", "How deep to look into the tree") \
    X("description", "", "Show descriptions of what is found") \
    X("diff", "<package-spec>", "What is compared: one or two packages") \
    X("diff-dst-prefix", "<path>", "Stands before names of the second side") \
    X("diff-ignore-all-space", "", "White space around lines makes no difference") \
    X("diff-name-only", "", "Only the names of files that differ") \
    X("diff-no-prefix", "", "Nothing stands before the names of files") \
    X("diff-src-prefix", "<path>", "Stands before names of the first side") \
    X("diff-text", "", "Compare all files as text") \
    X("diff-unified", "<number>", "Unchanged lines around a change") \
    X("dry-run", "", "Say what would be done, and do nothing") \
    X("editor", "", "The program to edit files with") \
    X("expect-result-count", "<count>", "Fail unless so many packages are found") \
    X("expect-results", "", "Fail unless (or, with --no-, if) something is found") \
    X("expires", "", "In how many days the token ends") \
    X("fetch-retries", "<number>", "How often a request is tried again") \
    X("fetch-retry-factor", "<number>", "What the waiting time grows by from try to try") \
    X("fetch-retry-maxtimeout", "<number>", "The longest time between two tries") \
    X("fetch-retry-mintimeout", "<number>", "The shortest time between two tries") \
    X("fetch-timeout", "<number>", "How long to wait for a server") \
    X("force", "", "Do it in spite of protections against mistakes") \
    X("foreground-scripts", "", "Show what scripts print while they run") \
    X("fund", "", "Say how many packages ask for support") \
    X("git-tag-version", "", "Commit and tag the new version") \
    X("global", "", "Work on what is installed for the whole machine") \
    X("global-style", "", "Old name of --install-strategy=shallow") \
    X("if-present", "", "A script that doesn't exist is no error") \
    X("ignore-scripts", "", "Run no script of package.json but the one asked for") \
    X("include", "", "Kinds of dependencies that --omit shall not leave out") \
    X("include-attestations", "", "Show the attestations in the answer") \
    X("include-workspace-root", "", "The project itself, too, where workspaces are chosen") \
    X("init-author-email", "<email>", "The author's address in a new package.json") \
    X("init-author-name", "<name>", "The author's name in a new package.json") \
    X("init-author-url", "<url>", "The author's page in a new package.json") \
    X("init-license", "<license>", "The licence in a new package.json") \
    X("init-module", "<module>", "A module that asks the questions of init") \
    X("init-private", "", "A new package.json says that it is private") \
    X("init-type", "<type>", "What kind of modules a new package has") \
    X("init-version", "<version>", "The version in a new package.json") \
    X("install-links", "", "Copy packages that are folders instead of linking them") \
    X("install-strategy", "", "How the tree is laid out in node_modules") \
    X("json", "", "Print JSON") \
    X("legacy-bundling", "", "Old name of --install-strategy=nested") \
    X("libc", "", "Install for this C library instead of the machine's") \
    X("link", "", "Only packages that are links") \
    X("location", "", "Which file settings are written to") \
    X("logs-max", "<number>", "How many log files are kept") \
    X("long", "", "Show more of each package") \
    X("maxsockets", "<number>", "How many connections to a server there may be") \
    X("min-release-age", "<days>", "Only versions that have been out for so long") \
    X("min-release-age-exclude", "<pkg|glob>", "Packages that may be younger than that") \
    X("name", "", "A name for the token") \
    X("offline", "", "Use the cache, never the network") \
    X("omit", "", "Kinds of dependencies to leave out of node_modules") \
    X("orgs", "", "Organizations that the token is for") \
    X("orgs-permission", "", "What the token may do in them") \
    X("os", "", "Install for this system instead of the machine's") \
    X("otp", "", "The one-time password of an authenticator") \
    X("pack-destination", "", "Where tarballs are put") \
    X("package", "<package-spec>", "A package whose commands are needed") \
    X("package-lock", "", "Read and write package-lock.json") \
    X("package-lock-only", "", "Look at package-lock.json, not at node_modules") \
    X("packages", "", "Packages that the token is for") \
    X("packages-all", "", "The token is for all packages") \
    X("packages-and-scopes-permission", "", "What the token may do with them") \
    X("parseable", "", "Print lines that programs can read") \
    X("password", "", "The password to prove who you are") \
    X("prefer-dedupe", "", "Take a version that is there over a newer one") \
    X("prefer-offline", "", "Take what the cache has, however old") \
    X("prefer-online", "", "Ask whether what the cache has is still right") \
    X("preid", "prerelease-id", "What a prerelease is called: the alpha of 1.0.0-alpha.1") \
    X("provenance", "", "Prove where the package was built, from a build service") \
    X("provenance-file", "<file>", "A proof that was made elsewhere") \
    X("read-only", "", "The token can't change anything") \
    X("registry", "", "The registry's URL") \
    X("replace-registry-host", "<npmjs|never|always> | hostname | url", \
      "Which hosts of the lock stand for the registry") \
    X("save", "", "Write what is installed into package.json") \
    X("save-exact", "", "Write the version itself, not a range") \
    X("sbom-format", "", "The kind of document") \
    X("sbom-type", "", "What kind of thing the project is") \
    X("scope", "<@scope>", "The scope that the registry is for") \
    X("scopes", "", "Scopes that the token is for") \
    X("script-shell", "", "The shell that runs scripts") \
    X("searchexclude", "", "Words that results must not have") \
    X("searchlimit", "<number>", "How many results there may be") \
    X("searchopts", "", "More parameters for the search") \
    X("searchstaleness", "<number>", "How old the index of the search may be") \
    X("shell", "", "The shell to start") \
    X("sign-git-tag", "", "Sign the tag of the new version") \
    X("strict-allow-scripts", "", "A script that nobody has decided on is an error") \
    X("strict-peer-deps", "", "Conflicts of peer dependencies are errors, deep ones too") \
    X("tag", "", "The tag that is meant where no version is given") \
    X("token-description", "", "What the token is for, in words") \
    X("unicode", "", "Draw trees with characters beyond ASCII") \
    X("usage", "", "Show this help") \
    X("viewer", "", "How help is shown") \
    X("which", "<fundingSourceNumber>", "Which one of several, counted from 1") \
    X("workspace", "<workspace-name>", "Work in this workspace: its name or its folder") \
    X("workspaces", "", "Work in all workspaces") \
    X("workspaces-update", "", "Update the lock after workspaces have changed") \
    X("yes", "", "Answer yes to every question")
/* clang-format on */

#endif
