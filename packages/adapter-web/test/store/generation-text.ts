/** A text that follows from its number, with letters of one to four bytes, large enough for a commit to take a while. */
export function generationText(number: number): string {
  const line = `generation ${number}: aé€📞 "\\" ${String(number * 7919 + 1).repeat(3)}\n`;
  return line.repeat(500 + (number % 50) * 10);
}
