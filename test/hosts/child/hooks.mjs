import { transformFile } from '@swc/core';
import { fileURLToPath } from 'node:url';

const sources = new URL('../../../libs/targeting/src/', import.meta.url);
const packages = {
  'nest-targeting': new URL('index.ts', sources).href,
  'nest-targeting/rules': new URL('rules/index.ts', sources).href,
};

/** @type {import('node:module').ResolveHook} */
export function resolve(specifier, context, next) {
  const own = packages[specifier];
  if (own) return { url: own, shortCircuit: true };
  const isSource = context.parentURL?.endsWith('.ts') && specifier.startsWith('.');
  return next(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
    swcrc: false,
  });
  return { format: 'module', source: code, shortCircuit: true };
}
