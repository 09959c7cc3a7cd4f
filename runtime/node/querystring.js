'use strict';
// querystring: "a=1&b=2" and objects.

// ---- escape: like encodeURIComponent, with Node's error ----

function escape(text) {
  if (typeof text !== 'string') {
    if (typeof text === 'object') text = String(text);
    else text += '';
  }
  try {
    return encodeURIComponent(text);
  } catch (e) {
    throw require('internal/errors').make('ERR_INVALID_URI');
  }
}

// ---- unescape ----

function hexValue(code) {
  if (code >= 48 && code <= 57) return code - 48;
  code |= 32;
  return code >= 97 && code <= 102 ? code - 87 : -1;
}

// Percent signs as bytes, whatever they spell; what isn't well-formed stays.
function unescapeBuffer(text, decodeSpaces) {
  var bytes = [], i, code, high, low;
  text = String(text);
  for (i = 0; i < text.length; i++) {
    code = text.charCodeAt(i);
    if (code === 43 && decodeSpaces) code = 32;
    if (code === 37 && i + 2 < text.length) {
      high = hexValue(text.charCodeAt(i + 1));
      low = hexValue(text.charCodeAt(i + 2));
      if (high >= 0 && low >= 0) {
        code = high * 16 + low;
        i += 2;
      }
    }
    bytes.push(code & 255);
  }
  return require('buffer').Buffer.from(bytes);
}

function unescape(text, decodeSpaces) {
  try {
    return decodeURIComponent(text);
  } catch (e) {
    return module.exports.unescapeBuffer(text, decodeSpaces).toString();
  }
}

// ---- stringify ----

function primitiveText(value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && isFinite(value)) return String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return '';
}

function encodeValue(value, encode) {
  if (typeof value === 'string') return value.length ? encode(value) : '';
  if (typeof value === 'number' && isFinite(value)) {
    // Digits need no encoding; an exponent has a '+'.
    return Math.abs(value) < 1e21 ? String(value) : encode(String(value));
  }
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return '';
}

function encodeCustom(value, encode) {
  return encode(primitiveText(value));
}

function stringify(obj, sep, eq, options) {
  var custom = options && typeof options.encodeURIComponent === 'function';
  var encode = custom ? options.encodeURIComponent : module.exports.escape;
  var convert = custom || encode !== escape ? encodeCustom : encodeValue;
  var parts = [], keys, i, k, value, key;
  if (obj === null || typeof obj !== 'object') return '';
  sep = sep || '&';
  eq = eq || '=';
  keys = Object.keys(obj);
  for (i = 0; i < keys.length; i++) {
    value = obj[keys[i]];
    key = convert(keys[i], encode) + eq;
    if (Array.isArray(value)) {
      for (k = 0; k < value.length; k++) parts.push(key + convert(value[k], encode));
    } else {
      parts.push(key + convert(value, encode));
    }
  }
  return parts.join(sep);
}

// ---- parse ----

function add(out, key, value) {
  if (!Object.prototype.hasOwnProperty.call(out, key)) out[key] = value;
  else if (Array.isArray(out[key])) out[key].push(value);
  else out[key] = [out[key], value];
}

// Decodes where there is something to decode.
function decodePart(text, decode, custom) {
  if (text === '') return '';
  if (!custom && text.indexOf('%') < 0) {
    return text.indexOf('+') < 0 ? text : text.split('+').join(' ');
  }
  // A custom decoder gets the space as it would have been written.
  text = text.split('+').join(custom ? '%20' : ' ');
  if (custom || /%[0-9a-fA-F]{2}/.test(text)) {
    try {
      return decode(text);
    } catch (e) {
      return module.exports.unescapeBuffer(text, true).toString();
    }
  }
  return text;
}

function parse(text, sep, eq, options) {
  var out = Object.create(null), most = 1000, decode, custom, pieces, i, at;
  if (typeof text !== 'string' || text.length === 0) return out;
  sep = sep ? String(sep) : '&';
  eq = eq ? String(eq) : '=';
  if (options && typeof options.maxKeys === 'number') most = options.maxKeys;
  decode = module.exports.unescape;
  if (options && typeof options.decodeURIComponent === 'function') {
    decode = options.decodeURIComponent;
  }
  custom = decode !== unescape;
  pieces = text.split(sep);
  for (i = 0; i < pieces.length; i++) {
    if (pieces[i] !== '') {
      at = pieces[i].indexOf(eq);
      if (at < 0) add(out, decodePart(pieces[i], decode, custom), '');
      else {
        add(out, decodePart(pieces[i].slice(0, at), decode, custom),
          decodePart(pieces[i].slice(at + eq.length), decode, custom));
      }
    }
    // Empty pieces count too.
    if (most > 0 && --most === 0) break;
  }
  return out;
}

module.exports = {
  unescapeBuffer: unescapeBuffer,
  unescape: unescape,
  escape: escape,
  stringify: stringify,
  encode: stringify,
  parse: parse,
  decode: parse
};
