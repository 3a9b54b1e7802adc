// The throwaway PostgreSQL of the tests, for those who may not reach into the rooms.
export { findPostgres, installPostgres, startTestPostgres } from '../storage/testing/postgres.mjs';
