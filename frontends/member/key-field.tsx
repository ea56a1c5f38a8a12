/** The key that makes a form which is sent twice be carried out once. */
export function KeyField(props: { formKey: string }) {
  return <input type="hidden" name="key" value={props.formKey} />;
}
