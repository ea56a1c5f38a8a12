// The page's one copy of Solid: every remote's `solid-js` leads here by the import map.
export * from 'solid-js';
