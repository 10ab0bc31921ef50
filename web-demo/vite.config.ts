import { defineConfig, type Plugin } from 'vite';
import { offline } from './offline.js';

// The built page may run its own scripts and the engine, and talk to nobody but the place it came from.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

// Only in the built page: the development server injects scripts and styles of its own.
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
  ],
};

export default defineConfig({
  // The page works from any folder of a server.
  base: './',
  plugins: [contentSecurityPolicy, offline],
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, rollupOptions: { input: ['index.html', 'attach.html', 'studio.html'] } },
  worker: { format: 'es' },
  // The rules stand beside this folder, at the root of the repository.
  server: { fs: { allow: ['..'] } },
});
