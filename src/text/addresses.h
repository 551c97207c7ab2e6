/* text/addresses.h: web and mail addresses, file names and news groups, kept in one token. */
#ifndef TEXT_ADDRESSES_H
#define TEXT_ADDRESSES_H

#include "text/words.h"

/* End of the address that begins at byte `at`, or `at` where none does. A call looks at
 * most once at every byte of the chunk, and only where the byte before cannot belong to the
 * same address, so that a chunk's calls together stay linear. */
size_t address_end(const chunk *c, size_t at);

#endif
