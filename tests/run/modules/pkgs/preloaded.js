global.preloaded = (global.preloaded || 0) + 1;
