/** A list of suggestions below a search field. */
export type Combobox = {
  /** The term whose suggestions are awaited; empty where none are. */
  readonly term: string;
  /** The text that was typed. The field shows it again when the arrows come back to the field, or at Escape. */
  readonly typed: string;
  readonly options: readonly string[];
  /** Index of the option that the arrows have reached; -1 while it is the field itself. */
  readonly active: number;
  readonly open: boolean;
};

export type Step =
  | { type: 'typed'; text: string }
  | { type: 'answered'; term: string; options: readonly string[] }
  | { type: 'moved'; by: 1 | -1 }
  | { type: 'closed' };

export const closedCombobox: Combobox = { term: '', typed: '', options: [], active: -1, open: false };

/** The text of the field: the option that the arrows have reached, else what was typed. */
export function toFieldText({ options, active, typed }: Combobox): string {
  return options[active] ?? typed;
}

/** The list after a step. An answer for an earlier term changes nothing. */
export function toNext(box: Combobox, step: Step): Combobox {
  switch (step.type) {
    case 'typed':
      return step.text.trim() === ''
        ? { ...closedCombobox, typed: step.text }
        : { ...box, term: step.text.trim(), typed: step.text, active: -1 };
    case 'answered':
      if (step.term !== box.term) return box;
      return { ...box, options: step.options, active: -1, open: step.options.length > 0 };
    case 'moved':
      return move(box, step.by);
    case 'closed':
      return { ...box, term: '', active: -1, open: false };
  }
}

/**
 * What a key does.
 *
 * @returns the step to take, or the chosen option; undefined where the field itself handles the key
 */
export function toKeyStep(box: Combobox, key: string): Step | { type: 'chosen'; option: string } | undefined {
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    return box.options.length > 0 ? { type: 'moved', by: key === 'ArrowDown' ? 1 : -1 } : undefined;
  }
  if (!box.open) return undefined;
  if (key === 'Escape') return { type: 'closed' };
  const option = box.options[box.active];
  return key === 'Enter' && option !== undefined ? { type: 'chosen', option } : undefined;
}

/** Moves in a circle; the field itself is one of its places. */
function move(box: Combobox, by: 1 | -1): Combobox {
  const stops = box.options.length + 1;
  if (stops === 1) return box;
  const from = box.open ? box.active : -1;
  return { ...box, open: true, active: ((from + 1 + by + stops) % stops) - 1 };
}
