/** A time of a demo clip, in seconds. */
type Seconds = number;

/** What happens in a demo clip, with file names and dates still to be filled in. Ids never change. */
export type DemoMoment =
  | { kind: "chapter"; id: string; at: Seconds; title: string }
  | {
      kind: "call";
      id: string;
      from: Seconds;
      to: Seconds | null;
      text: string;
      collection: string;
    }
  | {
      kind: "countdown";
      id: string;
      from: Seconds;
      to: Seconds | null;
      text: string;
      /** Days after the shop was seeded, at noon UTC. */
      days: number;
      over: string;
    }
  | {
      kind: "coupon";
      id: string;
      from: Seconds;
      to: Seconds | null;
      text: string;
      code: string;
    }
  | {
      kind: "branch";
      id: string;
      at: Seconds;
      question: string;
      choices: { text: string; file?: string; at?: Seconds }[];
    }
  | {
      kind: "quiz";
      id: string;
      at: Seconds;
      question: string;
      choices: { text: string; right: boolean; answer: string }[];
    };

/** By file name without its ending. */
export const demoMoments: Record<string, DemoMoment[]> = {
  "teapot-turn": [
    { kind: "chapter", id: "4101", at: 0, title: "The glaze" },
    { kind: "chapter", id: "4102", at: 3, title: "The short spout" },
    { kind: "chapter", id: "4103", at: 6, title: "The cool handle" },
  ],
  "low-tide-lamp": [
    {
      ...{ kind: "countdown", id: "4201", from: 0, to: null, days: 12 },
      text: "Next firing opens in",
      over: "The new firing is here",
    },
    {
      ...{ kind: "call", id: "4202", from: 2, to: null, collection: "evening-light" },
      text: "See every lamp and candle",
    },
  ],
  "slow-morning": [
    {
      ...{ kind: "branch", id: "4301", at: 6.5 },
      question: "What would you like to see next?",
      choices: [
        { text: "How to pour the first cup", file: "first-pour" },
        { text: "The mug in all three glazes", file: "three-mugs" },
        { text: "That morning once more", at: 0 },
      ],
    },
  ],
  "first-pour": [
    {
      ...{ kind: "coupon", id: "4401", from: 2, to: null, code: "TEATIME15" },
      text: "15% off your first tea time",
    },
  ],
  "beacon-three-lights": [
    {
      ...{ kind: "quiz", id: "4501", at: 6 },
      question: "How long does Beacon shine at its lowest light?",
      choices: [
        { text: "Four hours", right: false, answer: "Longer: a whole working week of evenings." },
        { text: "Forty hours", right: true, answer: "Forty, and it charges over breakfast." },
        { text: "For ever", right: false, answer: "Almost. It does like a cable now and then." },
      ],
    },
  ],
};
