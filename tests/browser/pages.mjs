// SPDX-License-Identifier: GPL-2.0-or-later
// Every type and state of page: name, path, what else is true of it.

const both = [
  { name: "home", path: "/" },
  { name: "services", path: "/services" },
  { name: "a service", path: "/services/waste" },
  { name: "A to Z", path: "/a-z" },
  { name: "accessibility statement", path: "/accessibility" },
  { name: "privacy notice", path: "/privacy" },
  { name: "community", path: "/community" },
  { name: "what is new", path: "/whats-new" },
  { name: "search, nothing asked", path: "/search" },
  { name: "search, results", path: "/search?q=bin" },
  { name: "search, second page", path: "/search?q=council+tax&page=2" },
  { name: "search, filtered", path: "/search?q=bin&service=waste&type=guide" },
  { name: "search, every filter",
    path: "/search?q=bin&service=waste&type=guide&provider=council" +
      "&channel=online" },
  { name: "search, corrected", path: "/search?q=misssed+bin" },
  { name: "search, as typed", path: "/search?q=misssed+bin&as-typed=1" },
  { name: "search, filters in the way",
    path: "/search?q=misssed+bin&service=parking&type=faq" },
  { name: "search, nearest", path: "/search?q=potholezzz&as-typed=1" },
  { name: "search, one word explained", path: "/search?q=HMO" },
  { name: "search, nothing found", path: "/search?q=zzxqy" },
  { name: "search, nothing found with filters",
    path: "/search?q=zzxqy&service=waste&area=Wenbury" },
  { name: "search, beyond the last page", path: "/search?q=bin&page=90" },
  { name: "search, hostile words",
    path: "/search?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E" },
  { name: "search, long", path: `/search?q=${"bin+".repeat(100)}` },
  { name: "search, too long", path: `/search?q=${"a".repeat(2049)}`,
    status: 400 },
  { name: "guide", path: "/emergencies/flooding" },
  { name: "guide with every block", path: "/waste/test-blocks" },
  { name: "questions and answers", path: "/complaints/compliments" },
  { name: "sensitive script", path: "/homelessness/at-risk" },
  { name: "step of a script",
    path: "/homelessness/at-risk/steps/do-you-have-a-bed-for-tonight" },
  { name: "step with the answers so far",
    path: "/homelessness/at-risk/steps/do-you-have-a-bed-for-tonight" +
      "?are-you-safe-now=yes" },
  { name: "contact", path: "/contacts/customer-services" },
  { name: "contact of a partner", path: "/contacts/saltshire-highways" },
  { name: "sensitive contact",
    path: "/contacts/harbour-domestic-abuse-service" },
  { name: "notice", path: "/notices/electoral-canvass" },
  { name: "emergency notice", path: "/notices/test-emergency" },
  { name: "page not found", path: "/waste/no-such-page", status: 404 },
  { name: "malformed address", path: "/search?q=%zz", status: 400 },
];

const staffOnly = [
  { name: "search, why", path: "/search?q=misssed+dustbin&explain=1" },
  { name: "staff script", path: "/waste/missed-bin" },
  { name: "step with outcome",
    path: "/waste/missed-bin/steps/book-a-return-visit" },
  { name: "step with escalation", path: "/waste/missed-bin/steps/duty-officer" },
  { name: "sub-script", path: "/shared/identity-check" },
  { name: "safeguarding card", path: "/shared/safeguarding-card" },
  { name: "duty contact", path: "/contacts/waste-duty-officer" },
];

const publicOnly = [
  { name: "thanks for an answer", path: "/feedback?page=emergencies/flooding" },
  { name: "thanks for an answer, of a sensitive page",
    path: "/feedback?page=homelessness/at-risk" },
  { name: "thanks for an answer, of a search", path: "/feedback?page=search" },
  { name: "thanks for words", path: "/feedback/sent" },
  { name: "your postcode", path: "/your-area" },
  { name: "your area", path: "/your-area?area=eastholme" },
  { name: "no such area", path: "/your-area?area=zzxqy", status: 404 },
];

export const pages = {
  public: [...both, ...publicOnly],
  staff: [...both, ...staffOnly],
  // A server that has no index yet.
  empty: [{ name: "site being updated", path: "/", status: 503 }],
};
