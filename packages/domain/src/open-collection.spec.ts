import { describe, expect, it } from 'vitest';
import { given, openCollection, registerNote } from './testing/given-when-then.ts';

describe('Opening a collection', () => {
  it('records the collection and its root body', () => {
    expect(given().when(openCollection).types).toEqual(['CollectionOpened', 'BodyRegistered']);
  });

  it('changes nothing when repeated, and rejects another title', () => {
    expect(given(openCollection).when(openCollection).decision).toEqual({
      kind: 'nothing',
      already: ['c1.2'],
    });
    const renamed = { ...openCollection, body: { ...openCollection.body, title: 'Another' } };
    expect(given(openCollection).when(renamed).rejections).toEqual([
      'DOMAIN_COLLECTION_DIFFERS collection',
    ]);
  });

  it('registers the identifiers of the root body, which must not differ when repeated', () => {
    const withIdentifier = (value: string) => ({
      ...openCollection,
      body: {
        ...openCollection.body,
        rootBody: {
          ...(openCollection.body['rootBody'] as object),
          identifiers: [{ scheme: 'wikidata', value }],
        },
      },
    });
    const opened = given(withIdentifier('Q1'));
    expect(given().when(withIdentifier('Q1')).events[1]?.data).toMatchObject({
      identifiers: [{ scheme: 'wikidata', value: 'Q1' }],
    });
    expect(opened.when(withIdentifier('Q1')).decision.kind).toBe('nothing');
    expect(opened.when(openCollection).decision.kind).toBe('nothing');
    expect(opened.when(withIdentifier('Q2')).rejections).toEqual([
      'DOMAIN_COLLECTION_DIFFERS collection',
    ]);
  });

  it('is required before any other command', () => {
    expect(given().when(registerNote).rejections).toEqual(['DOMAIN_COLLECTION_UNKNOWN collection']);
  });
});
