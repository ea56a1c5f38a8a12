// The only copy of Solid in the page. The import map leads `solid-js` of every remote to this file.
export * from 'solid-js';
