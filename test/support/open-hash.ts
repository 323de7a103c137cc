/** As injective as a real one, and readable where an expectation fails. */
export const openHash = (text: string): string => `#${text}`;
