'use strict';
// internal/util/parse_args: util.parseArgs.
//
// Two steps: tokens of the arguments (what is an option, its value, a positional, the
// terminator '--'), then the result, with checks against the options asked for.

var validate = require('internal/validators');

var hasOwn = Object.prototype.hasOwnProperty;

function fail(code, text) {
  throw require('internal/errors').make(code, text);
}

function own(object, key) {
  return hasOwn.call(object, key) ? object[key] : undefined;
}

// ---- the options asked for ----

function checkDefault(name, option) {
  var value = own(option, 'default'), where = 'options.' + name + '.default';
  if (value === undefined) return;
  if (own(option, 'multiple')) {
    (option.type === 'string' ? validate.validateStringArray
      : validate.validateBooleanArray)(value, where);
  } else {
    (option.type === 'string' ? validate.validateString : validate.validateBoolean)(value, where);
  }
}

function validateUnion(value, name, union) {
  if (union.indexOf(value) < 0) {
    throw require('internal/errors').make('ERR_INVALID_ARG_TYPE', name,
      "('" + union.join('|') + "')", value);
  }
}

function checkOptions(options) {
  Object.keys(options).forEach(function (name) {
    var option = options[name], where = 'options.' + name, short;
    validate.validateObject(option, where);
    validateUnion(own(option, 'type'), where + '.type', ['string', 'boolean']);
    if (hasOwn.call(option, 'short')) {
      short = option.short;
      validate.validateString(short, where + '.short');
      if (short.length !== 1) {
        throw require('internal/errors').make('ERR_INVALID_ARG_VALUE', where + '.short',
          short, 'must be a single character');
      }
    }
    if (own(option, 'multiple') !== undefined) {
      validate.validateBoolean(option.multiple, where + '.multiple');
    }
    checkDefault(name, option);
  });
}

function longOf(short, options) {
  var names = Object.keys(options), i;
  for (i = 0; i < names.length; i++) {
    if (own(options[names[i]], 'short') === short) return names[i];
  }
  return short;
}

function typeOf(name, options) {
  return hasOwn.call(options, name) ? own(options[name], 'type') : undefined;
}

// ---- tokens ----

function isOptionLike(arg) {
  return arg !== undefined && arg !== null && arg.length > 1 && arg.charAt(0) === '-';
}

// -abc where a takes no value: -a -b -c.
function isGroup(arg, options) {
  return arg.length > 2 && arg.charAt(0) === '-' && arg.charAt(1) !== '-' &&
    typeOf(longOf(arg.charAt(1), options), options) !== 'string';
}

// -fVALUE where f takes one.
function isShortWithValue(arg, options) {
  return arg.length > 2 && arg.charAt(0) === '-' && arg.charAt(1) !== '-' &&
    typeOf(longOf(arg.charAt(1), options), options) === 'string';
}

function expandGroup(arg, options) {
  var out = [], i, short;
  for (i = 1; i < arg.length; i++) {
    short = arg.charAt(i);
    if (typeOf(longOf(short, options), options) !== 'string' || i === arg.length - 1) {
      out.push('-' + short);
    } else {
      // The rest is the value of this one.
      out.push('-' + arg.slice(i));
      break;
    }
  }
  return out;
}

function optionToken(index, name, rawName, value, inline) {
  return { kind: 'option', name: name, rawName: rawName, index: index, value: value,
    inlineValue: inline };
}

function Reader(args, options) {
  this.rest = args.slice();
  this.options = options;
  this.index = -1;
  this.expanded = 0;    // arguments at the front that come from a group
  this.tokens = [];
}

// Takes the next argument as the value of an option that wants one.
Reader.prototype.withValue = function (name, raw) {
  var index = this.index, value, inline;
  if (typeOf(name, this.options) === 'string' && this.rest.length > 0 &&
      this.rest[0] !== undefined && this.rest[0] !== null) {
    value = this.rest.shift();
    inline = false;
    this.index++;
  }
  this.tokens.push(optionToken(index, name, raw, value, inline));
};

Reader.prototype.long = function (arg) {
  var equals = arg.indexOf('=', 3), name;
  if (arg.length <= 2 || arg.slice(0, 2) !== '--') return false;
  if (equals < 0) {
    this.withValue(arg.slice(2), arg);
    return true;
  }
  name = arg.slice(2, equals);
  this.tokens.push(optionToken(this.index, name, '--' + name, arg.slice(equals + 1), true));
  return true;
};

Reader.prototype.short = function (arg) {
  var name;
  if (arg.length === 2 && arg.charAt(0) === '-' && arg.charAt(1) !== '-') {
    this.withValue(longOf(arg.charAt(1), this.options), arg);
    return true;
  }
  if (isGroup(arg, this.options)) {
    name = expandGroup(arg, this.options);
    this.rest = name.concat(this.rest);
    this.expanded = name.length;
    return true;
  }
  if (isShortWithValue(arg, this.options)) {
    name = longOf(arg.charAt(1), this.options);
    this.tokens.push(optionToken(this.index, name, '-' + arg.charAt(1), arg.slice(2), true));
    return true;
  }
  return false;
};

