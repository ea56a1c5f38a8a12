import { createElement, useState } from 'react';

/** A button that counts, with React. */
export function Counter(props: { count: number }) {
  const [count, setCount] = useState(props.count);
  return createElement('button', { type: 'button', onClick: () => setCount(count + 1) }, `React ${count}`);
}
