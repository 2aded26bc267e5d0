import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [react()],
  // The console works below any path: its files are found relative to the page, its screens by the hash.
  base: './',
  resolve: {
    alias: {
      'ra-targeting': at('../../libs/ra-targeting/src/index.ts'),
      'nest-targeting/rules': at('../../libs/targeting/src/rules/index.ts'),
      'object.entries': at('slim/object-entries.cjs'),
      inflection: at('slim/inflection.ts'),
      diacritic: at('slim/diacritic.ts'),
      'jsonexport/dist/index.js': at('slim/jsonexport.ts'),
    },
    dedupe: ['react', 'react-dom', 'react-admin', '@mui/material'],
  },
  server: { port: 5173, proxy: { '/api': process.env['API_URL'] ?? 'http://localhost:3000' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // What nearly every screen shares travels as one file: alone, dozens of tiny ones compress badly.
      output: { codeSplitting: { groups: [{ name: 'shared', test: /node_modules/, minShareCount: 15 }] } },
    },
  },
});
