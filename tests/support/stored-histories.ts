import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type WorkflowHandle } from '@temporalio/client';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';

const folder = 'tests/replay/histories';

/** Stored histories are named `<workflow>.<scenario>.json`; the id of the run is inside the first event. */
export interface StoredHistory {
  readonly workflowId: string;
  readonly history: ReturnType<typeof historyFromJSON>;
}

/**
 * Stores a closed run's history when ABIE_RECORD_HISTORIES is set: done once for each scenario and build that must keep
 * replaying, never as a matter of course.
 */
export async function keepHistory(handle: WorkflowHandle, scenario: string): Promise<void> {
  if ((process.env['ABIE_RECORD_HISTORIES'] ?? '') === '') return;
  const { type } = await handle.describe();
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${type}.${scenario}.json`, historyToJSON(await handle.fetchHistory()));
}

export function storedHistories(): readonly (StoredHistory & { readonly name: string })[] {
  return readdirSync(folder).map((file) => {
    const history = historyFromJSON(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
    const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
    return { name: file.replace('.json', ''), workflowId: started?.workflowId ?? '', history };
  });
}
