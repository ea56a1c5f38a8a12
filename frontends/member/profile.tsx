import { type Language, languages } from '@jogakbo/contracts/language';
import { type MemberView, maxName } from '@jogakbo/member-bff/contract';
import { For, Show } from 'solid-js';
import { Field } from './field.tsx';
import { type Done, formTexts } from './form-texts.ts';
import { KeyField } from './key-field.tsx';
import { LeaveForm } from './leave-form.tsx';
import { firstOf, type Problems } from './problems.ts';
import { Summary } from './summary.tsx';

/** A refused form of the page as it was filled in, without passwords. */
export type RefusedProfile =
  | { form: 'profile'; draft: { name: string; language: string }; problems: Problems }
  | { form: 'password' | 'devices' | 'confirmation' | 'leave'; problems: Problems };

type ProfileProps = {
  language: Language;
  member: MemberView;
  /** The key of the page's forms. A form that is sent twice takes effect once. */
  formKey: string;
  done?: Done | undefined;
  refused?: RefusedProfile;
};

const names = { ko: '한국어', en: 'English' };
const none: Problems = {};

/** A member's own page: name and e-mail, password, devices. */
export function Profile(props: ProfileProps) {
  const text = () => formTexts[props.language];
  const problemsOf = (form: RefusedProfile['form']) =>
    props.refused?.form === form ? props.refused.problems : none;
  const draft = () => (props.refused?.form === 'profile' ? props.refused.draft : props.member);
  const first = (form: RefusedProfile['form'], field: string) => firstOf(problemsOf(form)) === field;
  return (
    <div class="panel">
      <h1>{text().my}</h1>
      <Show when={props.done}>
        {(done) => (
          <p class="done" role="status">
            {text().done[done()]}
          </p>
        )}
      </Show>
      <Show when={!props.member.confirmed}>
        <form class="unconfirmed" method="post" action="/my/confirmation">
          <Summary text={text()} problems={problemsOf('confirmation')} />
          <p>{text().unconfirmed}</p>
          <KeyField formKey={props.formKey} />
          <button type="submit" class="button">
            {text().confirmMail}
          </button>
        </form>
      </Show>
      <div class="forms">
        <form method="post" action="/my" novalidate aria-labelledby="profile-heading">
          <h2 id="profile-heading">{text().profile}</h2>
          <Summary text={text()} problems={problemsOf('profile')} />
          <KeyField formKey={props.formKey} />
          <p class="mail">{props.member.email}</p>
          <Field
            id="profile-name"
            name="name"
            label={text().name}
            autocomplete="name"
            maxlength={maxName}
            value={draft().name}
            problem={problemsOf('profile').name}
            first={first('profile', 'name')}
          />
          <div class="field">
            <label for="profile-language">{text().language}</label>
            <select id="profile-language" name="language" autocomplete="language">
              <For each={languages}>
                {(language) => (
                  <option value={language} lang={language} selected={draft().language === language}>
                    {names[language]}
                  </option>
                )}
              </For>
            </select>
            <Show when={problemsOf('profile').language}>{(problem) => <p class="wrong">{problem()}</p>}</Show>
          </div>
          <button type="submit" class="button">
            {text().save}
          </button>
        </form>
        <form method="post" action="/my/password" novalidate aria-labelledby="profile-password-heading">
          <h2 id="profile-password-heading">{text().changePassword}</h2>
          <Summary text={text()} problems={problemsOf('password')} />
          <KeyField formKey={props.formKey} />
          <p class="hint">{text().passwordNote}</p>
          <input type="hidden" name="username" autocomplete="username" value={props.member.email} />
          <Field
            id="profile-current"
            name="current"
            type="password"
            label={text().current}
            autocomplete="current-password"
            problem={problemsOf('password').current}
            first={first('password', 'current')}
            reveal={text().reveal}
          />
          <Field
            id="profile-new"
            name="password"
            type="password"
            label={text().next}
            autocomplete="new-password"
            hint={text().passwordHint}
            problem={problemsOf('password').password}
            first={first('password', 'password')}
            reveal={text().reveal}
          />
          <button type="submit" class="button">
            {text().changePassword}
          </button>
        </form>
        <section class="devices" aria-labelledby="profile-devices-heading">
          <h2 id="profile-devices-heading">{text().devices}</h2>
          <Summary text={text()} problems={problemsOf('devices')} />
          <p class="hint">{text().devicesNote}</p>
          <form method="post" action="/my/sessions">
            <KeyField formKey={props.formKey} />
            <button type="submit" class="button">
              {text().elsewhere}
            </button>
          </form>
          <form method="post" action="/logout">
            <input type="hidden" name="everywhere" value="1" />
            <button type="submit" class="button">
              {text().everywhere}
            </button>
          </form>
        </section>
      </div>
      <LeaveForm
        text={text()}
        formKey={props.formKey}
        email={props.member.email}
        problems={problemsOf('leave')}
      />
    </div>
  );
}
