import { engineerSentence } from '@firstring/core';
import type { Case } from '../run/case.js';
import { check } from '../run/check.js';
import { DOCUMENTS } from './stage.js';
import { refusalCase } from './refusal.js';

/** Services that do not let web apps in (P5): all that a browser's page can learn is that there was no answer. */
export const WEB_APPS: readonly Case[] = DOCUMENTS.map((document, at) =>
  refusalCase({
    id: `WEB-00${at + 1}`,
    title: 'an answer that web apps may not read',
    clauses: ['P5', 'O3'],
    needs: ['http.cors'],
    document,
    behaviour: { forWebApps: false },
    codes: ['network.unreachable'],
    inspect: (problem) => {
      const sentence = engineerSentence(problem);
      check(sentence.includes('unreachable, or not allowed for web apps'), `the engineer reads: ${sentence}`);
    },
  }),
);
