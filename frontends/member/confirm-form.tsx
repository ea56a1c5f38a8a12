import type { Language } from '@jogakbo/contracts/language';
import { DoneNote, FormPanel } from './form-panel.tsx';
import { formTexts } from './form-texts.ts';
import type { Problems } from './problems.ts';

type ConfirmProps = { language: Language; token: string; confirmed?: boolean; problems?: Problems };

/** Confirms an e-mail address by a mailed link. A button is needed because mail scanners open every link in a mail. */
export function ConfirmForm(props: ConfirmProps) {
  const text = () => formTexts[props.language];
  const instead = () => {
    if (props.confirmed) return <DoneNote text={text().confirmDone} />;
    return props.token ? undefined : <p>{text().refused['invalid-token']}</p>;
  };
  return (
    <FormPanel
      language={props.language}
      title={text().confirm}
      note={props.confirmed || !props.token ? undefined : <p>{text().confirmNote}</p>}
      instead={instead()}
      action="/confirm"
      hidden={{ token: props.token }}
      problems={props.problems}
      button={text().confirmPress}
      links={
        <p class="other">
          <a href="/my">{text().my}</a>
        </p>
      }
    />
  );
}
