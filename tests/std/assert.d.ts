export function assert(condition: unknown, message?: string): asserts condition;
export function assertEquals<Value>(actual: Value, expected: Value, message?: string): void;
export function assertNotEquals<Value>(actual: Value, expected: Value, message?: string): void;
export function assertStringIncludes(actual: string, expected: string, message?: string): void;
export function assertMatch(actual: string, expected: RegExp, message?: string): void;
export function assertNotMatch(actual: string, expected: RegExp, message?: string): void;
export function assertRejects<Problem extends Error>(
  call: () => PromiseLike<unknown>,
  kind: new (...args: never[]) => Problem,
  message?: string,
): Promise<Problem>;
export function assertThrows<Problem extends Error>(
  call: () => unknown,
  kind: new (...args: never[]) => Problem,
  message?: string,
): Problem;
