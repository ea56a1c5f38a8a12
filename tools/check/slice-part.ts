/**
 * Names the part of the shop that a file or a folder of a worker belongs to.
 *
 * @returns a slice, `shell`, or a package of the platform, such as `platform/cards`; undefined for any other file
 */
export function slicePart(file: string): string | undefined {
  const [folder = '', name] = file.split('/');
  if (folder === 'shell') return 'shell';
  if (!name || name.includes('.')) return undefined;
  if (['services', 'bff', 'frontends'].includes(folder)) return name;
  return folder === 'platform' ? `platform/${name}` : undefined;
}
