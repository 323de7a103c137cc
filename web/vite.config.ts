import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Inlined files would need a wider content policy.
    assetsInlineLimit: 0,
    // One script for a handful of pages: the limit is what the benchmark watches, not a warning here.
    chunkSizeWarningLimit: 1000,
  },
});
