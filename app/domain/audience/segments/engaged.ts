// Follows what is written to them: the links of half of the last messages at least, and of two. Numbers: [messages followed,
// messages].
import { inIt, NOT_IN_IT, type Segment } from './segment.ts';

const LEAST_FOLLOWED = 2;

export const engaged: Segment = {
  holds: ({ messages, messagesFollowed }) => (messagesFollowed >= LEAST_FOLLOWED && messagesFollowed >= messages / 2 ? inIt(messagesFollowed, messages) : NOT_IN_IT),
};