Reader.prototype.positional = function (arg) {
  this.tokens.push({ kind: 'positional', index: this.index, value: arg });
};

Reader.prototype.run = function () {
  var arg;
  while (this.rest.length > 0) {
    arg = this.rest.shift();
    if (this.expanded > 0) this.expanded--;
    else this.index++;
    if (arg === '--') {
      this.tokens.push({ kind: 'option-terminator', index: this.index });
      while (this.rest.length > 0) {
        this.index++;
        this.positional(this.rest.shift());
      }
      break;
    }
    if (!this.short(arg) && !this.long(arg)) this.positional(arg);
  }
  return this.tokens;
};

// ---- checks ----

function checkUsage(token) {
  if (token.inlineValue || !isOptionLike(token.value)) return;
  // '--file --x' may be a forgotten value.
  fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', "Option '" + token.rawName +
    "' argument is ambiguous.\nDid you forget to specify the option argument for '" +
    token.rawName + "'?\nTo specify an option argument starting with a dash use " +
    (token.rawName.slice(0, 2) === '--' ? "'" + token.rawName + "=-XYZ'"
      : "'--" + token.name + "=-XYZ' or '" + token.rawName + "-XYZ'") + '.');
}

// '--no-x' of a known boolean x, where that is allowed.
function isNegated(token, config) {
  return config.allowNegative && token.name.slice(0, 3) === 'no-' &&
    token.value === undefined;
}

function checkOption(token, config, negated) {
  var options = config.options, name = token.name, type, short, shown, hint;
  if (!hasOwn.call(options, name) ||
      (negated && own(options[name], 'type') !== 'boolean')) {
    hint = config.allowPositionals ? ". To specify a positional argument starting with a " +
      "'-', place it at the end of the command after '--', as in '-- " +
      JSON.stringify(token.rawName) : '';
    fail('ERR_PARSE_ARGS_UNKNOWN_OPTION', "Unknown option '" + token.rawName + "'" + hint);
  }
  short = own(options[name], 'short');
  shown = (short ? '-' + short + ', ' : '') + '--' + name;
  type = own(options[name], 'type');
  if (type === 'string' && typeof token.value !== 'string') {
    fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
      "Option '" + shown + " <value>' argument missing");
  }
  if (type === 'boolean' && token.value !== undefined && token.value !== null) {
    fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
      "Option '" + shown + "' does not take an argument");
  }
}

// ---- the result ----

function store(name, value, options, values) {
  var stored = value === undefined ? true : value;
  if (name === '__proto__') return;
  if (hasOwn.call(options, name) && own(options[name], 'multiple')) {
    if (values[name]) values[name].push(stored);
    else values[name] = [stored];
  } else {
    values[name] = stored;
  }
}

function addDefaults(options, values) {
  Object.keys(options).forEach(function (name) {
    var value = own(options[name], 'default');
    if (value !== undefined && values[name] === undefined && name !== '__proto__') {
      values[name] = value;
    }
  });
}

function mainArgs() {
  var argv = process.argv, i, flags = process.execArgv || [];
  for (i = 0; i < flags.length; i++) {
    if (/^(-e|--eval|-p|--print|-pe|--eval=.*|--print=.*)$/.test(flags[i])) {
      return argv.slice(1);
    }
  }
  return argv.slice(2);
}

function readConfig(config) {
  var out = {
    args: own(config, 'args') === undefined ? mainArgs() : config.args,
    strict: own(config, 'strict') === undefined ? true : config.strict,
    allowNegative: own(config, 'allowNegative') === undefined ? false : config.allowNegative,
    returnTokens: own(config, 'tokens') === undefined ? false : config.tokens,
    options: own(config, 'options') === undefined ? {} : config.options
  };
  out.allowPositionals = own(config, 'allowPositionals') === undefined ? !out.strict
    : config.allowPositionals;
  validate.validateArray(out.args, 'args');
  validate.validateBoolean(out.strict, 'strict');
  validate.validateBoolean(out.allowPositionals, 'allowPositionals');
  validate.validateBoolean(out.allowNegative, 'allowNegative');
  validate.validateBoolean(out.returnTokens, 'tokens');
  validate.validateObject(out.options, 'options');
  checkOptions(out.options);
  return out;
}

function parseArgs(config) {
  var c, tokens, negated, result = { values: Object.create(null), positionals: [] };
  config = config === undefined ? {} : config;
  validate.validateObject(config, 'config');
  c = readConfig(config);
  tokens = new Reader(c.args, c.options).run();
  if (c.returnTokens) result.tokens = tokens;
  tokens.forEach(function (token) {
    if (token.kind === 'option') {
      negated = isNegated(token, c);
      if (negated) token.name = token.name.slice(3);
      if (c.strict) {
        checkUsage(token);
        checkOption(token, c, negated);
      }
      store(token.name, negated ? false : token.value, c.options, result.values);
    } else if (token.kind === 'positional') {
      if (!c.allowPositionals) {
        fail('ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', "Unexpected argument '" + token.value +
          "'. This command does not take positional arguments");
      }
      result.positionals.push(token.value);
    }
  });
  addDefaults(c.options, result.values);
  return result;
}

exports.parseArgs = parseArgs;
