label: for (let [a = () => a, ...b] of [[, 1]]) { if (b?.[0] ?? a) continue label; class C extends (class {}) { #x = async function* () { yield* await this.#x } } }
