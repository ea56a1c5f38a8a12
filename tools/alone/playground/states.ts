/** What the slot of a fragment can show: what the fragment answers, the place before an answer, an empty answer, or that it failed. */
export const states = ['answer', 'loading', 'empty', 'failed'] as const;
export type State = (typeof states)[number];

/** Who asks for the fragment. */
export const askers = ['visitor', 'guest', 'member'] as const;
export type AskerKind = (typeof askers)[number];

/** The widths of a phone and of a large screen, in pixels. */
export const widths = [360, 1280] as const;

/** The names of the controls besides the parameters, which have none of these names. */
export const controls = { state: '_state', asker: '_asker', language: '_lang', boundaries: '_boundaries' };
