export { PAGE_ROUTES } from '../api/page-routes.ts';
export { serveWeb } from './serve-web.ts';
