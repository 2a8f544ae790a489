import { fastifySwagger } from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { type Api } from '../api.js';

/** Describes every route from its schemas, as OpenAPI 3.1. Registered before the routes. */
export async function installOpenApi(app: Api, buildId: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Attendance baseline improvement expectations',
        version: buildId,
        description:
          'School-years, decisions, support, hubs and campaigns. Errors are problem+json with stable codes; unknown fields are refused. See docs/api.md for a request of each kind.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
  });
}

export function openApiRoute(app: Api): void {
  app.get('/openapi.json', { config: { action: 'open' }, schema: { hide: true } }, () => app.swagger());
}
