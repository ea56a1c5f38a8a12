type WaitUntil = (work: Promise<unknown>) => void;

/**
 * Keeps work alive that goes on after a page is sent. All work of one time shares one call of `waitUntil`, as a call costs as much as
 * several headers.
 *
 * @returns a function that takes work; the work may not reject
 */
export function createKeepAlive(waitUntil: WaitUntil): (work: Promise<unknown>) => void {
  let underWay = 0;
  let finish = () => {};
  const leave = () => {
    underWay -= 1;
    if (underWay === 0) finish();
  };

  return function keep(work) {
    if (underWay === 0)
      waitUntil(
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
      );
    underWay += 1;
    void work.then(leave, leave);
  };
}
