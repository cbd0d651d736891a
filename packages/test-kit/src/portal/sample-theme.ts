/** A theme's manifest (D12); the addresses of its pictures lead nowhere. */
export function sampleTheme(name: string, revision?: string): string {
  return JSON.stringify({
    ...(revision === undefined ? {} : { revision }),
    name: `Acme ${name}`,
    colours: {
      light: { background: '#ffffff', primary: '#ff7a00', text: '#101418' },
      dark: { background: '#0b1d3a', primary: '#ff9a3c', text: '#ffffff' },
    },
    fonts: { body: "'Acme Sans', Arial, sans-serif" },
    images: { logo: { url: 'https://img.acme.example/logo.png', sha256: '5d'.repeat(32), bytes: 2048 } },
    critical: { background: '#0b1d3a', primary: '#ff7a00', text: '#ffffff', logo: 'logo' },
  });
}
