/** Attributes that people read or hear. An attribute with two languages cannot mark them, so only Korean-only values are faults. */
const spoken = ['alt', 'aria-label', 'placeholder', 'title'];
const hangul = /[ᄀ-ᇿ㄰-㆏가-힣]/;
const invisible = new Set(['script', 'style', 'title', 'template']);

type Open = { tag: string; language: string };

/**
 * Finds the Korean texts of a page's body whose nearest `lang` is not `ko`, each with its element. A screen reader would read them
 * with an English voice.
 */
export function readUnmarkedKorean(html: string): string[] {
  const found: string[] = [];
  const open: Open[] = [];
  const note = (where: string, text: string) => found.push(`${where}: ${text.trim().slice(0, 60)}`);
  let text = '';
  const inside = () => open.at(-1) ?? { tag: '', language: '' };
  new HTMLRewriter()
    .on('*', {
      element(element) {
        const tag = element.tagName;
        const language = element.getAttribute('lang') ?? inside().language;
        if (language !== 'ko' && tag !== 'link')
          for (const name of spoken) {
            const value = element.getAttribute(name) ?? '';
            if (hangul.test(value) && !/[A-Za-z]/.test(value)) note(`${tag} ${name}`, value);
          }
        if (!element.canHaveContent || element.selfClosing) return;
        open.push({ tag, language });
        element.onEndTag(() => {
          open.pop();
        });
      },
    })
    .onDocument({
      text(chunk) {
        text += chunk.text;
        if (!chunk.lastInTextNode) return;
        const { tag, language } = inside();
        if (hangul.test(text) && language !== 'ko' && !open.some(({ tag }) => invisible.has(tag)))
          note(toPlace(open, tag), text);
        text = '';
      },
    })
    .transform(html);
  return found;
}

function toPlace(open: Open[], tag: string): string {
  return open.length > 1 ? `${open.at(-2)?.tag} ${tag}` : tag;
}
