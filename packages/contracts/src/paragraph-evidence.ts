/** A kind of paragraph, how it is coded, and paragraphs of published resolutions that say it. */
interface ParagraphEvidence {
  readonly says: string;
  /** The values of `verb`. */
  readonly verb: string;
  readonly type: string;
  readonly fields: string;
  readonly evidence: string;
}

const DECISION = { verb: 'decided', type: 'DecisionAdopted' } as const;
const REQUEST = { verb: 'requested', type: 'DecisionAdopted' } as const;

/** The kinds of paragraphs of thirteen resolutions of the Security Council of 2022. */
export const PARAGRAPH_EVIDENCE: readonly ParagraphEvidence[] = [
  {
    ...DECISION,
    says: 'imposes sanctions for a time',
    fields: '`effect` establishes, `measures`, `affects` a class `of` the committee, `period`',
    evidence: 'S/RES/2653 (2022), paras. 3, 6, 11',
  },
  {
    ...DECISION,
    says: 'puts somebody on a list, in an annex',
    fields:
      '`effect` establishes, `measures`, `affects` the person or group; the annex is DocumentAnnexed',
    evidence: 'S/RES/2653 (2022), para. 18; S/RES/2624 (2022), para. 5',
  },
  {
    ...DECISION,
    says: 'renews sanctions until a day',
    fields: '`effect` extends, `measures`, `affects`, `period`; `instruments` with extends',
    evidence: 'S/RES/2641 (2022), para. 1; S/RES/2624 (2022), para. 4',
  },
  {
    ...DECISION,
    says: 'widens whom a committee may list',
    fields: '`effect` changes, `measures`, `affects` the class of the committee',
    evidence: 'S/RES/2641 (2022), para. 3; S/RES/2653 (2022), paras. 15, 16',
  },
  {
    ...DECISION,
    says: 'makes an exemption, or lifts a duty to notify',
    fields: '`effect` eases, `measures`, `affects`',
    evidence:
      'S/RES/2641 (2022), para. 5; S/RES/2653 (2022), paras. 5, 7, 10; S/RES/2664 (2022), para. 1',
  },
  {
    ...DECISION,
    says: 'sets up a committee that reports',
    fields:
      '`establishes`, `effect` establishes; the report is a second fact with `dueOn`, `every`',
    evidence: 'S/RES/2653 (2022), para. 19',
  },
  {
    ...DECISION,
    says: 'extends the mandate of a mission or group',
    fields: '`effect` extends, `affects`, `period`; `instruments` with extends',
    evidence:
      'S/RES/2630 (2022), paras. 1, 2; S/RES/2641 (2022), para. 8; S/RES/2645 (2022), para. 1',
  },
  {
    verb: 'maintained',
    type: 'DecisionAdopted',
    says: 'keeps a limit of troops',
    fields: '`affects`, `count` if stated; `instruments` with reaffirms',
    evidence: 'S/RES/2630 (2022), para. 3',
  },
  {
    ...DECISION,
    says: 'lets an earlier resolution hold for longer',
    fields: '`effect` extends, `period`; `instruments` with extends',
    evidence: 'S/RES/2661 (2022), para. 1; S/RES/2652 (2022), para. 2',
  },
  {
    ...DECISION,
    says: 'extends on a condition',
    fields: 'two facts: the certain `period`; the condition of kind rule. Only in words otherwise',
    evidence: 'S/RES/2642 (2022), para. 2',
  },
  {
    ...DECISION,
    says: 'appoints a person for a term',
    fields: 'kind appointment, `affects` the person, `period`; OfficeRecorded with the paragraph',
    evidence: 'S/RES/2637 (2022), para. 1',
  },
  {
    ...DECISION,
    says: 'fixes the day of an election',
    fields: 'kind appointment, `dueOn`; the only paragraph has no number: "op. 1"',
    evidence: 'S/RES/2638 (2022), para. 1',
  },
  {
    verb: '`strength`',
    type: 'IncidentCondemned',
    says: 'condemns violent or criminal acts',
    fields: '`decision` the resolution, `target`, `perpetrators`',
    evidence: 'S/RES/2624 (2022), para. 1; S/RES/2634 (2022), para. 1; S/RES/2652 (2022), para. 1',
  },
  {
    verb: 'condemned',
    type: 'PositionStated',
    says: 'condemns a breach of its own rules',
    fields: '`decision` the resolution, `topic`',
    evidence: 'S/RES/2624 (2022), para. 20',
  },
  {
    verb: 'demanded, urged',
    type: 'DecisionAdopted',
    says: 'asks parties to act or to stop',
    fields: '`addressees`, empty if nobody is named',
    evidence: 'S/RES/2669 (2022), paras. 1, 2, 4, 8; S/RES/2653 (2022), paras. 1, 2',
  },
  {
    ...REQUEST,
    says: 'asks for a report by a day, or within months',
    fields: '`addressees`, `dueOn`, relative with its rule if counted; one fact for each report',
    evidence:
      'S/RES/2669 (2022), para. 6; S/RES/2634 (2022), para. 16; S/RES/2653 (2022), para. 21',
  },
  {
    ...REQUEST,
    says: 'asks for reports at intervals without a first day',
    fields: '`addressees`, `every` alone',
    evidence: 'S/RES/2642 (2022), para. 5; S/RES/2641 (2022), para. 9',
  },
  {
    verb: 'affirmed',
    type: 'DecisionAdopted',
    says: 'will review measures by benchmarks',
    fields: '`subject`; the benchmarks only in words',
    evidence: 'S/RES/2653 (2022), para. 25',
  },
];
