type WaitUntil = (work: Promise<unknown>) => void;

/**
 * Keeps work alive that outlasts a page, by one `waitUntil` for all that is under way at a time: each costs as much as several
 * headers.
 *
 * @returns takes work that does not fail
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
