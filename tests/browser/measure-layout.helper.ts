import type { Page } from 'playwright-core';

/** The result of measuring a page at one width. */
export type Layout = {
  /** One sentence for each visible fault. */
  faults: string[];
  /** Height of the page's header in CSS pixels. */
  header: number;
};

/**
 * Measures the page that is shown now. It finds parts that are wider than the screen, words that are broken into pieces of one or two
 * letters, and texts or controls that overlap. Fixed and sticky parts overlap other parts on purpose, so they are left out. From then on,
 * the page also lays out what is far below the screen, which a browser would do later.
 */
export function measureLayout(page: Page): Promise<Layout> {
  return page.evaluate(() => {
    type Box = { left: number; top: number; right: number; bottom: number };
    type Thing = { element: Element; box: Box; name: string; control: boolean };
    if (document.adoptedStyleSheets.length === 0) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { content-visibility: visible !important }');
      document.adoptedStyleSheets.push(sheet);
    }
    const width = document.documentElement.clientWidth;
    const faults: string[] = [];

    const parentOf = (element: Element): Element | null =>
      element.assignedSlot ??
      element.parentElement ??
      (element.getRootNode() instanceof ShadowRoot ? (element.getRootNode() as ShadowRoot).host : null);
    const styles = new Map<Element, CSSStyleDeclaration>();
    const styleOf = (element: Element) => {
      let style = styles.get(element);
      if (!style) {
        style = getComputedStyle(element);
        styles.set(element, style);
      }
      return style;
    };
    const nameOf = (element: Element) => {
      const owner = element.closest('jb-fragment')?.getAttribute('slot') ?? 'page';
      const words = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 30);
      return `${owner}: <${element.tagName.toLowerCase()}> ${words || element.getAttribute('aria-label') || element.className}`;
    };
    const overlap = (a: Box, b: Box): Box => ({
      left: Math.max(a.left, b.left),
      top: Math.max(a.top, b.top),
      right: Math.min(a.right, b.right),
      bottom: Math.min(a.bottom, b.bottom),
    });
    const isEmpty = (box: Box, tolerance = 0) =>
      box.right - box.left <= tolerance || box.bottom - box.top <= tolerance;

    /** Returns the visible part of a box; undefined if an ancestor hides it, or is fixed or sticky. */
    const shown = (element: Element, box: Box, isText = false): Box | undefined => {
      let seen = box;
      for (let at: Element | null = element; at; at = parentOf(at)) {
        const style = styleOf(at);
        if (style.clipPath.startsWith('inset')) return undefined;
        if (style.position === 'fixed' || style.position === 'sticky') return undefined;
        if ((at === element && !isText) || at === document.documentElement || at === document.body) continue;
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        seen = overlap(seen, at.getBoundingClientRect());
        if (isEmpty(seen)) return undefined;
      }
      return seen;
    };

    if (document.documentElement.scrollWidth > width)
      faults.push(`the page is ${document.documentElement.scrollWidth} px wide`);

    const things: Thing[] = [];
    const controls = 'a[href],button,input:not([type=hidden]),select,textarea,summary';
    for (const element of document.querySelectorAll<HTMLElement>('jb-page *')) {
      const isControl = element.matches(controls);
      const texts = [...element.childNodes].filter(
        (node): node is Text => node instanceof Text && node.data.trim() !== '',
      );
      if (!isControl && texts.length === 0) continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (isControl && styleOf(element).display !== 'inline') {
        const box = shown(element, element.getBoundingClientRect());
        if (box && !isEmpty(box)) things.push({ element, box, name: nameOf(element), control: true });
        if (box && box.right > width + 1)
          faults.push(`${nameOf(element)} ends at ${Math.round(box.right)} px`);
      }
      for (const text of texts) {
        const range = document.createRange();
        range.selectNodeContents(text);
        let seen = false;
        for (const line of range.getClientRects()) {
          const box = shown(element, line, true);
          if (!box || isEmpty(box, 1)) continue;
          if (box.right > width + 1) faults.push(`${nameOf(element)} ends at ${Math.round(box.right)} px`);
          // A line box is taller than its letters, so its edges may overlap another box.
          const edge = Math.max(0, (box.bottom - box.top) * 0.15);
          const inner = { left: box.left, right: box.right, top: box.top + edge, bottom: box.bottom - edge };
          seen = true;
          things.push({ element, box: inner, name: nameOf(element), control: false });
        }
        if (!seen) continue;
        for (const broken of brokenWords(text, element)) faults.push(`${nameOf(element)} breaks «${broken}»`);
      }
    }

    things.sort((a, b) => a.box.top - b.box.top);
    for (const [index, one] of things.entries()) {
      for (let next = index + 1; next < things.length; next++) {
        const other = things[next] as Thing;
        if (other.box.top >= one.box.bottom) break;
        if (isEmpty(overlap(one.box, other.box), 2)) continue;
        if (
          one.element === other.element ||
          contains(one.element, other.element) ||
          contains(other.element, one.element)
        )
          continue;
        faults.push(`${one.name} lies over ${other.name}`);
      }
    }

    const header = document.querySelector('jb-page')?.shadowRoot?.querySelector('header');
    return { faults: [...new Set(faults)], header: header?.getBoundingClientRect().height ?? 0 };

    function contains(outer: Element, inner: Element): boolean {
      for (let at: Element | null = inner; at; at = parentOf(at)) if (at === outer) return true;
      return outer.matches('label') && (outer as HTMLLabelElement).control === inner;
    }

    /** Finds words of three letters or more that are broken over two lines, with one or two letters on one of them. */
    function brokenWords(text: Text, element: Element): string[] {
      const broken: string[] = [];
      if (styleOf(element).whiteSpace === 'nowrap') return broken;
      for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{N}]{3,}/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (range.getClientRects().length < 2) continue;
        const lines: number[] = [];
        let last = Number.NEGATIVE_INFINITY;
        for (let at = index; at < index + word.length; at++) {
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          const { top } = range.getBoundingClientRect();
          if (Math.abs(top - last) > 3) lines.push(0);
          lines[lines.length - 1] = (lines.at(-1) ?? 0) + 1;
          last = top;
        }
        if (lines.length > 1 && Math.min(...lines) <= 2) broken.push(word);
      }
      return broken;
    }
  });
}
