/** A request of the matrix, and what it is observed to lead to. */
import type { Contestant } from './contestants';

export interface Trial {
  name: string;
  observe(contestant: Contestant): Promise<string>;
}
