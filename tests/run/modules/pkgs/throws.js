global.throwsLoaded = (global.throwsLoaded || 0) + 1;
throw new Error('from throws.js');
