import { type Api } from '../api.js';

interface KnownRoute {
  readonly method: string;
  readonly pattern: RegExp;
}

export type RouteTable = readonly KnownRoute[];

/** Keeps every route's method and address, to distinguish an undeclared method from an unknown address. */
export function collectRoutes(app: Api): RouteTable {
  const routes: KnownRoute[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    const pattern = new RegExp(`^${url.replaceAll(/:[^/]+/g, '[^/]+')}$`);
    for (const each of [method].flat()) routes.push({ method: each, pattern });
  });
  return routes;
}

/** Methods that the address takes; none for an unknown address. */
export function allowedMethods(routes: RouteTable, url: string): readonly string[] {
  const path = url.split('?')[0] ?? '';
  return [...new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))].sort();
}
