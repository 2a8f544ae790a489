import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

/** The bare workflow to compare the product's school-year with: it takes the same messages, decides nothing and writes nothing. */
export async function bareSchoolYear(): Promise<number> {
  let version = 0;
  let isOver = false;
  for (const decision of ['approveTarget', 'agreeTarget'])
    setHandler(defineUpdate<number>(decision), () => (version += 1), { validator: () => undefined });
  setHandler(defineSignal('monthReported'), () => {
    version += 1;
  });
  setHandler(defineSignal('yearEnded'), () => {
    isOver = true;
  });
  await condition(() => isOver);
  return version;
}
