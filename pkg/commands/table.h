/* table.h: every command there is, one line each: the one list from which finding,
 * help and usage are made.
 *
 *     X(name, function, flags, "aliases", "usage lines", "options", "what it does")
 *
 * Flags: W works with -w and -ws; I ignores that the current folder is a workspace;
 * D changes or reads the tree (npm's ArboristCmd); S ends with the exit code of what it
 * runs; N needs no project;
 * O has options of its own. Usage lines are separated by '|'. "@tree" and the like stand
 * for groups of options (command.c).
 */
#ifndef PKG_COMMANDS_TABLE_H
#define PKG_COMMANDS_TABLE_H

/* clang-format off */
#define COMMANDS(X)                                                                      \
X(access, cmd_access, I, "",                                                            \
  "list packages [<user>|<scope>|<scope:team>] [<package>]\n"                            \
  "list collaborators [<package> [<user>]]\nget status [<package>]\n"                    \
  "set status=public|private [<package>]\n"                                              \
  "set mfa=none|publish|automation [<package>]\n"                                        \
  "grant <read-only|read-write> <scope:team> [<package>]\n"                              \
  "revoke <scope:team> [<package>]",                                                     \
  "json otp registry", "show or change who may see and publish packages")                \
X(adduser, cmd_adduser, I, "add-user", "", "registry scope auth-type",                   \
  "register an account at a registry")                                                   \
X(approve-scripts, cmd_approve_scripts, 0, "",                                           \
  "<pkg> [<pkg> ...]\n--all\n--allow-scripts-pending",                                   \
  "all allow-scripts-pending allow-scripts-pin json",                                    \
  "let dependencies run their install scripts")                                          \
X(audit, cmd_audit, W | D, "", "[fix|signatures]",                                       \
  "audit-level dry-run force json package-lock-only package-lock omit include "          \
  "foreground-scripts ignore-scripts include-attestations @ws",                          \
  "report known vulnerabilities of the tree, and mend them")                             \
X(bugs, cmd_bugs, W, "issues", "[<pkgname> [<pkgname> ...]]",                         \
  "browser registry @wsonly", "open a package's issue tracker")                          \
X(cache, cmd_cache, I, "",                                                             \
  "add <package-spec>\nclean [<key>]\nls [<name>@<version>]\nverify\nnpx ls\n"           \
  "npx rm [<key>...]\nnpx info <key>...", "cache", "look after the cache")               \
X(ci, cmd_ci, W | D, "clean-install ic install-clean isntall-clean", "",                 \
  "@layout omit include strict-peer-deps foreground-scripts ignore-scripts @allow "      \
  "@scripts audit bin-links fund dry-run @ws",                                           \
  "install exactly what the lock says, from scratch")                                    \
X(completion, cmd_completion, I, "", "", "", "print a script for the shell's completion")   \
X(config, cmd_config, 0, "c",                                                            \
  "set <key>=<value> [<key>=<value> ...]\nget [<key> [<key> ...]]\n"                     \
  "delete <key> [<key> ...]\nlist [--json]\nedit\nfix",                                  \
  "json global editor location long", "read and write settings")                         \
X(dedupe, cmd_dedupe, W | D, "ddp", "",                                                  \
  "@layout strict-peer-deps package-lock omit include ignore-scripts @allow audit "      \
  "bin-links fund dry-run @ws", "simplify the tree where versions can be shared")        \
X(deny-scripts, cmd_deny_scripts, 0, "", "<pkg> [<pkg> ...]\n--all",                     \
  "all allow-scripts-pending allow-scripts-pin json",                                    \
  "forbid dependencies to run their install scripts")                                    \
X(deprecate, cmd_deprecate, I, "", "<package-spec> <message>", "registry otp dry-run",     \
  "warn those who install a version")                                                    \
X(diff, cmd_diff, W, "", "[...<paths>]",                                              \
  "diff diff-name-only diff-unified diff-ignore-all-space diff-no-prefix "               \
  "diff-src-prefix diff-dst-prefix diff-text global tag @wsonly",                        \
  "compare two versions of a package")                                                   \
