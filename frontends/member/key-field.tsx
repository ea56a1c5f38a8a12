/** The key of a form. A form that is sent twice takes effect once. */
export function KeyField(props: { formKey: string }) {
  return <input type="hidden" name="key" value={props.formKey} />;
}
