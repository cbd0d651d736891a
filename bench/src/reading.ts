/**
 * Reading a megabyte of 10,000 quick dials into the tree, as an app on Node does, beside bare events of saxes (which build
 * nothing and check less) and beside @rgrove/parse-xml, which builds a tree too. All get the same bytes.
 */
import { parseXml } from '@rgrove/parse-xml';
import { createNodePorts } from '@firstring/adapter-node';
import { XML_LIMITS } from '@firstring/core';
import { createXmlPort } from '@firstring/core/xml';
import { SaxesParser } from 'saxes';
import { cheapestInTurns } from './in-turns.js';

const ITEMS = 10_000;
const ROUNDS = 25;
const LIMIT_TO_EVENTS = 4;

/** Prints the figures; `true` where both limits hold. */
export function reportReading(): boolean {
  const items = Array.from({ length: ITEMS }, (_, index) => `<item id="item-${String(index)}" priority="20"><displayName>Person ${String(index)}</displayName><uri>sip:${String(1000 + index)}@pbx</uri></item>`);
  const bytes = new TextEncoder().encode(`<reply><quickDial>\n${items.join('\n')}\n</quickDial></reply>\n`);
  const { xml } = createNodePorts({ stateDir: '.' });
  if (typeof xml === 'function') throw new Error('is loaded later');
  const own = createXmlPort();
  const decode = (): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const { ours, ownDecoder, events, rgrove } = cheapestInTurns(
    {
      ours: () => xml.read(bytes, XML_LIMITS),
      ownDecoder: () => own.read(bytes, XML_LIMITS),
      events: () => countEvents(decode()),
      rgrove: () => parseXml(decode()),
    },
    ROUNDS,
  );
  console.log(`reading: ${(bytes.length / 1e6).toFixed(2)} MB, ${ITEMS} quick dials, into the tree (limits: ${LIMIT_TO_EVENTS} times bare saxes events, faster than @rgrove/parse-xml)`);
  console.log(`  ${ours.toFixed(1)} ms (${ownDecoder.toFixed(1)} with the core's own decoder); saxes events ${events.toFixed(1)} ms, ratio ${(ours / events).toFixed(2)}; @rgrove/parse-xml ${rgrove.toFixed(1)} ms, ratio ${(ours / rgrove).toFixed(2)}`);
  return ours <= LIMIT_TO_EVENTS * events && ours < rgrove;
}

/** Every event that the reader listens to, too. */
function countEvents(text: string): number {
  let count = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  for (const name of ['attribute', 'opentag', 'closetag', 'text', 'cdata'] as const) {
    parser.on(name, () => {
      count += 1;
    });
  }
  parser.write(text).close();
  return count;
}
