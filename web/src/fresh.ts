export function fresh(): void {}
