import type { Fault } from '../fault.ts';

const TAKE_OVERS = 6;

/** Instances that are told no address of each other take each partition from each other, again and again. */
export const racingWriters: Fault = {
  name: 'two writers race for the same partitions',
  stage: { each: 'untold', partitions: 2 },
  async strike(stage) {
    const before = stage.watch.opened.length;
    do await stage.load.more(20);
    while (stage.watch.opened.length < before + TAKE_OVERS);
  },
};
