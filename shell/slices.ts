/** What the shell needs to know about a slice besides its pages and forms. */
type SliceRules = {
  /** It has nothing for guests: a guest gets no token for it. */
  forMembers?: true;
  /** Other slices that it may call on the asker's behalf. Its token is valid for them, too. */
  mayCall?: readonly string[];
  /** A checkout grant stands in for a session that cannot be looked up. */
  takesGrant?: true;
  /** It keeps the sessions. Only this slice learns a session's id, and it is asked even if the session cannot be looked up. */
  keepsSessions?: true;
  /** Its token has the member's name, for the header of each page. No other slice gets personal data in its token. */
  takesName?: true;
  /** It keeps something for visitors. A member takes it over after log-in. */
  keepsForVisitors?: true;
  /** Its BFF lists its public pages for the sitemap. */
  inSitemap?: true;
};

/** Slices with rules of their own. A slice without an entry has none of them: it learns who asks, and tells no other slice. */
const slices = new Map<string, SliceRules>([
  ['category', { inSitemap: true }],
  ['product', { inSitemap: true }],
  ['menu', { inSitemap: true }],
  ['cart', { keepsForVisitors: true }],
  ['member', { forMembers: true, keepsSessions: true, takesName: true }],
  ['order', { forMembers: true, takesGrant: true, mayCall: ['cart', 'member', 'pricing'] }],
  ['review', { forMembers: true }],
]);

export function rulesOf(slice: string): SliceRules {
  return slices.get(slice) ?? {};
}

/** The names of all slices with a rule. */
export function slicesWith(rule: keyof SliceRules): string[] {
  return [...slices].filter(([, rules]) => rules[rule]).map(([slice]) => slice);
}
