// Places of texts that have been written on since.

interface Range {
  from: number;
  to: number;
}

/** Where a range of one text stands in the text it has become; nothing where its own words have changed. */
export function moved(range: Range, before: string, now: string): Range | undefined {
  const most = Math.min(before.length, now.length);
  let same = 0;
  while (same < most && before[same] === now[same]) same += 1;
  if (range.to <= same) return range;
  let behind = 0;
  while (behind < most - same && before.at(-1 - behind) === now.at(-1 - behind)) behind += 1;
  if (range.from < before.length - behind) return undefined;
  const by = now.length - before.length;
  return { from: range.from + by, to: range.to + by };
}
