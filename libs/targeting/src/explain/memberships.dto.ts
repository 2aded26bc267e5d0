/** Something that a customer is in. */
export class MembershipResponse {
  id: number;
  name: string;
}

/** What a customer is in, now; what is archived, or cannot be evaluated any more, is left out. */
export class MembershipsResponse {
  segments: MembershipResponse[];
  audiences: MembershipResponse[];
  lists: MembershipResponse[];
}
