import { type RandomStream } from '../../../demo/england/random.js';
import { type Folder } from '../data/folder.js';

/** A school that gets an expectation when nothing is wrong: faults are planted in these alone, so that it is clear what found them. */
export interface SoundSchool {
  readonly urn: string;
  readonly laCode: string;
  readonly phase: 'primary' | 'secondary';
}

export interface Scene {
  readonly folder: Folder;
  readonly schools: readonly SoundSchool[];
}

export interface Planting {
  readonly folder: Folder;
  /** The schools whose own facts are now wrong; or that the file as a whole is wrong, so that no expectation may rest on it. */
  readonly schools: readonly string[] | 'whole-file';
}

/** One kind of fault that real files have. */
export interface FaultKind {
  readonly name: string;
  /** Whether an issued expectation or comparison would be wrong in a way that a school would notice. */
  readonly isCritical: boolean;
  /** What happened, in a few words, for the table. */
  readonly damages: string;
  readonly folder: Folder['name'];
  /** undefined where this part of the country has nothing to damage this way; another part is then drawn. */
  readonly plant: (scene: Scene, random: RandomStream) => Planting | undefined;
}
