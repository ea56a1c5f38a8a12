/** The longest delay of a timer, in milliseconds: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const longestDeadlineMs = 2 ** 31 - 1;

/**
 * Checks the declaration of one slot.
 *
 * @param fail throws an error that names the page
 * @throws Error that names the page, the slot and the wrong value
 */
export function checkSlot(name: string, slot: unknown, fail: (why: string) => never): void {
  const refuse = (why: string) => fail(`slot ${name} ${why}`);
  // The name gets into headers, such as `server-timing`: https://httpwg.org/specs/rfc9110.html#tokens
  if (!/^[\w!#$%*+.^|~-]+$/.test(name)) refuse('has characters in its name that a header cannot have');
  if (typeof slot !== 'object' || slot === null) refuse(`is ${show(slot)}, which is not a slot`);
  const { fragment, markup, deadline, params } = slot as Record<string, unknown>;
  if ((fragment === undefined) === (markup === undefined)) refuse('needs either a fragment or markup');
  if (markup !== undefined && typeof markup !== 'function')
    refuse(`has the markup ${show(markup)}, which is not a function`);
  if (fragment !== undefined && !(typeof fragment === 'string' && /^[^/\s]+\/[^/\s]+$/.test(fragment)))
    refuse(`has the fragment ${show(fragment)}, which is not slice/name`);
  if (deadline !== undefined && !isDeadline(deadline))
    refuse(`has the deadline ${show(deadline)}, which is not from 1 to ${longestDeadlineMs} ms`);
  for (const [param, value] of Object.entries(params ?? {}))
    if (typeof value !== 'string')
      refuse(`has the parameter ${param} with ${show(value)}, which is not text`);
}

function isDeadline(value: unknown): boolean {
  return typeof value === 'number' && value >= 1 && value <= longestDeadlineMs;
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
