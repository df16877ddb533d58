export { type ClientDocument, generateClientTypes } from './typed-client.ts';
export { lintOpenApi } from './lint-open-api.ts';
export { type AnswerFields, checkAnswerTypes, type OpenApiDocument } from './typed-answers.ts';
