import { defineConfig, mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import usual from './vitest.usual.ts';

/**
 * Tests that leave nothing behind in their process: the next file goes on in it and finds the modules loaded, which is
 * half the time of most. They start no program and change nothing that is everybody's.
 */
const RULES = [
  ...['accounts', 'calendars', 'calls', 'config', 'database', 'domain', 'labour', 'mail', 'main', 'metrics'],
  ...['notices', 'planning', 'privacy', 'runtime', 'sms', 'solver', 'statistics', 'tasks', 'web', 'words'],
].map((room) => `test/${room}/**/*.test.ts`);
/** The same, beside a real Asterisk. */
const CALLS = ['scenarios', 'asterisk', 'recovery', 'safety-net'].map((room) => `test/${room}/**/*.test.ts`);
/** Needs a process of its own: it replaces a module of Node's, or must find a library as it comes. */
const ALONE = ['test/calendars/public-lookup.test.ts', 'test/asterisk/ari-client-defects.test.ts'];

/** The longest are begun first, and those that go on in one process stand together. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = ['whole', 'alone', 'calls', 'rules'];
    const first = [/docker/, /every-page/];
    const rank = ({ moduleId, project }: TestSpecification) => {
      const early = first.findIndex((name) => name.test(moduleId));
      return early === -1 ? first.length + order.indexOf(project.name) : early;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [] } },
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...RULES, ...CALLS] },
        },
        { extends: true, test: { name: 'alone', include: ALONE } },
        { extends: true, test: { name: 'calls', include: CALLS, exclude: ALONE, isolate: false } },
        { extends: true, test: { name: 'rules', include: RULES, exclude: ALONE, isolate: false } },
      ],
      sequence: { sequencer: LongestFirst },
    },
  }),
);
