import { groupOf, groupsOf, type Dimension } from './groups.js';
import { type JudgedSchool } from './judged-school.js';

interface GroupMembers {
  readonly name: string;
  readonly title: string;
  readonly members: readonly JudgedSchool[];
}

/** The groups of a dimension that have schools, in the order in which they are shown. */
export function membersOf(dimension: Dimension, schools: readonly JudgedSchool[]): readonly GroupMembers[] {
  const members = new Map<string, JudgedSchool[]>();
  for (const school of schools) {
    const name = groupOf(dimension, school);
    const held = members.get(name);
    if (held) held.push(school);
    else members.set(name, [school]);
  }
  return groupsOf[dimension].flatMap(({ name, title }) => {
    const own = members.get(name);
    return own === undefined ? [] : [{ name, title, members: own }];
  });
}
