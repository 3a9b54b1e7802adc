/** Problem documents (RFC 9457). */
import { z } from 'zod';

export const problemDocument = z
  .object({
    type: z.string().meta({ description: 'A URN of the problem: `urn:gatehouse:problem:` and a stable code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    trace_id: z.string().meta({ description: 'Under which the log of the server has it.' }),
    errors: z
      .array(
        z.object({
          pointer: z
            .string()
            .meta({ description: 'A JSON pointer into the body, or `#/` and the name of a parameter.' }),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
