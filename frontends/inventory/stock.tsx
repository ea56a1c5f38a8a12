import type { Language } from '@jogakbo/contracts/language';
import type { StockView } from '@jogakbo/inventory-bff/contract';
import { texts } from './texts.ts';

export function Stock(props: { language: Language; stock: StockView }) {
  return <p class={`stock stock-${props.stock.level}`}>{toWords(props.language, props.stock)}</p>;
}

function toWords(language: Language, { level, left }: StockView): string {
  const text = texts[language];
  return level === 'low' ? text.low(left ?? 0) : text[level];
}
