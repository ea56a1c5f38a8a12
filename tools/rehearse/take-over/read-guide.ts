/** Commands of the guide, as a reader types them into a terminal. */
type GuideStep = {
  /** The last heading above the commands. */
  heading: string;
  /** The terminals 1 and 2 run a program each until the end. */
  terminal: 1 | 2 | 3;
  commands: string;
};

/** The heading after which the guide only explains. */
const end = '\n## Back again';

/**
 * Reads the steps of docs/from-monolith.md: its blocks of `sh`, in their order. A block `sh each` begins the commands of every terminal.
 *
 * @param markdown the text of the guide
 */
export function readGuide(markdown: string): GuideStep[] {
  const steps: GuideStep[] = [];
  let heading = '';
  let each = '';
  const parts = markdown.split(end)[0] ?? '';
  for (const [, title, mark, body = ''] of parts.matchAll(/^#+ ([^\n]+)$|^```sh ?([\w-]*)\n(.*?)^```$/gms)) {
    if (title) heading = title;
    else if (mark === 'each') each += body;
    else
      steps.push({
        heading,
        terminal: mark === 'terminal-1' ? 1 : mark === 'terminal-2' ? 2 : 3,
        commands: each + body,
      });
  }
  return steps;
}
