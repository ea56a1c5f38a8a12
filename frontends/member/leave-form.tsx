import { Field } from './field.tsx';
import type { FormTexts } from './form-texts.ts';
import { KeyField } from './key-field.tsx';
import type { Problems } from './problems.ts';
import { Summary } from './summary.tsx';

type LeaveProps = { text: FormTexts; formKey: string; email: string; problems: Problems };

/** The form that closes the account. It first says which data are erased and which the law keeps. */
export function LeaveForm(props: LeaveProps) {
  const refused = () => Object.keys(props.problems).length > 0;
  return (
    <details class="leave" id="leave" open={refused()}>
      <summary>{props.text.leave}</summary>
      <p>{props.text.leaveErased}</p>
      <p>{props.text.leaveKept}</p>
      <form method="post" action="/my/leave" novalidate>
        <Summary text={props.text} problems={props.problems} />
        <KeyField formKey={props.formKey} />
        <input type="hidden" name="username" autocomplete="username" value={props.email} />
        <Field
          id="profile-leave"
          name="password"
          type="password"
          label={props.text.current}
          autocomplete="current-password"
          problem={props.problems.current ?? props.problems.password}
          first={refused()}
          reveal={props.text.reveal}
        />
        <button type="submit" class="button">
          {props.text.leavePress}
        </button>
      </form>
    </details>
  );
}
