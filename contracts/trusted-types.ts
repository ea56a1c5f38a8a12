/** The name of the Trusted Types policy with which the scripts of a page create HTML: https://www.w3.org/TR/trusted-types/ */
export const trustedTypesPolicy = 'jogakbo';
