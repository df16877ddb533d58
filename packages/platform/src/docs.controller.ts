import { createHash } from 'node:crypto';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { ApiDocs } from './api-docs.ts';
import { API_DOCS } from './tokens.ts';

/**
 * The path of the files of the documentation page. They come from this process, never from another
 * host.
 */
export const DOCS_ASSETS_PREFIX = '/docs/assets/';

const SCRIPT = `
    SwaggerUIBundle({
      url: '/openapi.json',
      dom_id: '#docs',
      deepLinking: true,
      validatorUrl: null,
      docExpansion: 'list',
    });
  `;

/** The source of the page's script in a Content-Security-Policy: no other inline script runs. */
export const DOCS_SCRIPT_HASH = `sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`;

const PAGE = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Rapporteur: the HTTP API</title>
  <link rel="stylesheet" href="${DOCS_ASSETS_PREFIX}swagger-ui.css">
</head>
<body>
  <main id="docs">
    <noscript>The API documentation is <a href="/openapi.json">openapi.json</a>.</noscript>
  </main>
  <script src="${DOCS_ASSETS_PREFIX}swagger-ui-bundle.js"></script>
  <script>${SCRIPT}</script>
</body>
</html>
`;

/** The documentation of the HTTP API, as OpenAPI and as a web page. */
@Controller()
export class DocsController {
  readonly #docs: ApiDocs;

  constructor(@Inject(API_DOCS) docs: ApiDocs) {
    this.#docs = docs;
  }

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  document(): string {
    return this.#docs.document();
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }
}
