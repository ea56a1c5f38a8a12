import { headerPrefix, headers } from '@jogakbo/contracts/fragment';

/** The names that a host may choose itself. */
export type NameOptions = {
  /** The beginning of the protocol's headers; `x-jogakbo-` by default. */
  headerPrefix?: string;
  /** The element around a page; `jb-page` by default. */
  pageElement?: string;
  /** The element around a fragment; `jb-fragment` by default. */
  fragmentElement?: string;
  /** The path below which a browser fetches fragments alone; `/_fragments` by default. */
  refreshPath?: string;
  /** The address of the browser's module that hydrates and refreshes. By default the import map of the page has it, as `@jogakbo/host`. */
  hostModule?: string;
};

/** All names of a composer. */
export type Names = Required<Omit<NameOptions, 'hostModule'>> & {
  headers: Record<keyof typeof headers, string>;
  /** The start tag of the page's element. It tells the browser's scripts the names that are not the default ones. */
  opening: string;
  /** The end of a page, after the last fragment. */
  closing: string;
};

/**
 * Completes the names of a host.
 *
 * @throws Error if a name cannot be used; the message names it
 */
export function toNames(options: NameOptions = {}): Names {
  const names = { ...defaults, ...options };
  for (const [name, form] of Object.entries(forms)) {
    const value = names[name as keyof NameOptions];
    if (value !== undefined && !form.test(value))
      throw new Error(`names: ${name} may not be ${JSON.stringify(value)}`);
  }
  const { pageElement, fragmentElement, hostModule } = names;
  if (pageElement === fragmentElement) throw new Error('names: a page and a fragment need two elements');
  const own = Object.entries(headers).map(([key, name]) => [
    key,
    names.headerPrefix + name.slice(headerPrefix.length),
  ]);
  const prefix = names.headerPrefix === headerPrefix ? '' : ` data-headers="${names.headerPrefix}"`;
  return {
    ...names,
    headers: Object.fromEntries(own),
    opening: `<${pageElement}${prefix}${hostModule ? ` data-host="${hostModule}"` : ''}>`,
    closing: `</${pageElement}></body></html>`,
  };
}

const defaults = {
  headerPrefix,
  pageElement: 'jb-page',
  fragmentElement: 'jb-fragment',
  refreshPath: '/_fragments',
};

const element = /^[a-z][a-z\d]*(-[a-z\d]+)+$/;
const forms: Record<keyof NameOptions, RegExp> = {
  headerPrefix: /^[a-z][a-z\d]*(-[a-z\d]+)*-$/,
  pageElement: element,
  fragmentElement: element,
  refreshPath: /^(\/[\w.~-]+)+$/,
  hostModule: /^[^\s"&<>]+$/,
};