X(dist-tag, cmd_dist_tag, W, "dist-tags",                                                 \
  "add <package-spec (with version)> [<tag>]\nrm <package-spec> <tag>\n"                 \
  "ls [<package-spec>]", "@wsonly", "give versions names such as latest")                \
X(docs, cmd_docs, W, "home", "[<pkgname> [<pkgname> ...]]",                           \
  "browser registry @wsonly", "open a package's documentation")                          \
X(doctor, cmd_doctor, 0, "",                                                            \
  "[connection] [registry] [versions] [environment] [permissions] [cache]",              \
  "registry", "look for what is wrong on this machine")                                  \
X(edit, cmd_edit, 0, "", "<pkg>[/<subpkg>...]", "editor",                             \
  "open an installed package in the editor")                                             \
X(exec, cmd_exec, W | S, "x",                                                            \
  "-- <pkg>[@<version>] [args...]\n--package=<pkg>[@<version>] -- <cmd> [args...]\n"     \
  "-c '<cmd> [args...]'\n--package=foo -c '<cmd> [args...]'",                            \
  "package call @wsonly @scripts", "run a command of a package, fetched if need be")     \
X(explain, cmd_explain, W | D, "why", "<package-spec>", "json workspace",                \
  "say why a package is there")                                                          \
X(explore, cmd_explore, 0, "", "<pkg> [ -- <command>]", "shell",                         \
  "start a shell in an installed package")                                               \
X(find-dupes, cmd_find_dupes, W | D, "", "",                                             \
  "@layout strict-peer-deps package-lock omit include ignore-scripts audit bin-links "   \
  "fund @ws", "show what dedupe would do")                                               \
X(fund, cmd_fund, W | D, "", "[<package-spec>]",                                         \
  "json browser unicode workspace which", "list whom the packages ask to support")       \
X(get, cmd_get, 0, "", "[<key> ...] (See `pkg config`)", "long", "read a setting")       \
X(help, cmd_help, I | N, "hlep", "<term> [<terms..>]", "viewer", "explain a command")    \
X(help-search, cmd_help_search, I | N, "", "<text>", "long", "search the help")              \
X(init, cmd_init, W, "create innit",                                                     \
  "<package-spec> (same as `pkg exec create-<package-spec>`)\n"                          \
  "<@scope> (same as `pkg exec <@scope>/create`)",                                       \
  "init-author-name init-author-url init-license init-module init-type init-version "    \
  "init-private yes force scope workspace workspaces workspaces-update "                 \
  "include-workspace-root", "make a package.json, or start an initializer")              \
X(install, cmd_install, W | D,                                                           \
  "add i in ins inst insta instal isnt isnta isntal isntall", "[<package-spec> ...]",    \
  "save save-exact global @layout omit include strict-peer-deps prefer-dedupe "          \
  "package-lock package-lock-only foreground-scripts ignore-scripts @allow @scripts "    \
  "audit @age bin-links fund dry-run cpu os libc @ws",                                   \
  "install dependencies, or add some")                                                   \
X(install-ci-test, cmd_install_ci_test, W | D, "cit clean-install-test sit", "",         \
  "@layout omit include strict-peer-deps foreground-scripts ignore-scripts @allow "      \
  "@scripts audit bin-links fund dry-run @ws", "ci, then test")                          \
X(install-scripts, cmd_install_scripts, 0, "",                                           \
  "approve <pkg> [<pkg> ...]\napprove --all\ndeny <pkg> [<pkg> ...]\ndeny --all\nls\n"   \
  "prune", "all allow-scripts-pin dry-run json",                                         \
  "decide which dependencies may run install scripts")                                   \
X(install-test, cmd_install_test, W | D, "it", "[<package-spec> ...]",                   \
  "save save-exact global @layout omit include strict-peer-deps prefer-dedupe "          \
  "package-lock package-lock-only foreground-scripts ignore-scripts @allow @scripts "    \
  "audit @age bin-links fund dry-run cpu os libc @ws", "install, then test")             \
