/** For specs only: histories that read aloud, and given/when/then. `@app/disclosure` does not export it. */
export * from './case/event-builders';
export * from './case/specification';
