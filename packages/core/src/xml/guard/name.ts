const START = 'A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\udb7f\\uf900-\\ufdcf\\ufdf0-\\ufffd';
const LATER = `${START}\\udc00-\\udfff.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040-`;

/** Finds what a qualified name may not have. It knows no pairs of surrogates: a text from UTF-8 holds no lone one. */
const FAULT = new RegExp(`^(?![${START}])|[^:${LATER}]|:(?![${START}])|:[^:]*:`);

/** Whether this is a qualified name: XML 1.0, fifth edition, and Namespaces in XML 1.0 (D1). */
export function isQualifiedName(text: string): boolean {
  return !FAULT.test(text);
}

/** Whether this names a processing instruction; `xml` in any case does not. */
export function isTarget(text: string): boolean {
  return !text.includes(':') && !FAULT.test(text) && text.toLowerCase() !== 'xml';
}
