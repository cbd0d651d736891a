/** The last byte is the root's; as long as that many bytes, or an item less. */
export function quickDialDocument(bytes: number): string {
  const end = '</quickDial></reply>';
  const pieces = ['<reply><quickDial>'];
  let length = pieces.join('').length + end.length;
  for (let index = 0; ; index += 1) {
    const item = `<item id="item-${index}" priority="20"><displayName>Person ${index}</displayName><uri>sip:${1000 + index}@pbx.example</uri></item>\n`;
    if (length + item.length > bytes) return pieces.join('') + end;
    pieces.push(item);
    length += item.length;
  }
}
