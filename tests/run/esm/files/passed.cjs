module.exports = { passedOn: passed };
function passed() {}
