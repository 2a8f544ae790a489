/**
 * The words a narrative may use in addition to names, figures and the phrases that carry meaning (`phrases.ts`). A closed list: a cause, a
 * judgement, an illness, a family, an inspection, a rank, a sanction or a piece of advice has no word here. Neither has "not", which turns
 * a meaning round, nor "every", "most", "much", "may" and "nearly", which claim what no fact says.
 */
const words = `
  a about academic according account across added adds ahead also alongside among an and are around as at attended average
  averages away
  based basis be been being beside between but by
  called came come comes compare compared compares comparing comparison comparisons computed count counted counts current currently
  data day days described describes detail details did difference do does during
  earlier either equals estimate estimated example examples
  figure figures follow following follows for form forms found full further
  give given gives giving go goes group groups
  had has have having here how
  if in include included includes including into is it its itself
  journey
  kind kinds
  ladder latest level levels lie lies likewise line list listed lists look looking
  made mainstream make makes mark marks means meanwhile measure measured measures mile miles
  name named names nation next note notes now number numbers
  of on one's onto or other our out over overall own
  page part past per percentage period place places point points possible present previous pupil pupils put puts
  rate rates reach reading record recorded records region regional report reported reports road route rung rungs
  same say says school schools section see seen sees sessions set sets setting show showed shown shows side since sit sits so-called
  source sources stand standing stands started state states step steps stood such sum summary
  table take taken takes tell tells term text than that the their them then there these they this those through time times to together
  told total towards
  us use used uses using
  value values
  was way we were what when where whereas which while whilst who whole whose will with within would write writes written
  year years yet you your yours
`;

const lexicon: ReadonlySet<string> = new Set(words.split(/\s+/).filter((word) => word !== ''));

/** A possessive counts as its word. */
export const isKnownWord = (word: string): boolean => {
  const plain = word.toLowerCase();
  return lexicon.has(plain) || lexicon.has(plain.replace(/'s?$/, ''));
};
