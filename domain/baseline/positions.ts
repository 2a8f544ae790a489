/** The positions below a count that satisfy a condition, ascending. */
export function positionsWhere(count: number, isWanted: (position: number) => boolean): Int32Array {
  const positions = new Int32Array(count);
  let wanted = 0;
  for (let position = 0; position < count; position += 1) {
    if (!isWanted(position)) continue;
    positions[wanted] = position;
    wanted += 1;
  }
  return positions.subarray(0, wanted);
}
