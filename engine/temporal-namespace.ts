import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msOptionalToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import proto, { type temporal } from '@temporalio/proto';
import { EngineProblem, messageOf } from './engine-problem.js';
import { isServerRecent, serverNeeded } from './temporal-version.js';

export type SearchAttributeType = 'Keyword' | 'Bool' | 'Datetime' | 'Int' | 'Text';
export type SearchAttributes = Readonly<Record<string, SearchAttributeType>>;

export interface NamespaceWanted {
  readonly address: string;
  readonly namespace: string;
  readonly searchAttributes: SearchAttributes;
  /** How long closed workflows are kept; only raised, and only where `mayChange`. */
  readonly retentionDays: number;
  /** True for our own server. On somebody else's server, an existing namespace keeps its settings. */
  readonly mayChange: boolean;
}

const { IndexedValueType } = proto.temporal.api.enums.v1;
const valueTypes: Readonly<Record<SearchAttributeType, temporal.api.enums.v1.IndexedValueType>> = {
  Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  Bool: IndexedValueType.INDEXED_VALUE_TYPE_BOOL,
  Datetime: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  Int: IndexedValueType.INDEXED_VALUE_TYPE_INT,
  Text: IndexedValueType.INDEXED_VALUE_TYPE_TEXT,
};

const dayMilliseconds = 86_400_000;
/** Every part of a running server finds a new namespace only once its caches are refreshed. */
const namespaceKnownMilliseconds = 30_000;

/**
 * Connects, and makes the namespace and its search attributes where they are missing.
 * @throws EngineProblem when an attribute exists with another type, or the server is too old; the client's own errors
 * when nobody answers within `connectMilliseconds`.
 */
export async function ensureNamespace(wanted: NamespaceWanted, connectMilliseconds: number): Promise<void> {
  const connection = await Connection.connect({ address: wanted.address, connectTimeout: connectMilliseconds });
  try {
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    if (!isServerRecent(serverVersion)) {
      throw new EngineProblem(
        `The Temporal server at ${wanted.address} is version ${serverVersion}; ${serverNeeded} or newer is needed.`,
      );
    }
    await ensureExists(connection, wanted);
    await whenNamespaceIsKnown(() => ensureSearchAttributes(connection, wanted));
  } finally {
    await connection.close();
  }
}

/** Why no Temporal server answers at the address, in one line; undefined when one does. */
export async function whyNoAnswerAt(address: string): Promise<string | undefined> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 5000 });
    await connection.close();
    return undefined;
  } catch (thrown) {
    return messageOf(thrown);
  }
}

async function ensureExists(connection: Connection, wanted: NamespaceWanted): Promise<void> {
  const retentionMilliseconds = dayMilliseconds * wanted.retentionDays;
  const retention = msOptionalToTs(retentionMilliseconds);
  const found = await describe(connection, wanted.namespace);
  if (found === undefined) {
    await connection.workflowService.registerNamespace({
      namespace: wanted.namespace,
      workflowExecutionRetentionPeriod: retention ?? null,
    });
    return;
  }
  const keptMilliseconds = optionalTsToMs(found.config?.workflowExecutionRetentionTtl) ?? 0;
  if (!wanted.mayChange || keptMilliseconds >= retentionMilliseconds) return;
  await connection.workflowService.updateNamespace({
    namespace: wanted.namespace,
    config: { workflowExecutionRetentionTtl: retention ?? null },
  });
}

async function whenNamespaceIsKnown(use: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + namespaceKnownMilliseconds;
  for (;;) {
    try {
      await use();
      return;
    } catch (thrown) {
      if (!isNotFound(thrown) || performance.now() > deadline) throw thrown;
      await pause(250);
    }
  }
}

async function describe(
  connection: Connection,
  namespace: string,
): Promise<temporal.api.workflowservice.v1.IDescribeNamespaceResponse | undefined> {
  try {
    return await connection.workflowService.describeNamespace({ namespace });
  } catch (thrown) {
    if (isNotFound(thrown)) return undefined;
    throw thrown;
  }
}

function isNotFound(thrown: unknown): boolean {
  const grpcNotFound = 5;
  return thrown instanceof Error && 'code' in thrown && thrown.code === grpcNotFound;
}

async function ensureSearchAttributes(connection: Connection, wanted: NamespaceWanted): Promise<void> {
  const { namespace } = wanted;
  const missing = await missingSearchAttributes(connection, wanted);
  if (Object.keys(missing).length === 0) return;
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: missing });
  } catch (thrown) {
    throw new EngineProblem(
      `The search attributes ${Object.keys(missing).join(', ')} are missing in namespace "${namespace}" at ` +
        `${wanted.address} and could not be added (${messageOf(thrown)}). Ask its operator to add them with ` +
        '"temporal operator search-attribute create".',
      { cause: thrown },
    );
  }
  const deadline = performance.now() + namespaceKnownMilliseconds;
  while (Object.keys(await missingSearchAttributes(connection, wanted)).length > 0 && performance.now() < deadline) {
    await pause(250);
  }
}

async function missingSearchAttributes(
  connection: Connection,
  wanted: NamespaceWanted,
): Promise<Record<string, temporal.api.enums.v1.IndexedValueType>> {
  const listed = await connection.operatorService.listSearchAttributes({ namespace: wanted.namespace });
  const missing: Record<string, temporal.api.enums.v1.IndexedValueType> = {};
  for (const [name, type] of Object.entries(wanted.searchAttributes)) {
    const standing = listed.customAttributes[name];
    if (standing === undefined) missing[name] = valueTypes[type];
    else if (standing !== valueTypes[type]) {
      throw new EngineProblem(
        `The search attribute ${name} in namespace "${wanted.namespace}" at ${wanted.address} is not of type ${type}. ` +
          'Choose another namespace, or have its operator remove the attribute.',
      );
    }
  }
  return missing;
}
