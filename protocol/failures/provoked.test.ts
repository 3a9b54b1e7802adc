/** Every failure of the catalogue happens: each code has a request that ends with it, under the application where one is known. */
import { describe, expect, it } from 'vitest';
import { clientProvocations } from '../testing/provocations/clients';
import { otherProvocations } from '../testing/provocations/others';
import { pageProvocations, requestProvocations } from '../testing/provocations/requests';
import type { Provoke } from '../testing/provocations/story';
import { beginStory } from '../testing/provocations/story';
import { tokenProvocations } from '../testing/provocations/tokens';
import { failureCodes, findFailure } from './index';
import { redactDetail } from './redact';

const provocations: Readonly<Record<string, Provoke>> = {
  ...requestProvocations,
  ...pageProvocations,
  ...clientProvocations,
  ...tokenProvocations,
  ...otherProvocations,
};

/** The server tells it, and its own tests provoke it. */
const ofTheServer = ['form-not-ours'];

describe('the failures of the catalogue', () => {
  it('are all provoked below', () => {
    expect(Object.keys(provocations).sort()).toEqual(failureCodes.filter((code) => !ofTheServer.includes(code)).sort());
  });

  it.each(Object.entries(provocations))('%s', async (code, provoke) => {
    const story = await beginStory();
    await provoke(story);
    expect(story.codes()).toContain(code);
    for (const event of story.engine.events) {
      // What may be told of it has a kind, so that nothing of what is meant to be told is lost on the way.
      const { clientId: _, reason: __, ...detail } = event.detail;
      const kept = redactDetail(event.code, event.detail);
      if (event.code !== 'ok' && findFailure(event.code) !== undefined) expect(kept, event.code).toMatchObject(detail);
    }
  });
});
