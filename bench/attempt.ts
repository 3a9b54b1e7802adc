/** One failed measurement must not cost the others. */

/** What `work` gives, or a line that says why it gave nothing. */
export async function attempt<T>(name: string, work: () => Promise<T>): Promise<{ value?: T; failure?: string }> {
  try {
    return { value: await work() };
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { failure: `Not measured: ${name} (${reason}).` };
  }
}
