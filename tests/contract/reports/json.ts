import type { Report } from '../engine/report.ts';

/** The report as JSON, schema 1. */
export const renderJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
