/** Escapes text for the double quotes of an attribute. */
export function escapeAttribute(text: string): string {
  return /[&"<]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
    : text;
}
