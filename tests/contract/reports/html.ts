import type { Report } from '../engine/report.ts';
export const renderHtml = (report: Report): string => JSON.stringify(report);
