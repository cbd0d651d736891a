import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

const WORKER = 'service-worker.js';

/** Puts the service worker beside what was built, with the list of its files and a version that changes with any of them. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    writeBundle({ dir = '' }) {
      const files = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== WORKER)
        .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1).replaceAll('\\', '/'))
        .sort();
      const version = createHash('sha256');
      for (const file of files) version.update(file).update(readFileSync(join(dir, file)));
      const list = files.map((file) => (file === 'index.html' ? './' : file));
      const code = readFileSync(new URL(WORKER, import.meta.url), 'utf8');
      writeFileSync(
        join(dir, WORKER),
        code.replace('\'VERSION\'', JSON.stringify(version.digest('hex').slice(0, 16))).replace('[\'FILES\']', JSON.stringify(list)),
      );
    },
  };
}

export default defineConfig({
  // Relative addresses: the page works at /demo/ and anywhere else.
  base: './',
  // Our packages from their sources, so that no build waits for theirs or takes an old one.
  resolve: { conditions: ['@firstring/source', ...defaultClientConditions] },
  build: { target: 'es2022', modulePreload: { polyfill: false } },
  plugins: [react(), serviceWorker()],
});
