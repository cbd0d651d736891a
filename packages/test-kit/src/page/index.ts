/** Worlds and a runner for the page of a browser; `servePage` of `@firstring/test-kit/node` serves it. */
export { createPageWorld, type PageDriver, type PageWorldOptions } from './page-world.js';
export { offerCases } from './offer-cases.js';
