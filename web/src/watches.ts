export function watches(): void {}