X(link, cmd_link, W | D, "ln", "[<package-spec>]",                                       \
  "save save-exact global @layout strict-peer-deps package-lock omit include "           \
  "ignore-scripts @allow audit bin-links fund dry-run @ws",                              \
  "link a folder as a package")                                                          \
X(ll, cmd_ll, W | D, "la", "[[<@scope>/]<pkg> ...]",                                     \
  "all json long parseable global depth omit include link package-lock-only unicode "    \
  "@ws", "list the tree with details")                                                   \
X(login, cmd_login, I, "", "", "registry scope auth-type", "log in to a registry")     \
X(logout, cmd_logout, I, "", "", "registry scope", "log out of a registry")             \
X(ls, cmd_ls, W | D, "list", "<package-spec>",                                           \
  "all json long parseable global depth omit include link package-lock-only unicode "    \
  "@ws", "list the tree")                                                                \
X(org, cmd_org, I, "ogr",                                                            \
  "set orgname username [developer | admin | owner]\nrm orgname username\n"              \
  "ls orgname [<username>]", "registry otp json parseable", "manage an organization")    \
X(outdated, cmd_outdated, W | D, "", "[<package-spec> ...]",                             \
  "all json long parseable global workspace @age", "list what has newer versions")       \
X(owner, cmd_owner, W, "author",                                                       \
  "add <user> <package-spec>\nrm <user> <package-spec>\nls <package-spec>",              \
  "registry otp workspace workspaces", "manage a package's owners")                      \
X(pack, cmd_pack, W, "", "<package-spec>",                                            \
  "dry-run json pack-destination @wsonly ignore-scripts", "make a package's tarball")    \
X(ping, cmd_ping, I, "", "", "registry", "see whether the registry answers")          \
X(pkg, cmd_pkg, W, "",                                                                   \
  "set <key>=<value> [<key>=<value> ...]\nget [<key> [<key> ...]]\n"                     \
  "delete <key> [<key> ...]\nset [<array>[<index>].<key>=<value> ...]\n"                 \
  "set [<array>[].<key>=<value> ...]\nfix", "force json workspace workspaces",           \
  "read and write package.json")                                                         \
X(prefix, cmd_prefix, I, "", "", "global", "print the project's folder")                 \
X(profile, cmd_profile, I, "",                                                           \
  "enable-2fa [auth-only|auth-and-writes]\ndisable-2fa\nget [<key>]\n"                   \
  "set <key> <value>", "registry json parseable otp", "change the registry account")     \
X(prune, cmd_prune, W | D, "", "[[<@scope>/]<pkg>...]",                                  \
  "omit include dry-run json foreground-scripts ignore-scripts @ws",                     \
  "remove what nothing depends on")                                                      \
X(publish, cmd_publish, W, "", "<package-spec>",                                         \
  "tag access dry-run otp @wsonly provenance", "upload a package")                       \
X(query, cmd_query, W, "", "<selector>",                                                 \
  "global @wsonly package-lock-only expect-results @age",                                \
  "select packages of the tree")                                                         \
X(rebuild, cmd_rebuild, W | D, "rb", "[<package-spec>] ...]",                            \
  "global bin-links foreground-scripts ignore-scripts @scripts @ws",                     \
  "link bins and run install scripts again")                                             \
X(repo, cmd_repo, W, "", "[<pkgname> [<pkgname> ...]]", "browser registry @wsonly",   \
  "open a package's repository")                                                         \
X(restart, cmd_restart, W | S, "", "[-- <args>]", "ignore-scripts script-shell",         \
  "run the restart script, or stop and start")                                           \
X(root, cmd_root, I, "", "", "global", "print the node_modules folder")                  \
X(run, cmd_run, W | D | S, "run-script rum urn", "<command> [-- <args>]",                \
  "@wsonly if-present ignore-scripts foreground-scripts script-shell",                   \
  "run a script of package.json")                                                        \
