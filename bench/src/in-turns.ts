/** Processor time of this process in ms: what else the machine does is not in it. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The cheapest of several rounds for each side, in ms, taken in turns: noise only adds, and none always pays for the same other's garbage. */
export function cheapestInTurns<Side extends string>(sides: Readonly<Record<Side, () => unknown>>, rounds: number): Readonly<Record<Side, number>> {
  const names = Object.keys(sides) as Side[];
  const least = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<Side, number>;
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length] as Side;
      least[name] = Math.min(least[name], cost(sides[name]));
    }
  }
  return least;
}
