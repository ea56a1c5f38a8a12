type WaitUntil = (work: Promise<unknown>) => void;

/**
 * Keeps work alive that goes on after a page is sent. All work of one time shares one call of `waitUntil`, as a call costs as much as
 * several headers.
 *
 * @param onEnd is called each time when no work is left, and may return more work
 * @returns a function that takes work; the work may not reject
 */
export function createKeepAlive(
  waitUntil: WaitUntil,
  onEnd: () => Promise<unknown> | undefined = () => undefined,
): (work: Promise<unknown>) => void {
  let underWay = 0;
  let finish = (_last: unknown) => {};
  const leave = () => {
    underWay -= 1;
    if (underWay === 0) finish(onEnd());
  };

  return function keep(work) {
    if (underWay === 0)
      waitUntil(
        new Promise((resolve) => {
          finish = resolve;
        }),
      );
    underWay += 1;
    void work.then(leave, leave);
  };
}
