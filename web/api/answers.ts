import type { paths } from './schema.d.ts';

type Method = 'get' | 'post' | 'put' | 'patch';
type Content<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;

/** What a route answers when it succeeds. */
export type Answered<Path extends keyof paths, Verb extends Method> = paths[Path][Verb] extends {
  responses: infer Responses;
}
  ? Content<Responses[keyof Responses & (200 | 201 | 202)]>
  : never;

export type Session = Answered<'/v1/session', 'get'>;
export type System = Answered<'/v1/plugins', 'get'>['items'][number];
export type Connection = Answered<'/v1/connections/{id}', 'get'>;
export type Integration = Answered<'/v1/integrations/{id}', 'get'>;
export type Settings = Answered<'/v1/integrations/{id}/settings', 'get'>;
export type Mapping = Answered<'/v1/integrations/{id}/mappings', 'get'>['items'][number];
export type Field = Answered<'/v1/integrations/{id}/fields', 'get'>['items'][number];
export type ListedMatter = Answered<'/v1/integrations/{id}/matters', 'get'>['items'][number];
export type MatterProfile = Answered<'/v1/integrations/{id}/matters/{matterId}', 'get'>;
export type Preview = Answered<'/v1/integrations/{id}/matters/{matterId}/preview', 'post'>;
export type PreviewChange = Preview['changes'][number];
export type Question = Answered<'/v1/integrations/{id}/attention', 'get'>['items'][number];
export type Batch = Answered<'/v1/batches/{id}', 'get'>;
export type Run = Answered<'/v1/runs', 'get'>['items'][number];
export type RunWithChanges = Answered<'/v1/runs/{id}', 'get'>;
export type MappingProblem = NonNullable<RunWithChanges['mappingProblems']>[number];
export type RunChange = RunWithChanges['changes'][number];
export type RunStatus = Run['status'];
export type SyncState = ListedMatter['state'];
