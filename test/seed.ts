import * as fc from 'fast-check';

// The properties draw the same cases in every run, so that a change is judged by what it changed; `npm run test:properties` draws others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
