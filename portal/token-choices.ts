/** What a client or an API may choose of its tokens, for those who ask for it. */
export { accessTokenFormats, signingAlgorithms, subjectTypes } from '@/protocol/client-metadata';
