// Writes test/support/openapi-metadata.ts: what the swagger compiler plugin puts into the build, for the tests, whose
// compiler has no such plugin.
import { PluginMetadataGenerator } from '@nestjs/cli/lib/compiler/plugins/plugin-metadata-generator.js';
import { ReadonlyVisitor } from '@nestjs/swagger/plugin';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const outputDir = join(root, 'test/support');

new PluginMetadataGenerator().generate({
  visitors: [new ReadonlyVisitor({ ...pluginOptions(), pathToSource: outputDir })],
  outputDir,
  filename: 'openapi-metadata.ts',
  // A program of our own, because the generator's would check all types first: `npm run check` does that.
  tsProgramRef: sourceProgram(),
});

/** The very options of the build. */
function pluginOptions() {
  const { projects } = JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8'));
  /** @type {{ name: string, options: object }[]} */
  const plugins = projects.api.compilerOptions.plugins;
  return plugins.find(({ name }) => name === '@nestjs/swagger')?.options;
}

function sourceProgram() {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.openapi.json'), undefined, host);
  if (!config) throw new Error('tsconfig.openapi.json cannot be read.');
  return ts.createProgram(config.fileNames, config.options);
}

/** @param {ts.Diagnostic} diagnostic @returns {never} */
function fail({ messageText }) {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
}
