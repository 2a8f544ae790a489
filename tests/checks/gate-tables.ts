import { campaignGates } from '../../domain/gates/campaign/run-campaign-gates.js';
import { defaultCampaignGatePolicy } from '../../domain/gates/campaign/policy.js';
import { defaultGatePolicy } from '../../domain/gates/policy.js';
import { gates } from '../../domain/gates/run-gates.js';
import { type GateDescription, type GateOwner, type GateSeverity } from '../../domain/gates/types.js';

interface Described<Bounds> extends GateDescription<Bounds> {
  readonly name: string;
  readonly severity: GateSeverity;
  readonly owner: GateOwner;
  readonly remedy: string;
}

/** A page and heading, as a link in a page of docs/. */
function linkTo(source: string): string {
  const [, page = '', heading = ''] = /^docs\/(.*)#(.*)$/.exec(source) ?? [];
  return `[${heading.replaceAll('-', ' ')}](${page}#${heading})`;
}

function tableOf<Bounds>(described: readonly Described<Bounds>[], bounds: Bounds): string {
  const row = ({ name, finds, why, severity, owner, remedy, source }: Described<Bounds>): string =>
    `| \`${name}\` | ${typeof finds === 'string' ? finds : finds(bounds)} | ${why} | ${severity} | ${owner} | ${remedy} | ${linkTo(source)} |`;
  const head =
    '| Gate | Finds | Why | Severity | Owner | Remedy | Source |\n| --- | --- | --- | --- | --- | --- | --- |';
  return [head, ...described.map(row)].join('\n');
}

const tables = { school: tableOf(gates, defaultGatePolicy), file: tableOf(campaignGates, defaultCampaignGatePolicy) };

/** The page with both tables made from the gates and the bounds in force; between its marks nothing is kept. */
export const withGateTables = (page: string): string =>
  Object.entries(tables).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`(<!-- gates: ${name} -->\n)[^]*?(\n<!-- end -->)`),
        (_, start: string, end: string) => `${start}\n${table}\n${end}`,
      ),
    page,
  );
