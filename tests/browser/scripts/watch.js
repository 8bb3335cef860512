/* Runs before the page: what its policy forbids is kept for the test. */
window.dkForbidden = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
  window.dkForbidden.push(`${violatedDirective} forbids ${blockedURI} at ${sourceFile}:${lineNumber}`));
