import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { takeEmbeddedAnswers } from './api/embedded-answers.ts';
import { loadMessages } from './messages/messages.ts';
import { applyTheme, readLanguage, readTheme } from './preferences.ts';
import { createWebRouter } from './router.tsx';
import './styles/base.css';
import './styles/parts.css';
import './styles/evidence.css';
import './styles/tools.css';
import './styles/audit.css';

const client = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
});
takeEmbeddedAnswers(client);

applyTheme(readTheme());
const language = readLanguage();
document.documentElement.lang = language;
await loadMessages(language);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element `root`.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={createWebRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
