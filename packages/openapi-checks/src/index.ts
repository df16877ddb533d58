export { lintOpenApi } from './lint-open-api.ts';
export { type AnswerFields, checkAnswerTypes, type OpenApiDocument } from './typed-answers.ts';
