import type { Answered, Mapping } from '../api/answers.ts';

export type Level = Mapping['level'];
export type Transform = Mapping['transforms'][number];
export type TransformKind = Transform['kind'];
export type Check = Answered<'/v1/integrations/{id}/mappings/check', 'post'>;
export type Tried = Answered<'/v1/integrations/{id}/mappings/try', 'post'>['items'][number];
export type Suggestion = Answered<'/v1/integrations/{id}/mappings/suggestions', 'get'>['items'][number];
export type Crosswalk = Answered<'/v1/integrations/{id}/crosswalks/{name}', 'get'>;
export type CrosswalkPolicy = Crosswalk['policy'];
export type Setup = Answered<'/v1/integrations/{id}/setup', 'get'>;
export type ImportReport = Answered<'/v1/integrations/{id}/setup', 'put'>;
