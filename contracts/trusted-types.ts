/** The one Trusted Types policy by which a page's scripts make HTML: https://www.w3.org/TR/trusted-types/ */
export const trustedTypesPolicy = 'jogakbo';
