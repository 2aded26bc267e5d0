import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The OpenAPI document of all endpoints, those of the library included. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Segments and audiences')
    .setDescription(description)
    .setVersion('0.1.0')
    .build();
  return withExampleIds(withProblems(SwaggerModule.createDocument(app, config)));
}

const description = `Rule-based segments, audiences that combine and exclude, and campaigns that reach exactly who was counted.

All JSON is snake_case. Errors are \`application/problem+json\` (RFC 9457) with \`errors: [{ path, code, message }]\`.`;

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

const problem = (status: number, text: string) => ({
  description: text,
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      example: { type: 'about:blank', title: text.replace(/:.*/, ''), status, detail: text, errors: [] },
    },
  },
});

const problems = {
  400: problem(400, 'Bad Request: the body is no JSON'),
  403: problem(403, 'Forbidden: it comes from a page of another site'),
  404: problem(404, 'Not Found: there is no such thing'),
  409: problem(409, 'Conflict: it is in use, or in a state that does not allow this'),
  413: problem(413, 'Payload Too Large'),
  415: problem(
    415,
    'Unsupported Media Type: the body is no JSON, and no form with a file where one is uploaded',
  ),
  422: problem(422, 'Unprocessable Entity: each fault is named with its path'),
  503: problem(503, 'Service Unavailable: the database is busy'),
};

const problemSchema = {
  type: 'object' as const,
  description: 'An error, by RFC 9457.',
  required: ['type', 'title', 'status', 'detail', 'errors'],
  properties: {
    type: { type: 'string' as const, example: 'about:blank' },
    title: { type: 'string' as const, example: 'Unprocessable Entity' },
    status: { type: 'integer' as const, example: 422 },
    detail: { type: 'string' as const, description: 'What is wrong, in words.' },
    errors: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        required: ['path', 'code', 'message'],
        properties: {
          path: { type: 'string' as const, example: 'conditions.rules[1].value' },
          code: { type: 'string' as const, example: 'unknown_field' },
          message: { type: 'string' as const },
        },
      },
    },
  },
};

/** Every operation answers errors in one form, so they are described in one place. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
  };
  forEachOperation(document, (operation, path, method) => {
    const writes = operation.requestBody !== undefined;
    const answers = operation.responses;
    if (path.includes('{')) answers['404'] ??= problems[404];
    if (writes)
      Object.assign(answers, { 400: problems[400], 413: problems[413], 415: problems[415], ...answers });
    if (method !== 'get') Object.assign(answers, { 403: problems[403], 409: problems[409], ...answers });
    Object.assign(answers, { 422: problems[422], 503: problems[503], ...answers });
    for (const [status, answer] of Object.entries(answers))
      if (Number(status) >= 400 && answer && 'description' in answer && !answer.content)
        answers[status] = problem(Number(status), answer.description);
  });
  return document;
}

/** Ids in a path that exist in the demo data, so that "Try it out" works as it is. */
function withExampleIds(document: OpenAPIObject): OpenAPIObject {
  forEachOperation(document, (operation) => {
    for (const parameter of operation.parameters ?? [])
      if ('in' in parameter && parameter.in === 'path' && !hasExample(parameter.schema))
        parameter.example ??= 1;
  });
  return document;
}

const hasExample = (schema: object | undefined): boolean => schema !== undefined && 'example' in schema;

function forEachOperation(
  document: OpenAPIObject,
  visit: (operation: Operation, path: string, method: string) => void,
) {
  for (const [path, item] of Object.entries(document.paths))
    for (const method of methods) if (item[method]) visit(item[method], path, method);
}
