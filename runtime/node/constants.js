'use strict';
// constants: of old, all of them in one object: os.constants' groups, fs.constants and
// crypto.constants where there is crypto.

var all = internalBinding('constants');

Object.assign(exports, all.os.dlopen, all.os.errno, all.os.priority, all.os.signals, all.fs);
