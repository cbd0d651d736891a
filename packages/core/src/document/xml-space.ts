/** The four characters that XML calls white space; nothing else is ever trimmed (D2a). */
export function isXmlSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}

/** Without outer XML white space: how typed nodes (URL, host, number, list, enumeration) are read (D2a). */
export function trimXmlSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isXmlSpace(text[start])) start += 1;
  while (end > start && isXmlSpace(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

export function isBlank(text: string): boolean {
  return trimXmlSpace(text) === '';
}
