import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { chooseText, localText, textsOf } from '../../src/document/local-text.js';
import { dialActions, quickDials, type QuickDial } from '../../src/document/typed-items.js';
import { readGlobal } from '../../src/document/global.js';
import type { IncomingCollection } from '../../src/document/mergeable.js';
import type { ProfileItem } from '../../src/merge/profile.js';
import { split } from './fixtures.js';

function items(text: string, name: 'quickDial' | 'dialActions'): readonly ProfileItem[] {
  const read: IncomingCollection | undefined = readGlobal(split(text, 'global_extprov').root)[name];
  return (read?.items ?? []).map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => [node.name, node.value]) }));
}

describe('quickDials and dialActions', () => {
  test('D7: names in the person\'s language, numbers and pictures', () => {
    const quickDial = items(
      '<r><quickDial><item id="a"><displayName><value>Reception</value><value lang="cs">Recepce</value></displayName><uri> 900 </uri><portraitUrl>https://i.example/a.png?v=2</portraitUrl></item><item id="b"><displayname> Lab </displayname><uri/></item></quickDial></r>',
      'quickDial',
    );
    expect(quickDials({ quickDial }, 'cs-CZ')).toEqual([
      { id: 'a', displayName: 'Recepce', uri: '900', portraitUrl: 'https://i.example/a.png?v=2' },
      { id: 'b', displayName: ' Lab ' },
    ]);
    expect(quickDials({ quickDial }, 'de')[0]?.displayName).toBe('Reception');
    expectTypeOf(quickDials({ quickDial }, '')).toEqualTypeOf<readonly QuickDial[]>();
  });

  test('T2: a picture is http(s), or there is none', () => {
    const portraits = ['javascript:alert(1)', 'data:image/png,x', '//i.example/a.png', 'a.png', ' HTTP://i.example/a', 'https://'];
    const quickDial: readonly ProfileItem[] = portraits.map((url) => ({ id: url, nodes: [['portraitUrl', url]] }));
    expect(quickDials({ quickDial }, '').map(({ portraitUrl }) => portraitUrl)).toEqual([undefined, undefined, undefined, undefined, 'HTTP://i.example/a', undefined]);
  });

  test('D7: a dial action has its title as its name, and its other nodes as they are', () => {
    const actions = items('<r><dialActions><dialAction id="park"><title><value lang="cs">Zaparkovat</value><value>Park</value></title><rewriting><rule/></rewriting></dialAction></dialActions></r>', 'dialActions');
    const [park] = dialActions({ dialActions: actions }, 'en');
    expect(park).toMatchObject({ id: 'park', displayName: 'Park' });
    expect(park?.nodes).toBe(actions[0]?.nodes);
    const named: readonly ProfileItem[] = [{ id: 'x', nodes: [['title', 't'], ['displayName', 'd']] }];
    expect(dialActions({ dialActions: named }, '')[0]?.displayName).toBe('d');
  });

  test('S3: a secret is no name and no number', () => {
    const quickDial: readonly ProfileItem[] = [{ id: 'x', nodes: [['displayName', { secret: 's1' }], ['uri', { secret: 's2' }]] }];
    expect(quickDials({ quickDial }, '')).toEqual([{ id: 'x' }]);
  });
});

describe('chooseText', () => {
  const tag = fc.oneof(fc.constantFrom('', 'cs', 'cs-CZ', 'de', 'zh-Hant-TW', '-', '--', 'cs_CZ'), fc.string());

  test('D7: total: one of the texts for any tags and any locale, nothing only where there is none', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(tag, fc.string()), { maxLength: 6 }), tag, (texts, locale) => {
        const chosen = chooseText(texts, locale);
        if (texts.length === 0) expect(chosen).toBeUndefined();
        else expect(texts.map(([, text]) => text)).toContain(chosen);
      }),
      { numRuns: 1000 },
    );
  });

  test('D7: an exact tag is always chosen, and the order of other languages never matters where there is a fallback', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom('cs', 'cs-CZ', 'de', 'de-AT', 'fr'), { minLength: 1 }), (tags) => {
        const texts = [...tags, ''].map((each) => [each, `text ${each}`] as const);
        for (const each of tags) expect(chooseText(texts, each.toUpperCase())).toBe(`text ${each}`);
        expect(chooseText(texts, 'pl')).toBe('text ');
        expect(chooseText([...texts].reverse(), 'pl')).toBe('text ');
      }),
    );
  });

  test('D7: a locale of any length takes no time', () => {
    expect(chooseText([['', 'x']], 'a-'.repeat(200_000))).toBe('x');
  });

  test('S3: secrets are no texts', () => {
    expect(localText({ secret: 's1' }, 'cs')).toBeUndefined();
    expect(textsOf({ name: 't', attributes: [], text: '', children: [{ name: 'value', attributes: [['lang', { secret: 's' }]], text: 'x', children: [] }, { name: 'value', attributes: [], text: { secret: 's' }, children: [] }] })).toEqual([]);
  });
});
