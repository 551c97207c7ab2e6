/* source/message.h: one mail message (RFC 5322, MIME) as a report, by GMime. */
#ifndef SOURCE_MESSAGE_H
#define SOURCE_MESSAGE_H

#include "base/fault.h"
#include "source/report.h"

/* The newsletter's text is its HTML part, or its plain one where it has none; attachments are not
 * looked at. Fails: FAULT_INPUT where bytes begin with no header line, or beyond limits. */
bool message_read(arena *a, str bytes, report *r, fault *f);

#endif
