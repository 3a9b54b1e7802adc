/**
 * Answers that are sent one after the other. A write to a socket wakes whoever waits at its other end, which on one machine
 * costs more than the write; of several in a row only the first one does.
 */

/** An answer waits for no more than so many others to be made. */
const mostTogether = 8;

/** Puts off what it is given to the end of the turn of the event loop, in order; `work` throws nothing. */
export function createTogether(): (work: () => void) => void {
  let waiting: Array<() => void> = [];
  const doAll = () => {
    const works = waiting;
    waiting = [];
    for (const work of works) work();
  };
  return (work) => {
    waiting.push(work);
    if (waiting.length === mostTogether) doAll();
    else if (waiting.length === 1) setImmediate(doAll);
  };
}
