import { describe, expect, it } from 'vitest';
import { openTasksNameTheirIssue } from './open-task.ts';

// Put together, so that this file is no finding itself.
const mark = ['TO', 'DO'].join('');
const otherMark = ['FIX', 'ME'].join('');

describe('Marks of open tasks', () => {
  it('may name their issue', () =>
    expect(openTasksNameTheirIssue([{ path: 'a.ts', text: `// ${mark}(#12): retry` }])).toEqual(
      [],
    ));

  it.each([mark, `${mark}: later`, otherMark])('are refused bare: %s', (text) =>
    expect(openTasksNameTheirIssue([{ path: 'a.ts', text: `x();\n// ${text}` }])).toMatchObject([
      { line: 2 },
    ]),
  );
});