X(sbom, cmd_sbom, W | I, "", "",                                                         \
  "omit package-lock-only sbom-format sbom-type workspace workspaces",                   \
  "print the tree as a bill of materials")                                               \
X(search, cmd_search, I, "find s se", "<search term> [<search term> ...]",              \
  "json color parseable description searchlimit searchopts searchexclude registry "      \
  "prefer-online prefer-offline offline", "search the registry")                         \
X(set, cmd_set, 0, "", "<key>=<value> [<key>=<value> ...] (See `pkg config`)",           \
  "global location", "write a setting")                                                  \
X(shrinkwrap, cmd_shrinkwrap, 0, "", "", "", "turn the lock into one that is published") \
X(stage, cmd_stage, I, "", "", "", "publish in two steps")                                 \
X(star, cmd_star, 0, "", "[<package-spec>...]", "registry unicode otp",               \
  "mark packages as liked")                                                              \
X(stars, cmd_stars, 0, "", "[<user>]", "registry", "list what a user likes")           \
X(start, cmd_start, W | S, "", "[-- <args>]", "ignore-scripts script-shell",             \
  "run the start script")                                                                \
X(stop, cmd_stop, W | S, "", "[-- <args>]", "ignore-scripts script-shell",               \
  "run the stop script")                                                                 \
X(team, cmd_team, 0, "",                                                              \
  "create <scope:team> [--otp <otpcode>]\ndestroy <scope:team> [--otp <otpcode>]\n"      \
  "add <scope:team> <user> [--otp <otpcode>]\n"                                          \
  "rm <scope:team> <user> [--otp <otpcode>]\nls <scope>|<scope:team>",                   \
  "registry otp parseable json", "manage teams")                                         \
X(test, cmd_test, W | S, "tst t", "[-- <args>]", "ignore-scripts script-shell",          \
  "run the test script")                                                                 \
X(token, cmd_token, I, "", "list\nrevoke <id|token>\ncreate",                          \
  "name token-description expires packages packages-all scopes orgs "                    \
  "packages-and-scopes-permission orgs-permission cidr bypass-2fa password registry "    \
  "otp read-only", "manage access tokens")                                               \
X(trust, cmd_trust, I | O, "", "", "", "say which build services may publish a package")    \
X(undeprecate, cmd_undeprecate, I, "", "<package-spec>", "registry otp dry-run",             \
  "take a deprecation back")                                                             \
X(uninstall, cmd_uninstall, W | D, "unlink remove rm r un", "[<@scope>/]<pkg>...",       \
  "save global @ws", "remove dependencies")                                              \
X(unpublish, cmd_unpublish, W, "", "[<package-spec>]", "dry-run force workspace workspaces", \
  "take a version off the registry")                                                     \
X(unstar, cmd_unstar, 0, "", "[<package-spec>...]", "registry unicode otp",             \
  "take a like back")                                                                    \
X(update, cmd_update, W | D, "u up upgrade udpate", "[<pkg>...]",                        \
  "save global @layout omit include strict-peer-deps package-lock foreground-scripts "   \
  "ignore-scripts @scripts audit @age bin-links fund dry-run @ws",                       \
  "take the newest versions that package.json allows")                                   \
X(version, cmd_version, W, "verison",                                                    \
  "[<newversion> | major | minor | patch | premajor | preminor | prepatch | "            \
  "prerelease | from-git]",                                                              \
  "allow-same-version commit-hooks git-tag-version json preid sign-git-tag save "        \
  "workspace workspaces workspaces-update include-workspace-root ignore-scripts",        \
  "raise the package's version")                                                         \
X(view, cmd_view, W, "info show v", "[<package-spec>] [<field>[.subfield]...]",          \
  "json @wsonly", "print what the registry knows of a package")                          \
X(whoami, cmd_whoami, I, "", "", "registry", "print the name of who is logged in")
/* clang-format on */

#endif
