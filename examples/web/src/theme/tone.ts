/** The channels of `#rgb`, `#rrggbb` or `#rrggbbaa`, from 0 to 1; what is see-through counts as solid. */
function channelsOf(colour: string): readonly number[] {
  const digits = colour.slice(1);
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? []).slice(0, 3);
  return pairs.map((pair) => Number.parseInt(pair, 16) / 255);
}

/** Relative luminance of WCAG 2, from 0 (black) to 1 (white). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Below it, white text has the higher contrast of WCAG 2 (the root of 1.05 * 0.05, less 0.05). */
const EVEN_LUMINANCE = 0.179;

export function toneOf(background: string): 'light' | 'dark' {
  return luminance(background) < EVEN_LUMINANCE ? 'dark' : 'light';
}

/** What can be read on a theme's colour: themes name none. */
export function readableOn(colour: string): string {
  return toneOf(colour) === 'dark' ? '#ffffff' : '#0a0f0e';
}
