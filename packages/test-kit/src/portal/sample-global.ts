import { xmlDocument, xmlElement } from './xml.js';

/** A global document as a provider sends it (D7). */
export function sampleGlobal(): string {
  return xmlDocument(
    xmlElement('reply', [
      xmlElement(
        'quickDial',
        [
          xmlElement(
            'item',
            [
              xmlElement('displayName', 'Reception'),
              xmlElement('uri', '900'),
              xmlElement('portraitUrl', 'https://img.acme.example/r.png?a=1&b=2'),
            ],
            [['id', 'reception'], ['priority', '50']],
          ),
          xmlElement('item', [xmlElement('displayName', 'Lab'), xmlElement('uri', 'sip:lab@acme.example')], [['id', 'lab']]),
        ],
        [['maxQuickDialReplacePriority', '21']],
      ),
      xmlElement('dialActions', [
        xmlElement(
          'dialAction',
          [xmlElement('title', [xmlElement('value', 'Zaparkovat', [['lang', 'cs']]), xmlElement('value', 'Park')])],
          [['id', 'park']],
        ),
      ]),
    ]),
  );
}

/** What a service of dial actions sends (R14): items under a root of any name. */
export function sampleActions(id = 'pickup', title = 'Pick up'): string {
  return xmlDocument(xmlElement('reply', [xmlElement('dialAction', [xmlElement('title', [xmlElement('value', title)])], [['id', id]])]));
}
