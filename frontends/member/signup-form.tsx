import type { Language } from '@jogakbo/contracts/language';
import { maxName } from '@jogakbo/member-bff/contract';
import { Field } from './field.tsx';
import { formTexts } from './form-texts.ts';
import { firstOf, type Problems } from './problems.ts';
import { Summary } from './summary.tsx';

type SignupProps = {
  language: Language;
  next: string;
  draft?: { name: string; email: string };
  problems?: Problems;
};

export function SignupForm(props: SignupProps) {
  const text = () => formTexts[props.language];
  const problems = () => props.problems ?? {};
  const first = () => firstOf(problems());
  return (
    <div class="panel narrow">
      <h1>{text().signUp}</h1>
      <form method="post" action="/signup" novalidate>
        <Summary text={text()} problems={problems()} />
        <input type="hidden" name="next" value={props.next} />
        <Field
          id="signup-name"
          name="name"
          label={text().name}
          autocomplete="name"
          maxlength={maxName}
          value={props.draft?.name}
          problem={problems().name}
          first={first() === 'name'}
        />
        <Field
          id="signup-email"
          name="email"
          type="email"
          inputmode="email"
          label={text().email}
          autocomplete="username"
          maxlength={254}
          value={props.draft?.email}
          problem={problems().email}
          first={first() === 'email'}
        />
        <Field
          id="signup-password"
          name="password"
          type="password"
          label={text().password}
          autocomplete="new-password"
          hint={text().passwordHint}
          problem={problems().password}
          first={first() === 'password'}
        />
        <button type="submit" class="button button-main">
          {text().join}
        </button>
      </form>
      <p class="other">
        {text().oldHere} <a href={`/login?next=${encodeURIComponent(props.next)}`}>{text().logIn}</a>
      </p>
    </div>
  );
}
