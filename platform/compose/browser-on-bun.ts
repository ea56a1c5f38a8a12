/**
 * The same as `browser.ts`, for Bun, which runs these sources without a bundle. Bun 1.4 does not run a macro in a module that several modules
 * of a test import.
 *
 * @module
 */
import { buildBrowserScripts } from './build-browser-scripts.ts';
import { type FrameOptions, createFrame as make } from './create-frame.ts';

const browserScripts = buildBrowserScripts();

/** Makes the frame of all pages, with the scripts that hydrate islands and refresh fragments. */
export const createFrame = (options: FrameOptions = {}) => make(browserScripts, options);
