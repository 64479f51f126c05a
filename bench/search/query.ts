/** A query of a kind; an id is a right answer if `isRight` says so. */
export interface Query {
  readonly kind: string;
  readonly text: string;
  isRight(id: string): boolean;
}
