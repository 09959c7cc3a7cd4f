'use strict';
// internal/tty_colors: how many bits of color a terminal shows: 1, 4, 8 or 24, by the
// environment.

// Programs that say nothing of colors in TERM but are known to have them.
var TERMS = { eterm: 4, cons25: 4, console: 4, cygwin: 4, dtterm: 4, gnome: 4, hurd: 4,
  jfbterm: 4, konsole: 4, kterm: 4, mlterm: 4, mosh: 24, putty: 4, st: 4,
  'rxvt-unicode-24bit': 24, terminator: 24, 'xterm-kitty': 24 };
var TERM_PATTERNS = [/ansi/, /color/, /linux/, /direct/, /^con[0-9]*x[0-9]/, /^rxvt/,
  /^screen/, /^xterm/, /^vt100/, /^vt220/];
var CI = { APPVEYOR: 8, BUILDKITE: 8, CIRCLECI: 24, DRONE: 8, GITEA_ACTIONS: 24,
  GITHUB_ACTIONS: 24, GITLAB_CI: 8, TRAVIS: 8 };

function forced(value) {
  switch (value) {
    case '': case '1': case 'true': return 4;
    case '2': return 8;
    case '3': return 24;
    default: return 1;
  }
}

function byPrograms(env) {
  if (/^(9\.(0*[1-9]\d*)\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION || '')) return 4;
  switch (env.TERM_PROGRAM) {
    case 'iTerm.app':
      return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? 8 : 24;
    case 'HyperTerm': case 'MacTerm': return 24;
    case 'Apple_Terminal': return 8;
    default: return 0;
  }
}

function byTerm(env) {
  var term = (env.TERM || '').toLowerCase(), i;
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return 24;
  if (/truecolor/.test(env.TERM || '')) return 24;
  if (/^xterm-256/.test(env.TERM || '')) return 8;
  if (TERMS[term]) return TERMS[term];
  for (i = 0; i < TERM_PATTERNS.length; i++) if (TERM_PATTERNS[i].test(term)) return 4;
  return env.COLORTERM ? 4 : 1;
}

exports.depth = function (env) {
  var names, i, found;
  if (env.FORCE_COLOR !== undefined) return forced(env.FORCE_COLOR);
  if ((env.NODE_DISABLE_COLORS !== undefined && env.NODE_DISABLE_COLORS !== '') ||
      (env.NO_COLOR !== undefined && env.NO_COLOR !== '') || env.TERM === 'dumb') {
    return 1;
  }
  if (env.TMUX) return 24;
  if (env.TF_BUILD !== undefined && env.AGENT_NAME !== undefined) return 4;
  if (env.CI !== undefined) {
    names = Object.keys(CI);
    for (i = 0; i < names.length; i++) if (env[names[i]] !== undefined) return CI[names[i]];
    return env.CI_NAME === 'codeship' ? 8 : 1;
  }
  found = byPrograms(env);
  return found || byTerm(env);
};
