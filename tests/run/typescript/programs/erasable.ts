// What TypeScript's types look like in programs: nothing of them is left when these run.
import type { EventEmitter } from 'node:events';
import { type Stats, basename, type PathLike as P } from 'node:path';
export type { Stats };
export type Alias<T = string> = T extends (infer U extends string)[] ? U : never;
interface Shape<T> extends Object { area(): number; readonly [key: string]: any; new (x: T): Shape<T> }
declare const ambient: number;
declare function outside(a: string): void;
declare module 'x' { export const y: number }
declare global { interface Window { z: 1 } }
namespace OnlyTypes { export interface A { b: string } type C = A }
type Fn = <T>(this: Window, a: T, ...rest: unknown[]) => asserts a is NonNullable<T>;
type Mapped = { readonly [K in keyof Shape<string>]?: `on${Capitalize<K & string>}` };
type Tuple = [first: string, second?: number, ...rest: Array<Map<string, Set<number>>>];

function overload(a: string): string;
function overload(a: number): number;
function overload(a: any): any { return a; }

abstract class Base<T extends object = {}> implements Shape<T>, Iterable<T> {
  declare declared: string;
  static readonly count: number = 1;
  private readonly secret?: string = 's';
  protected value!: number;
  public optional?: Map<string, Array<number>>;
  #hidden: number = 2;
  [key: string]: any;
  abstract todo(): void;
  abstract get late(): string;
  constructor(public_: string, readonly_?: number) { this.value = 3; }
  method?<K extends keyof this>(this: this, key: K, ...rest: any[]): this[K] { return this[key]; }
  override toString(): string { return `${this.#hidden as number}`; }
  get prop(): number { return this.#hidden!; }
  set prop(v: number) { this.#hidden = v; }
  private async *stream<T>(x: T): AsyncGenerator<T, void, unknown> { yield x; }
  static of<T>(this: new () => T): T { return new this(); }
  area(): number { return 0 }
  *[Symbol.iterator](): Iterator<T> { }
}
class Derived extends Base<{ a: 1 }> implements Shape<number> { todo() { } override get late() { return 'l'; } }

const d = new Derived('x') as Derived & { extra: string };
console.log(d.toString(), d.prop, d.value, Base.count, Object.keys(d).join());
const arrow = <T,>(x: T): T => x, typed = (a: number, b?: string, { c }: { c?: number } = {}): [number, string?] => [a, b];
const asynchronous = async <T>(x: Promise<T>): Promise<T> => await x;
console.log(arrow<string>('g'), typed(1, 'b').join(), overload(5));
const a = 1, b = 2, c = 3;
console.log(a < b, (a < b) as boolean, [a < b, b > c].join());
let definite!: string, later: string | undefined = undefined;
console.log((later ?? 'none')!.length, (d!.prop!)!, (d as any).value, d satisfies Shape<any> ? 'sat' : '');
const cond = a ? (b) : c, cond2 = a ? (x: number): number => x : null, cond3 = a ? ((x): any => x)(c) : b;
console.log(cond, typeof cond2, cond3);
for (const [k, v] of Object.entries({ p: 1 } as Record<string, number>)) console.log(k, v);
for (let i: number = 0; i < 1; i++) { }
try { throw new Error('e'); } catch (e: unknown) { console.log((e as Error).message); }
const map = new Map<string, Array<Array<number>>>([['k', [[1]]]]);
console.log(map.get('k')![0]![0], new Set<number>().size, Array.from<number>([1]).length);
const obj = { method<T>(x: T): T { return x; }, async am<T>(x: T) { return x; }, get g(): number { return 7; }, as: 1, type: 2, satisfies: 3 };
console.log(obj.method<number>(4), obj.g, obj.as + obj.type + obj.satisfies);
var type = 1, declare = 2, namespace = 3, abstract = 4, readonly = 5, as = 6, is = 7, of = 8;
type = 2
declare = 3
console.log(type + declare + namespace + abstract + readonly + as + is + of);
function isString(this: void, x: unknown): x is string { return typeof x === 'string'; }
function assertIt(x: unknown): asserts x { }
console.log(isString('s'), assertIt(1), (function <T>(this: any, t: T) { return t })(9));
let x1 = a as any
;[1].forEach((n: number): void => { console.log(n); })
const ext: string = basename('/a/b.c'), lit = `t${(a as number) + b}` as const;
console.log(ext, lit, a as number < b, typeof (null as any as Fn));
export default interface Nothing { }
export { d as derived, type Alias as Al };
