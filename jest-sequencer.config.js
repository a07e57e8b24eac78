const Sequencer = require('@jest/test-sequencer').default;

const KINDS = ['.e2e-spec.ts', '.int-spec.ts', '.spec.ts'];
const kindOf = ({ path }) => KINDS.findIndex((kind) => path.endsWith(kind));

/** Whole stories take longest and begin first, so that no worker waits at the end for a city that another began late. */
module.exports = class StoriesFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => kindOf(a) - kindOf(b));
  }
};
