import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const source = (path: string) => fileURLToPath(new URL(`../../libs/${path}`, import.meta.url));

export default defineConfig({
  plugins: [react()],
  // The console works below any path: its files are found relative to the page, its screens by the hash.
  base: './',
  resolve: {
    alias: {
      'ra-targeting': source('ra-targeting/src/index.ts'),
      'nest-targeting/rules': source('targeting/src/rules/index.ts'),
    },
    dedupe: ['react', 'react-dom', 'react-admin', '@mui/material'],
  },
  server: { port: 5173, proxy: { '/api': process.env['API_URL'] ?? 'http://localhost:3000' } },
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 1200 },
});
