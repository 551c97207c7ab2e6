/* cli/summary.h: what became of the reports of a batch: how many of each outcome, of which form
 * and why. */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "onrecord.h"

typedef struct summary summary;

summary *summary_new(void); /* NULL where there is no memory */
void summary_free(summary *s); /* NULL is nothing */

void summary_report(summary *s, const onr_report_head *report);
void summary_failed(summary *s, const onr_error *error);

/* On standard error: one line of JSON where format is "json", else lines for people. */
void summary_print(const summary *s, size_t passed_over, const char *format);

#endif
