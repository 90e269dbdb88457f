/** The one mutation that is switched on in this thread, and which switches were passed. */
export class Switches {
  active = -1;
  /** Set for each switch that was passed since it was last cleared. */
  passed = new Set<number>();
  /** The left value of an `&&` or `||` that is being decided. */
  left: unknown;

  is(id: number): boolean {
    this.passed.add(id);
    return this.active === id;
  }

  not = (id: number, value: unknown) => (this.is(id) ? value : !value);
  /** Whether an `&&` goes on to its right side, or an `||` keeps its left one. */
  decide(id: number, value: unknown): boolean {
    this.left = value;
    return this.is(id) ? !value : Boolean(value);
  }
  less = (id: number, a: number, b: number) => (this.is(id) ? a <= b : a < b);
  atMost = (id: number, a: number, b: number) => (this.is(id) ? a < b : a <= b);
  greater = (id: number, a: number, b: number) => (this.is(id) ? a >= b : a > b);
  atLeast = (id: number, a: number, b: number) => (this.is(id) ? a > b : a >= b);
  same = (id: number, a: unknown, b: unknown) => (this.is(id) ? a !== b : a === b);
  other = (id: number, a: unknown, b: unknown) => (this.is(id) ? a === b : a !== b);
  plus = (id: number, a: number, b: number) => (this.is(id) ? a - b : a + b);
  minus = (id: number, a: number, b: number) => (this.is(id) ? a + b : a - b);
}
