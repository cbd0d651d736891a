import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/index.js';
import { DirectoryInUse, lockDirectory } from '../../src/database/lock-directory.js';
import { createSandbox, findPostgresql } from '../databases.js';

const postgresql = await findPostgresql();

test.skipIf(postgresql === undefined)('servers that open one empty PostgreSQL together take turns', async () => {
  for (let round = 0; round < 3; round += 1) {
    const sandbox = await createSandbox(postgresql ?? '');
    try {
      const opened = await Promise.all(Array.from({ length: 6 }, () => openDatabase({ kind: 'postgresql', url: sandbox.url })));
      expect(await sandbox.query('select id from migrations order by id')).toEqual([{ id: 1 }, { id: 2 }]);
      await Promise.all(opened.map((database) => database.close()));
    } finally {
      await sandbox.drop();
    }
  }
});

test('a data folder has one owner; the mark of a process that is gone is taken over', () => {
  const folder = mkdtempSync(join(tmpdir(), 'firstring-lock-'));
  try {
    const unlock = lockDirectory(folder);
    expect(() => lockDirectory(folder)).toThrow(DirectoryInUse);
    unlock();
    for (const left of ['999999999\n', 'nonsense', '', `${process.pid}\n`]) {
      writeFileSync(join(folder, 'in-use-by'), left);
      lockDirectory(folder)();
    }
    writeFileSync(join(folder, 'in-use-by'), `${process.ppid}\n`);
    expect(() => lockDirectory(folder)).toThrow(`is in use by process ${process.ppid}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
