// A look into a test's database past the product, for those who may not reach into the rooms.
export { queryDatabase } from '../storage/testing/query.mjs';
