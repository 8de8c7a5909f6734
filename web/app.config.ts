import { resolve } from 'node:path';
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/** The answer view for hosts that show MCP Apps: one file that asks for nothing else. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact(), viteSingleFile()],
  logLevel: 'warn',
  build: {
    outDir: resolve(import.meta.dirname, '../dist/web'),
    emptyOutDir: false,
    modulePreload: false,
    target: 'es2022',
    reportCompressedSize: false,
    rollupOptions: { input: resolve(import.meta.dirname, 'app.html') },
  },
});
